import { type RawBuilder, sql } from 'kysely';
import { catalogue } from '#database/catalogue.ts';
import type { Database, Tx } from '#database/connection.ts';
import { transaction } from '#database/transaction.ts';
import type { Entry } from './entry.ts';
import type { Registry } from './ledger.ts';
import { entryFromRow } from './store.ts';
import { readInBatches } from './verify/batches.ts';

/** What it takes to make the tables anew from the ledger. */
export type ReplayPlan = {
  registry: Registry;
  /** Kinds of streams (the part before the colon) in the order of entries of the same moment. */
  streamOrder: readonly string[];
  /** The tables that projections write, and nothing else does. */
  projectedTables: readonly string[];
};

/** A projection refused an entry. */
export class ReplayFailure extends Error {
  readonly entry: Entry;

  constructor(entry: Entry, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'ReplayFailure';
    this.entry = entry;
  }
}

/** Empties the projected tables and fills them from the ledger. Returns the number of entries. */
export async function rebuild(
  db: Database,
  plan: ReplayPlan,
  progress: (done: number) => void = ignore,
): Promise<number> {
  return transaction(db, async (tx) => {
    // One moment for the whole: entries written meanwhile would be projected twice or never.
    await sql`lock table ledger_entries in share mode`.execute(tx);
    for (const table of childrenFirst(plan.projectedTables)) {
      await sql`delete from ${sql.table(table)}`.execute(tx);
    }
    return replay(tx, plan, progress);
  });
}

const childrenFirst = (tables: readonly string[]): string[] => {
  const places = new Map(catalogue.map(({ table }, place) => [table as string, place]));
  return tables.toSorted((one, other) => (places.get(other) ?? 0) - (places.get(one) ?? 0));
};

const ignore = (): void => undefined;

/**
 * Runs the projections over all entries in the order of their recording. They write to the tables
 * they always write to, unless temporary ones of the same names stand before those.
 * Throws `ReplayFailure`, after which the transaction is of no more use.
 */
export async function replay(
  tx: Tx,
  { registry, streamOrder }: ReplayPlan,
  progress: (done: number) => void,
): Promise<number> {
  const rank = sql`coalesce(
    array_position(${sql.lit(`{${streamOrder.join(',')}}`)}::text[], split_part(stream, ':', 1)),
    ${sql.lit(streamOrder.length + 1)})`;
  const query = sql<Parameters<typeof entryFromRow>[0]>`
    select customer_id, stream, version, recorded_at, actor, type, data from ledger_entries
    order by recorded_at, ${rank}, stream, customer_id, version`;
  let done = 0;
  for await (const rows of readInBatches(tx, 'replay', query)) {
    for (const row of rows) await project(tx, registry, entryFromRow(row));
    done += rows.length;
    progress(done);
  }
  return done;
}

async function project(tx: Tx, registry: Registry, entry: Entry): Promise<void> {
  try {
    for (const project of registry.projections.get(entry.type) ?? []) await project(tx, entry);
  } catch (error) {
    throw new ReplayFailure(entry, error);
  }
}

/**
 * Puts empty temporary tables before the real ones until the end of the transaction. Returns the
 * schema under which the real ones can still be named.
 */
export async function shadowTables(tx: Tx, tables: readonly string[]): Promise<string> {
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(tx);
  const schema = rows[0]?.schema ?? 'public';
  for (const table of tables) {
    await sql`
      create temp table ${sql.id(table)} (
        like ${sql.id(schema, table)}
        including defaults including generated including constraints including indexes
      ) on commit drop`.execute(tx);
  }
  // In a session that had temporary tables before, prepared statements would miss these.
  await sql`discard plans`.execute(tx);
  return schema;
}

/** A row that the ledger would not give, or gives otherwise. */
export type Difference = {
  kind: 'changed_row' | 'removed_row' | 'added_row';
  /** Column and value of each part of the primary key. */
  key: Record<string, unknown>;
  /** Names of the columns that differ in a changed row. */
  columns: string[];
  /** How many rows of the table differ. */
  total: number;
};

/** Compares a table with its shadow and names a few of the rows that differ. */
export async function compareTable(
  tx: Tx,
  schema: string,
  table: string,
  namedMax = 5,
): Promise<Difference[]> {
  const live = sql.id(schema, table);
  const shadow = sql.id('pg_temp', table);
  const keys = await primaryKey(tx, live);
  const same = sql.join(
    keys.map((key) => sql`live.${sql.id(key)} = replayed.${sql.id(key)}`),
    sql` and `,
  );
  const order = sql.join(
    keys.map((key) => sql`coalesce(live.${sql.id(key)}, replayed.${sql.id(key)})`),
  );
  const { rows } = await sql<{ live: Row | null; replayed: Row | null; total: number }>`
    with live as (select * from ${live} except select * from ${shadow}),
      replayed as (select * from ${shadow} except select * from ${live})
    select to_jsonb(live) as live, to_jsonb(replayed) as replayed, count(*) over () as total
    from live full join replayed on ${same}
    order by ${order} limit ${sql.lit(namedMax)}`.execute(tx);
  return rows.map((row) => describe(keys, row.live, row.replayed, row.total));
}

type Row = Record<string, unknown>;

async function primaryKey(tx: Tx, table: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_index
    join pg_attribute on attrelid = indrelid and attnum = any (indkey)
    where indrelid = ${sql`'${table}'`}::regclass and indisprimary
    order by array_position(indkey::int[], attnum::int)`.execute(tx);
  return rows.map((row) => row.name);
}

function describe(
  keys: readonly string[],
  live: Row | null,
  replayed: Row | null,
  total: number,
): Difference {
  const row = live ?? replayed ?? {};
  const key = Object.fromEntries(keys.map((name) => [name, row[name]]));
  if (!live) return { kind: 'removed_row', key, columns: [], total };
  if (!replayed) return { kind: 'added_row', key, columns: [], total };
  const columns = Object.keys(live).filter(
    (name) => JSON.stringify(live[name]) !== JSON.stringify(replayed[name]),
  );
  return { kind: 'changed_row', key, columns, total };
}
