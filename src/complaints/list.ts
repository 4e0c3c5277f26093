import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { Tables } from '#database/tables.ts';
import { type Key, readCursor, writeCursor } from '#http/cursor.ts';
import {
  allOf,
  anchorsOf,
  type ListFilters,
  looseOf,
  nextKey,
  ofCustomersOf,
  statesOf,
  stillOwed,
} from './list-filters.ts';
import { type ComplaintHead, headColumns } from './queries.ts';

export const listOrders = ['newest', 'next'] as const satisfies readonly ListFilters['order'][];

export type ListWish = ListFilters & { cursor?: string | undefined; limit: number };

export type ListRow = ComplaintHead & { text: string | null; customerName: string | null };

export type ListPage = {
  rows: ListRow[];
  /** The cursor of the next page, if there may be more. */
  next: string | null;
};

/** Through so many complaints one request looks for what only looking can tell. */
const lookedThroughMax = 2_500;

/** A larger team is picked out of everybody's complaints instead of being merged. */
const mergedMax = 200;

/**
 * One page of complaints, by key and never by offset. A page may be shorter than its limit, or
 * empty, and yet lead on: then a rare filter was looked for through as many as one request may.
 */
export async function listComplaints(
  db: Database,
  wish: ListWish,
  lookedThrough = lookedThroughMax,
): Promise<ListPage> {
  if (wish.teamIds?.length === 0) return { rows: [], next: null };
  const search = searchOf(wish, [await promisedOf(db, wish), await accountsOf(db, wish)]);
  const horizon = search.loose && (await horizonOf(db, search, lookedThrough));
  const rows = (await selectRows(db, search, horizon).execute()) as ListRow[];
  const page = rows.slice(0, wish.limit);
  const last = rows.length > wish.limit ? page.at(-1) : undefined;
  if (last) return { rows: page, next: writeCursor(keyOf(wish, last)) };
  return { rows: page, next: horizon ? writeCursor(horizon) : null };
}

type Search = {
  wish: ListWish;
  /** What an index leads to; in each state and of each member of a team. */
  anchors: RawBuilder<boolean>;
  loose: RawBuilder<boolean> | undefined;
  /** The states, and the owners of a team, that are walked through side by side and merged. */
  states: readonly string[];
  merged: readonly string[] | undefined;
};

/** Whoever has more finds them by walking through the complaints. */
const namedMax = 500;

/** Either few that are named, or to be told by looking at each. */
type Narrowed = { anchor?: RawBuilder<boolean>; loose?: RawBuilder<boolean> };

function narrowed(rows: readonly { id: string }[], loose: RawBuilder<boolean>): Narrowed {
  if (rows.length > namedMax) return { loose };
  const ids = rows.map(({ id }) => id);
  return { anchor: sql<boolean>`complaints.complaint_id = any(${ids}::uuid[])` };
}

/** Those with a promise of this person's. */
async function promisedOf(db: Database, { promisedBy }: ListWish): Promise<Narrowed> {
  if (promisedBy === undefined) return {};
  const rows = await db
    .selectFrom('promises')
    .select('complaint_id as id')
    .where('owner_id', '=', promisedBy)
    .where(sql<boolean>`state in ('open', 'broken')`)
    .limit(namedMax + 1)
    .execute();
  return narrowed(rows, stillOwed(promisedBy));
}

/** Those of customers whom this person looks after. */
async function accountsOf(db: Database, wish: ListWish): Promise<Narrowed> {
  const { accountOwnerId } = wish;
  if (accountOwnerId === undefined) return {};
  const isTheirs = ofCustomersOf(accountOwnerId);
  const rows = await db
    .selectFrom('complaints')
    .select('complaint_id as id')
    .where(isTheirs)
    .where('state', 'in', [...statesOf(wish)])
    .limit(namedMax + 1)
    .execute();
  return narrowed(rows, isTheirs);
}

function searchOf(wish: ListWish, narrowings: readonly Narrowed[]): Search {
  const { teamIds } = wish;
  const states = statesOf(wish);
  const anchors = allOf([
    sql<boolean>`complaints.state = standing.state`,
    anchorsOf(wish),
    ...narrowings.map(({ anchor }) => anchor),
    wish.cursor ? beyond(wish, readCursor(wish.cursor)) : undefined,
  ]);
  const conditions = [looseOf(wish), ...narrowings.map((narrowing) => narrowing.loose)];
  const loose = conditions.some(Boolean) ? allOf(conditions) : undefined;
  if (!teamIds) return { wish, anchors, loose, states, merged: undefined };
  if (teamIds.length > mergedMax) {
    const inTeam = sql<boolean>`complaints.owner_id = any(${[...teamIds]}::uuid[])`;
    return { wish, anchors, loose: allOf([loose, inTeam]), states, merged: undefined };
  }
  const ofMember = sql<boolean>`complaints.owner_id = member.id`;
  return { wish, anchors: allOf([ofMember, anchors]), loose, states, merged: teamIds };
}

/** Rows that were cut out of an index, once for each state and each member. */
const cutOut = ({ states, merged }: Search, rows: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  unnest(${[...states]}::text[]) as standing (state)
  ${merged ? sql`cross join unnest(${[...merged]}::uuid[]) as member (id)` : sql``}
  cross join lateral (${rows}) as complaints`;

/** The key up to which this request looks: the nearest at which a walk is cut. Null: to the end. */
async function horizonOf(db: Database, search: Search, lookedThrough: number): Promise<Key | null> {
  const { wish, anchors, states, merged } = search;
  const { key, direction } = sortOf[wish.order];
  const walks = states.length * (merged?.length ?? 1);
  const skip = Math.ceil(lookedThrough / walks) - 1;
  const cuts = sql`select ${key} as at, complaint_id as id from complaints where ${anchors}
    ${inOrder(wish)} offset ${sql.lit(skip)} limit 1`;
  // The driver reads "infinity" as a number.
  const { rows } = await sql<{ at: Date | number; id: string }>`
    select complaints.at, complaints.id from ${cutOut(search, cuts)}
    order by at ${sql.raw(direction)}, id ${sql.raw(direction)} limit 1`.execute(db);
  const [cut] = rows;
  return cut ? { at: cut.at instanceof Date ? cut.at : null, id: cut.id } : null;
}

/**
 * The page is cut out of the indexes first and only then joined, so that the time depends on the
 * length of the page and not on how many complaints there are.
 */
function selectRows(db: Database, search: Search, horizon: Key | null | undefined) {
  const { wish, anchors, loose } = search;
  const { key, direction } = sortOf[wish.order];
  const limit = sql.lit(wish.limit + 1);
  const within = allOf([anchors, loose, horizon ? upTo(wish, horizon) : undefined]);
  const rows = sql`select * from complaints where ${within} ${inOrder(wish)} limit ${limit}`;
  const page = sql<Complaint>`
    select complaints.* from ${cutOut(search, rows)} ${inOrder(wish)} limit ${limit}`;
  return rowsOf(db, page).orderBy(key, direction).orderBy('complaints.complaint_id', direction);
}

/** These complaints as lists show them, in any order. */
export async function listedComplaints(
  db: Database,
  complaintIds: readonly string[],
): Promise<ListRow[]> {
  const wanted = sql<Complaint>`
    select * from complaints where complaint_id = any(${[...complaintIds]}::uuid[])`;
  return (await rowsOf(db, wanted).execute()) as ListRow[];
}

type Complaint = Selectable<Tables['complaints']>;

const rowsOf = (db: Database, page: RawBuilder<Complaint>) =>
  db
    .with(
      (cte) => cte('page').materialized(),
      () => sql<Complaint>`(${page})`,
    )
    .selectFrom('page as complaints')
    .innerJoin('staff', 'staff.staff_id', 'complaints.owner_id')
    .innerJoin('customers', 'customers.customer_id', 'complaints.customer_id')
    .innerJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'complaints.customer_id')
        .onRef('words.words_id', '=', 'complaints.words_id'),
    )
    .select([...headColumns, 'words.text', 'customers.name as customerName']);

function inOrder({ order }: ListWish): RawBuilder<unknown> {
  const { key, direction } = sortOf[order];
  const way = sql.raw(direction);
  return sql`order by ${key} ${way}, complaints.complaint_id ${way}`;
}

const compared = (wish: ListWish, sign: RawBuilder<unknown>, { at, id }: Key) => {
  const { key } = sortOf[wish.order];
  const moment = at ? at.toISOString() : 'infinity';
  return sql<boolean>`(${key}, complaints.complaint_id) ${sign} (${moment}::timestamptz, ${id}::uuid)`;
};

const beyond = (wish: ListWish, key: Key) => compared(wish, sortOf[wish.order].beyond, key);
const upTo = (wish: ListWish, key: Key) => compared(wish, sortOf[wish.order].upTo, key);

const sortOf = {
  newest: {
    key: sql<Date>`complaints.recorded_at`,
    direction: 'desc',
    beyond: sql`<`,
    upTo: sql`>=`,
  },
  next: { key: nextKey, direction: 'asc', beyond: sql`>`, upTo: sql`<=` },
} as const;

const keyOf = ({ order }: ListWish, row: ListRow): Key => ({
  at: order === 'newest' ? row.recordedAt : row.nextAt,
  id: row.complaintId,
});
