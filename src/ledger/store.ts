import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';
import { sqlState } from '#database/transaction.ts';
import { Refusal } from '#refusal.ts';
import type { Entry, Stream } from './entry.ts';

/** Where a stream stands: the last version and hash, and how much of it is already stored. */
export type Head = {
  readonly version: number;
  readonly hash: Buffer;
  readonly recordedAt: Date;
  /** The version in the database; 0 for a stream that is new. */
  readonly storedVersion: number;
};

/** An entry with its place in the chain. */
export type Link = { readonly entry: Entry; readonly previousHash: Buffer; readonly hash: Buffer };

/** Locks the head row, so that two writers of one stream take turns and nobody else waits. */
export async function lockHead(tx: Tx, { customerId, stream }: Stream): Promise<Head | undefined> {
  const row = await tx
    .selectFrom('ledger_heads')
    .select(['version', 'hash', 'recorded_at'])
    .where('customer_id', '=', customerId)
    .where('stream', '=', stream)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  const { version, hash, recorded_at: recordedAt } = row;
  return { version, hash, recordedAt, storedVersion: version };
}

export async function readEntries(
  db: Database | Tx,
  { customerId, stream }: Stream,
): Promise<Entry[]> {
  const rows = await db
    .selectFrom('ledger_entries')
    .select(['customer_id', 'stream', 'version', 'recorded_at', 'actor', 'type', 'data'])
    .where('customer_id', '=', customerId)
    .where('stream', '=', stream)
    .orderBy('version')
    .execute();
  return rows.map(entryFromRow);
}

type EntryRow = {
  customer_id: string;
  stream: string;
  version: number;
  recorded_at: Date;
  actor: string;
  type: string;
  data: unknown;
};

export const entryFromRow = (row: EntryRow): Entry => ({
  customerId: row.customer_id,
  stream: row.stream,
  version: row.version,
  recordedAt: row.recorded_at,
  actor: row.actor,
  type: row.type,
  data: row.data as Record<string, unknown>,
});

/** Writes all new entries of a unit and moves their heads: one statement where all streams are new. */
export async function storeLinks(
  tx: Tx,
  links: readonly Link[],
  heads: readonly (Stream & Head)[],
): Promise<void> {
  if (links.length === 0) return;
  const changed = heads.filter((head) => head.version > head.storedVersion);
  for (const head of changed) if (head.storedVersion > 0) await moveHead(tx, head);
  const begun = changed.filter((head) => head.storedVersion === 0);
  await insertLinks(tx, links, begun).catch((error: unknown) => {
    throw sqlState(error) === '23505' ? new StreamBegunMeanwhile() : error;
  });
}

/** Two who begin the same stream at once: the second starts over and finds it begun. */
class StreamBegunMeanwhile extends Error {
  /** PostgreSQL's code for "try the transaction again". */
  readonly code = '40001';
}

async function moveHead(tx: Tx, head: Stream & Head): Promise<void> {
  const moved = await tx
    .updateTable('ledger_heads')
    .set({ version: head.version, hash: head.hash, recorded_at: head.recordedAt })
    .where('customer_id', '=', head.customerId)
    .where('stream', '=', head.stream)
    .where('version', '=', head.storedVersion)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 1n) return;
  throw new Refusal('changed_meanwhile', 'This was changed by someone else just now. Try again.', {
    status: 409,
  });
}

/** Heads of new streams, the entries, and their mark for the sealer, in one statement. */
async function insertLinks(
  tx: Tx,
  links: readonly Link[],
  begun: readonly (Stream & Head)[],
): Promise<void> {
  await sql`
    with begun as (
      insert into ledger_heads (customer_id, stream, version, hash, recorded_at)
      select * from unnest(
        ${begun.map((head) => head.customerId)}::uuid[],
        ${begun.map((head) => head.stream)}::text[],
        ${begun.map((head) => head.version)}::int[],
        ${begun.map((head) => head.hash)}::bytea[],
        ${begun.map((head) => head.recordedAt)}::timestamptz[])
    ), written as (
      insert into ledger_entries
        (customer_id, stream, version, recorded_at, actor, type, data, previous_hash, hash)
      select * from unnest(
        ${links.map(({ entry }) => entry.customerId)}::uuid[],
        ${links.map(({ entry }) => entry.stream)}::text[],
        ${links.map(({ entry }) => entry.version)}::int[],
        ${links.map(({ entry }) => entry.recordedAt)}::timestamptz[],
        ${links.map(({ entry }) => entry.actor)}::text[],
        ${links.map(({ entry }) => entry.type)}::text[],
        ${links.map(({ entry }) => JSON.stringify(entry.data))}::jsonb[],
        ${links.map((link) => link.previousHash)}::bytea[],
        ${links.map((link) => link.hash)}::bytea[])
      returning customer_id, stream, version, hash
    )
    insert into ledger_unsealed (customer_id, stream, version, hash)
    select customer_id, stream, version, hash from written`.execute(tx);
}
