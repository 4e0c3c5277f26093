import type { Database, Tx } from '#database/connection.ts';
import type { OfPromise } from './commands.ts';
import type { PromiseKind, PromiseState } from './promise.ts';

/** A promise as people see it. */
export type PromiseView = {
  promiseId: string;
  kind: PromiseKind;
  text: string | null;
  ownerId: string;
  ownerName: string;
  dueAt: Date;
  zone: string;
  state: PromiseState;
  madeAt: Date;
  brokenTimes: number;
  keptAt: Date | null;
  renewedTimes: number;
  insteadOf: string | null;
};

const presentPromises = (db: Database | Tx, customerId: string) =>
  db
    .selectFrom('promises')
    .innerJoin('staff', 'staff.staff_id', 'promises.owner_id')
    .innerJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'promises.customer_id')
        .onRef('words.words_id', '=', 'promises.words_id'),
    )
    .where('promises.customer_id', '=', customerId)
    .select([
      'promise_id as promiseId',
      'kind',
      'words.text',
      'promises.owner_id as ownerId',
      'staff.name as ownerName',
      'due_at as dueAt',
      'zone',
      'state',
      'made_at as madeAt',
      'broken_times as brokenTimes',
      'kept_at as keptAt',
      'renewed_times as renewedTimes',
      'instead_of as insteadOf',
    ]);

/** All promises of a complaint in the order they were made. */
export async function promisesOfComplaint(
  db: Database | Tx,
  customerId: string,
  complaintId: string,
): Promise<PromiseView[]> {
  const rows = await presentPromises(db, customerId)
    .where('complaint_id', '=', complaintId)
    .orderBy('made_at')
    .orderBy('promise_id')
    .execute();
  return rows as PromiseView[];
}

/** A promise as it stands beside another complaint of the same person. */
export type EarlierPromise = Pick<
  PromiseView,
  'promiseId' | 'kind' | 'text' | 'dueAt' | 'state' | 'brokenTimes' | 'keptAt'
> & { complaintId: string };

/** All promises to all customers who are one person, the newest first. */
export async function personsPromises(
  db: Database,
  customerIds: readonly string[],
  limit: number,
): Promise<EarlierPromise[]> {
  const rows = await db
    .selectFrom('promises')
    .leftJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'promises.customer_id')
        .onRef('words.words_id', '=', 'promises.words_id'),
    )
    .select([
      'promise_id as promiseId',
      'complaint_id as complaintId',
      'kind',
      'words.text',
      'due_at as dueAt',
      'state',
      'broken_times as brokenTimes',
      'kept_at as keptAt',
    ])
    .where('promises.customer_id', 'in', customerIds)
    .orderBy('made_at', 'desc')
    .limit(limit)
    .execute();
  return rows as EarlierPromise[];
}

export async function promiseById(
  db: Database | Tx,
  { customerId, promiseId }: OfPromise,
): Promise<(PromiseView & { complaintId: string }) | undefined> {
  const row = await presentPromises(db, customerId)
    .select('complaint_id as complaintId')
    .where('promise_id', '=', promiseId)
    .executeTakeFirst();
  return row as (PromiseView & { complaintId: string }) | undefined;
}

/** Open promises whose date has come, the oldest first. */
export async function duePromises(db: Database, now: Date, limit: number): Promise<OfPromise[]> {
  return db
    .selectFrom('promises')
    .select(['customer_id as customerId', 'promise_id as promiseId'])
    .where('state', '=', 'open')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute();
}

/**
 * How many promises the customer still has a claim to: open ones, and actions that were not kept.
 * An answer that came late, or a call in place of another, is settled by whatever was said since.
 */
export async function owedPromiseCount(
  db: Database | Tx,
  of: { customerId: string; complaintId: string },
): Promise<number> {
  const promises = await promisesOfComplaint(db, of.customerId, of.complaintId);
  return promises.filter(isOwed).length;
}

const isOwed = ({ kind, state }: PromiseView): boolean =>
  state === 'open' || (kind === 'action' && (state === 'broken' || state === 'disputed'));

/**
 * Whether something is behind an apology: an open promise, or one that was kept since the customer's
 * last words. That a person answers is promised to everybody and does not count.
 */
export async function hasPromisedAction(
  db: Database | Tx,
  of: { customerId: string; complaintId: string },
  since: Date | null,
): Promise<boolean> {
  const promises = await promisesOfComplaint(db, of.customerId, of.complaintId);
  return promises.some(
    (promise) =>
      promise.kind !== 'answer' &&
      (promise.state === 'open' || (isKept(promise) && isSince(promise.keptAt, since))),
  );
}

/** Whether anything that we promised to do was done. */
export async function hasKeptAction(
  db: Database | Tx,
  of: { customerId: string; complaintId: string },
): Promise<boolean> {
  const promises = await promisesOfComplaint(db, of.customerId, of.complaintId);
  return promises.some((promise) => promise.kind === 'action' && isKept(promise));
}

const isKept = ({ state }: PromiseView): boolean => state === 'kept' || state === 'confirmed';

const isSince = (at: Date | null, since: Date | null): boolean =>
  at !== null && (since === null || at >= since);
