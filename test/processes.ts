import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

const folders: string[] = [];

// At the end of the file, when all that worked in the folders has been stopped.
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A folder that is removed at the end of the file's tests. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'amends-'));
  folders.push(folder);
  return folder;
}

/**
 * Runs a module's text in another process, in the folder of this repository, until it prints
 * something. `kill` ends it as a crash would.
 */
export async function runElsewhere(
  test: TestContext,
  text: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ kill(): Promise<void> }> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', text], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await exit;
  };
  test.after(kill);
  await Promise.race([once(child.stdout, 'data'), exit.then(failStart)]);
  return { kill };
}

function failStart(): never {
  throw new Error('the other process ended before it printed anything');
}

/** For what another process does: looks again and again, for at most 20 seconds. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1_000; tries++) {
    if (await condition()) return;
    await sleep(20);
  }
  throw new Error('what was waited for did not happen within 20 seconds');
}
