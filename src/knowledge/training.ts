import { ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Entry, Fact, Stream } from '#ledger/entry.ts';
import { notAllowed } from '#refusal.ts';

type Is<T extends string, D> = { type: T; data: D };

export type TrainingFact = Fact &
  (
    | Is<'TrainingItemNoted', { staffId: string; complaintId: string; what: WordsRef }>
    | Is<'TrainingItemDone', { staffId: string }>
  );

export const trainingStream = (trainingId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `training:${trainingId}`,
});

export type TrainingItem = { staffId: string; isDone: boolean };

export function trainingFrom(entries: readonly Entry[]): TrainingItem | undefined {
  const [first, ...rest] = entries as Entry<TrainingFact>[];
  if (first?.type !== 'TrainingItemNoted') return undefined;
  return {
    staffId: first.data.staffId,
    isDone: rest.some(({ type }) => type === 'TrainingItemDone'),
  };
}

/** It is between a person and their manager. */
export function finish(
  item: TrainingItem,
  { staffId, managerId }: { staffId: string; managerId: string | null },
): TrainingFact[] {
  if (staffId !== item.staffId && staffId !== managerId) {
    throw notAllowed('Only whoever noted it and their manager can say that it is learnt.');
  }
  return item.isDone ? [] : [{ type: 'TrainingItemDone', data: { staffId } }];
}
