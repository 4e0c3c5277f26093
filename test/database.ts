import { randomBytes } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { after, type TestContext } from 'node:test';
import type pg from 'pg';
import { connect, createPool, type Database } from '#database/connection.ts';
import type { Connection } from '#database/embedded.ts';
import { runOn } from './server.ts';

export type TestDatabase = {
  db: Database;
  pool: pg.Pool;
  connection: Connection;
  /** The same as an address, as in DATABASE_URL. */
  url: string;
  drop(): Promise<void>;
};

/** An empty, migrated database of its own, dropped after the test or the file that asked for it. */
export async function testDatabase(test?: TestContext): Promise<TestDatabase> {
  const { server, template } = testServer();
  const database = `amends_test_${randomBytes(6).toString('hex')}`;
  await runOn(server, `create database ${database} template ${template}`);
  const connection = { ...server, database };
  const pool = createPool(connection);
  hideNamesInErrors(pool);
  const drop = async () => {
    undropped.delete(drop);
    if (!pool.ending) await pool.end();
    await runOn(server, `drop database if exists ${database} with (force)`);
  };
  undropped.add(drop);
  test?.after(drop);
  return { db: connect(pool), pool, connection, url: addressOf(connection), drop };
}

const undropped = new Set<() => Promise<void>>();

// Here, at the root of the file: an `after` called within `before` runs when `before` ends.
after(() => Promise.all([...undropped].map((drop) => drop())));

/** What `test/run.ts` prepared for this run. */
function testServer(): { server: Connection; template: string } {
  const server = process.env['AMENDS_TEST_SERVER'];
  const template = process.env['AMENDS_TEST_TEMPLATE'];
  if (!server || !template) throw new Error('run tests by: npm test -- <file>');
  return { server: JSON.parse(server) as Connection, template };
}

function addressOf({ host, port, user, database }: Connection): string {
  return `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}

/** Citus loses these, so code that decides on them must fail here already. */
function hideNamesInErrors(pool: pg.Pool): void {
  pool.on('connect', (client) => {
    const { connection } = client as unknown as { connection: EventEmitter };
    connection.prependListener('errorMessage', (message: Record<string, unknown>) => {
      for (const name of ['constraint', 'table', 'column']) delete message[name];
    });
  });
}
