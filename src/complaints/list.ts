import { type RawBuilder, sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { Refusal } from '#refusal.ts';
import { type ComplaintHead, headColumns } from './queries.ts';
import { readReference } from './reference.ts';

export const listOrders = ['newest', 'next'] as const;

export type ListWish = {
  /** Whose: an owner's, those offered to someone, or everybody's. */
  ownerId?: string | undefined;
  offeredTo?: string | undefined;
  /** With a promise that this person has still to keep. */
  promisedBy?: string | undefined;
  /** Brought to this senior and not answered yet. */
  raisedTo?: string | undefined;
  /** The one with this reference, as a person wrote it. */
  reference?: string | undefined;
  state?: 'to_do' | 'waiting' | 'done' | 'open' | undefined;
  order: (typeof listOrders)[number];
  cursor?: string | undefined;
  limit: number;
};

export type ListRow = ComplaintHead & { text: string | null; customerName: string | null };

/** One page of complaints, by key and never by offset. `next` is the cursor of the next page. */
export async function listComplaints(
  db: Database,
  wish: ListWish,
): Promise<{ rows: ListRow[]; next: string | null }> {
  const rows = (await selectRows(db, wish).execute()) as ListRow[];
  const page = rows.slice(0, wish.limit);
  const last = rows.length > wish.limit ? page.at(-1) : undefined;
  return { rows: page, next: last ? writeCursor(wish.order, last) : null };
}

/**
 * The page is cut out of one index first and only then joined, so that the time depends on the
 * length of the page and not on how many complaints there are.
 */
function selectRows(db: Database, wish: ListWish) {
  const { key, direction } = sortOf[wish.order];
  return db
    .with(
      (cte) => cte('page').materialized(),
      (page) =>
        page
          .selectFrom('complaints')
          .selectAll()
          .where(whose(wish))
          .where(inState(wish.state))
          .where(afterCursor(wish))
          .orderBy(key, direction)
          .orderBy('complaints.complaint_id', direction)
          .limit(sql.lit(wish.limit + 1)),
    )
    .selectFrom('page as complaints')
    .innerJoin('staff', 'staff.staff_id', 'complaints.owner_id')
    .innerJoin('customers', 'customers.customer_id', 'complaints.customer_id')
    .innerJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'complaints.customer_id')
        .onRef('words.words_id', '=', 'complaints.words_id'),
    )
    .select([...headColumns, 'words.text', 'customers.name as customerName'])
    .orderBy(key, direction)
    .orderBy('complaints.complaint_id', direction);
}

const everything = sql<boolean>`true`;

function whose({
  ownerId,
  offeredTo,
  promisedBy,
  raisedTo,
  reference,
}: ListWish): RawBuilder<boolean> {
  const conditions = [
    ownerId && sql<boolean>`complaints.owner_id = ${ownerId}`,
    offeredTo && sql<boolean>`complaints.offered_to = ${offeredTo}`,
    promisedBy && stillOwed(promisedBy),
    raisedTo && raisedAndUnanswered(raisedTo),
    reference !== undefined && withReference(reference),
  ].filter((condition) => typeof condition === 'object');
  return conditions.length === 0 ? everything : sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

const withReference = (written: string) => sql<boolean>`complaints.complaint_id = (
  select complaint_id from complaint_references
  where reference = ${readReference(written) ?? ''})`;

const stillOwed = (staffId: string) => sql<boolean>`exists (
  select from promises
  where promises.customer_id = complaints.customer_id
    and promises.complaint_id = complaints.complaint_id
    and promises.owner_id = ${staffId} and promises.state in ('open', 'broken'))`;

const raisedAndUnanswered = (staffId: string) => sql<boolean>`exists (
  select from escalations
  where escalations.customer_id = complaints.customer_id
    and escalations.complaint_id = complaints.complaint_id
    and raised_to = ${staffId} and answered_at is null)`;

function inState(state: ListWish['state']): RawBuilder<boolean> {
  if (!state) return everything;
  // Said this way, the partial indexes on what is not done can serve it.
  const notDone = sql<boolean>`complaints.state <> 'done'`;
  if (state === 'open') return notDone;
  if (state === 'done') return sql<boolean>`complaints.state = 'done'`;
  return sql<boolean>`${notDone} and complaints.state = ${state}`;
}

function afterCursor({ cursor, order }: ListWish): RawBuilder<boolean> {
  if (!cursor) return everything;
  const [at, id] = readCursor(cursor);
  const { key, after } = sortOf[order];
  return sql<boolean>`(${key}, complaints.complaint_id) ${after} (${at}::timestamptz, ${id}::uuid)`;
}

// A complaint without a date comes after all that have one.
const sortOf = {
  newest: { key: sql<Date>`complaints.recorded_at`, direction: 'desc', after: sql`<` },
  next: {
    key: sql<Date>`coalesce(complaints.next_at, 'infinity')`,
    direction: 'asc',
    after: sql`>`,
  },
} as const;

function writeCursor(order: ListWish['order'], row: ListRow): string {
  const at = order === 'newest' ? row.recordedAt : row.nextAt;
  return Buffer.from(`${at ? at.toISOString() : 'infinity'} ${row.complaintId}`).toString(
    'base64url',
  );
}

const cursorPattern =
  /^(infinity|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function readCursor(cursor: string): [string, string] {
  const [, at, id] = cursorPattern.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at && id && (at === 'infinity' || !Number.isNaN(Date.parse(at)))) return [at, id];
  throw new Refusal('invalid_cursor', 'This cursor is not one of ours. Begin with the first page.');
}
