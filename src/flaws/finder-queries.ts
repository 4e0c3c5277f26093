import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';
import { ORGANISATION_ID } from '#id.ts';
import { type Facts, type Row, type Surge, unpacked } from '#likeness/index.ts';

/** A complaint as it arrived, and what is known of what it is about. */
export type Arrived = {
  customerId: string;
  complaintId: string;
  recordedAt: Date;
  receivedAt: Date;
  text: string;
  facts: Facts;
};

export type KeptRow = Row & { group: string; recordedAt: Date };

type Details = { product?: string; place?: string };

/** Complaints that were not taken yet, in the order in which they were recorded. */
export async function arrivedSince(
  db: Database,
  { since, seen, limit }: { since: Date; seen: readonly string[]; limit: number },
): Promise<Arrived[]> {
  const rows = await db
    .selectFrom('complaints')
    .innerJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'complaints.customer_id')
        .onRef('words.words_id', '=', 'complaints.words_id'),
    )
    .leftJoin('words as details', (join) =>
      join
        .onRef('details.customer_id', '=', 'complaints.customer_id')
        .onRef('details.words_id', '=', 'complaints.details_id'),
    )
    .select([
      'complaints.customer_id as customerId',
      'complaints.complaint_id as complaintId',
      'recorded_at as recordedAt',
      'received_at as receivedAt',
      'area_id as areaId',
      'channel',
      'words.text',
      'details.text as details',
    ])
    .where('recorded_at', '>=', since)
    .where('kind', '<>', 'praise')
    .where(sql<boolean>`complaint_id <> all(${[...seen]}::uuid[])`)
    .orderBy('recorded_at')
    .orderBy('complaints.complaint_id')
    .limit(limit)
    .execute();
  return rows.map(({ areaId, channel, details, text, ...row }) => ({
    ...row,
    text: text ?? '',
    facts: factsOf({ areaId, channel }, JSON.parse(details ?? '{}') as Details),
  }));
}

/** An area is a product by its id; what a customer wrote counts in any case of letters. */
const factsOf = (
  { areaId, channel }: { areaId: string | null; channel: string },
  { product, place }: Details,
): Facts => ({
  product: areaId ?? (product?.trim().toLowerCase() || null),
  place: place?.trim().toLowerCase() || null,
  channel,
});

const kept = (db: Database | Tx) =>
  db
    .selectFrom('likeness_rows')
    .select([
      'customer_id as customerId',
      'complaint_id as id',
      'at',
      'recorded_at as recordedAt',
      'group_id as group',
      'fingerprint',
      'product',
      'place',
      'channel',
    ]);

type KeptColumns = Awaited<ReturnType<ReturnType<typeof kept>['execute']>>[number];

const rowFrom = ({ product, place, channel, fingerprint, ...row }: KeptColumns) => ({
  ...row,
  fingerprint: unpacked(fingerprint),
  facts: { product, place, channel },
});

/** What was taken before, in order of time. */
export async function keptRows(
  db: Database,
  { since, limit }: { since: Date; limit: number },
): Promise<KeptRow[]> {
  const rows = await kept(db)
    .where('recorded_at', '>=', since)
    .orderBy('recorded_at', 'desc')
    .orderBy('complaint_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(rowFrom).toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

/** What the kit keeps of these complaints. */
export async function rowsOf(
  db: Database | Tx,
  complaintIds: readonly string[],
): Promise<Map<string, Row & { customerId: string }>> {
  const rows = await kept(db)
    .where(sql<boolean>`complaint_id = any(${[...complaintIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, rowFrom(row)]));
}

export async function newestKept(db: Database): Promise<Date | null> {
  const row = await db
    .selectFrom('likeness_rows')
    .select((eb) => eb.fn.max('recorded_at').as('at'))
    .executeTakeFirst();
  return row?.at ?? null;
}

/** What was raised before, so that it is not raised again; and which flaw each became. */
export async function raisedSurges(
  db: Database,
  since: Date,
): Promise<{ surges: Surge[]; flaws: Map<string, string> }> {
  const rows = await db
    .selectFrom('flaws')
    .leftJoin('words', (join) =>
      join
        .on('words.customer_id', '=', ORGANISATION_ID)
        .onRef('words.words_id', '=', 'flaws.words_id'),
    )
    .select(['flaw_id', 'suspected_rows', 'usual', 'chance', 'since', 'recorded_at', 'words.text'])
    .where('recorded_at', '>=', since)
    .where(sql<boolean>`cardinality(suspected_rows) > 0`)
    .orderBy('recorded_at')
    .execute();
  const surges = rows.map(
    (row): Surge => ({
      id: row.suspected_rows.at(-1) ?? row.flaw_id,
      raisedAt: row.recorded_at,
      since: row.since,
      rows: row.suspected_rows,
      usual: row.usual ?? 0,
      chance: row.chance ?? 0,
      words: (row.text ?? '').split(', '),
      facts: {},
    }),
  );
  const flaws = new Map(rows.map((row) => [row.suspected_rows.at(-1) ?? row.flaw_id, row.flaw_id]));
  return { surges, flaws };
}
