import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';

/** What open desks are told: ids only, and only as a hint to ask again. */
export type Hint = { complaints: string[] } | { presence: string[] };

export const desksChannel = 'amends_changes';

/** Told with the commit, where it is said in a transaction. For what stands in no ledger entry. */
export async function hintDesks(db: Database | Tx, hint: Hint): Promise<void> {
  await sql`select pg_notify(${desksChannel}, ${JSON.stringify(hint)})`.execute(db);
}
