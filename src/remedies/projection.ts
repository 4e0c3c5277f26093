import type { Tx } from '#database/connection.ts';
import { ORGANISATION_ID } from '#id.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { LimitFact } from './limits.ts';
import { type RemedyFact, type RemedyTerms, stateAfterRefusal, stateOf } from './remedy.ts';

export const remedyFactTypes = [
  'RemedyProposed',
  'RemedyApprovalAsked',
  'ApprovalMovedUp',
  'RemedyApproved',
  'RemedyRefused',
  'RemedyOffered',
  'RemedyAccepted',
  'RemedyDeclined',
  'RemedyDelivered',
  'RemedyConfirmed',
  'RemedyDisputed',
  'RemedyWithdrawn',
  'RemedyPassedOn',
] as const satisfies readonly RemedyFact['type'][];

export const limitFactTypes = ['RemedyLimitsSet'] as const satisfies readonly LimitFact['type'][];

type Values = Readonly<Record<string, unknown>>;

export async function projectRemedy(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, recordedAt } = entry as Entry<RemedyFact>;
  switch (type) {
    case 'RemedyProposed':
      return begin(tx, entry, {
        state: 'proposed',
        proposed_by: data.by,
        ...priced(data),
        what_id: data.what.words,
      });
    case 'RemedyApprovalAsked':
      return begin(tx, entry, {
        ...columnsOf(data),
        state: 'asked',
        asked_by: data.staffId,
        asked_at: recordedAt,
        approver_id: data.approverId,
        moves_up_at: new Date(data.movesUpAt),
        refused_by: null,
        reason_id: null,
      });
    case 'RemedyOffered':
      return begin(tx, entry, {
        ...columnsOf(data),
        state: 'offered',
        offered_by: data.staffId,
        offered_at: recordedAt,
        spent_by: data.spentBy,
        promise_id: data.promiseId,
        moves_up_at: null,
      });
    default:
      return update(tx, entry, changesOf(entry as Entry<RemedyFact>));
  }
}

function changesOf({ type, data, recordedAt }: Entry<RemedyFact>): Values {
  switch (type) {
    case 'ApprovalMovedUp':
      return {
        approver_id: data.approverId,
        moves_up_at: data.movesUpAt === null ? null : new Date(data.movesUpAt),
      };
    case 'RemedyRefused':
      return { refused_by: data.staffId, reason_id: data.reason.words, moves_up_at: null };
    case 'RemedyDeclined':
      return { state: stateOf[type], reason_id: data.words?.words ?? null };
    case 'RemedyDelivered':
      return {
        state: stateOf[type],
        delivered_by: data.staffId,
        delivered_at: recordedAt,
        arrived_at: data.arrivedAt === null ? null : new Date(data.arrivedAt),
        result_id: data.result?.words ?? null,
      };
    case 'RemedyConfirmed':
    case 'RemedyDisputed':
      return { state: stateOf[type], judged_at: recordedAt };
    case 'RemedyWithdrawn':
      return { state: stateOf[type], reason_id: data.reason?.words ?? null, moves_up_at: null };
    case 'RemedyAccepted':
      return { state: stateOf[type] };
    case 'RemedyPassedOn':
      return { owner_id: data.ownerId };
    default:
      return {};
  }
}

const priced = ({ kind, amount, currency }: Pick<RemedyTerms, 'kind' | 'amount' | 'currency'>) => ({
  kind,
  amount,
  currency,
});

const columnsOf = (terms: RemedyTerms) => ({
  ...priced(terms),
  what_id: terms.what.words,
  owner_id: terms.ownerId,
  slot_from: terms.slot && new Date(terms.slot.from),
  slot_until: terms.slot && new Date(terms.slot.until),
  zone: terms.slot?.zone ?? null,
  due_at: terms.dueAt === null ? null : new Date(terms.dueAt),
  wish: terms.wish,
  why_id: terms.why?.words ?? null,
});

/** The first fact of a remedy makes its row; what was proposed before becomes the offer. */
async function begin(
  tx: Tx,
  entry: Entry,
  values: Values & { kind: string; state: string; what_id: string },
): Promise<void> {
  if (entry.version > 1) return update(tx, entry, values);
  await tx
    .insertInto('remedies')
    .values({
      customer_id: entry.customerId,
      remedy_id: idOf(entry.stream),
      complaint_id: String(entry.data['complaintId']),
      made_at: entry.recordedAt,
      ...values,
    })
    .execute();
}

async function update(tx: Tx, entry: Entry, values: Values): Promise<void> {
  const { type, data } = entry as Entry<RemedyFact>;
  if (Object.keys(values).length === 0) return;
  const row = tx
    .updateTable('remedies')
    .set(values)
    .where('customer_id', '=', entry.customerId)
    .where('remedy_id', '=', idOf(entry.stream));
  if (type !== 'RemedyRefused') return void (await row.execute());
  await row
    .set((eb) => ({
      state: eb
        .case()
        .when('proposed_by', '=', 'customer')
        .then(stateAfterRefusal('customer', data.told))
        .else(stateAfterRefusal(null, data.told))
        .end(),
    }))
    .execute();
}

export async function projectLimits(tx: Tx, entry: Entry): Promise<void> {
  const { data, recordedAt } = entry as Entry<LimitFact>;
  const values = {
    currency: data.currency,
    period_days: data.periodDays,
    approval_hours: data.approvalHours,
    limits: JSON.stringify(data.limits),
    set_by: data.staffId,
    set_at: recordedAt,
  };
  await tx
    .insertInto('remedy_limits')
    .values({ organisation_id: ORGANISATION_ID, ...values })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(values))
    .execute();
}
