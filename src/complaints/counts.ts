import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';
import type { EscalationFact } from '#escalations/index.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { PromiseFact } from '#promises/index.ts';
import { addLoad, type Counted, loadRow } from './loads.ts';

/** Facts after which somebody else, or nobody, has a promise to keep. Made ones: `projectDates`. */
export const countedPromiseFactTypes = [
  'PromiseKept',
  'PromiseReopened',
  'PromiseRenewed',
  'PromiseConfirmed',
  'PromiseDisputed',
  'PromiseReleased',
  'PromisePassedOn',
] as const satisfies readonly PromiseFact['type'][];

/** Counts the promises that each person has still to keep. Comes before the promise is changed. */
export async function countPromises(tx: Tx, entry: Entry): Promise<void> {
  const fact = entry as Entry<PromiseFact>;
  const before = await tx
    .selectFrom('promises')
    .select(['owner_id', 'state'])
    .where('customer_id', '=', entry.customerId)
    .where('promise_id', '=', idOf(entry.stream))
    .executeTakeFirstOrThrow();
  const debtor = owed.has(before.state) ? before.owner_id : null;
  const next = debtorAfter(fact, debtor, before.owner_id);
  if (next === debtor) return;
  const { complaintId } = fact.data;
  if (debtor) await addLoad(tx, loadRow(complaintId, debtor, { promised_count: -1 }));
  if (next) await addLoad(tx, loadRow(complaintId, next, { promised_count: 1 }));
}

const owed: ReadonlySet<string> = new Set(['open', 'broken']);

function debtorAfter(
  { type, data }: Entry<PromiseFact>,
  debtor: string | null,
  ownerId: string,
): string | null {
  if (type === 'PromiseRenewed') return data.ownerId;
  if (type === 'PromisePassedOn') return debtor && data.ownerId;
  return type === 'PromiseReopened' ? ownerId : null;
}

/** Counts what was brought to each person and not answered. Comes before the row is changed. */
export async function countRaised(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<EscalationFact>;
  const { complaintId } = data;
  if (type === 'EscalationRaised') {
    return addLoad(tx, loadRow(complaintId, data.raisedTo, { raised_count: 1 }));
  }
  const open = await tx
    .selectFrom('escalations')
    .select('raised_to')
    .where('customer_id', '=', customerId)
    .where('escalation_id', '=', idOf(stream))
    .where('answered_at', 'is', null)
    .executeTakeFirst();
  if (open) await addLoad(tx, loadRow(complaintId, open.raised_to, { raised_count: -1 }));
}

/** Beyond this many the number says only "many". */
const shownMax = 1_001;

const names = {
  toDo: 'to_do_count',
  waiting: 'waiting_count',
  offered: 'offered_count',
  raised: 'raised_count',
  promised: 'promised_count',
} as const satisfies Record<string, Counted>;

export type Counts = Record<keyof typeof names, number>;

/** How much one person has to do: a sum over a few stored rows. */
export async function countsOf(db: Database, staffId: string): Promise<Counts> {
  const row = await db
    .selectFrom('staff_loads')
    .select(Object.entries(names).map(([name, column]) => sumOf(column).as(name)))
    .where('staff_id', '=', staffId)
    .executeTakeFirstOrThrow();
  return row as Counts;
}

const sumOf = (column: Counted) =>
  sql<number>`least(coalesce(sum(${sql.ref(column)}), 0), ${sql.lit(shownMax)})::int`;
