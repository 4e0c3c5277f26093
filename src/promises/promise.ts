import type { WordsRef } from '#ledger/content.ts';
import { type Entry, type Fact, idOf, type Stream } from '#ledger/entry.ts';
import { notAllowed, Refusal } from '#refusal.ts';

/**
 * `answer`: by when a person answers; made with every complaint. `action`: something a person of
 * ours said they would do. `follow_up`: who gets in touch because a promise was broken.
 */
export const promiseKinds = ['answer', 'action', 'follow_up'] as const;
export type PromiseKind = (typeof promiseKinds)[number];

/**
 * `open` until its date; `broken` by the clock; `kept` when its owner says so; then the customer
 * has the last word: `confirmed` or `disputed`. A broken or disputed promise can be renewed. A
 * customer who withdraws, or has what they wanted, has `released` us from what was still open.
 */
export type PromiseState = 'open' | 'broken' | 'kept' | 'confirmed' | 'disputed' | 'released';

type Is<T extends string, D> = { type: T; data: D };

export type PromiseFact = Fact &
  (
    | Is<
        'PromiseMade',
        {
          complaintId: string;
          kind: PromiseKind;
          ownerId: string;
          words: WordsRef;
          dueAt: string;
          zone: string;
          /** The broken promise in whose place this one was made. */
          insteadOf: string | null;
          /** The answer in which it stands; without one it is told in a message of its own. */
          toldIn?: string;
        }
      >
    /** `messageId`: the words to the customer by which it was kept. */
    | Is<'PromiseKept', { complaintId: string; staffId: string | null; messageId?: string }>
    /**
     * What was to keep it did not reach the customer, or was looked at and is not fixed. `state` is
     * what it was before.
     */
    | Is<
        'PromiseReopened',
        {
          complaintId: string;
          cause: 'not_delivered' | 'not_fixed';
          dueAt: string;
          state: 'open' | 'broken';
        }
      >
    | Is<'PromiseBroken', { complaintId: string; dueAt: string; followUpId: string | null }>
    | Is<
        'PromiseRenewed',
        { complaintId: string; dueAt: string; ownerId: string; reason: WordsRef }
      >
    | Is<'PromiseConfirmed', { complaintId: string }>
    | Is<'PromiseDisputed', { complaintId: string }>
    | Is<'PromiseReleased', { complaintId: string }>
    | Is<'PromisePassedOn', { complaintId: string; ownerId: string }>
  );

export const promiseStream = (customerId: string, promiseId: string): Stream => ({
  customerId,
  stream: `promise:${promiseId}`,
});

/** What was promised. The name `Promise` belongs to the language. */
export type CustomerPromise = {
  promiseId: string;
  complaintId: string;
  kind: PromiseKind;
  ownerId: string;
  dueAt: Date;
  state: PromiseState;
  /** What it was before it was kept. */
  unkept: 'open' | 'broken';
  /** The words to the customer by which it was kept, if it was by words. */
  keptBy: string | null;
};

/** What happened, told in order, gives what is. Undefined for a stream that does not exist. */
export function promiseFrom(entries: readonly Entry[]): CustomerPromise | undefined {
  const [first, ...rest] = entries as readonly Entry<PromiseFact>[];
  if (first?.type !== 'PromiseMade') return undefined;
  const { complaintId, kind, ownerId, dueAt } = first.data;
  const made: CustomerPromise = {
    promiseId: idOf(first.stream),
    complaintId,
    kind,
    ownerId,
    dueAt: new Date(dueAt),
    state: 'open',
    unkept: 'open',
    keptBy: null,
  };
  return rest.reduce(evolve, made);
}

function evolve(promise: CustomerPromise, { type, data }: Entry<PromiseFact>): CustomerPromise {
  switch (type) {
    case 'PromiseMade':
      return promise;
    case 'PromiseKept':
      return { ...promise, state: 'kept', keptBy: data.messageId ?? null };
    case 'PromiseReopened':
      return { ...promise, state: data.state, keptBy: null };
    case 'PromiseBroken':
      return { ...promise, state: 'broken', unkept: 'broken' };
    case 'PromiseRenewed':
      return {
        ...promise,
        state: 'open',
        unkept: 'open',
        dueAt: new Date(data.dueAt),
        ownerId: data.ownerId,
      };
    case 'PromiseConfirmed':
      return { ...promise, state: 'confirmed' };
    case 'PromiseDisputed':
      return { ...promise, state: 'disputed' };
    case 'PromiseReleased':
      return { ...promise, state: 'released' };
    case 'PromisePassedOn':
      return { ...promise, ownerId: data.ownerId };
  }
}

export type PromiseWish = {
  complaintId: string;
  kind: PromiseKind;
  ownerId: string;
  words: WordsRef;
  dueAt: Date;
  zone: string;
  insteadOf: string | null;
  toldIn?: string;
};

/** How far ahead a promise may lie: nobody is served by a date they will not remember. */
const yearsAheadMax = 2;

export function make(wish: PromiseWish, now: Date): PromiseFact[] {
  assertReachable(wish.dueAt, now);
  return [{ type: 'PromiseMade', data: { ...wish, dueAt: wish.dueAt.toISOString() } }];
}

/** The owner says it is done. A promise that was broken can still be done, late. */
export function keep(
  promise: CustomerPromise,
  staffId: string | null,
  messageId?: string,
): PromiseFact[] {
  if (promise.kind === 'follow_up' && promise.ownerId !== staffId) {
    throw notAllowed('Only the person who was promised can say that they got in touch.');
  }
  if (promise.state === 'kept' || promise.state === 'confirmed') return [];
  const { complaintId } = promise;
  return [{ type: 'PromiseKept', data: { complaintId, staffId, ...(messageId && { messageId }) } }];
}

/** The words by which it was kept did not arrive. Whoever has judged it since knows better. */
export function reopen(promise: CustomerPromise, messageId: string): PromiseFact[] {
  const { complaintId, dueAt, unkept: state } = promise;
  if (promise.state !== 'kept' || promise.keptBy !== messageId) return [];
  const data = { complaintId, cause: 'not_delivered', dueAt: dueAt.toISOString(), state } as const;
  return [{ type: 'PromiseReopened', data }];
}

/** Whoever looked found that it is not done after all. What the customer has judged stays so. */
export function reopenUnfixed(promise: CustomerPromise): PromiseFact[] {
  const { complaintId, dueAt, unkept: state } = promise;
  if (promise.state !== 'kept') return [];
  const data = { complaintId, cause: 'not_fixed', dueAt: dueAt.toISOString(), state } as const;
  return [{ type: 'PromiseReopened', data }];
}

/** The date has passed and nobody said it was done. Says nothing when it is not (or no longer) so. */
export function breakIfDue(
  promise: CustomerPromise,
  followUpId: string | null,
  now: Date,
): PromiseFact[] {
  if (promise.state !== 'open' || promise.dueAt > now) return [];
  const { complaintId, dueAt } = promise;
  return [{ type: 'PromiseBroken', data: { complaintId, dueAt: dueAt.toISOString(), followUpId } }];
}

export function renew(
  promise: CustomerPromise,
  wish: { dueAt: Date; ownerId: string; reason: WordsRef },
  now: Date,
): PromiseFact[] {
  if (promise.state === 'kept' || promise.state === 'confirmed') {
    throw new Refusal('kept_already', 'This promise was kept; make a new one instead.', {
      status: 409,
    });
  }
  assertReachable(wish.dueAt, now);
  const { dueAt, ownerId, reason } = wish;
  return [
    {
      type: 'PromiseRenewed',
      data: { complaintId: promise.complaintId, dueAt: dueAt.toISOString(), ownerId, reason },
    },
  ];
}

/** The customer has the last word: asked or not, once or again with a change of mind. */
export function judge(promise: CustomerPromise, kept: boolean): PromiseFact[] {
  const verdict = kept ? 'confirmed' : 'disputed';
  if (promise.state === verdict) return [];
  const type = kept ? 'PromiseConfirmed' : 'PromiseDisputed';
  return [{ type, data: { complaintId: promise.complaintId } }];
}

/** The customer needs it no more. What was kept or judged stays as it is. */
export function release(promise: CustomerPromise): PromiseFact[] {
  if (promise.state !== 'open' && promise.state !== 'broken') return [];
  return [{ type: 'PromiseReleased', data: { complaintId: promise.complaintId } }];
}

/** Whoever took the complaint took its open promises with it. */
export function passOn(promise: CustomerPromise, ownerId: string): PromiseFact[] {
  if (promise.state !== 'open' || promise.ownerId === ownerId) return [];
  return [{ type: 'PromisePassedOn', data: { complaintId: promise.complaintId, ownerId } }];
}

/** Whoever made it has left: what is still owed, also what was broken, is their successor's. */
export function inherit(promise: CustomerPromise, ownerId: string): PromiseFact[] {
  const isOwed = promise.state === 'open' || promise.state === 'broken';
  if (!isOwed || promise.ownerId === ownerId) return [];
  return [{ type: 'PromisePassedOn', data: { complaintId: promise.complaintId, ownerId } }];
}

function assertReachable(dueAt: Date, now: Date): void {
  if (Number.isNaN(dueAt.getTime()) || dueAt <= now) {
    throw new Refusal('date_in_the_past', 'A promise needs a date that lies ahead.');
  }
  const limit = new Date(now);
  limit.setUTCFullYear(limit.getUTCFullYear() + yearsAheadMax);
  if (dueAt > limit) {
    throw new Refusal('date_too_far', 'A promise may lie at most {yearsAheadMax} years ahead.', {
      values: { yearsAheadMax },
    });
  }
}
