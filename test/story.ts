import assert from 'node:assert/strict';
import type { WordsRef } from '#ledger/content.ts';
import type { Entry, Fact } from '#ledger/entry.ts';
import { Refusal } from '#refusal.ts';

/**
 * Decisions told as stories, without a database: given what happened, when somebody wishes
 * something, it gives these facts, or a refusal. (Not `then`: an object with that is awaited.)
 */
export function storiesOf<F extends Fact, S>(
  stateFrom: (entries: readonly Entry[]) => S | undefined,
) {
  return (...facts: readonly F[]) => {
    const state = stateFrom(facts.map(entryOf));
    assert.ok(state, 'there is nothing to decide about');
    return {
      state,
      when: (decide: (state: S) => F[]) => ({
        gives: (...expected: readonly F[]) => assert.deepEqual(decide(state), expected),
        refuses: (code: string) =>
          assert.throws(
            () => decide(state),
            (error) => error instanceof Refusal && error.code === code,
          ),
      }),
    };
  };
}

const entryOf = (fact: Fact, place: number): Entry => ({
  ...fact,
  customerId: 'customer',
  stream: 'thing:id',
  version: place + 1,
  recordedAt: new Date('2026-11-23T09:00:00.000Z'),
  actor: 'program',
});

/** What an entry holds in place of words. */
export const someWords: WordsRef = { words: 'words', digest: 'digest' };
