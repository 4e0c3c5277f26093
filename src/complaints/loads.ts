import { type OnConflictBuilder, sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import { changeLater, type Later } from '#database/pending.ts';
import type { Tables } from '#database/tables.ts';

// What each person has to do: counted as it comes and goes, never by looking.

const counted = [
  'open_count',
  'to_do_count',
  'waiting_count',
  'offered_count',
  'raised_count',
  'promised_count',
] as const;

export type Counted = (typeof counted)[number];

type ComplaintKey = { customerId: string; complaintId: string };

/** Changes the row of a complaint, and with it what people have to do, where it says anything of that. */
export async function changeComplaint(
  tx: Tx,
  key: ComplaintKey,
  values: Record<string, unknown>,
): Promise<void> {
  if (standing.some((column) => column in values)) return changeCounted(tx, key, values);
  await tx
    .updateTable('complaints')
    .set(values)
    .where('customer_id', '=', key.customerId)
    .where('complaint_id', '=', key.complaintId)
    .execute();
}

/**
 * Changes the row of a complaint and, in the same statement, what its owner and whoever it is
 * offered to have to do. What it was before is read from the locked row, so that nothing is
 * counted twice.
 */
async function changeCounted(
  tx: Tx,
  { customerId, complaintId }: ComplaintKey,
  values: Record<string, unknown>,
): Promise<void> {
  await tx
    .with('before', (db) =>
      db
        .selectFrom('complaints')
        .select(standing)
        .where('customer_id', '=', customerId)
        .where('complaint_id', '=', complaintId)
        .forUpdate(),
    )
    .with('after', (db) =>
      db
        .updateTable('complaints')
        .set(values)
        .where('customer_id', '=', customerId)
        .where('complaint_id', '=', complaintId)
        // Locked and read before it is changed.
        .where(sql<boolean>`exists (select from before)`)
        .returning(standing),
    )
    .insertInto('staff_loads')
    .columns(loadColumns)
    .expression(movedLoads)
    .onConflict(addUp)
    .execute();
}

/** What a complaint counts by. */
export const standing = ['complaint_id', 'owner_id', 'offered_to', 'state', 'closed_at'] as const;

const moved = sql`
  select complaint_id, owner_id, -1, closed_at is null, state, false from before
  union all select complaint_id, owner_id, 1, closed_at is null, state, false from after
  union all select complaint_id, offered_to, -1, false, '', true from before
    where offered_to is not null
  union all select complaint_id, offered_to, 1, false, '', true from after
    where offered_to is not null`;

const sum = (condition: string) => sql`sum(sign * (${sql.raw(condition)})::int)`;

export const loadColumns = [
  'staff_id',
  'slot',
  'open_count',
  'to_do_count',
  'waiting_count',
  'offered_count',
] as const;

/** What `before` and `after` make of people's loads; the slot as in `slotOf`. */
export const movedLoads = sql`
  select staff_id, ('x' || right(complaint_id::text, 2))::bit(8)::int % 64 as slot,
    ${sum('is_open')}, ${sum(`state = 'to_do'`)}, ${sum(`state = 'waiting'`)}, ${sum('is_offer')}
  from (${moved}) as moved (complaint_id, staff_id, sign, is_open, state, is_offer)
  group by 1, 2
  having ${sum('is_open')} <> 0 or ${sum(`state = 'to_do'`)} <> 0
    or ${sum(`state = 'waiting'`)} <> 0 or ${sum('is_offer')} <> 0
  order by 1, 2`;

/** Counts one more or less for a person. */
export async function addLoad(tx: Tx, row: LoadRow): Promise<void> {
  await changeLater(tx, addLoads, row);
}

/** Rows of one person and slot become one, because one statement can add to a slot only once. */
const addLoads: Later<LoadRow> = {
  tables: ['staff_loads'],
  contended: true,
  statement(tx, rows) {
    const slots = new Map<string, LoadRow>();
    for (const row of rows) {
      const key = `${row.staff_id} ${row.slot}`;
      const before = slots.get(key);
      slots.set(key, before ? sumOf(before, row) : row);
    }
    const sorted = [...slots.values()].toSorted(
      (one, other) => one.staff_id.localeCompare(other.staff_id) || one.slot - other.slot,
    );
    return tx.insertInto('staff_loads').values(sorted).onConflict(addUp).compile();
  },
};

const sumOf = (one: LoadRow, other: LoadRow): LoadRow => ({
  ...one,
  ...Object.fromEntries(counted.map((name) => [name, one[name] + other[name]])),
});

/** How many open complaints a person has. */
export async function openCountOf(tx: Tx, staffId: string): Promise<number> {
  const row = await tx
    .selectFrom('staff_loads')
    .select((eb) => eb.fn.sum<number | null>('open_count').as('open'))
    .where('staff_id', '=', staffId)
    .executeTakeFirst();
  return Number(row?.open ?? 0);
}

type LoadRow = ReturnType<typeof loadRow>;

/** All that one complaint counts for a person lies in one slot, so that it locks one row. */
export const loadRow = (
  complaintId: string,
  staffId: string,
  counts: Partial<Record<Counted, number>>,
) => ({
  staff_id: staffId,
  slot: slotOf(complaintId),
  open_count: 0,
  to_do_count: 0,
  waiting_count: 0,
  offered_count: 0,
  raised_count: 0,
  promised_count: 0,
  ...counts,
});

/** To what the slot holds already, the change is added. */
export const addUp = (conflict: OnConflictBuilder<Tables, 'staff_loads'>) =>
  conflict.columns(['staff_id', 'slot']).doUpdateSet({
    open_count: added('open_count'),
    to_do_count: added('to_do_count'),
    waiting_count: added('waiting_count'),
    offered_count: added('offered_count'),
    raised_count: added('raised_count'),
    promised_count: added('promised_count'),
  });

const added = (count: Counted) =>
  sql<number>`staff_loads.${sql.ref(count)} + excluded.${sql.ref(count)}`;

/** The end of the id: random, and the same at every replay. */
const slotOf = (complaintId: string): number => Number.parseInt(complaintId.slice(-2), 16) % slots;

const slots = 64;
