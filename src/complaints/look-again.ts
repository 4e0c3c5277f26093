import { dayMs, later } from '#clock.ts';
import { notAllowed, Refusal } from '#refusal.ts';
import type { Complaint, ComplaintFact } from './complaint.ts';

/** What putting a complaint off depends on beside its own story. */
export type Standing = {
  /** The earliest promise that is open. */
  promisedAt: Date | null;
  /** The first day on which the rules want something. */
  dueAt: Date | null;
  /** The customer waits for us. */
  isOurTurn: boolean;
};

const daysMax = 30;

/** While the customer waits for us and was promised nothing, not even a date. */
const ourTurnDaysMax = 7;

/**
 * Its owner says when they look at it again. It stays to do or waiting as it was: putting off is
 * no answer, and moves nothing but the date.
 */
export function lookAgain(
  complaint: Complaint,
  { at, staffId }: { at: Date; staffId: string },
  standing: Standing,
  now: Date,
): ComplaintFact[] {
  if (complaint.ownerId !== staffId) throw notAllowed('Only its owner can put a complaint off.');
  if (complaint.closed) throw conflict('closed_already', 'This complaint is closed already.');
  if (at <= now) throw new Refusal('date_in_the_past', 'Choose a date that lies ahead.');
  if (at > later(now, daysMax * dayMs)) {
    throw new Refusal('date_too_far', 'Choose a date within the next {daysMax} days.', {
      values: { daysMax },
    });
  }
  assertNothingBefore(at, standing, now);
  return [{ type: 'NextDateSet', data: { at: at.toISOString(), staffId } }];
}

function assertNothingBefore(
  at: Date,
  { promisedAt, dueAt, isOurTurn }: Standing,
  now: Date,
): void {
  if (promisedAt && at > promisedAt) {
    throw conflict(
      'promise_comes_first',
      'Something was promised to this customer before that date. Choose an earlier one, or give the promise a new date first.',
    );
  }
  if (dueAt && at > dueAt) {
    throw conflict(
      'due_comes_first',
      'Something is due to this customer before that date. Choose an earlier one.',
    );
  }
  if (isOurTurn && !promisedAt && at > later(now, ourTurnDaysMax * dayMs)) {
    throw conflict(
      'customer_waits',
      `The customer waits for us: choose a date within ${ourTurnDaysMax} days, or promise them one first.`,
    );
  }
}

const conflict = (code: string, words: string): Refusal =>
  new Refusal(code, words, { status: 409 });
