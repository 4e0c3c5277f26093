import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { Refusal } from '#refusal.ts';
import { type ComplaintHead, headColumns } from './queries.ts';

export const listOrders = ['newest', 'next'] as const;

export type ListWish = {
  /** Whose: an owner's, those offered to someone, or everybody's. */
  ownerId?: string | undefined;
  offeredTo?: string | undefined;
  /** Brought to this senior and not answered yet. */
  raisedTo?: string | undefined;
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
  let query = db
    .selectFrom('complaints')
    .innerJoin('staff', 'staff.staff_id', 'complaints.owner_id')
    .innerJoin('customers', 'customers.customer_id', 'complaints.customer_id')
    // The first words share the complaint's id.
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.customer_id', '=', 'complaints.customer_id')
        .onRef('messages.message_id', '=', 'complaints.complaint_id'),
    )
    .innerJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'messages.customer_id')
        .onRef('words.words_id', '=', 'messages.words_id'),
    )
    .select([...headColumns, 'words.text', 'customers.name as customerName'])
    .limit(wish.limit + 1);
  if (wish.ownerId) query = query.where('complaints.owner_id', '=', wish.ownerId);
  if (wish.offeredTo) query = query.where('complaints.offered_to', '=', wish.offeredTo);
  if (wish.raisedTo) {
    const { raisedTo } = wish;
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('escalations')
          .select('escalation_id')
          .whereRef('escalations.customer_id', '=', 'complaints.customer_id')
          .whereRef('escalations.complaint_id', '=', 'complaints.complaint_id')
          .where('raised_to', '=', raisedTo)
          .where('answered_at', 'is', null),
      ),
    );
  }
  if (wish.state === 'open') query = query.where('complaints.state', '!=', 'done');
  else if (wish.state) query = query.where('complaints.state', '=', wish.state);
  const [column, direction] = sortOf[wish.order];
  // A complaint without a date comes after all that have one.
  const key = sql<Date>`coalesce(${sql.ref(`complaints.${column}`)}, 'infinity')`;
  if (wish.cursor) {
    const [at, id] = readCursor(wish.cursor);
    const comparison = sql.raw(direction === 'desc' ? '<' : '>');
    query = query.where(
      sql<boolean>`(${column === 'next_at' ? key : sql.ref('complaints.recorded_at')}, complaints.complaint_id) ${comparison} (${at}::timestamptz, ${id}::uuid)`,
    );
  }
  const rows = (await query
    .orderBy(column === 'next_at' ? key : 'complaints.recorded_at', direction)
    .orderBy('complaints.complaint_id', direction)
    .execute()) as ListRow[];
  const page = rows.slice(0, wish.limit);
  const last = rows.length > wish.limit ? page.at(-1) : undefined;
  return { rows: page, next: last ? writeCursor(wish.order, last) : null };
}

const sortOf = {
  newest: ['recorded_at', 'desc'],
  next: ['next_at', 'asc'],
} as const;

function writeCursor(order: ListWish['order'], row: ListRow): string {
  const at = order === 'newest' ? row.recordedAt : row.nextAt;
  return Buffer.from(`${at ? at.toISOString() : 'infinity'} ${row.complaintId}`).toString(
    'base64url',
  );
}

function readCursor(cursor: string): [string, string] {
  const [at, id] = Buffer.from(cursor, 'base64url').toString().split(' ');
  const isDate = at === 'infinity' || !Number.isNaN(Date.parse(at ?? ''));
  if (at && id && isDate && /^[0-9a-f-]{36}$/.test(id)) return [at, id];
  throw new Refusal('invalid_cursor', 'This cursor is not one of ours. Begin with the first page.');
}
