import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { type Migration, type MigrationResultSet, Migrator } from 'kysely/migration';
import { exitCodes, Stop } from '#refusal.ts';
import type { Database } from './connection.ts';
import { sqlState } from './transaction.ts';

const folder = new URL('../../migrations/', import.meta.url);

/** The migrator's own tables, which no other code reads. */
export const bookkeepingTables = { done: 'migrations', lock: 'migrations_lock' } as const;

/** Brings the schema up to date and returns the names of the migrations that were run. */
export async function migrate(db: Database): Promise<string[]> {
  try {
    await assertSupportedServer(db);
    const migrations = await readMigrations();
    await assertNotNewer(db, new Set(Object.keys(migrations)));
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => migrations },
      migrationTableName: bookkeepingTables.done,
      migrationLockTableName: bookkeepingTables.lock,
    });
    return namesOfDone(await migrator.migrateToLatest());
  } catch (error) {
    throw explained(error);
  }
}

async function assertSupportedServer(db: Database): Promise<void> {
  const { rows } = await sql<{ version: string; number: number }>`
    select current_setting('server_version') as version,
      current_setting('server_version_num')::integer as number`.execute(db);
  const server = rows[0];
  if (!server || server.number >= 150_000) return;
  throw new Stop(
    `The database is PostgreSQL ${server.version}. Amends needs PostgreSQL 15 or newer.`,
    exitCodes.databaseUnreachable,
  );
}

async function assertNotNewer(db: Database, known: ReadonlySet<string>): Promise<void> {
  const table = bookkeepingTables.done;
  const { rows: found } = await sql<{ present: boolean }>`
    select to_regclass(${table}) is not null as present`.execute(db);
  if (!found[0]?.present) return;
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(table)} order by name`.execute(db);
  const unknown = rows.map((row) => row.name).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new Stop(
    `The database was made by a newer Amends: this one does not know ${unknown.join(', ')}. ` +
      'Start the newer Amends, or go back to a copy of the data from before the update.',
    exitCodes.databaseNewer,
  );
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const migrations = files.map(async (file) => {
    const statements = splitStatements(await readFile(new URL(file, folder), 'utf8'));
    return [file.replace(/\.sql$/, ''), runInTurn(statements)] as const;
  });
  return Object.fromEntries(await Promise.all(migrations));
}

/** One statement per call: several in one are refused by Citus. */
const runInTurn = (statements: readonly string[]): Migration => ({
  async up(db) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});

/** Cuts SQL at each `;` that ends a line, unless it stands within `$$ … $$`. */
export function splitStatements(text: string): string[] {
  const statements: string[] = [];
  let open: string[] = [];
  let isBody = false;
  for (const line of text.split('\n')) {
    if (line.trim() === '' || (!isBody && line.trimStart().startsWith('--'))) continue;
    open.push(line);
    if (line.split('$$').length % 2 === 0) isBody = !isBody;
    if (isBody || !line.trimEnd().endsWith(';')) continue;
    statements.push(open.join('\n').trimEnd().slice(0, -1));
    open = [];
  }
  return open.length > 0 ? [...statements, open.join('\n')] : statements;
}

function namesOfDone(outcome: MigrationResultSet): string[] {
  if (outcome.error !== undefined) throw faultOf(outcome);
  return (outcome.results ?? []).map((result) => result.migrationName);
}

function faultOf({ error, results = [] }: MigrationResultSet): unknown {
  const failed = results.find((result) => result.status === 'Error');
  if (!failed || isNotPermitted(error) || lacksExtension(error)) return error;
  return new Error(`migration ${failed.migrationName} failed`, { cause: error });
}

function explained(error: unknown): unknown {
  if (lacksExtension(error)) return extensionMissing(error);
  return isNotPermitted(error) ? notPermitted(error) : error;
}

/** A file is missing, or (since PostgreSQL 16) a feature: the server came without its extensions. */
const lacksExtension = (error: unknown): boolean =>
  ['58P01', '0A000'].includes(sqlState(error) ?? '') &&
  error instanceof Error &&
  error.message.includes('extension');

function extensionMissing(error: unknown): Stop {
  const reason = error instanceof Error ? error.message : String(error);
  return new Stop(
    `The database lacks an extension that search needs (${reason}). ` +
      'Install the package with PostgreSQL’s own extensions (postgresql-contrib) beside the server.',
    exitCodes.databaseUnreachable,
  );
}

/** Insufficient privilege; or no schema that may be seen, which leaves none to create tables in. */
const isNotPermitted = (error: unknown): boolean =>
  ['42501', '3F000'].includes(sqlState(error) ?? '');

function notPermitted(error: unknown): Stop {
  const reason = error instanceof Error ? error.message : String(error);
  return new Stop(
    `Amends may not set up its tables in this database (${reason}). ` +
      'Let the user of DATABASE_URL own the database.',
    exitCodes.noPermission,
  );
}
