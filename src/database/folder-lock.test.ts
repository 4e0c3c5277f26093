import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { runElsewhere, temporaryFolder } from '../../test/processes.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';

describe('the lock of a data folder', () => {
  it('is refused to a second holder until the first one releases it', async () => {
    const folder = await temporaryFolder();
    const first = await lockFolder(folder);
    assert.ok(first);
    assert.equal(await lockFolder(folder), undefined);
    await first.release();
    await assertFree(folder);
  });

  it('is refused while another process has it, and free once that one was killed', async (t) => {
    const folder = await temporaryFolder();
    const other = await lockElsewhere(t, folder);
    assert.equal(await lockFolder(folder), undefined);
    await other.kill();
    await assertFree(folder);
  });

  it('goes to one of many who want what a killed process left', async (t) => {
    const folder = await temporaryFolder();
    const other = await lockElsewhere(t, folder);
    await other.kill();
    const locks = await Promise.all(Array.from({ length: 20 }, () => lockFolder(folder)));
    const held = locks.filter((lock): lock is FolderLock => lock !== undefined);
    assert.equal(held.length, 1);
    await held[0]?.release();
  });

  it('works in a folder whose path is too long for a socket', async () => {
    const folder = join(await temporaryFolder(), 'long'.repeat(30));
    mkdirSync(folder);
    const first = await lockFolder(folder);
    assert.equal(await lockFolder(folder), undefined);
    await first?.release();
    await assertFree(folder);
  });
});

const lockElsewhere = (t: TestContext, folder: string) =>
  runElsewhere(
    t,
    `import { lockFolder } from '#database/folder-lock.ts';
     await lockFolder(${JSON.stringify(folder)});
     setInterval(() => undefined, 60_000);
     console.log('locked');`,
  );

async function assertFree(folder: string): Promise<void> {
  const lock = await lockFolder(folder);
  assert.ok(lock);
  await lock.release();
}
