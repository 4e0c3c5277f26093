import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { lockFolder } from '#database/folder-lock.ts';
import { Stop } from '#refusal.ts';
import { temporaryFolder } from '../../../test/processes.ts';
import { noteTold, prepareFolder } from './folder.ts';

test('the story is told once, again when wished, and again when it broke off', async () => {
  const folder = join(await temporaryFolder(), 'new');
  assert.deepEqual(await prepareFolder(folder, false), { isNew: true });
  await writeFile(join(folder, 'half'), 'a story');
  assert.deepEqual(await prepareFolder(folder, false), { isNew: true });
  assert.deepEqual(await readdir(folder), ['amends-demo']);
  await noteTold(folder);
  await mkdir(join(folder, 'keys'));
  assert.deepEqual(await prepareFolder(folder, false), { isNew: false });
  assert.deepEqual(await readdir(folder), ['amends-demo', 'keys']);
  assert.deepEqual(await prepareFolder(folder, true), { isNew: true });
  assert.deepEqual(await readdir(folder), ['amends-demo']);
});

test('nothing is ever deleted or used that no demo has made', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'precious'), 'data');
  for (const fresh of [false, true]) {
    await assert.rejects(prepareFolder(folder, fresh), isStop(/left alone/));
  }
  assert.equal(await readFile(join(folder, 'precious'), 'utf8'), 'data');
});

test('a demo that is running is not deleted under its feet', async () => {
  const folder = await temporaryFolder();
  await prepareFolder(folder, false);
  await noteTold(folder);
  await writeFile(join(folder, 'in-use'), '');
  const lock = await lockFolder(folder);
  await assert.rejects(prepareFolder(folder, true), isStop(/is running in/));
  assert.ok((await readdir(folder)).includes('in-use'));
  await lock?.release();
});

const isStop = (sentence: RegExp) => (error: unknown) =>
  error instanceof Stop && sentence.test(error.message);
