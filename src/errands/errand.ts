import type { WordsRef } from '#ledger/content.ts';
import { type Entry, type Fact, idOf, type Stream } from '#ledger/entry.ts';

/**
 * `handed` to a team until somebody has `accepted` it with a date, or `declined` it with a reason:
 * then its handler has it again. `done` when the fixer says so, which is not the end of it: the
 * customer or a check has `confirmed` it, or it is `returned` to the same person, first in line.
 * `called_off`: it is needed no more.
 */
export const errandStates = [
  'handed',
  'accepted',
  'declined',
  'done',
  'returned',
  'confirmed',
  'called_off',
] as const;
export type ErrandState = (typeof errandStates)[number];

/** By which door a fixer's word came: the desk, a mail, or the team's own tool. */
export type Way = 'desk' | 'mail' | 'tool';

/** Why an errand went to somebody above: nobody answered in time, or its date has passed. */
export type Delay = 'unanswered' | 'late' | 'undecided' | 'unchecked';

/** Who says whether it is really done: the customer, or somebody of ours who looked. */
export type Judge = 'customer' | 'check';

/** Who has it next, and by when. */
type Next = { ownerId: string; nextAt: string };

type Is<T extends string, D> = { type: T; data: D & { complaintId: string } };

export type ErrandFact = Fact &
  (
    | Is<
        'ErrandHanded',
        Next & {
          teamId: string;
          what: WordsRef;
          /** Why it matters to the customer. */
          why: WordsRef;
          promiseId: string | null;
          remedyId: string | null;
          handedBy: string;
          handlerId: string;
          neededBy: string | null;
          /** What the team's capacity allowed at that moment; null where too little is known. */
          honestAt: string | null;
          queueDays: number | null;
        }
      >
    /** Somebody promised sooner than the team's capacity allows, and was told so before. */
    | Is<'CapacityWarned', { staffId: string; neededBy: string; honestAt: string }>
    | Is<'ErrandAccepted', Next & { fixerId: string; by: string; way: Way }>
    | Is<'ErrandDeclined', Next & { staffId: string; reason: WordsRef; way: Way }>
    /** `isTop`: nobody is above them; they are reminded. */
    | Is<'ErrandMovedUp', Next & { to: string; cause: Delay; isTop: boolean }>
    /** `isManagers`: passed on once too often, it is for whoever is above both to settle. */
    | Is<
        'ErrandPassedOn',
        Next & {
          teamId: string;
          previousTeamId: string;
          staffId: string;
          reason: WordsRef;
          isManagers: boolean;
        }
      >
    | Is<'ErrandRedated', Next & { staffId: string; reason: WordsRef; way: Way }>
    | Is<
        'ErrandAsked',
        {
          questionId: string;
          staffId: string;
          asker: 'fixer' | 'handler';
          words: WordsRef;
          isUnclear: boolean;
          way: Way;
        }
      >
    | Is<
        'ErrandQuestionAnswered',
        { questionId: string; staffId: string; words: WordsRef; way: Way }
      >
    | Is<'ErrandReferenced', { reference: WordsRef }>
    | Is<
        'ErrandDone',
        Next & { staffId: string; result: WordsRef | null; arrivedAt: string | null; way: Way }
      >
    | Is<'ErrandConfirmed', { by: Judge; staffId: string | null; words: WordsRef | null }>
    | Is<'ErrandReturned', Next & { by: Judge; staffId: string | null; words: WordsRef | null }>
    | Is<'ErrandCalledOff', { staffId: string | null; reason: WordsRef | null }>
    /** Somebody left, or the complaint has another owner. */
    | Is<'ErrandOwnerChanged', { from: string; to: string; cause: 'left' | 'complaint' }>
  );

export type OfErrand = { customerId: string; errandId: string };

export const errandStream = ({ customerId, errandId }: OfErrand): Stream => ({
  customerId,
  stream: `errand:${errandId}`,
});

/** What decisions need to know of an errand. */
export type Errand = {
  errandId: string;
  complaintId: string;
  teamId: string;
  state: ErrandState;
  promiseId: string | null;
  remedyId: string | null;
  handlerId: string;
  fixerId: string | null;
  ownerId: string;
  nextAt: Date;
  /** Whoever it was moved up to last. */
  raisedTo: string | null;
  passedTimes: number;
  isManagers: boolean;
  /** Questions that wait for an answer, and who asked. */
  questions: ReadonlyMap<string, 'fixer' | 'handler'>;
};

/** What happened, told in order, gives what is. Undefined for a stream that does not exist. */
export function errandFrom(entries: readonly Entry[]): Errand | undefined {
  const [first, ...rest] = entries as readonly Entry<ErrandFact>[];
  if (first?.type !== 'ErrandHanded') return undefined;
  const { complaintId, teamId, promiseId, remedyId, handlerId, ownerId, nextAt } = first.data;
  const handed: Errand = {
    errandId: idOf(first.stream),
    complaintId,
    teamId,
    state: 'handed',
    promiseId,
    remedyId,
    handlerId,
    fixerId: null,
    ownerId,
    nextAt: new Date(nextAt),
    raisedTo: null,
    passedTimes: 0,
    isManagers: false,
    questions: new Map(),
  };
  return rest.reduce(evolve, handed);
}

function evolve(errand: Errand, entry: Entry<ErrandFact>): Errand {
  const { type, data } = entry;
  const moved = { ...errand, ...nextIn(data as Partial<Next>) };
  switch (type) {
    case 'ErrandHanded':
    case 'CapacityWarned':
    case 'ErrandReferenced':
      return errand;
    case 'ErrandRedated':
      return { ...moved, raisedTo: null };
    case 'ErrandAccepted':
      return { ...moved, state: 'accepted', fixerId: data.fixerId, raisedTo: null };
    case 'ErrandMovedUp':
      return { ...moved, raisedTo: data.to };
    case 'ErrandPassedOn':
      return {
        ...moved,
        state: 'handed',
        teamId: data.teamId,
        fixerId: null,
        raisedTo: null,
        isManagers: data.isManagers,
        passedTimes: errand.passedTimes + 1,
      };
    case 'ErrandAsked':
      return {
        ...errand,
        questions: new Map([...errand.questions, [data.questionId, data.asker]]),
      };
    case 'ErrandQuestionAnswered':
      return { ...errand, questions: without(errand.questions, data.questionId) };
    case 'ErrandOwnerChanged':
      return { ...errand, ...replaced(errand, data) };
    case 'ErrandDeclined':
    case 'ErrandDone':
    case 'ErrandConfirmed':
    case 'ErrandReturned':
    case 'ErrandCalledOff':
      return { ...moved, state: stateOf[type], raisedTo: null };
  }
}

export const stateOf = {
  ErrandDeclined: 'declined',
  ErrandDone: 'done',
  ErrandConfirmed: 'confirmed',
  ErrandReturned: 'returned',
  ErrandCalledOff: 'called_off',
} as const satisfies Partial<Record<ErrandFact['type'], ErrandState>>;

/** Most of what is said about an errand says who has it next. */
const nextIn = ({ ownerId, nextAt }: Partial<Next>) =>
  ownerId && nextAt ? { ownerId, nextAt: new Date(nextAt) } : {};

const without = <K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> =>
  new Map([...map].filter(([each]) => each !== key));

/** Who has left is replaced in every part; a complaint's new owner only in the part of its handler. */
function replaced(
  errand: Errand,
  { from, to, cause }: { from: string; to: string; cause: 'left' | 'complaint' },
) {
  const now = (staffId: string) => (staffId === from ? to : staffId);
  const handlerId = now(errand.handlerId);
  if (cause === 'complaint') {
    return { handlerId, ownerId: isWithHandler(errand) ? now(errand.ownerId) : errand.ownerId };
  }
  return {
    handlerId,
    ownerId: now(errand.ownerId),
    fixerId: errand.fixerId && now(errand.fixerId),
  };
}

export const isWithHandler = ({ state }: Pick<Errand, 'state'>): boolean =>
  state === 'declined' || state === 'done';
