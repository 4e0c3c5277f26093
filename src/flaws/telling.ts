import type { WordsRef } from '#ledger/content.ts';
import type { Entry, Fact, Stream } from '#ledger/entry.ts';

type Is<T extends string, D> = { type: T; data: D };

/** How we know that it may have hit a customer who did not complain of it. */
export const affectedWays = ['facts', 'listed', 'said'] as const;
export type AffectedHow = (typeof affectedWays)[number];

export type TellingFact = Fact &
  (
    | Is<
        'CustomerToldOfFix',
        { flawId: string; fixId: string; complaintId: string | null; noticeId: string }
      >
    /** The customer's word on whether it works for them; they may change their mind. */
    | Is<'FixFoundBroken', { flawId: string; fixId: string; complaintId: string | null }>
    | Is<'FixFoundWorking', { flawId: string; fixId: string; complaintId: string | null }>
    | Is<'CustomerFoundAffected', { flawId: string; how: AffectedHow; staffId: string | null }>
    | Is<
        'AffectedDecided',
        { flawId: string; decision: 'tell' | 'leave'; reason: WordsRef; staffId: string }
      >
  );

/** One stream for each customer and fix: whoever writes its first entry tells them, and nobody else. */
export const tellingStream = (customerId: string, fixId: string): Stream => ({
  customerId,
  stream: `telling:${fixId}`,
});

export const affectedStream = (customerId: string, flawId: string): Stream => ({
  customerId,
  stream: `affected:${flawId}`,
});

export type Telling = {
  flawId: string;
  complaintId: string | null;
  answer: 'broken' | 'works' | null;
};

export function tellingFrom(entries: readonly Entry[]): Telling | undefined {
  const [first, ...rest] = entries as readonly Entry<TellingFact>[];
  if (first?.type !== 'CustomerToldOfFix') return undefined;
  const { flawId, complaintId } = first.data;
  const last = rest.at(-1)?.type;
  const answer = last === undefined ? null : last === 'FixFoundBroken' ? 'broken' : 'works';
  return { flawId, complaintId, answer };
}

/** Said twice it counts once. */
export function answer(telling: Telling, fixId: string, said: 'broken' | 'works'): TellingFact[] {
  if (telling.answer === said) return [];
  const { flawId, complaintId } = telling;
  const type = said === 'broken' ? 'FixFoundBroken' : 'FixFoundWorking';
  return [{ type, data: { flawId, fixId, complaintId } }];
}

export type Affected = { decision: 'tell' | 'leave' | null };

export function affectedFrom(entries: readonly Entry[]): Affected | undefined {
  if (entries.length === 0) return undefined;
  const last = (entries as readonly Entry<TellingFact>[]).findLast(
    (entry) => entry.type === 'AffectedDecided',
  );
  return { decision: last ? (last.data as { decision: 'tell' | 'leave' }).decision : null };
}
