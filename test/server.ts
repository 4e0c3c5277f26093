import pg from 'pg';

/** Runs one statement on a server, in its database `postgres`. */
export async function runOn(server: pg.ClientConfig, statement: string): Promise<void> {
  const client = new pg.Client({ ...server, database: 'postgres' });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
