import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { makePrivateFolder } from '#database/folders.ts';
import { exitCodes, Stop } from '#refusal.ts';

/** By this file a folder is known to be a demo's own; without it nothing is ever deleted. */
const markerName = 'amends-demo';
const beingTold = 'The story of this demo is being told. The folder may be deleted.\n';
const told = 'The story of this demo was told. The folder may be deleted.\n';

/** Where the demo lives when AMENDS_DATA names no folder. */
export const demoFolder = (): string => join(tmpdir(), `amends-demo-${userInfo().uid}`);

/**
 * Makes the folder ready. `isNew` says that the story has yet to be told: on the first start, with
 * `fresh`, and after a start that broke off in the middle of the story.
 */
export async function prepareFolder(folder: string, fresh: boolean): Promise<{ isNew: boolean }> {
  const marker = await readFile(join(folder, markerName), 'utf8').catch(ifMissing);
  if (marker === told && !fresh) return { isNew: false };
  if (marker === undefined) await assertEmpty(folder);
  else await rm(folder, { recursive: true });
  makePrivateFolder(folder);
  await writeFile(join(folder, markerName), beingTold);
  return { isNew: true };
}

export const noteTold = (folder: string): Promise<void> =>
  writeFile(join(folder, markerName), told, { flush: true });

async function assertEmpty(folder: string): Promise<void> {
  const found = (await readdir(folder).catch(ifMissing)) ?? [];
  if (found.length === 0) return;
  throw new Stop(
    `The folder ${folder} holds something that no demo has put there, so it is left alone. ` +
      'Name a new or empty folder in AMENDS_DATA, or none.',
    exitCodes.configuration,
  );
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  const sentence = `The folder of the demo cannot be used: ${error.message}.`;
  throw new Stop(sentence, exitCodes.noPermission);
}
