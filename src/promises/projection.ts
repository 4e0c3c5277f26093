import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import { putIn } from '#database/pending.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { PromiseFact } from './promise.ts';

export const promiseFactTypes = [
  'PromiseMade',
  'PromiseKept',
  'PromiseReopened',
  'PromiseBroken',
  'PromiseRenewed',
  'PromiseConfirmed',
  'PromiseDisputed',
  'PromiseReleased',
  'PromisePassedOn',
] as const satisfies readonly PromiseFact['type'][];

export async function projectPromise(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, recordedAt } = entry as Entry<PromiseFact>;
  switch (type) {
    case 'PromiseMade':
      return insert(tx, entry, data);
    case 'PromiseKept':
      return update(tx, entry, { state: 'kept', kept_at: recordedAt });
    case 'PromiseReopened':
      return update(tx, entry, { state: data.state, kept_at: null });
    case 'PromiseBroken':
      return update(tx, entry, {
        state: 'broken',
        broken_at: new Date(data.dueAt),
        broken_times: sql<number>`broken_times + 1`,
      });
    case 'PromiseRenewed':
      return update(tx, entry, {
        state: 'open',
        due_at: new Date(data.dueAt),
        owner_id: data.ownerId,
        kept_at: null,
        judged_at: null,
        renewed_times: sql<number>`renewed_times + 1`,
      });
    case 'PromiseConfirmed':
      return update(tx, entry, { state: 'confirmed', judged_at: recordedAt });
    case 'PromiseDisputed':
      return update(tx, entry, { state: 'disputed', judged_at: recordedAt });
    case 'PromiseReleased':
      return update(tx, entry, { state: 'released' });
    case 'PromisePassedOn':
      return update(tx, entry, { owner_id: data.ownerId });
  }
}

async function insert(
  tx: Tx,
  { customerId, stream, recordedAt }: Entry,
  data: Extract<PromiseFact, { type: 'PromiseMade' }>['data'],
): Promise<void> {
  await putIn(tx, 'promises', {
    customer_id: customerId,
    promise_id: idOf(stream),
    complaint_id: data.complaintId,
    kind: data.kind,
    owner_id: data.ownerId,
    words_id: data.words.words,
    due_at: new Date(data.dueAt),
    zone: data.zone,
    state: 'open',
    made_at: recordedAt,
    broken_times: 0,
    renewed_times: 0,
    instead_of: data.insteadOf,
  });
}

async function update(tx: Tx, entry: Entry, values: Record<string, unknown>): Promise<void> {
  await tx
    .updateTable('promises')
    .set(values)
    .where('customer_id', '=', entry.customerId)
    .where('promise_id', '=', idOf(entry.stream))
    .execute();
}
