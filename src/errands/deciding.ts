import type { WordsRef } from '#ledger/content.ts';
import { notAllowed, Refusal } from '#refusal.ts';
import type { Delay, Errand, ErrandFact, Judge, Way } from './errand.ts';

// What may be said about an errand, as pure decisions on the errand as it is.

/** Who has it next, and by when it has to move. */
export type Next = { ownerId: string; nextAt: Date };

const written = ({ ownerId, nextAt }: Next) => ({ ownerId, nextAt: nextAt.toISOString() });

export const isOver = ({ state }: Pick<Errand, 'state'>): boolean =>
  state === 'confirmed' || state === 'called_off';

function assertOpen(errand: Errand): void {
  if (!isOver(errand)) return;
  throw conflict('errand_over', 'This errand is over.');
}

const conflict = (code: string, sentence: string): Refusal =>
  new Refusal(code, sentence, { status: 409 });

const yearMs = 366 * 24 * 60 * 60 * 1_000;

export function assertDateAhead(dueAt: Date, now: Date): void {
  if (dueAt <= now) throw new Refusal('date_in_the_past', 'Give a date that lies ahead.');
  if (dueAt.getTime() - now.getTime() > yearMs) {
    throw new Refusal('date_too_far', 'Give a date within a year.');
  }
}

/** `isNamed`: whoever answers for the team says who does it. */
export type Acceptance = {
  fixerId: string;
  by: string;
  dueAt: Date;
  way: Way;
  isNamed: boolean;
};

/** Of two who accept at once the first has it; the other is told who. Said again it changes nothing. */
export function accept(errand: Errand, wish: Acceptance, now: Date): ErrandFact[] {
  const { fixerId, by, dueAt, way, isNamed } = wish;
  assertOpen(errand);
  if (errand.state === 'accepted') return acceptAgain(errand, wish);
  if (errand.state === 'done') throw conflict('done_already', 'This is said to be done.');
  if (errand.state === 'declined') throw declinedAlready();
  if (errand.state === 'returned' && errand.fixerId !== fixerId && !isNamed) {
    throw notAllowed('It was not fixed and went back to whoever did it; they have it first.');
  }
  assertDateAhead(dueAt, now);
  const { complaintId } = errand;
  const next = written({ ownerId: fixerId, nextAt: dueAt });
  return [{ type: 'ErrandAccepted', data: { complaintId, ...next, fixerId, by, way } }];
}

function acceptAgain(errand: Errand, { fixerId, dueAt }: Acceptance): ErrandFact[] {
  if (errand.fixerId !== fixerId) {
    throw conflict('accepted_already', 'Somebody else has accepted this errand.');
  }
  if (errand.nextAt.getTime() === dueAt.getTime()) return [];
  throw conflict('accepted_already', 'You have it already. Give another date with a reason.');
}

const declinedAlready = (): Refusal =>
  conflict('declined_already', 'This was declined; its handler is finding another way.');

type Said = { staffId: string; way: Way };

/** With a reason, and back with its handler; one that the manager has goes back to the manager. */
export function decline(
  errand: Errand,
  { staffId, reason, way }: Said & { reason: WordsRef },
  next: Next,
): ErrandFact[] {
  assertOpen(errand);
  if (errand.state === 'declined') return [];
  if (errand.state === 'done') throw conflict('done_already', 'This is said to be done.');
  if (errand.state !== 'handed' && errand.fixerId !== staffId) {
    throw notAllowed('Only whoever accepted it can give it back.');
  }
  const { complaintId } = errand;
  return [
    { type: 'ErrandDeclined', data: { complaintId, ...written(next), staffId, reason, way } },
  ];
}

/** How often an errand may go from one team to another before it is the manager's. */
export const passesMax = 2;

export const isPassedTooOften = ({ passedTimes, isManagers }: Errand): boolean =>
  isManagers || passedTimes + 1 >= passesMax;

export function passOn(
  errand: Errand,
  wish: { teamId: string; staffId: string; reason: WordsRef },
  next: Next,
): ErrandFact[] {
  assertOpen(errand);
  if (errand.state === 'done') throw conflict('done_already', 'This is said to be done.');
  if (errand.teamId === wish.teamId) throw conflict('same_team', 'This team has it already.');
  if (errand.isManagers && errand.ownerId !== wish.staffId) {
    throw notAllowed('It was passed on too often: the manager who has it says where it goes.');
  }
  const { complaintId, teamId: previousTeamId } = errand;
  const isManagers = isPassedTooOften(errand);
  const data = { complaintId, ...written(next), ...wish, previousTeamId, isManagers };
  return [{ type: 'ErrandPassedOn', data }];
}

const delays: Readonly<Partial<Record<Errand['state'], Delay>>> = {
  handed: 'unanswered',
  returned: 'unanswered',
  accepted: 'late',
  declined: 'undecided',
  done: 'unchecked',
};

/**
 * Its next date has passed. Whoever accepted it stays its owner, and somebody above knows; what
 * nobody answered has a new owner. Says nothing when it is not (or no longer) so.
 */
export function moveUpIfDue(
  errand: Errand,
  { to, isTop, nextAt }: { to: string; isTop: boolean; nextAt: Date },
  now: Date,
): ErrandFact[] {
  const cause = delays[errand.state];
  if (!cause || errand.nextAt > now) return [];
  const { complaintId } = errand;
  const ownerId = errand.state === 'accepted' ? errand.ownerId : to;
  const next = written({ ownerId, nextAt });
  return [{ type: 'ErrandMovedUp', data: { complaintId, ...next, to, cause, isTop } }];
}

/** Another date than the one that was accepted, with the reason. */
export function redate(
  errand: Errand,
  { staffId, dueAt, reason, way }: Said & { dueAt: Date; reason: WordsRef },
  now: Date,
): ErrandFact[] {
  assertOpen(errand);
  if (errand.state !== 'accepted') throw conflict('not_accepted', 'Nobody has accepted it yet.');
  if (errand.nextAt.getTime() === dueAt.getTime()) return [];
  assertDateAhead(dueAt, now);
  const { complaintId, ownerId } = errand;
  const next = written({ ownerId, nextAt: dueAt });
  return [{ type: 'ErrandRedated', data: { complaintId, ...next, staffId, reason, way } }];
}

type Completion = Said & { result: WordsRef | null; arrivedAt: string | null };

/** Done at once it is accepted as well, so that whoever did it is known if it comes back. */
export function finish(
  errand: Errand,
  { staffId, result, arrivedAt, way }: Completion,
  { next, now }: { next: Next; now: Date },
): ErrandFact[] {
  if (errand.state === 'done' || errand.state === 'confirmed') return [];
  assertOpen(errand);
  if (errand.state === 'declined') throw declinedAlready();
  const { complaintId } = errand;
  const said = { staffId, result, arrivedAt, way };
  const done: ErrandFact = { type: 'ErrandDone', data: { complaintId, ...written(next), ...said } };
  if (errand.state === 'accepted') return [done];
  const taken = written({ ownerId: staffId, nextAt: now });
  const accepted = { complaintId, ...taken, fixerId: staffId, by: staffId, way };
  return [{ type: 'ErrandAccepted', data: accepted }, done];
}

export type Verdict = { by: Judge; staffId: string | null; words: WordsRef | null };

/** The customer may say so at any time; a check by somebody else than whoever did it, once it is done. */
export function confirm(errand: Errand, verdict: Verdict): ErrandFact[] {
  if (errand.state === 'confirmed') return [];
  assertOpen(errand);
  if (verdict.by === 'check') assertChecked(errand, verdict.staffId);
  return [{ type: 'ErrandConfirmed', data: { complaintId: errand.complaintId, ...verdict } }];
}

function assertChecked({ state, fixerId }: Errand, staffId: string | null): void {
  if (state !== 'done') throw conflict('not_done', 'Nobody has said yet that this is done.');
  if (staffId !== fixerId) return;
  throw notAllowed('Somebody else than whoever did it has to check it, or the customer says so.');
}

/** Not fixed: at once back to the same person, and before everything else they have. */
export function giveBack(errand: Errand, verdict: Verdict, next: Next): ErrandFact[] {
  if (errand.state === 'returned') return [];
  if (errand.state !== 'done' && errand.state !== 'confirmed') {
    throw conflict('not_done', 'Nobody has said yet that this is done.');
  }
  const { complaintId } = errand;
  return [{ type: 'ErrandReturned', data: { complaintId, ...written(next), ...verdict } }];
}

export function callOff(
  errand: Errand,
  staffId: string | null,
  reason: WordsRef | null,
): ErrandFact[] {
  if (errand.state === 'called_off') return [];
  if (errand.state === 'confirmed') throw conflict('errand_over', 'This errand is over.');
  const { complaintId } = errand;
  return [{ type: 'ErrandCalledOff', data: { complaintId, staffId, reason } }];
}

/** Whoever asked does not answer themselves. */
export function answer(
  errand: Errand,
  wish: Said & { questionId: string; words: WordsRef; side: 'fixer' | 'handler' },
): ErrandFact[] {
  const { side, ...said } = wish;
  const asker = errand.questions.get(wish.questionId);
  if (!asker) throw conflict('answered_already', 'This question was answered.');
  if (asker === side) throw notAllowed('The other side answers this.');
  const { complaintId } = errand;
  return [{ type: 'ErrandQuestionAnswered', data: { complaintId, ...said } }];
}

/** Somebody has left, or handles the complaint no more. */
export function replace(
  errand: Errand,
  change: { from: string; to: string; cause: 'left' | 'complaint' },
): ErrandFact[] {
  const { handlerId, ownerId, fixerId, complaintId } = errand;
  const parts = change.cause === 'left' ? [handlerId, ownerId, fixerId] : [handlerId];
  if (isOver(errand) || change.from === change.to || !parts.includes(change.from)) return [];
  return [{ type: 'ErrandOwnerChanged', data: { complaintId, ...change } }];
}
