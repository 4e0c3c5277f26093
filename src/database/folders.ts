import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes, Stop } from '#refusal.ts';

/** Creates a folder for its owner alone; a folder that cannot be had is a `Stop`. */
export function makePrivateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = lstatSync(folder);
    if (!isOurs(uid)) throw foreign();
    if ((mode & 0o077) !== 0) chmodSync(folder, 0o700);
  } catch (error) {
    throw asStop(error, folder);
  }
}

/** The user that the database runs as where root starts it and user namespaces are forbidden. */
export const nobody = 65_534;

const foreign = (): Error =>
  Object.assign(new Error('it belongs to another user'), { code: 'EACCES' });

function isOurs(uid: number): boolean {
  const self = process.getuid?.() ?? uid;
  return uid === self || (self === 0 && uid === nobody);
}

const noPermissionCodes = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

function asStop(error: unknown, folder: string): unknown {
  const isPermission =
    error instanceof Error && 'code' in error && noPermissionCodes.has(String(error.code));
  if (!isPermission) return error;
  return new Stop(
    `Amends may not use the folder ${folder} (${error.message}). ` +
      'Give its user the right to write there, or name another folder in AMENDS_DATA.',
    exitCodes.noPermission,
  );
}

/** The system allows 107 bytes for a socket's path, and PostgreSQL appends a name of 18. */
const socketPathMax = 80;

/** Where a socket of a data folder lies: inside it, or under a short name when that is too long. */
export function socketPath(dataFolder: string, name: string): string {
  const inside = join(dataFolder, name);
  return Buffer.byteLength(inside) <= socketPathMax
    ? inside
    : join('/tmp', `amends-${folderDigest(dataFolder)}-${name}`);
}

/** The same for every way of writing the path of an existing folder. */
export const folderDigest = (folder: string): string =>
  createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 12);
