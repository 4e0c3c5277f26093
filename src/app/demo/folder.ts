import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from '#database/folder-lock.ts';
import { makePrivateFolder } from '#database/folders.ts';
import { ended, serverProcessesIn, signal } from '#database/processes.ts';
import { exitCodes, Stop } from '#refusal.ts';

/** By this file a folder is known to be a demo's own; without it nothing is ever deleted. */
const markerName = 'amends-demo';
const beingTold = 'The story of this demo is being told. This folder may be deleted.\n';
const told = 'The story of this demo was told. This folder may be deleted.\n';

/** Where the demo lives when AMENDS_DATA names no folder. */
export const demoFolder = (): string => join(tmpdir(), `amends-demo-${userInfo().uid}`);

/**
 * Makes the folder ready. `isNew` says that the story has yet to be told: on the first start, with
 * `fresh`, and after a start that broke off in the middle of the story.
 */
export async function prepareFolder(folder: string, fresh: boolean): Promise<{ isNew: boolean }> {
  const marker = await readMarker(folder);
  if (marker === undefined) await assertEmpty(folder);
  makePrivateFolder(folder);
  if (marker === told && !fresh) return { isNew: false };
  if (marker !== undefined) await empty(folder);
  await writeFile(join(folder, markerName), beingTold);
  return { isNew: true };
}

/** From now on a start finds the story and goes on from there. */
export const noteTold = (folder: string): Promise<void> =>
  writeFile(join(folder, markerName), told, { flush: true });

async function readMarker(folder: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, markerName), 'utf8');
  } catch (error) {
    return ifMissing(error);
  }
}

async function assertEmpty(folder: string): Promise<void> {
  const found = (await readdir(folder).catch(ifMissing)) ?? [];
  if (found.length === 0) return;
  throw new Stop(
    `The folder ${folder} holds something that no demo has put there, so it is left alone. ` +
      'Name a new or an empty folder in AMENDS_DATA, or none.',
    exitCodes.configuration,
  );
}

/** Deletes all but the marker, so that a deletion that breaks off can go on at the next start. */
async function empty(folder: string): Promise<void> {
  const lock = await lockFolder(folder);
  if (!lock) {
    throw new Stop(
      `A demo is running in ${folder}. Stop that one first, or name another folder in AMENDS_DATA.`,
      exitCodes.folderInUse,
    );
  }
  try {
    await endLeftServer(join(folder, 'postgres'));
    const found = (await readdir(folder)).filter((name) => name !== markerName && name !== 'lock');
    for (const name of found) await rm(join(folder, name), { recursive: true, force: true });
  } finally {
    await lock.release();
  }
}

/** The database of a demo that was killed a moment ago may still be shutting down. */
async function endLeftServer(cluster: string): Promise<void> {
  const isThere = await readdir(cluster).then(
    () => true,
    () => false,
  );
  const left = isThere ? serverProcessesIn(cluster) : [];
  for (const pid of left) signal(pid, 'SIGINT');
  await Promise.all(left.map(ended));
}

function ifMissing(error: unknown): undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return undefined;
  throw new Stop(`The folder of the demo cannot be used: ${message}.`, exitCodes.noPermission);
}
