import { CompiledQuery, type DatabaseConnection, type QueryResult } from 'kysely';
import { tablesOfKind } from './catalogue.ts';
import type { Tx } from './connection.ts';
import type { Tables } from './tables.ts';
import { BeginAgain, sqlState } from './transaction.ts';

// What a transaction will write is held back and written together: many rows in one statement, before
// anybody in it looks at their tables, and at the latest before it is committed.

/** A row as it will be inserted; columns that are not named get their default. */
type Row = Readonly<Record<string, unknown>>;

/** A change that is made once for all the rows it is asked for. */
export type Later<R> = {
  /** Whoever reads one of these sees the change. */
  tables: readonly (keyof Tables)[];
  /** Rows of these are locked by many: changed last, so that they are held shortly. */
  contended?: true;
  statement(tx: Tx, rows: readonly R[]): CompiledQuery;
};

type Inserts = { table: keyof Tables; columns: readonly string[]; known: boolean; rows: Row[] };

type Pending = {
  tx: Tx;
  inserts: Map<string, Inserts>;
  changes: Map<Later<never>, unknown[]>;
  send: Send;
  writing: Promise<void> | undefined;
};

type Send = <R>(query: CompiledQuery) => Promise<QueryResult<R>>;

const byConnection = new WeakMap<DatabaseConnection, Pending>();
const byTransaction = new WeakMap<object, Pending>();
const sends = new WeakMap<DatabaseConnection, Send>();

/** From now on what is written by `putIn` and `changeLater` in this transaction is held back. */
export async function holdBack(tx: Tx): Promise<void> {
  await tx.getExecutor().provideConnection(async (connection) => {
    const send = sends.get(connection);
    if (!send) return;
    const fresh = { inserts: new Map(), changes: new Map(), writing: undefined };
    const pending: Pending = { tx, send, ...fresh };
    byConnection.set(connection, pending);
    byTransaction.set(tx, pending);
  });
}

/** Inserts a row, or holds it back. With `known` one that is there already is left as it is. */
export async function putIn(
  tx: Tx,
  table: keyof Tables,
  row: Row,
  { known = false }: { known?: boolean } = {},
): Promise<void> {
  const columns = Object.keys(row).filter((name) => row[name] !== undefined);
  const key = `${table} ${columns.join(' ')}`;
  const pending = byTransaction.get(tx);
  const inserts = pending?.inserts ?? new Map<string, Inserts>();
  const waiting = inserts.get(key) ?? { table, columns, known, rows: [] };
  waiting.rows.push(row);
  inserts.set(key, waiting);
  if (!pending) await tx.executeQuery(insertion([...inserts.values()]));
}

/** Makes a change, or holds it back until it can be made for many rows at once. */
export async function changeLater<R>(tx: Tx, change: Later<R>, row: R): Promise<void> {
  const pending = byTransaction.get(tx);
  if (!pending) {
    await tx.executeQuery(change.statement(tx, [row]));
    return;
  }
  const rows = pending.changes.get(change as Later<never>) ?? [];
  rows.push(row);
  pending.changes.set(change as Later<never>, rows);
}

/** Writes everything that was held back. */
export async function writePending(tx: Tx): Promise<void> {
  const pending = byTransaction.get(tx);
  if (pending) await writeAll(pending, () => true);
}

/** Lets a connection write what its transaction holds back before it is asked about it. */
export function watchConnection(connection: DatabaseConnection): void {
  const ask = connection.executeQuery.bind(connection);
  sends.set(connection, ask);
  connection.executeQuery = async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
    const pending = byConnection.get(connection);
    if (pending) await beforeAsking(connection, pending, query);
    return ask<R>(query);
  };
}

async function beforeAsking(
  connection: DatabaseConnection,
  pending: Pending,
  { sql }: CompiledQuery,
): Promise<void> {
  if (sql === 'rollback') byConnection.delete(connection);
  else if (sql === 'commit') {
    await writeAll(pending, () => true);
    byConnection.delete(connection);
  } else if (pending.writing) await pending.writing;
  else await writeTouched(pending, mentionsIn(sql), isReading(sql));
}

/** Whoever writes may refer to anything that is held back. */
async function writeTouched(
  pending: Pending,
  mentions: ReadonlySet<string>,
  onlyReads: boolean,
): Promise<void> {
  const touches = ({ tables }: Later<never>) => tables.some((table) => mentions.has(table));
  const isTouched =
    [...pending.inserts.values()].some(({ table }) => mentions.has(table)) ||
    [...pending.changes.keys()].some(touches);
  const isSome = pending.inserts.size > 0 || pending.changes.size > 0;
  if (!isSome || (onlyReads && !isTouched)) return;
  await writeAll(pending, (change) => !change.contended || touches(change));
}

const isReading = (sql: string): boolean => /^\s*select\b/i.test(sql);

async function writeAll(pending: Pending, isDue: (change: Later<never>) => boolean): Promise<void> {
  pending.writing = write(pending, isDue);
  try {
    await pending.writing;
  } finally {
    pending.writing = undefined;
  }
}

async function write(
  { tx, inserts, changes, send }: Pending,
  isDue: (change: Later<never>) => boolean,
): Promise<void> {
  const tables = [...inserts.values()];
  inserts.clear();
  const due = [...changes].filter(([change]) => isDue(change));
  for (const [change] of due) changes.delete(change);
  if (tables.length > 0) await send(insertion(tables)).catch(explain(tables));
  const contendedLast = due.toSorted(
    ([one], [other]) => Number(one.contended ?? false) - Number(other.contended ?? false),
  );
  for (const [change, rows] of contendedLast) {
    await send(change.statement(tx, rows as never[]));
  }
}

const lookups: ReadonlySet<string> = new Set(tablesOfKind('lookup'));

/** A key that was free when it was looked for has been taken meanwhile. */
const explain = (tables: readonly Inserts[]) => (error: unknown) => {
  const isTaken = sqlState(error) === '23505' && tables.some(({ table }) => lookups.has(table));
  throw isTaken ? new BeginAgain('somebody took the same key and has just committed') : error;
};

/** All tables in one statement: what refers to what is checked at its end. */
function insertion(tables: readonly Inserts[]): CompiledQuery {
  const parts = tables.map(({ table, columns, known }, place) => {
    const names = columns.map((name) => `"${name}"`).join(', ');
    const end = known ? ' on conflict do nothing' : '';
    return `insert into "${table}" (${names}) select ${names} from json_populate_recordset(null::"${table}", $${place + 1})${end}`;
  });
  const last = parts.pop() ?? '';
  const before = parts.map((part, place) => `p${place} as (${part})`).join(', ');
  const parameters = tables.map(({ rows }) => JSON.stringify(rows.map(writable)));
  return CompiledQuery.raw(before ? `with ${before} ${last}` : last, parameters);
}

const writable = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value,
    ]),
  );

const knownMentions = new Map<string, ReadonlySet<string>>();
const knownMax = 2_000;

/** The words of a statement, among them the names of its tables. */
function mentionsIn(sql: string): ReadonlySet<string> {
  const known = knownMentions.get(sql);
  if (known) return known;
  const mentions = new Set(sql.match(/\w+/g));
  if (knownMentions.size >= knownMax) knownMentions.clear();
  knownMentions.set(sql, mentions);
  return mentions;
}
