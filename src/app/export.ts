import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { OpenDatabase } from '#database/open.ts';
import { exitCodes, Stop } from '#refusal.ts';
import {
  columnsOf,
  copyTarget,
  type ExportedTable,
  leftOut,
  type Manifest,
  manifestPath,
  migrationsOf,
  movedTables,
  programVersion,
  settleFormats,
  storedPath,
  tablePath,
  writeNew,
} from './export-manifest.ts';

type Progress = (sentence: string) => void;

/**
 * Writes everything another Amends needs to go on from here into an empty folder: the rows of all
 * tables as they stood at one moment, the files and the keys. It holds secrets and personal data,
 * unencrypted. Throws `Stop` when the folder is not empty.
 */
export async function exportTo(
  open: Pick<OpenDatabase, 'db' | 'pool'>,
  dataFolder: string,
  dir: string,
  progress: Progress,
): Promise<Manifest> {
  await makeEmpty(dir);
  const tables = await exportTables(open.pool, dir, progress);
  // After the rows: a file is stored before the row that names it, so none can be missing.
  const files = [
    ...(await exportFolder(dataFolder, 'files', dir)),
    ...(await exportFolder(dataFolder, 'keys', dir)),
  ];
  progress(`${files.length} files and keys`);
  const manifest: Manifest = {
    format: 'amends-export/1',
    program: await programVersion(),
    migrations: await migrationsOf(open.db),
    tables,
    files,
    leftOut: { ...leftOut },
  };
  await writeManifest(dir, manifest);
  return manifest;
}

async function makeEmpty(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  if ((await readdir(dir)).length === 0) return;
  throw new Stop(
    `The folder ${dir} is not empty. Name a new folder for the export.`,
    exitCodes.configuration,
  );
}

async function exportTables(
  pool: pg.Pool,
  dir: string,
  progress: Progress,
): Promise<ExportedTable[]> {
  const client = await pool.connect();
  let fault: Error | undefined;
  try {
    await client.query('begin isolation level repeatable read read only');
    await settleFormats(client);
    const tables: ExportedTable[] = [];
    for (const table of movedTables) {
      const exported = await exportTable(client, table, dir);
      progress(`${table}: ${exported.rows} rows`);
      tables.push(exported);
    }
    await client.query('commit');
    return tables;
  } catch (error) {
    fault = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // A connection that broke off in the middle of a COPY is of no more use.
    client.release(fault);
  }
}

async function exportTable(
  client: pg.PoolClient,
  table: string,
  dir: string,
): Promise<ExportedTable> {
  const columns = await columnsOf(client, table);
  const source = client.query(copyTo(`copy ${copyTarget(table, columns)} to stdout`));
  const digest = await writeNew(join(dir, tablePath(table)), source);
  return { table, columns, rows: source.rowCount, ...digest };
}

async function exportFolder(
  dataFolder: string,
  folder: 'files' | 'keys',
  dir: string,
): Promise<Manifest['files']> {
  const files: Manifest['files'] = [];
  for (const path of await storedFiles(dataFolder, folder)) {
    const digest = await writeNew(join(dir, path), createReadStream(join(dataFolder, path)));
    files.push({ path, ...digest });
  }
  return files;
}

/** Paths below the data folder, without drafts that somebody is just writing. */
async function storedFiles(dataFolder: string, folder: string): Promise<string[]> {
  const found = await readdir(join(dataFolder, folder), {
    recursive: true,
    withFileTypes: true,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dataFolder, join(entry.parentPath, entry.name)))
    .map((path) => path.split(sep).join('/'))
    .filter((path) => storedPath.test(path))
    .sort();
}

async function writeManifest(dir: string, manifest: Manifest): Promise<void> {
  const path = manifestPath(dir);
  const draft = `${path}.draft`;
  await writeFile(draft, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(draft, path);
}
