import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#database/connection.ts';

/**
 * The rows of a query, some at a time, so that neither side holds them all. Several may be read in
 * turns within one transaction, each under a name of its own; the transaction's end closes them.
 */
export async function* readInBatches<T>(
  tx: Tx,
  name: string,
  query: RawBuilder<T>,
  rowsMax = 2_000,
): AsyncGenerator<T[]> {
  const cursor = sql.id(`${name}_cursor`);
  await sql`declare ${cursor} no scroll cursor for ${query}`.execute(tx);
  for (;;) {
    const { rows } = await sql<T>`fetch ${sql.lit(rowsMax)} from ${cursor}`.execute(tx);
    if (rows.length > 0) yield rows;
    if (rows.length < rowsMax) return;
  }
}
