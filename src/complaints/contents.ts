import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';
import type { Of } from './commands.ts';

/** Everything that was said in a complaint and around it, for whoever looks for words. */
export type ComplaintContents = Of & {
  reference: string;
  recordedAt: Date;
  language: string | null;
  ownerName: string;
  /** What the customer gave beside the words: names, addresses, numbers. */
  details: string[];
  wish: string | null;
  externalIds: string[];
  /** In the order in which they were said; notes between ourselves, too. */
  messages: { text: string; author: 'customer' | 'staff' | 'program' }[];
};

/** Rows of exactly these complaints: the columns lead the keys of every table of a customer. */
const among = (table: string, keys: readonly Of[]) => sql<boolean>`
  (${sql.ref(`${table}.customer_id`)}, ${sql.ref(`${table}.complaint_id`)}) in (
    select * from unnest(${keys.map(({ customerId }) => customerId)}::uuid[],
      ${keys.map(({ complaintId }) => complaintId)}::uuid[]))`;

export async function complaintContents(
  db: Database | Tx,
  keys: readonly Of[],
): Promise<ComplaintContents[]> {
  if (keys.length === 0) return [];
  const heads = await contentHeads(db, keys);
  const messages = Map.groupBy(await spokenWords(db, keys), (row) => row.complaintId);
  const externals = Map.groupBy(await externalIdsOf(db, keys), (row) => row.complaintId);
  return heads.map(({ details, ...head }) => ({
    ...head,
    details: Object.values(JSON.parse(details ?? '{}') as Record<string, string>),
    externalIds: (externals.get(head.complaintId) ?? []).map((row) => row.externalId),
    messages: (messages.get(head.complaintId) ?? []).map(({ author, text }) => ({
      author: author as 'customer' | 'staff' | 'program',
      text: text ?? '',
    })),
  }));
}

async function contentHeads(db: Database | Tx, keys: readonly Of[]) {
  return db
    .selectFrom('complaints')
    .innerJoin('staff', 'staff.staff_id', 'complaints.owner_id')
    .leftJoin('words as wishes', (join) =>
      join
        .onRef('wishes.customer_id', '=', 'complaints.customer_id')
        .onRef('wishes.words_id', '=', 'complaints.wish_id'),
    )
    .leftJoin('words as facts', (join) =>
      join
        .onRef('facts.customer_id', '=', 'complaints.customer_id')
        .onRef('facts.words_id', '=', 'complaints.details_id'),
    )
    .select([
      'complaints.customer_id as customerId',
      'complaints.complaint_id as complaintId',
      'complaints.reference',
      'complaints.recorded_at as recordedAt',
      'complaints.language',
      'staff.name as ownerName',
      'wishes.text as wish',
      'facts.text as details',
    ])
    .where(among('complaints', keys))
    .execute();
}

async function spokenWords(db: Database | Tx, keys: readonly Of[]) {
  return db
    .selectFrom('messages')
    .innerJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'messages.customer_id')
        .onRef('words.words_id', '=', 'messages.words_id'),
    )
    .select(['messages.complaint_id as complaintId', 'messages.author', 'words.text'])
    .where(among('messages', keys))
    .orderBy('messages.occurred_at')
    .orderBy('messages.recorded_at')
    .execute();
}

async function externalIdsOf(db: Database | Tx, keys: readonly Of[]) {
  return db
    .selectFrom('external_ids')
    .select(['complaint_id as complaintId', 'external_id as externalId'])
    .where(
      'complaint_id',
      '=',
      sql<string>`any (${keys.map(({ complaintId }) => complaintId)}::uuid[])`,
    )
    .execute();
}

const complaintsOfPersonMax = 10_000;

/** The keys of all complaints of these customers. */
export async function complaintKeysOf(
  db: Database | Tx,
  customerIds: readonly string[],
): Promise<Of[]> {
  return db
    .selectFrom('complaints')
    .select(['customer_id as customerId', 'complaint_id as complaintId'])
    .where('customer_id', '=', sql<string>`any (${[...customerIds]}::uuid[])`)
    .limit(complaintsOfPersonMax)
    .execute();
}
