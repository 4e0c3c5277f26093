import type { WordsRef } from '#ledger/content.ts';
import { type Entry, type Fact, idOf, type Stream } from '#ledger/entry.ts';

export const remedyKinds = [
  'apology',
  'refund',
  'replacement',
  'visit',
  'call_back',
  'correction',
  'goodwill',
] as const;
export type RemedyKind = (typeof remedyKinds)[number];

/** What may be given at first contact, without a question to anybody. */
export const presetKinds = [
  'refund',
  'replacement',
  'visit',
  'call_back',
] as const satisfies readonly RemedyKind[];

/**
 * `proposed` by the customer, or by one of us; `asked`: somebody above decides whether we may; or
 * `refused`. `offered` to the customer, who has `accepted` or `declined`; `delivered` when whoever
 * sees to it says so; and then the customer has the last word: `confirmed` or `disputed`.
 */
export const remedyStates = [
  'proposed',
  'asked',
  'refused',
  'offered',
  'accepted',
  'declined',
  'delivered',
  'confirmed',
  'disputed',
  'withdrawn',
] as const;
export type RemedyState = (typeof remedyStates)[number];

/** Minor units (cents) and an ISO 4217 code; both are null where nothing has a price. */
type Price = { amount: number | null; currency: string | null };

/** How a remedy stands to what the customer asked for. Whoever gives something else says why. */
export const wishAnswers = ['accepted', 'changed'] as const;
export type WishAnswer = (typeof wishAnswers)[number];

/** Needs no yes of the customer: it is what they proposed, or nobody would say no. */
export type Accepts = 'no_questions' | 'as_proposed' | null;

export type RemedyTerms = Price & {
  kind: RemedyKind;
  what: WordsRef;
  /** Who sees to it. */
  ownerId: string;
  /** Between these we come, or call; in the customer's own zone. */
  slot: { from: string; until: string; zone: string } | null;
  dueAt: string | null;
  wish: WishAnswer | null;
  why: WordsRef | null;
  accepts: Accepts;
};

/** How the customer's word came to us: null from their own page, else written down by somebody. */
export type CustomerWord = {
  staffId: string | null;
  channel: string | null;
  words: WordsRef | null;
};

type Is<T extends string, D> = { type: T; data: D & { complaintId: string } };

export type RemedyFact = Fact &
  (
    | Is<
        'RemedyProposed',
        Price & {
          by: 'customer' | 'staff';
          staffId: string | null;
          kind: RemedyKind;
          what: WordsRef;
        }
      >
    | Is<
        'RemedyApprovalAsked',
        RemedyTerms & { staffId: string; approverId: string; movesUpAt: string }
      >
    /** `time`: nobody decided in time. `limit`: approved so far, but beyond their limit. `left`: they left us. */
    | Is<
        'ApprovalMovedUp',
        {
          approverId: string;
          movesUpAt: string | null;
          cause: 'time' | 'limit' | 'left';
          staffId: string | null;
        }
      >
    | Is<'RemedyApproved', { staffId: string }>
    /** `told`: it is our answer to the customer's proposal; otherwise it stays between ourselves. */
    | Is<'RemedyRefused', { staffId: string; reason: WordsRef; told: boolean }>
    /** `spentBy`: against whose limit it counts. `promiseId`: the promise that keeps its date. */
    | Is<
        'RemedyOffered',
        RemedyTerms & { staffId: string; spentBy: string; promiseId: string | null }
      >
    | Is<'RemedyAccepted', CustomerWord & { by: 'customer' | 'no_questions' | 'as_proposed' }>
    | Is<'RemedyDeclined', CustomerWord>
    | Is<
        'RemedyDelivered',
        { staffId: string | null; arrivedAt: string | null; result: WordsRef | null }
      >
    | Is<'RemedyConfirmed', CustomerWord>
    | Is<'RemedyDisputed', CustomerWord>
    | Is<'RemedyWithdrawn', { staffId: string | null; reason: WordsRef | null }>
    | Is<'RemedyPassedOn', { ownerId: string }>
  );

export const remedyStream = (customerId: string, remedyId: string): Stream => ({
  customerId,
  stream: `remedy:${remedyId}`,
});

/** What decisions need to know of a remedy. */
export type Remedy = Price & {
  remedyId: string;
  complaintId: string;
  kind: RemedyKind;
  what: WordsRef;
  state: RemedyState;
  proposedBy: 'customer' | 'staff' | null;
  ownerId: string | null;
  /** The offer as it would be, or is. */
  terms: RemedyTerms | null;
  askedBy: string | null;
  approverId: string | null;
  movesUpAt: Date | null;
  promiseId: string | null;
};

/** What happened, told in order, gives what is. Undefined for a stream that does not exist. */
export function remedyFrom(entries: readonly Entry[]): Remedy | undefined {
  const [first] = entries as readonly Entry<RemedyFact>[];
  if (!first || !isBeginning(first)) return undefined;
  const { complaintId, kind, amount, currency, what } = first.data;
  const start: Remedy = {
    remedyId: idOf(first.stream),
    complaintId,
    kind,
    amount,
    currency,
    what,
    state: 'proposed',
    proposedBy: null,
    ownerId: null,
    terms: null,
    askedBy: null,
    approverId: null,
    movesUpAt: null,
    promiseId: null,
  };
  return (entries as readonly Entry<RemedyFact>[]).reduce(evolve, start);
}

const isBeginning = (entry: Entry<RemedyFact>) =>
  entry.type === 'RemedyProposed' ||
  entry.type === 'RemedyApprovalAsked' ||
  entry.type === 'RemedyOffered';

function evolve(remedy: Remedy, { type, data }: Entry<RemedyFact>): Remedy {
  switch (type) {
    case 'RemedyProposed':
      return { ...remedy, proposedBy: data.by };
    case 'RemedyApprovalAsked':
      return {
        ...withTerms(remedy, data),
        state: 'asked',
        askedBy: data.staffId,
        approverId: data.approverId,
        movesUpAt: new Date(data.movesUpAt),
      };
    case 'ApprovalMovedUp': {
      const movesUpAt = data.movesUpAt === null ? null : new Date(data.movesUpAt);
      return { ...remedy, approverId: data.approverId, movesUpAt };
    }
    case 'RemedyRefused':
      return { ...remedy, state: stateAfterRefusal(remedy.proposedBy, data.told) };
    case 'RemedyOffered':
      return { ...withTerms(remedy, data), state: 'offered', promiseId: data.promiseId };
    case 'RemedyPassedOn':
      return { ...remedy, ownerId: data.ownerId };
    case 'RemedyApproved':
      return remedy;
    case 'RemedyAccepted':
    case 'RemedyDeclined':
    case 'RemedyDelivered':
    case 'RemedyConfirmed':
    case 'RemedyDisputed':
    case 'RemedyWithdrawn':
      return { ...remedy, state: stateOf[type] };
  }
}

/** What the customer proposed still wants an answer when only one way of giving it was refused. */
export const stateAfterRefusal = (proposedBy: string | null, told: boolean): RemedyState =>
  !told && proposedBy === 'customer' ? 'proposed' : 'refused';

export const stateOf = {
  RemedyAccepted: 'accepted',
  RemedyDeclined: 'declined',
  RemedyDelivered: 'delivered',
  RemedyConfirmed: 'confirmed',
  RemedyDisputed: 'disputed',
  RemedyWithdrawn: 'withdrawn',
} as const satisfies Partial<Record<RemedyFact['type'], RemedyState>>;

function withTerms(remedy: Remedy, data: RemedyTerms): Remedy {
  const { kind, amount, currency, what, ownerId, slot, dueAt, wish, why, accepts } = data;
  const terms = { kind, amount, currency, what, ownerId, slot, dueAt, wish, why, accepts };
  return { ...remedy, kind, amount, currency, what, ownerId, terms };
}
