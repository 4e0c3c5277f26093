import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { ActionFact } from './actions.ts';
import type { VoiceFact } from './voice.ts';

export const voiceFactTypes = [
  'VoiceRaised',
  'VoicePassedOn',
  'VoiceMovedUp',
  'VoiceAnswered',
] as const satisfies readonly VoiceFact['type'][];

export async function projectVoice(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, stream, recordedAt } = entry as Entry<VoiceFact>;
  const update = async (values: Record<string, unknown>): Promise<void> => {
    await tx.updateTable('voices').set(values).where('voice_id', '=', idOf(stream)).execute();
  };
  switch (type) {
    case 'VoiceRaised':
      await tx
        .insertInto('voices')
        .values({
          voice_id: idOf(stream),
          words_id: data.words.words,
          said_by: data.saidBy,
          complaint_id: data.complaintId,
          flaw_id: data.flawId,
          owner_id: data.ownerId,
          due_at: new Date(data.dueAt),
          moved_up_times: 0,
          said_at: recordedAt,
        })
        .execute();
      return;
    case 'VoicePassedOn':
      return update({ owner_id: data.ownerId });
    case 'VoiceMovedUp':
      return update({
        owner_id: data.ownerId,
        due_at: new Date(data.dueAt),
        moved_up_times: sql<number>`moved_up_times + 1`,
      });
    case 'VoiceAnswered':
      return update({
        decision: data.decision,
        answer_id: data.words.words,
        answered_by: data.staffId,
        answered_at: recordedAt,
      });
  }
}

export const actionFactTypes = [
  'ActionListDrafted',
  'ActionStepSet',
  'ActionSettled',
  'SilenceAssumed',
] as const satisfies readonly ActionFact['type'][];

export async function projectActions(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, recordedAt } = entry as Entry<ActionFact>;
  switch (type) {
    case 'ActionListDrafted':
      return insertList(tx, entry, data);
    case 'ActionStepSet':
      return updateItem(tx, data.itemId, {
        owner_id: data.ownerId,
        step_words_id: data.step.words,
      });
    case 'ActionSettled':
      return updateItem(tx, data.itemId, {
        outcome: data.outcome,
        outcome_words_id: data.words.words,
        settled_by: data.staffId,
        settled_at: recordedAt,
      });
    case 'SilenceAssumed': {
      const values = {
        silent: data.silent,
        reason_id: data.reason.words,
        set_by: data.staffId,
        set_at: recordedAt,
      };
      await tx
        .insertInto('silence_assumptions')
        .values({ kind: data.kind, ...values })
        .onConflict((conflict) => conflict.column('kind').doUpdateSet(values))
        .execute();
    }
  }
}

async function insertList(
  tx: Tx,
  { recordedAt }: Entry,
  { weekOn, complaints, items }: Extract<ActionFact, { type: 'ActionListDrafted' }>['data'],
): Promise<void> {
  await tx
    .insertInto('action_lists')
    .values({ week_on: weekOn, drafted_at: recordedAt, complaints })
    .execute();
  if (items.length === 0) return;
  await tx
    .insertInto('action_items')
    .values(
      items.map((item, place) => ({
        item_id: item.itemId,
        week_on: weekOn,
        place,
        flaw_id: item.flawId,
        voice_id: item.voiceId,
        harm: item.harm,
        frequency: item.frequency,
        silence: item.silence,
        owner_id: item.ownerId,
        step: item.step,
      })),
    )
    .execute();
}

async function updateItem(tx: Tx, itemId: string, values: Record<string, unknown>): Promise<void> {
  await tx.updateTable('action_items').set(values).where('item_id', '=', itemId).execute();
}
