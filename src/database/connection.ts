import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { type DatabaseConnection, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { watchConnection } from './pending.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

export type Tx = Transaction<Tables>;

/** More than a few for each core only take turns: on two cores 6 accepted 15 % more than 16 did. */
const connectionsMax = Math.max(6, 3 * availableParallelism());

/** A pool whose values arrive as the table types say, and whose statements are parsed once. */
export function createPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    max: connectionsMax,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'amends',
    types: valueTypes,
    ...config,
  });
  // Without these two listeners a stopping server would end the whole process. The fault itself
  // reaches whoever runs the next query.
  pool.on('error', ignore);
  pool.on('connect', (client) => {
    client.on('error', ignore);
    nameStatements(client);
  });
  return pool;
}

export function connect(pool: pg.Pool): Database {
  const onCreateConnection = async (connection: DatabaseConnection) => watchConnection(connection);
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool, onCreateConnection }) });
}

const ignore = (): void => undefined;

const valueTypes = new pg.TypeOverrides();
valueTypes.setTypeParser(pg.types.builtins.INT8, parseInteger);
valueTypes.setTypeParser(pg.types.builtins.DATE, (text: string) => text);

/** A number while that is exact, else the digits: never a number that is nearly right. */
function parseInteger(text: string): number | string {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}

/** Beyond this many texts statements stay unnamed: the server keeps every named one in memory. */
const namesMax = 500;

/** Longer texts are bulk statements whose length varies: not worth a name. */
const namedTextMax = 10_000;

const names = new Map<string, string>();

/**
 * A statement with a name is parsed once for each connection instead of at every call: about 40 µs
 * instead of 270 µs. A query given as an object is left as it is.
 */
function nameStatements(client: pg.PoolClient): void {
  const send = client.query.bind(client) as (...sent: unknown[]) => unknown;
  const query = (text: unknown, values: unknown, ...rest: unknown[]): unknown => {
    const name = isParametrised(text, values) ? nameOf(text) : undefined;
    return name ? send({ name, text, values }, ...rest) : send(text, values, ...rest);
  };
  client.query = query as typeof client.query;
}

const isParametrised = (text: unknown, values: unknown): text is string =>
  typeof text === 'string' && Array.isArray(values) && values.length > 0;

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= namesMax || text.length > namedTextMax) return known;
  const name = `q${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
  names.set(text, name);
  return name;
}
