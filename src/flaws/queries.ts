import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';
import { ORGANISATION_ID } from '#id.ts';
import type { OfComplaint } from './commands.ts';
import type { FlawState, Harm } from './flaw.ts';

type Named = { id: string; name: string };

export type FlawRow = {
  flawId: string;
  rootId: string;
  state: FlawState;
  nameId: string | null;
  ownerId: string;
  ownerName: string;
  harm: Harm | null;
  areaId: string | null;
  areaName: string | null;
  productId: string | null;
  placeId: string | null;
  channel: string | null;
  cause: string | null;
  causeBehind: string | null;
  ending: string | null;
  since: Date;
  recordedAt: Date;
  suspectedRows: string[];
  usual: number | null;
  chance: number | null;
  wordsId: string | null;
  designerId: string | null;
  designDueAt: Date | null;
  designAnsweredAt: Date | null;
  designMissedTimes: number;
  knownTextId: string | null;
  knownUntil: string | null;
  returnedAt: Date | null;
  returnedTimes: number;
  splitFrom: string | null;
};

const presentFlaws = (db: Database | Tx) =>
  db
    .selectFrom('flaws')
    .innerJoin('staff', 'staff.staff_id', 'flaws.owner_id')
    .leftJoin('areas', 'areas.area_id', 'flaws.area_id')
    .select([
      'flaws.flaw_id as flawId',
      'root_id as rootId',
      'flaws.state',
      'name_id as nameId',
      'flaws.owner_id as ownerId',
      'staff.name as ownerName',
      'harm',
      'flaws.area_id as areaId',
      'areas.name as areaName',
      'product_id as productId',
      'place_id as placeId',
      'flaws.channel',
      'cause',
      'cause_behind as causeBehind',
      'ending',
      'since',
      'recorded_at as recordedAt',
      'suspected_rows as suspectedRows',
      'usual',
      'chance',
      'words_id as wordsId',
      'designer_id as designerId',
      'design_due_at as designDueAt',
      'design_answered_at as designAnsweredAt',
      'design_missed_times as designMissedTimes',
      'known_text_id as knownTextId',
      'known_until as knownUntil',
      'returned_at as returnedAt',
      'returned_times as returnedTimes',
      'split_from as splitFrom',
    ]);

export async function flawRow(db: Database | Tx, flawId: string): Promise<FlawRow | undefined> {
  const row = await presentFlaws(db).where('flaw_id', '=', flawId).executeTakeFirst();
  return row as FlawRow | undefined;
}

const listedMax = 200;

/** Flaws that were not merged into others, the newest first. */
export async function listFlaws(
  db: Database | Tx,
  states: readonly FlawState[],
): Promise<FlawRow[]> {
  const rows = await presentFlaws(db)
    .where('flaws.state', 'in', [...states])
    .whereRef('root_id', '=', 'flaw_id')
    .orderBy('recorded_at', 'desc')
    .orderBy('flaw_id', 'desc')
    .limit(listedMax)
    .execute();
  return rows as FlawRow[];
}

/** Words of ours by id; empty where they were erased. */
export async function wordsOf(
  db: Database | Tx,
  ids: readonly (string | null)[],
): Promise<(id: string | null) => string | null> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const rows = await db
    .selectFrom('words')
    .select(['words_id', 'text'])
    .where('customer_id', '=', ORGANISATION_ID)
    .where(sql<boolean>`words_id = any(${wanted}::uuid[])`)
    .execute();
  const texts = new Map(rows.map((row) => [row.words_id, row.text ?? '']));
  return (id) => (id === null ? null : (texts.get(id) ?? ''));
}

/** Traces that hold, of a flaw and of all that were merged into it. */
export const activeTraces = (db: Database | Tx, rootId: string) =>
  db
    .selectFrom('flaw_traces')
    .innerJoin('flaws', 'flaws.flaw_id', 'flaw_traces.flaw_id')
    .where('flaws.root_id', '=', rootId)
    .where('flaw_traces.ended_at', 'is', null);

export async function tracesOf(
  db: Database | Tx,
  rootId: string,
  complaintIds: readonly string[],
): Promise<(OfComplaint & { flawId: string })[]> {
  return activeTraces(db, rootId)
    .select([
      'flaw_traces.customer_id as customerId',
      'flaw_traces.complaint_id as complaintId',
      'flaw_traces.flaw_id as flawId',
    ])
    .where(sql<boolean>`flaw_traces.complaint_id = any(${[...complaintIds]}::uuid[])`)
    .execute();
}

/** Complaints that point to it, counted once each, and how many people they come from. */
export async function countTraced(
  db: Database | Tx,
  rootIds: readonly string[],
): Promise<Map<string, { complaints: number; customers: number; newestAt: Date }>> {
  const rows = await db
    .selectFrom('flaw_traces')
    .innerJoin('flaws', 'flaws.flaw_id', 'flaw_traces.flaw_id')
    .innerJoin('complaints', (join) =>
      join
        .onRef('complaints.customer_id', '=', 'flaw_traces.customer_id')
        .onRef('complaints.complaint_id', '=', 'flaw_traces.complaint_id'),
    )
    .innerJoin('customers', 'customers.customer_id', 'flaw_traces.customer_id')
    .select([
      'flaws.root_id as rootId',
      sql<string>`count(distinct flaw_traces.complaint_id)`.as('complaints'),
      sql<string>`count(distinct coalesce(customers.person_id, customers.customer_id))`.as(
        'customers',
      ),
      sql<Date>`max(complaints.received_at)`.as('newestAt'),
    ])
    .where(sql<boolean>`flaws.root_id = any(${[...rootIds]}::uuid[])`)
    .where('flaw_traces.ended_at', 'is', null)
    .groupBy('flaws.root_id')
    .execute();
  return new Map(
    rows.map(({ rootId, complaints, customers, newestAt }) => [
      rootId,
      { complaints: Number(complaints), customers: Number(customers), newestAt },
    ]),
  );
}

const shownMax = 200;

export type TracedComplaint = OfComplaint & {
  reference: string;
  text: string;
  receivedAt: Date;
  by: string;
  state: string;
};

/** The complaints behind it, the newest first. */
export async function tracedComplaints(
  db: Database | Tx,
  rootId: string,
): Promise<TracedComplaint[]> {
  const rows = await activeTraces(db, rootId)
    .innerJoin('complaints', (join) =>
      join
        .onRef('complaints.customer_id', '=', 'flaw_traces.customer_id')
        .onRef('complaints.complaint_id', '=', 'flaw_traces.complaint_id'),
    )
    .leftJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'complaints.customer_id')
        .onRef('words.words_id', '=', 'complaints.words_id'),
    )
    .select([
      'complaints.customer_id as customerId',
      'complaints.complaint_id as complaintId',
      'complaints.reference',
      sql<string>`left(coalesce(words.text, ''), 300)`.as('text'),
      'complaints.received_at as receivedAt',
      'complaints.state',
      'flaw_traces.traced_by as by',
    ])
    .distinctOn(['complaints.received_at', 'complaints.complaint_id'])
    .orderBy('complaints.received_at', 'desc')
    .orderBy('complaints.complaint_id', 'desc')
    .limit(shownMax)
    .execute();
  return rows;
}

/** Flaws that a complaint points to. */
export async function flawsOfComplaint(
  db: Database | Tx,
  of: OfComplaint,
): Promise<(FlawRow & { by: string })[]> {
  const rows = await presentFlaws(db)
    .innerJoin('flaw_traces', (join) => join.on('flaw_traces.ended_at', 'is', null))
    .where('flaw_traces.customer_id', '=', of.customerId)
    .where('flaw_traces.complaint_id', '=', of.complaintId)
    .where(
      sql<boolean>`flaws.flaw_id = (select root_id from flaws as own where own.flaw_id = flaw_traces.flaw_id)`,
    )
    .where('flaws.state', '<>', 'dismissed')
    .select('flaw_traces.traced_by as by')
    .execute();
  // Traced to two that turned out to be one, it points to that one.
  const byId = new Map(rows.map((row) => [row.flawId, row as FlawRow & { by: string }]));
  return [...byId.values()];
}

/** Flaws that a person of ours said this complaint does not point to. */
export async function deniedFlaws(db: Database | Tx, of: OfComplaint): Promise<Set<string>> {
  const rows = await db
    .selectFrom('flaw_traces')
    .innerJoin('flaws', 'flaws.flaw_id', 'flaw_traces.flaw_id')
    .select('flaws.root_id as rootId')
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .where('ended_at', 'is not', null)
    .execute();
  return new Set(rows.map((row) => row.rootId));
}

/** Who answers for complaints behind a flaw, and for how many of them. */
export async function handlersBehind(
  db: Database | Tx,
  rootId: string,
): Promise<(Named & { complaints: number })[]> {
  const rows = await activeTraces(db, rootId)
    .innerJoin('complaints', (join) =>
      join
        .onRef('complaints.customer_id', '=', 'flaw_traces.customer_id')
        .onRef('complaints.complaint_id', '=', 'flaw_traces.complaint_id'),
    )
    .innerJoin('staff', 'staff.staff_id', 'complaints.owner_id')
    .select([
      'staff.staff_id as id',
      'staff.name',
      sql<string>`count(distinct complaints.complaint_id)`.as('complaints'),
    ])
    .where('staff.left_at', 'is', null)
    .groupBy(['staff.staff_id', 'staff.name'])
    .orderBy('staff.name')
    .limit(listedMax)
    .execute();
  return rows.map((row) => ({ ...row, complaints: Number(row.complaints) }));
}

/** How many complaints that point to each of these came since a moment. */
export async function tracedSince(
  db: Database | Tx,
  rootIds: readonly string[],
  since: Date,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('flaw_traces')
    .innerJoin('flaws', 'flaws.flaw_id', 'flaw_traces.flaw_id')
    .innerJoin('complaints', (join) =>
      join
        .onRef('complaints.customer_id', '=', 'flaw_traces.customer_id')
        .onRef('complaints.complaint_id', '=', 'flaw_traces.complaint_id'),
    )
    .select([
      'flaws.root_id as rootId',
      sql<string>`count(distinct flaw_traces.complaint_id)`.as('count'),
    ])
    .where(sql<boolean>`flaws.root_id = any(${[...rootIds]}::uuid[])`)
    .where('flaw_traces.ended_at', 'is', null)
    .where('complaints.received_at', '>=', since)
    .groupBy('flaws.root_id')
    .execute();
  return new Map(rows.map(({ rootId, count }) => [rootId, Number(count)]));
}
