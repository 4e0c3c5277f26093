import { ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import { type Entry, type Fact, idOf, type Stream } from '#ledger/entry.ts';
import { Refusal } from '#refusal.ts';
import { branchOf, causeCodes, causesEdition, mayStandBehind } from './causes.ts';

/** How badly it hits whom it hits. */
export const harms = ['nuisance', 'loss', 'hardship', 'danger'] as const;
export type Harm = (typeof harms)[number];

/** `suspected` by the program; `named` by a person; `dismissed`: no flaw of ours; `ended`: see its ending. */
export const flawStates = ['suspected', 'named', 'dismissed', 'ended'] as const;
export type FlawState = (typeof flawStates)[number];

/** `fixed`: verified by what happened after. `lived_with`: a person answers for leaving it. */
export const endings = ['fixed', 'lived_with'] as const;
export type Ending = (typeof endings)[number];

/** What it is about; a place and a product without an area are words. */
export type About = {
  areaId: string | null;
  product: WordsRef | null;
  place: WordsRef | null;
  channel: string | null;
};

export type Evidence = {
  complaintIds: string[];
  since: string;
  /** How many were to be expected. */
  usual: number;
  /** How likely so many are by chance. */
  chance: number;
  words: WordsRef;
  about: About;
};

type Is<T extends string, D> = { type: T; data: D };
type Reasoned = { reason: WordsRef; staffId: string };
export type RemarkKind = 'remark' | 'proposal' | 'design_answer';

export type FlawFact = Fact &
  (
    | Is<'FlawSuspected', Evidence & { ownerId: string }>
    | Is<
        'FlawNamed',
        Reasoned & {
          name: WordsRef;
          harm: Harm;
          ownerId: string;
          since: string;
          splitFrom: string | null;
        }
      >
    | Is<'FlawAboutSet', Reasoned & About>
    | Is<'FlawCauseSet', Reasoned & { edition: number; cause: string; behind: string | null }>
    | Is<'FlawMerged', Reasoned & { into: string }>
    | Is<'FlawDismissed', Reasoned>
    | Is<
        'FlawEnded',
        { ending: Ending; fixId: string | null; reason: WordsRef | null; staffId: string | null }
      >
    | Is<
        'FlawReturned',
        { fixId: string; cause: 'more_complaints' | 'still_broken'; count: number }
      >
    | Is<'FlawDiscussed', { messageId: string; kind: RemarkKind; staffId: string; words: WordsRef }>
    | Is<'DesignAsked', { designerId: string; dueAt: string; staffId: string }>
    | Is<
        'DesignAnswerMissed',
        { designerId: string; dueAt: string; movedTo: string; nextDueAt: string }
      >
    | Is<'ProblemMadeKnown', { text: WordsRef; until: string; staffId: string }>
    | Is<'ProblemTakenBack', { staffId: string }>
  );

export const flawStream = (flawId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `flaw:${flawId}`,
});

/** What decisions need to know of a flaw. */
export type Flaw = {
  flawId: string;
  state: FlawState;
  mergedInto: string | null;
  ownerId: string;
  cause: string | null;
  about: boolean;
  design: { designerId: string; dueAt: Date } | null;
  isKnown: boolean;
  /** The fix by which it ended, if it did. */
  endedBy: string | null;
};

/** What happened, told in order, gives what is. Undefined for a stream that does not exist. */
export function flawFrom(entries: readonly Entry[]): Flaw | undefined {
  const [first] = entries as readonly Entry<FlawFact>[];
  if (!first) return undefined;
  const nothing: Flaw = {
    flawId: idOf(first.stream),
    state: 'suspected',
    mergedInto: null,
    ownerId: '',
    cause: null,
    about: false,
    design: null,
    isKnown: false,
    endedBy: null,
  };
  return (entries as readonly Entry<FlawFact>[]).reduce(evolve, nothing);
}

function evolve(flaw: Flaw, { type, data }: FlawFact): Flaw {
  switch (type) {
    case 'FlawSuspected':
      return { ...flaw, ownerId: data.ownerId };
    case 'FlawNamed':
      return { ...flaw, state: 'named', ownerId: data.ownerId, endedBy: null };
    case 'FlawAboutSet':
      return { ...flaw, about: true };
    case 'FlawCauseSet':
      return { ...flaw, cause: data.cause };
    case 'FlawMerged':
      return { ...flaw, mergedInto: data.into };
    case 'FlawDismissed':
      return { ...flaw, state: 'dismissed' };
    case 'FlawEnded':
      return { ...flaw, state: 'ended', endedBy: data.fixId, isKnown: false };
    case 'FlawReturned':
      return { ...flaw, state: 'named', endedBy: null };
    case 'FlawDiscussed':
      return data.kind === 'design_answer' ? { ...flaw, design: null } : flaw;
    case 'DesignAsked':
      return { ...flaw, design: { designerId: data.designerId, dueAt: new Date(data.dueAt) } };
    case 'DesignAnswerMissed':
      return { ...flaw, design: { designerId: data.movedTo, dueAt: new Date(data.nextDueAt) } };
    case 'ProblemMadeKnown':
      return { ...flaw, isKnown: true };
    case 'ProblemTakenBack':
      return { ...flaw, isKnown: false };
  }
}

export type Naming = Reasoned & { name: WordsRef; harm: Harm; ownerId: string; since: Date };

/** A person says: this is a flaw of ours, and this is what we call it. Also for what they found themselves. */
export function name(flaw: Flaw | undefined, wish: Naming, splitFrom: string | null): FlawFact[] {
  if (flaw) assertOpen(flaw);
  return [{ type: 'FlawNamed', data: { ...wish, since: wish.since.toISOString(), splitFrom } }];
}

export function setAbout(flaw: Flaw, about: About, reasoned: Reasoned): FlawFact[] {
  assertNotMerged(flaw);
  return [{ type: 'FlawAboutSet', data: { ...about, ...reasoned } }];
}

/** A mistake of the customer's has a cause of ours behind it: how it is made, or how it is explained. */
export function setCause(
  flaw: Flaw,
  { cause, behind }: { cause: string; behind: string | null },
  reasoned: Reasoned,
): FlawFact[] {
  assertNotMerged(flaw);
  if (![cause, behind ?? cause].every((code) => causeCodes.includes(code))) {
    throw new Refusal(
      'unknown_cause',
      'There is no such cause. GET /api/flaw-causes names them all.',
    );
  }
  if (branchOf(cause) === 'CUS' && !(behind && mayStandBehind(behind))) {
    throw new Refusal(
      'cause_behind_missing',
      'Where a customer made a mistake, name what of ours let it happen: something in the product (PRD) or in what we said (COM).',
    );
  }
  const data = { edition: causesEdition, cause, behind, ...reasoned };
  return [{ type: 'FlawCauseSet', data }];
}

/** Both are one; everything that points to this one points to the other from now on. */
export function merge(flaw: Flaw, into: Flaw, reasoned: Reasoned): FlawFact[] {
  assertNotMerged(flaw);
  assertNotMerged(into);
  if (flaw.flawId === into.flawId) {
    throw new Refusal('same_flaw', 'A flaw cannot be merged into itself.');
  }
  if (into.state === 'dismissed') throw isDismissed();
  return [{ type: 'FlawMerged', data: { into: into.flawId, ...reasoned } }];
}

export function dismiss(flaw: Flaw, reasoned: Reasoned): FlawFact[] {
  assertOpen(flaw);
  return [{ type: 'FlawDismissed', data: reasoned }];
}

/** A person answers for leaving it as it is. What needs training is not ended by having told somebody. */
export function liveWith(flaw: Flaw, { reason, staffId }: Reasoned): FlawFact[] {
  assertNamed(flaw);
  if (isTraining(flaw)) {
    throw new Refusal(
      'training_needed',
      'This comes from something that was not taught. Plan a training; it ends when fewer complaints come.',
      { status: 409 },
    );
  }
  return [{ type: 'FlawEnded', data: { ending: 'lived_with', fixId: null, reason, staffId } }];
}

export const isTraining = ({ cause }: Pick<Flaw, 'cause'>): boolean =>
  cause !== null && branchOf(cause) === 'TRN';

/** A fix was verified: fewer complaints came. */
export const endByFix = (flaw: Flaw, fixId: string): FlawFact[] =>
  flaw.state === 'named' && flaw.mergedInto === null
    ? [{ type: 'FlawEnded', data: { ending: 'fixed', fixId, reason: null, staffId: null } }]
    : [];

export type Return = { fixId: string; cause: 'more_complaints' | 'still_broken'; count: number };

/** What was fixed is broken again, whatever had been said about it. */
export const comeBack = (flaw: Flaw, data: Return): FlawFact[] =>
  flaw.mergedInto === null ? [{ type: 'FlawReturned', data }] : [];

export function assertNamed(flaw: Flaw): void {
  assertNotMerged(flaw);
  if (flaw.state === 'named') return;
  if (flaw.state === 'dismissed') throw isDismissed();
  throw flaw.state === 'suspected'
    ? new Refusal('not_named', 'The program only suspects this. Confirm it first, with a name.', {
        status: 409,
      })
    : new Refusal('ended_already', 'This flaw has ended.', { status: 409 });
}

export function assertNotMerged(flaw: Flaw): void {
  if (!flaw.mergedInto) return;
  throw new Refusal('merged_already', 'This flaw was merged into another. Look there.', {
    status: 409,
  });
}

function assertOpen(flaw: Flaw): void {
  assertNotMerged(flaw);
  if (flaw.state === 'dismissed') throw isDismissed();
  if (flaw.state === 'ended') {
    throw new Refusal('ended_already', 'This flaw has ended.', { status: 409 });
  }
}

const isDismissed = (): Refusal =>
  new Refusal('dismissed_already', 'Somebody has said that this is no flaw of ours.', {
    status: 409,
  });
