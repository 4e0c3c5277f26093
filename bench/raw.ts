import { join } from 'node:path';
import type pg from 'pg';
import { createPool } from '#database/connection.ts';
import type { Instance } from './instance.ts';
import { round, timed } from './measure.ts';

/** Tables that accepting one complaint writes to, parents first. */
const tables = [
  'customers',
  'email_lookup',
  'words',
  'complaints',
  'complaint_references',
  'complaint_dates',
  'messages',
  'promises',
  'notices',
  'outbox',
  'ledger_heads',
  'ledger_entries',
  'ledger_unsealed',
];

const sampleMax = 2_000;

/** `rows`: an insert for each row. `tables`: one for all rows of a table, the least there can be. */
export type Way = 'rows' | 'tables';

/**
 * The limit: the very rows that the product wrote, inserted again into empty copies of its tables in
 * the same PostgreSQL, one transaction a complaint, nothing read and nothing decided.
 */
export async function rawLimit(instance: Instance, clients: number, way: Way) {
  const pool = createPool({ ...connectionOf(instance), max: clients });
  try {
    const complaints = await readRows(pool, way);
    await pool.query('create schema raw');
    for (const table of tables) {
      await pool.query(`create table raw.${table} (like public.${table} including all)`);
    }
    const result = await timed(complaints.length, clients, async (number) => {
      await insert(pool, complaints[number] ?? []);
    });
    const statements = complaints.reduce((sum, list) => sum + list.length, 0);
    return { ...result, statements_each: round(statements / complaints.length, 1) };
  } finally {
    await pool.query('drop schema if exists raw cascade');
    await pool.end();
  }
}

export const connectionOf = ({ folder }: Instance): pg.PoolConfig => ({
  host: join(folder, 'socket'),
  port: 5432,
  user: 'amends',
  database: 'amends',
});

type Statement = { text: string; values: unknown[] };

/** The rows of some complaints as insert statements, a list for each complaint. */
async function readRows(pool: pg.Pool, way: Way): Promise<Statement[][]> {
  const { rows: chosen } = await pool.query<{ customer_id: string }>(
    'select customer_id from customers order by came_at desc limit $1',
    [sampleMax],
  );
  const complaints: Statement[][] = [];
  for (const { customer_id: id } of chosen) {
    const statements: Statement[] = [];
    for (const table of tables) {
      const { rows } = await pool.query<Record<string, unknown>>(
        `select * from ${table} where customer_id = $1`,
        [id],
      );
      const groups = way === 'rows' ? rows.map((row) => [row]) : [rows];
      for (const group of groups) {
        if (group.length > 0) statements.push(insertStatement(table, group));
      }
    }
    complaints.push(statements);
  }
  return complaints;
}

function insertStatement(table: string, rows: Record<string, unknown>[]): Statement {
  const columns = Object.keys(rows[0] ?? {});
  const values: unknown[] = [];
  const tuples = rows.map((row) => {
    const places = columns.map((column) => {
      const value = row[column];
      values.push(column === 'data' ? JSON.stringify(value) : value);
      return `$${values.length}`;
    });
    return `(${places.join(', ')})`;
  });
  return {
    text: `insert into raw.${table} (${columns.join(', ')}) values ${tuples.join(', ')}`,
    values,
  };
}

async function insert(pool: pg.Pool, statements: readonly Statement[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    for (const { text, values } of statements) await client.query(text, values);
    await client.query('commit');
  } finally {
    client.release();
  }
}
