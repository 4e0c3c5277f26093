import type { WordsRef } from '#ledger/content.ts';
import { Refusal } from '#refusal.ts';
import { assertNamed, type Flaw, type FlawFact } from './flaw.ts';

// What the designers are asked by a date, and what customers read of it meanwhile.

export function askDesign(
  flaw: Flaw,
  wish: { designerId: string; dueAt: Date; staffId: string },
  now: Date,
): FlawFact[] {
  assertNamed(flaw);
  if (wish.dueAt <= now) {
    throw new Refusal('date_in_the_past', 'Ask for an answer by a date that lies ahead.');
  }
  return [{ type: 'DesignAsked', data: { ...wish, dueAt: wish.dueAt.toISOString() } }];
}

export function answerDesign(flaw: Flaw): void {
  if (flaw.design) return;
  throw new Refusal(
    'not_asked',
    'Nobody waits for an answer of the designers here. Write a remark.',
    {
      status: 409,
    },
  );
}

/** The date has passed without an answer. Says nothing when it is not (or no longer) so. */
export function missDesign(
  flaw: Flaw,
  next: { movedTo: string; nextDueAt: Date },
  now: Date,
): FlawFact[] {
  if (!flaw.design || flaw.design.dueAt > now || flaw.mergedInto) return [];
  const { designerId, dueAt } = flaw.design;
  const { movedTo, nextDueAt } = next;
  return [
    {
      type: 'DesignAnswerMissed',
      data: {
        designerId,
        dueAt: dueAt.toISOString(),
        movedTo,
        nextDueAt: nextDueAt.toISOString(),
      },
    },
  ];
}

export function makeKnown(
  flaw: Flaw,
  wish: { text: WordsRef; until: string; staffId: string },
  today: string,
): FlawFact[] {
  assertNamed(flaw);
  if (wish.until <= today) {
    throw new Refusal('date_in_the_past', 'Say by which day ahead it will be fixed.');
  }
  return [{ type: 'ProblemMadeKnown', data: wish }];
}

export const takeBack = (flaw: Flaw, staffId: string): FlawFact[] =>
  flaw.isKnown ? [{ type: 'ProblemTakenBack', data: { staffId } }] : [];
