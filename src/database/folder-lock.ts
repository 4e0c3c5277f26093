import { once } from 'node:events';
import { unlinkSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { exitCodes, Stop } from '#refusal.ts';
import { folderDigest, socketPath } from './folders.ts';

export type FolderLock = { release(): Promise<void> };

/**
 * Keeps a data folder to one process; undefined when another has it. The lock is a socket that
 * somebody listens on, so it ends with its holder however that ends.
 */
export async function lockFolder(folder: string): Promise<FolderLock | undefined> {
  const turn = await takeTurn(folder);
  try {
    const path = socketPath(folder, 'lock');
    const server = (await listen(path)) ?? (await replaceStale(path));
    return server && { release: () => close(server) };
  } finally {
    if (turn) await close(turn);
  }
}

/**
 * Two processes may find the same stale socket, and the slower one would remove the lock of the
 * quicker one. So they go one by one: by a name that the kernel forgets with its holder (Linux only).
 */
async function takeTurn(folder: string): Promise<Server | undefined> {
  if (process.platform !== 'linux') return undefined;
  for (let tries = 0; tries < 1_000; tries++) {
    const turn = await listen(`\0amends-${folderDigest(folder)}`);
    if (turn) return turn;
    await sleep(5);
  }
  return undefined;
}

async function replaceStale(path: string): Promise<Server | undefined> {
  if (await isAnswered(path)) return undefined;
  unlinkSync(path);
  return listen(path);
}

/** Undefined when the path is taken, by a listener or by what one left behind. */
async function listen(path: string): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy());
  server.listen({ path, exclusive: true });
  try {
    await once(server, 'listening');
  } catch (error) {
    return refuseUnlessTaken(error, path);
  }
  server.unref();
  return server;
}

function refuseUnlessTaken(error: unknown, path: string): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return undefined;
  if (code !== 'EACCES' && code !== 'EROFS' && code !== 'EPERM') throw error;
  throw new Stop(`Amends may not create ${path}.`, exitCodes.noPermission);
}

async function isAnswered(path: string): Promise<boolean> {
  const socket = createConnection(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch (error) {
    // Any other fault, such as a full queue of callers, still means that somebody is there.
    return !(error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED');
  } finally {
    socket.destroy();
  }
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await closed;
}
