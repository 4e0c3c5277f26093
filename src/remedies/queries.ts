import type { Of } from '#complaints/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { notFound, Refusal } from '#refusal.ts';
import type { RemedyKind, RemedyState, WishAnswer } from './remedy.ts';

/** Which remedy is meant. */
export type OfRemedy = { customerId: string; remedyId: string };

/** A remedy as people see it. */
export type RemedyView = {
  remedyId: string;
  complaintId: string;
  kind: RemedyKind;
  amount: number | null;
  currency: string | null;
  what: string | null;
  ownerId: string | null;
  ownerName: string | null;
  from: Date | null;
  until: Date | null;
  zone: string | null;
  dueAt: Date | null;
  state: RemedyState;
  proposedBy: 'customer' | 'staff' | null;
  wish: WishAnswer | null;
  why: string | null;
  promiseId: string | null;
  madeAt: Date;
  askedBy: string | null;
  askedByName: string | null;
  approverId: string | null;
  approverName: string | null;
  movesUpAt: Date | null;
  refusedByName: string | null;
  offeredByName: string | null;
  offeredAt: Date | null;
  /** Why it was refused, declined or withdrawn. */
  reason: string | null;
  deliveredAt: Date | null;
  arrivedAt: Date | null;
  result: string | null;
};

const columns = [
  'remedy_id as remedyId',
  'complaint_id as complaintId',
  'kind',
  'amount',
  'currency',
  'what.text as what',
  'owner_id as ownerId',
  'owner.name as ownerName',
  'slot_from as from',
  'slot_until as until',
  'zone',
  'due_at as dueAt',
  'state',
  'proposed_by as proposedBy',
  'wish',
  'why.text as why',
  'promise_id as promiseId',
  'made_at as madeAt',
  'asked_by as askedBy',
  'asker.name as askedByName',
  'approver_id as approverId',
  'approver.name as approverName',
  'moves_up_at as movesUpAt',
  'refuser.name as refusedByName',
  'offerer.name as offeredByName',
  'offered_at as offeredAt',
  'reason.text as reason',
  'delivered_at as deliveredAt',
  'arrived_at as arrivedAt',
  'result.text as result',
] as const;

const present = (db: Database | Tx) =>
  withWords(db)
    .leftJoin('staff as owner', 'owner.staff_id', 'remedies.owner_id')
    .leftJoin('staff as asker', 'asker.staff_id', 'remedies.asked_by')
    .leftJoin('staff as approver', 'approver.staff_id', 'remedies.approver_id')
    .leftJoin('staff as refuser', 'refuser.staff_id', 'remedies.refused_by')
    .leftJoin('staff as offerer', 'offerer.staff_id', 'remedies.offered_by')
    .select(columns);

const withWords = (db: Database | Tx) =>
  db
    .selectFrom('remedies')
    .leftJoin('words as what', (join) =>
      join
        .onRef('what.customer_id', '=', 'remedies.customer_id')
        .onRef('what.words_id', '=', 'remedies.what_id'),
    )
    .leftJoin('words as why', (join) =>
      join
        .onRef('why.customer_id', '=', 'remedies.customer_id')
        .onRef('why.words_id', '=', 'remedies.why_id'),
    )
    .leftJoin('words as reason', (join) =>
      join
        .onRef('reason.customer_id', '=', 'remedies.customer_id')
        .onRef('reason.words_id', '=', 'remedies.reason_id'),
    )
    .leftJoin('words as result', (join) =>
      join
        .onRef('result.customer_id', '=', 'remedies.customer_id')
        .onRef('result.words_id', '=', 'remedies.result_id'),
    );

type Row = Omit<RemedyView, 'amount'> & { amount: string | null };

/** 64-bit numbers come from the driver as text. */
const viewOf = (row: object): RemedyView => {
  const { amount, ...view } = row as Row;
  return { ...view, amount: amount === null ? null : Number(amount) };
};

/** All remedies of a complaint in the order in which they came up. */
export async function remediesOf(db: Database | Tx, of: Of): Promise<RemedyView[]> {
  const rows = await present(db)
    .where('remedies.customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .orderBy('made_at')
    .orderBy('remedy_id')
    .execute();
  return rows.map(viewOf);
}

export async function remedyById(db: Database | Tx, of: OfRemedy): Promise<RemedyView | undefined> {
  const row = await present(db)
    .where('remedies.customer_id', '=', of.customerId)
    .where('remedy_id', '=', of.remedyId)
    .executeTakeFirst();
  return row && viewOf(row);
}

/** Both ids of a remedy by its own id. */
export async function findRemedy(
  db: Database | Tx,
  remedyId: string,
): Promise<OfRemedy & { kind: RemedyKind }> {
  const row = await db
    .selectFrom('remedies')
    .select(['customer_id as customerId', 'remedy_id as remedyId', 'kind'])
    .where('remedy_id', '=', remedyId)
    .executeTakeFirst();
  if (!row) throw notFound('There is no such remedy.');
  return row as OfRemedy & { kind: RemedyKind };
}

/** The remedy whose date this promise keeps. */
export async function remedyOfPromise(
  db: Database | Tx,
  customerId: string,
  promiseId: string,
): Promise<OfRemedy | undefined> {
  return db
    .selectFrom('remedies')
    .select(['customer_id as customerId', 'remedy_id as remedyId'])
    .where('customer_id', '=', customerId)
    .where('promise_id', '=', promiseId)
    .executeTakeFirst();
}

/** What the customer was given or may count on; an apology alone puts nothing right. */
const giving: readonly RemedyState[] = [
  'offered',
  'accepted',
  'delivered',
  'confirmed',
  'disputed',
];

/** Whether something beyond an apology was offered or given. */
export async function hasRemedy(db: Database | Tx, of: Of): Promise<boolean> {
  const states = await statesOf(db, of);
  return states.some(({ kind, state }) => kind !== 'apology' && giving.includes(state));
}

/** What we still owe: a decision, the remedy itself, or another try at it. */
const isOwed = ({ state, proposedBy }: Stand): boolean =>
  state === 'asked' ||
  state === 'offered' ||
  state === 'accepted' ||
  state === 'disputed' ||
  (state === 'proposed' && proposedBy === 'customer');

/** Nobody closes a complaint on documents while the customer has not got what we said they get. */
export async function assertNoRemedyOwed(db: Database | Tx, of: Of): Promise<void> {
  if (!(await statesOf(db, of)).some(isOwed)) return;
  throw new Refusal(
    'closing_not_founded',
    'A remedy for this customer is not decided, or they do not have it yet.',
    { status: 409 },
  );
}

type Stand = { kind: RemedyKind; state: RemedyState; proposedBy: string | null };

async function statesOf(db: Database | Tx, of: Of): Promise<Stand[]> {
  const rows = await db
    .selectFrom('remedies')
    .select(['kind', 'state', 'proposed_by as proposedBy'])
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .execute();
  return rows as Stand[];
}

/** Remedies that wait for a decision of this person, the oldest question first. */
export async function approvalsOf(
  db: Database | Tx,
  staffId: string,
  limit: number,
): Promise<(RemedyView & { customerId: string })[]> {
  const rows = await present(db)
    .select('remedies.customer_id as customerId')
    .where('approver_id', '=', staffId)
    .where('state', '=', 'asked')
    .orderBy('asked_at')
    .orderBy('remedy_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...viewOf(row), customerId: row.customerId }));
}

const countedMax = 100;

/** How many approvals wait for a person, counted up to a hundred. */
export async function approvalCount(db: Database | Tx, staffId: string): Promise<number> {
  const rows = await db
    .selectFrom('remedies')
    .select('remedy_id')
    .where('approver_id', '=', staffId)
    .where('state', '=', 'asked')
    .limit(countedMax)
    .execute();
  return rows.length;
}

/** Questions that nobody answered in time, the oldest first. */
export async function dueApprovals(db: Database, now: Date, limit: number): Promise<OfRemedy[]> {
  return db
    .selectFrom('remedies')
    .select(['customer_id as customerId', 'remedy_id as remedyId'])
    .where('state', '=', 'asked')
    .where('moves_up_at', '<=', now)
    .orderBy('moves_up_at')
    .limit(limit)
    .execute();
}
