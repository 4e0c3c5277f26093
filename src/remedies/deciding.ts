import { hourMs, later } from '#clock.ts';
import type { WordsRef } from '#ledger/content.ts';
import { notAllowed, Refusal } from '#refusal.ts';
import {
  type CustomerWord,
  presetKinds,
  type Remedy,
  type RemedyFact,
  type RemedyKind,
  type RemedyTerms,
} from './remedy.ts';

// What may happen to a remedy next. Whether somebody's limit suffices is decided in limits.ts.

/** A remedy within somebody's limit, or approved by whoever's limit it is. */
export type Given = { staffId: string; spentBy: string; promiseId: string | null };

export function offer(
  remedy: Pick<Remedy, 'state'> | undefined,
  of: { complaintId: string; terms: RemedyTerms },
  given: Given,
): RemedyFact[] {
  if (remedy && remedy.state !== 'proposed' && remedy.state !== 'asked') throw tooLate();
  const { complaintId, terms } = of;
  const offered: RemedyFact = { type: 'RemedyOffered', data: { complaintId, ...terms, ...given } };
  if (!terms.accepts) return [offered];
  const word = { staffId: given.staffId, channel: null, words: null };
  return [offered, { type: 'RemedyAccepted', data: { complaintId, by: terms.accepts, ...word } }];
}

export function askApproval(
  remedy: Pick<Remedy, 'state'> | undefined,
  of: { complaintId: string; terms: RemedyTerms },
  asked: { staffId: string; approverId: string; movesUpAt: Date },
): RemedyFact[] {
  if (remedy && remedy.state !== 'proposed') throw tooLate();
  const { complaintId, terms } = of;
  const movesUpAt = asked.movesUpAt.toISOString();
  return [{ type: 'RemedyApprovalAsked', data: { complaintId, ...terms, ...asked, movesUpAt } }];
}

/** Who may decide on it: whoever was asked and those above them, but never whoever asks. */
export function assertMayDecide(
  remedy: Remedy,
  staffId: string,
  aboveApprover: readonly string[],
): void {
  if (remedy.state !== 'asked') throw notWaiting();
  if (staffId === remedy.askedBy)
    throw notAllowed('Nobody approves what they asked for themselves.');
  if (staffId === remedy.approverId || aboveApprover.includes(staffId)) return;
  throw notAllowed('Somebody else was asked to decide on this, or those above them.');
}

export function refuse(remedy: Remedy, staffId: string, reason: WordsRef): RemedyFact[] {
  const { complaintId, state } = remedy;
  if (state !== 'asked' && state !== 'proposed') throw notWaiting();
  const told = state === 'proposed' && remedy.proposedBy === 'customer';
  return [{ type: 'RemedyRefused', data: { complaintId, staffId, reason, told } }];
}

/** Nobody decided in time. `next` is undefined at the top of the line, where it stays. */
export function moveUpIfDue(
  remedy: Remedy,
  next: { approverId: string; movesUpAt: Date } | undefined,
  now: Date,
): RemedyFact[] {
  const { state, complaintId, approverId, movesUpAt } = remedy;
  if (state !== 'asked' || !approverId || !movesUpAt || movesUpAt > now) return [];
  const to = next
    ? { approverId: next.approverId, movesUpAt: next.movesUpAt.toISOString() }
    : { approverId, movesUpAt: null };
  return [{ type: 'ApprovalMovedUp', data: { complaintId, ...to, cause: 'time', staffId: null } }];
}

export function accept(remedy: Remedy, word: CustomerWord): RemedyFact[] {
  const { complaintId, state } = remedy;
  if (state === 'accepted' || isGiven(remedy)) return [];
  if (state !== 'offered' && state !== 'declined') throw notOffered();
  return [{ type: 'RemedyAccepted', data: { complaintId, by: 'customer', ...word } }];
}

export function decline(remedy: Remedy, word: CustomerWord): RemedyFact[] {
  const { complaintId, state } = remedy;
  if (state === 'declined') return [];
  if (state !== 'offered' && state !== 'accepted') throw notOffered();
  return [{ type: 'RemedyDeclined', data: { complaintId, ...word } }];
}

/** Whoever sees to it says that the customer has it. A disputed one can be delivered once more. */
export function deliver(
  remedy: Remedy,
  done: { staffId: string | null; arrivedAt: string | null; result: WordsRef | null },
): RemedyFact[] {
  const { complaintId, state } = remedy;
  if (state === 'delivered' || state === 'confirmed') return [];
  if (state !== 'accepted' && state !== 'offered' && state !== 'disputed') throw notOffered();
  return [{ type: 'RemedyDelivered', data: { complaintId, ...done } }];
}

/** The customer has the last word: asked or not, once or again with a change of mind. */
export function judge(remedy: Remedy, has: boolean, word: CustomerWord): RemedyFact[] {
  const { complaintId, state } = remedy;
  if (state === (has ? 'confirmed' : 'disputed')) return [];
  if (state !== 'accepted' && state !== 'offered' && !isGiven(remedy)) throw notOffered();
  const type = has ? 'RemedyConfirmed' : 'RemedyDisputed';
  return [{ type, data: { complaintId, ...word } }];
}

/** We take it back, with a reason; what the customer has, nobody takes away. */
export function withdraw(
  remedy: Remedy,
  staffId: string | null,
  reason: WordsRef | null,
): RemedyFact[] {
  const { complaintId, state } = remedy;
  if (state === 'withdrawn') return [];
  if (state === 'delivered' || state === 'confirmed') {
    throw new Refusal('delivered_already', 'The customer has it; it cannot be taken back.', {
      status: 409,
    });
  }
  return [{ type: 'RemedyWithdrawn', data: { complaintId, staffId, reason } }];
}

/** A customer who withdraws the complaint needs no remedy any more; what they have they keep. */
export const release = (remedy: Remedy): RemedyFact[] =>
  isOpen(remedy) ? withdraw(remedy, null, null) : [];

export function passOn(remedy: Remedy, from: string, ownerId: string): RemedyFact[] {
  if (!isOpen(remedy) || remedy.ownerId !== from) return [];
  return [{ type: 'RemedyPassedOn', data: { complaintId: remedy.complaintId, ownerId } }];
}

const isOpen = ({ state }: Remedy): boolean =>
  state === 'proposed' || state === 'asked' || state === 'offered' || state === 'accepted';

const isGiven = ({ state }: Remedy): boolean =>
  state === 'delivered' || state === 'confirmed' || state === 'disputed';

/** What costs money needs an amount; what happens at a time needs the time. */
export function assertTerms(
  terms: Pick<RemedyTerms, 'kind' | 'amount' | 'slot' | 'dueAt' | 'accepts'>,
  now: Date,
): void {
  const { kind, amount, slot, dueAt, accepts } = terms;
  if ((kind === 'refund' || kind === 'goodwill') && amount === null) {
    throw missing('amount', 'Say how much.');
  }
  assertTime(kind, slot);
  if (slot) assertSlot(slot, now);
  if (dueAt && new Date(dueAt) <= now) throw past('dueAt');
  if (accepts === 'no_questions' && !presetKinds.some((preset) => preset === kind)) {
    throw new Refusal(
      'not_a_preset',
      'Only a refund, a replacement, a visit and a call back can be given without a question.',
    );
  }
}

function assertTime(kind: RemedyKind, slot: RemedyTerms['slot']): void {
  if (isAtATime(kind) === (slot !== null)) return;
  if (!slot) throw missing('from', 'Say when: from when until when, and in which time zone.');
  throw new Refusal('invalid_input', 'Only a visit and a call back have a time of the day.');
}

const isAtATime = (kind: RemedyKind): boolean => kind === 'visit' || kind === 'call_back';

/** Nobody waits at home for longer than a day. */
const slotMaxMs = 24 * hourMs;

function assertSlot({ from, until }: { from: string; until: string }, now: Date): void {
  if (new Date(from) <= now) throw past('from');
  const isInOrder = new Date(until) > new Date(from);
  if (isInOrder && new Date(until) <= later(new Date(from), slotMaxMs)) return;
  throw missing('until', 'The time must end after it begins, and within a day.');
}

const missing = (field: string, message: string): Refusal =>
  new Refusal('invalid_input', message, { fields: [{ field, message }] });

const past = (field: string): Refusal =>
  new Refusal('date_in_the_past', 'A remedy needs a date that lies ahead.', {
    fields: [{ field, message: 'must lie ahead' }],
  });

/**
 * The customer said what would put it right: whoever decides says whether this is it, and if not,
 * why not. Once that is said, more can be given without a word about it.
 */
export function assertWishAnswered(
  asked: { hasWish: boolean; isAnswered: boolean },
  terms: Pick<RemedyTerms, 'wish' | 'why'>,
): void {
  if (terms.wish === 'changed' && !terms.why) {
    throw missing('why', 'Say why it is not what the customer asked for. They read it.');
  }
  if (!asked.hasWish || asked.isAnswered || terms.wish) return;
  throw new Refusal(
    'wish_unanswered',
    'The customer said what would put it right. Say whether this is it (accepted), or why it is something else (changed).',
    { fields: [{ field: 'wish', message: 'is missing' }] },
  );
}

const tooLate = (): Refusal =>
  new Refusal('decided_already', 'This was decided already. Look at it again.', { status: 409 });

const notWaiting = (): Refusal =>
  new Refusal('decided_already', 'Nothing is waiting to be decided here.', { status: 409 });

const notOffered = (): Refusal =>
  new Refusal('not_offered', 'This is not (or no longer) offered to the customer.', {
    status: 409,
  });
