import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import type pg from 'pg';
import { z } from 'zod';
import { catalogue } from '#database/catalogue.ts';
import type { Database } from '#database/connection.ts';
import { bookkeepingTables } from '#database/migrate.ts';

/** Tables that stay behind, and why nobody misses them. */
export const leftOut: Readonly<Record<string, string>> = {
  sessions: 'people sign in again',
  sign_in_links: 'links to sign in are short-lived',
  sign_in_failures: 'locks after failed sign-ins are short-lived',
  presence: 'who is looking at a complaint is said anew every few seconds',
  idempotency_keys: 'answers to requests are kept for a short time only',
  article_index: 'made anew by the sweep',
  search_pending: 'everything is listed in it anew, and indexed by the sweep',
  search_documents: 'made anew by the sweep',
  search_words: 'made anew by the sweep',
  search_languages: 'made anew by the sweep',
};

/** Tables that move, parents before children. */
export const movedTables: readonly string[] = catalogue
  .map(({ table }) => table as string)
  .filter((table) => !(table in leftOut));

/** A file of the export: its length in bytes and its SHA-256 in hexadecimal. */
const digest = { bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) };

/** Where a file lies, below the data folder as well as below the export. Nothing else is copied. */
export const storedPath = /^(files\/[0-9a-f]{2}\/[0-9a-f]{64}|keys\/[a-z0-9-]+(\.[a-z0-9]{1,8})?)$/;

/** What `manifest.json` holds: all there is to move, so that nothing can be missing unnoticed. */
export const manifestSchema = z.strictObject({
  format: z.literal('amends-export/1'),
  /** The version of the program that wrote it. */
  program: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(
    z.strictObject({
      table: z.string().regex(/^[a-z_]+$/),
      columns: z.array(z.string().regex(/^[a-z0-9_]+$/)),
      rows: z.int().min(0),
      ...digest,
    }),
  ),
  files: z.array(z.strictObject({ path: z.string().regex(storedPath), ...digest })),
  leftOut: z.record(z.string(), z.string()),
});

export type Manifest = z.infer<typeof manifestSchema>;

export type ExportedTable = Manifest['tables'][number];

export type Digest = { bytes: number; sha256: string };

/** Where the rows of a table lie within the export. */
export const tablePath = (table: string): string => `tables/${table}.copy`;

/** The version of this program. */
export async function programVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** The names of the migrations a database has been through. */
export async function migrationsOf(db: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(bookkeepingTables.done)} order by name`.execute(db);
  return rows.map((row) => row.name);
}

/** The columns of a table in their order, but those that the database computes. */
export async function columnsOf(client: pg.ClientBase, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute
    where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
    order by attnum`,
    [table],
  );
  return rows.map((row) => row.name);
}

/** What makes one server's text of a value mean the same on every other. */
export async function settleFormats(client: pg.ClientBase): Promise<void> {
  await client.query(`set local datestyle to 'ISO, YMD'`);
  await client.query(`set local timezone to 'UTC'`);
  await client.query(`set local bytea_output to 'hex'`);
  await client.query('set local extra_float_digits to 1');
}

/** A table and its columns as COPY names them. */
export const copyTarget = (table: string, columns: readonly string[]): string =>
  `"${table}" (${columns.map((column) => `"${column}"`).join(', ')})`;

/** Writes a new file for its owner alone and says what it holds. Fails where one lies already. */
export async function writeNew(path: string, source: Readable): Promise<Digest> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const meter = digestMeter();
  const target = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(source, meter.stream, target);
  return meter.result();
}

/** Digest of a file, without holding all of it. */
export async function digestOfFile(path: string): Promise<Digest> {
  const meter = digestMeter();
  await pipeline(createReadStream(path), meter.stream.resume());
  return meter.result();
}

function digestMeter() {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ bytes, sha256: hash.digest('hex') }) };
}

/** The path of the manifest, which is written last: without it an export is not finished. */
export const manifestPath = (dir: string): string => join(dir, 'manifest.json');
