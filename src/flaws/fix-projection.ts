import type { Tx } from '#database/connection.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { FixFact } from './fix.ts';
import type { TellingFact } from './telling.ts';
import type { TraceFact } from './trace.ts';

export const fixFactTypes = [
  'FixPlanned',
  'FixShipped',
  'FixVerified',
  'FixUnproven',
  'FixDropped',
  'FixPublished',
] as const satisfies readonly FixFact['type'][];

export async function projectFix(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, recordedAt } = entry as Entry<FixFact>;
  switch (type) {
    case 'FixPlanned':
      return insertFix(tx, entry, data);
    case 'FixShipped':
      return updateFix(tx, entry, {
        state: 'shipped',
        shipped_at: new Date(data.shippedAt),
        shipped_by: data.staffId,
        texts: JSON.stringify(data.texts),
        window_days: data.windowDays,
        judge_at: new Date(data.judgeAt),
      });
    case 'FixVerified':
    case 'FixUnproven': {
      const figures = JSON.stringify(data.figures);
      const judged = { figures, judged_at: recordedAt, judge_at: null };
      if (type === 'FixVerified') return updateFix(tx, entry, { ...judged, state: 'verified' });
      if (data.isLast) return updateFix(tx, entry, { ...judged, state: 'unproven' });
      return updateFix(tx, entry, { figures, judge_at: data.judgeAt && new Date(data.judgeAt) });
    }
    case 'FixDropped':
      return updateFix(tx, entry, { state: 'dropped' });
    case 'FixPublished': {
      const column = data.to === 'staff' ? 'staff_words_id' : 'public_words_id';
      return updateFix(tx, entry, { [column]: data.words.words });
    }
  }
}

async function insertFix(
  tx: Tx,
  { stream, recordedAt }: Entry,
  data: Extract<FixFact, { type: 'FixPlanned' }>['data'],
): Promise<void> {
  const { flawId, kind, what, ownerId, dueOn, credited } = data;
  await tx
    .insertInto('fixes')
    .values({
      fix_id: idOf(stream),
      flaw_id: flawId,
      kind,
      state: 'planned',
      what_id: what.words,
      owner_id: ownerId,
      due_on: dueOn,
      credited,
      planned_at: recordedAt,
    })
    .execute();
}

async function updateFix(tx: Tx, { stream }: Entry, values: Record<string, unknown>) {
  await tx.updateTable('fixes').set(values).where('fix_id', '=', idOf(stream)).execute();
}

export const traceFactTypes = [
  'ComplaintTracedToFlaw',
  'ComplaintUntracedFromFlaw',
] as const satisfies readonly TraceFact['type'][];

export async function projectTrace(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, customerId, recordedAt } = entry as Entry<TraceFact>;
  const { complaintId, flawId, staffId } = data;
  const of = { customer_id: customerId, complaint_id: complaintId, flaw_id: flawId };
  const reason = { reason_id: data.reason?.words ?? null };
  const values =
    type === 'ComplaintTracedToFlaw'
      ? {
          ...reason,
          traced_by: data.by,
          staff_id: staffId,
          traced_at: recordedAt,
          ended_at: null,
          ended_by: null,
        }
      : { ...reason, ended_at: recordedAt, ended_by: staffId };
  await tx
    .insertInto('flaw_traces')
    // Taken off before it was ever put on: so that the program does not.
    .values({ traced_by: 'staff', traced_at: recordedAt, ...of, ...values })
    .onConflict((conflict) =>
      conflict.columns(['customer_id', 'complaint_id', 'flaw_id']).doUpdateSet(values),
    )
    .execute();
}

export const tellingFactTypes = [
  'CustomerToldOfFix',
  'FixFoundBroken',
  'FixFoundWorking',
  'CustomerFoundAffected',
  'AffectedDecided',
] as const satisfies readonly TellingFact['type'][];

export async function projectTelling(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, customerId, recordedAt } = entry as Entry<TellingFact>;
  switch (type) {
    case 'CustomerToldOfFix':
      await tx
        .insertInto('fix_tellings')
        .values({
          customer_id: customerId,
          fix_id: data.fixId,
          complaint_id: data.complaintId,
          notice_id: data.noticeId,
          told_at: recordedAt,
        })
        .execute();
      return;
    case 'FixFoundBroken':
    case 'FixFoundWorking':
      await tx
        .updateTable('fix_tellings')
        .set({ answer: type === 'FixFoundBroken' ? 'broken' : 'works', answered_at: recordedAt })
        .where('customer_id', '=', customerId)
        .where('fix_id', '=', data.fixId)
        .execute();
      return;
    case 'CustomerFoundAffected':
      await tx
        .insertInto('flaw_affected')
        .values({
          customer_id: customerId,
          flaw_id: data.flawId,
          how: data.how,
          found_at: recordedAt,
        })
        .execute();
      return;
    case 'AffectedDecided': {
      const { decision, staffId, reason } = data;
      await tx
        .updateTable('flaw_affected')
        .set({
          decision,
          decided_by: staffId,
          reason_id: reason.words,
          decided_at: recordedAt,
        })
        .where('customer_id', '=', customerId)
        .where('flaw_id', '=', data.flawId)
        .execute();
    }
  }
}
