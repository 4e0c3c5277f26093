import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Where the bytes of files lie, named by their hash. A folder here; other stores can follow. */
export type FileStore = {
  /** Takes everything in, durably, before it returns. */
  put(bytes: Bytes): Promise<{ sha256: Buffer; size: number; head: Buffer }>;
  /** Undefined where no such file lies. */
  read(sha256: Buffer): Promise<Buffer | undefined>;
  stream(sha256: Buffer): Readable;
};

type Bytes = AsyncIterable<Buffer> | Iterable<Buffer>;

/** How many of the first bytes are given back, enough to tell a file's true type. */
const headBytes = 4_100;

export function folderStore(folder: string): FileStore {
  const pathOf = (sha256: Buffer): string => {
    const name = sha256.toString('hex');
    return join(folder, name.slice(0, 2), name);
  };
  return {
    put: (bytes) => putFile(folder, pathOf, bytes),
    stream: (sha256) => createReadStream(pathOf(sha256)),
    async read(sha256) {
      try {
        return await readFile(pathOf(sha256));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
}

async function putFile(
  folder: string,
  pathOf: (sha256: Buffer) => string,
  bytes: Bytes,
): Promise<{ sha256: Buffer; size: number; head: Buffer }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `draft-${randomBytes(8).toString('hex')}`);
  const hash = createHash('sha256');
  let size = 0;
  let head = Buffer.alloc(0);
  const file = await open(draft, 'wx', 0o600);
  try {
    for await (const chunk of bytes) {
      hash.update(chunk);
      size += chunk.length;
      if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes)]);
      await file.appendFile(chunk);
    }
    await file.sync();
    const sha256 = hash.digest();
    await mkdir(dirname(pathOf(sha256)), { recursive: true, mode: 0o700 });
    await link(draft, pathOf(sha256)).catch(ignoreExisting);
    await syncFolder(dirname(pathOf(sha256)));
    return { sha256, size, head };
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
}

/** The name of a new file is durable only when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/** The same bytes may come twice; one copy is enough. */
function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
