import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { OpenDatabase } from '#database/open.ts';
import { exitCodes, Stop } from '#refusal.ts';
import { indexAll } from '#search/index.ts';
import {
  columnsOf,
  copyTarget,
  type Digest,
  digestOfFile,
  type ExportedTable,
  type Manifest,
  manifestPath,
  manifestSchema,
  migrationsOf,
  movedTables,
  settleFormats,
  tablePath,
  writeNew,
} from './export-manifest.ts';

type Progress = (sentence: string) => void;

/**
 * Fills an empty database and a data folder from an export. Everything is checked before anything
 * is written, and the rows of all tables are committed together. No server may be using the data
 * folder, because its keys are replaced. Throws `Stop`; the caller runs `verify` afterwards.
 */
export async function importFrom(
  open: Pick<OpenDatabase, 'db' | 'pool'>,
  dataFolder: string,
  dir: string,
  progress: Progress,
): Promise<Manifest> {
  const manifest = await readManifest(dir);
  await assertSameSchema(open, manifest);
  await assertWhole(dir, manifest);
  progress('The export is whole.');
  await inTransaction(open.pool, async (client) => {
    await assertFitting(client, manifest);
    await assertEmpty(client);
    for (const file of manifest.files) await importFile(dataFolder, dir, file);
    progress(`${manifest.files.length} files and keys`);
    for (const table of manifest.tables) {
      await importTable(client, table, dir);
      progress(`${table.table}: ${table.rows} rows`);
    }
    await client.query(indexAll);
  });
  for (const table of movedTables) await open.pool.query(`analyze "${table}"`);
  return manifest;
}

async function readManifest(dir: string): Promise<Manifest> {
  const text = await readFile(manifestPath(dir), 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw damaged(`There is no finished export in ${dir}: its manifest.json cannot be read.`);
  }
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw damaged(`The manifest.json in ${dir} is not that of an export of Amends.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function assertSameSchema(
  { db }: Pick<OpenDatabase, 'db'>,
  manifest: Manifest,
): Promise<void> {
  const here = await migrationsOf(db);
  const missing = manifest.migrations.filter((name) => !here.includes(name));
  const extra = here.filter((name) => !manifest.migrations.includes(name));
  if (missing.length > 0) {
    throw new Stop(
      `The export was written by a newer Amends (${manifest.program}): this one does not know ${missing.join(', ')}. Import it with that version.`,
      exitCodes.databaseNewer,
    );
  }
  if (extra.length > 0) {
    throw new Stop(
      `The export was written by an older Amends (${manifest.program}), without ${extra.join(', ')}. Import it with that version, then update.`,
      exitCodes.configuration,
    );
  }
}

async function assertWhole(dir: string, manifest: Manifest): Promise<void> {
  const files: (Digest & { path: string })[] = [
    ...manifest.tables.map((table) => ({ ...table, path: tablePath(table.table) })),
    ...manifest.files,
  ];
  for (const { path, bytes, sha256 } of files) {
    const found = await digestOfFile(join(dir, path)).catch(() => undefined);
    if (!found) throw damaged(`The export is damaged: ${path} cannot be read.`);
    if (found.sha256 !== sha256 || found.bytes !== bytes) {
      throw damaged(`The export is damaged: ${path} is not what was written.`);
    }
  }
}

async function inTransaction(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<void>,
): Promise<void> {
  const client = await pool.connect();
  let fault: Error | undefined;
  try {
    await client.query('begin');
    await settleFormats(client);
    await work(client);
    await client.query('commit');
  } catch (error) {
    fault = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // Closing the connection rolls back, even in the middle of a COPY.
    client.release(fault);
  }
}

/** The same migrations give the same tables; a manifest that says otherwise was tampered with. */
async function assertFitting(client: pg.PoolClient, manifest: Manifest): Promise<void> {
  const listed = manifest.tables.map(({ table }) => table);
  if (listed.join() !== movedTables.join()) {
    throw damaged('The export does not hold the tables that it should, in their order.');
  }
  for (const { table, columns } of manifest.tables) {
    const expected = await columnsOf(client, table);
    if (columns.join() === expected.join()) continue;
    throw damaged(`The export does not hold the columns of the table ${table}.`);
  }
}

async function assertEmpty(client: pg.PoolClient): Promise<void> {
  for (const table of movedTables) {
    const { rows } = await client.query(`select from "${table}" limit 1`);
    if (rows.length === 0) continue;
    throw new Stop(
      `The database already holds data (the table ${table} is not empty). Import into a new one.`,
      exitCodes.configuration,
    );
  }
}

/** Puts a file in its place, whole or not at all. */
async function importFile(
  dataFolder: string,
  dir: string,
  file: Digest & { path: string },
): Promise<void> {
  const target = join(dataFolder, file.path);
  const present = await digestOfFile(target).catch(() => undefined);
  if (present?.sha256 === file.sha256) return;
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  // The keys of a database without rows have signed nothing, but a key is never destroyed.
  if (present) await rename(target, `${target}.before-import`);
  const draft = `${target}.importing`;
  await rm(draft, { force: true });
  const copied = await writeNew(draft, createReadStream(join(dir, file.path)));
  if (copied.sha256 !== file.sha256) throw damaged(`${file.path} changed while it was read.`);
  await rename(draft, target);
}

async function importTable(
  client: pg.PoolClient,
  { table, columns, rows }: ExportedTable,
  dir: string,
): Promise<void> {
  const target = client.query(copyFrom(`copy ${copyTarget(table, columns)} from stdin`));
  await pipeline(createReadStream(join(dir, tablePath(table))), target);
  if (target.rowCount === rows) return;
  throw damaged(`The table ${table} should have ${rows} rows, but ${target.rowCount} came in.`);
}

const damaged = (sentence: string): Stop => new Stop(sentence, exitCodes.notWhole);
