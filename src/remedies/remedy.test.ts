import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Entry } from '#ledger/entry.ts';
import { Refusal } from '#refusal.ts';
import {
  accept,
  askApproval,
  assertMayDecide,
  assertTerms,
  assertWishAnswered,
  decline,
  deliver,
  judge,
  moveUpIfDue,
  offer,
  passOn,
  refuse,
  release,
  withdraw,
} from './deciding.ts';
import {
  type Remedy,
  type RemedyFact,
  type RemedyTerms,
  remedyFrom,
  remedyStream,
} from './remedy.ts';

const now = new Date('2026-11-23T09:00:00Z');
const at = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
const words = { words: 'w-1', digest: 'd-1' };
const why = { words: 'w-2', digest: 'd-2' };
const complaintId = 'c-1';

const refund: RemedyTerms = {
  kind: 'refund',
  amount: 40_00,
  currency: 'EUR',
  what: words,
  ownerId: 'hana',
  slot: null,
  dueAt: null,
  wish: null,
  why: null,
  accepts: null,
};
const visit: RemedyTerms = {
  ...refund,
  kind: 'visit',
  amount: null,
  currency: null,
  slot: { from: at(24).toISOString(), until: at(26).toISOString(), zone: 'Europe/Berlin' },
};
const given = { staffId: 'hana', spentBy: 'hana', promiseId: null };
const bySelf = { staffId: null, channel: null, words: null };
const asked = { staffId: 'hana', approverId: 'mina', movesUpAt: at(4) };
const done = { staffId: 'hana', arrivedAt: null, result: null };

const stream = remedyStream('customer-1', 'r-1');
const offered = offer(undefined, { complaintId, terms: refund }, given);
const waiting = askApproval(undefined, { complaintId, terms: refund }, asked);
const theirs: RemedyFact[] = [
  {
    type: 'RemedyProposed',
    data: {
      complaintId,
      by: 'customer',
      staffId: null,
      kind: 'refund',
      amount: 40_00,
      currency: 'EUR',
      what: words,
    },
  },
];

function remedyAfter(...facts: RemedyFact[]): Remedy {
  const entries = facts.map((fact, place): Entry<RemedyFact> => {
    const told = { version: place + 1, recordedAt: now, actor: 'program' };
    return { ...fact, ...stream, ...told };
  });
  const remedy = remedyFrom(entries);
  assert.ok(remedy);
  return remedy;
}

const typesOf = (facts: readonly RemedyFact[]): string[] => facts.map(({ type }) => type);

const assertRefuses = (code: string, work: () => unknown): void =>
  assert.throws(work, (error) => error instanceof Refusal && error.code === code);

describe('an offer', () => {
  it('within the limit waits for the customer’s yes', () => {
    assert.deepEqual(typesOf(offered), ['RemedyOffered']);
    assert.equal(remedyAfter(...offered).state, 'offered');
  });

  it('without questions, or as they proposed it, is accepted in one step', () => {
    for (const accepts of ['no_questions', 'as_proposed'] as const) {
      const facts = offer(undefined, { complaintId, terms: { ...refund, accepts } }, given);
      assert.deepEqual(typesOf(facts), ['RemedyOffered', 'RemedyAccepted']);
      assert.equal(remedyAfter(...facts).state, 'accepted');
    }
  });

  it('can be accepted, declined, and accepted after all', () => {
    const declined = [...offered, ...decline(remedyAfter(...offered), bySelf)];
    assert.equal(remedyAfter(...declined).state, 'declined');
    assert.deepEqual(decline(remedyAfter(...declined), bySelf), []);
    const accepted = [...declined, ...accept(remedyAfter(...declined), bySelf)];
    assert.equal(remedyAfter(...accepted).state, 'accepted');
    assert.deepEqual(accept(remedyAfter(...accepted), bySelf), []);
  });

  it('is not made twice', () => {
    assertRefuses('decided_already', () =>
      offer(remedyAfter(...offered), { complaintId, terms: refund }, given),
    );
  });

  it('answers what the customer proposed', () => {
    const facts = [
      ...theirs,
      ...offer(remedyAfter(...theirs), { complaintId, terms: refund }, given),
    ];
    const { state, proposedBy } = remedyAfter(...facts);
    assert.deepEqual({ state, proposedBy }, { state: 'offered', proposedBy: 'customer' });
  });
});

describe('an approval', () => {
  const remedy = remedyAfter(...waiting);

  it('is for whoever was asked and those above, and never for whoever asks', () => {
    assertMayDecide(remedy, 'mina', []);
    assertMayDecide(remedy, 'clara', ['clara']);
    assertRefuses('not_allowed', () => assertMayDecide(remedy, 'hugo', ['clara']));
    assertRefuses('not_allowed', () => assertMayDecide(remedy, 'hana', ['hana']));
    assertRefuses('decided_already', () => assertMayDecide(remedyAfter(...offered), 'mina', []));
  });

  it('moves up when its time has run out, and not a moment before', () => {
    const next = { approverId: 'clara', movesUpAt: at(8) };
    assert.deepEqual(moveUpIfDue(remedy, next, at(3.99)), []);
    const facts = [...waiting, ...moveUpIfDue(remedy, next, at(4))];
    const moved = remedyAfter(...facts);
    assert.equal(moved.approverId, 'clara');
    assert.deepEqual(moved.movesUpAt, at(8));
  });

  it('stays at the top of the line', () => {
    const facts = [...waiting, ...moveUpIfDue(remedy, undefined, at(4))];
    const moved = remedyAfter(...facts);
    assert.deepEqual([moved.approverId, moved.movesUpAt], ['mina', null]);
    assert.deepEqual(moveUpIfDue(moved, undefined, at(400)), []);
  });

  it('given leads to the offer as it was asked for', () => {
    const terms = { ...refund, accepts: 'as_proposed' } as const;
    const facts = offer(remedy, { complaintId, terms }, { ...given, spentBy: 'mina' });
    assert.equal(remedyAfter(...waiting, ...facts).state, 'accepted');
  });

  it('refused stays between ourselves, and what the customer proposed still wants an answer', () => {
    const no = refuse(remedy, 'mina', why);
    assert.equal(no[0]?.data['told'], false);
    assert.equal(remedyAfter(...waiting, ...no).state, 'refused');
    const after = [...theirs, ...waiting];
    const again = remedyAfter(...after, ...refuse(remedyAfter(...after), 'mina', why));
    assert.equal(again.state, 'proposed');
    const told = refuse(again, 'hana', why);
    assert.equal(told[0]?.data['told'], true);
    assert.equal(remedyAfter(...theirs, ...told).state, 'refused');
  });
});

describe('what was offered', () => {
  const accepted = [...offered, ...accept(remedyAfter(...offered), bySelf)];
  const delivered = [...accepted, ...deliver(remedyAfter(...accepted), done)];

  it('is delivered once, and the customer has the last word', () => {
    assert.deepEqual(deliver(remedyAfter(...delivered), done), []);
    const disputed = [...delivered, ...judge(remedyAfter(...delivered), false, bySelf)];
    assert.equal(remedyAfter(...disputed).state, 'disputed');
    const again = [...disputed, ...deliver(remedyAfter(...disputed), done)];
    const confirmed = [...again, ...judge(remedyAfter(...again), true, bySelf)];
    assert.equal(remedyAfter(...confirmed).state, 'confirmed');
    assert.deepEqual(judge(remedyAfter(...confirmed), true, bySelf), []);
  });

  it('can be confirmed before anybody says that it was delivered', () => {
    assert.deepEqual(typesOf(judge(remedyAfter(...accepted), true, bySelf)), ['RemedyConfirmed']);
  });

  it('is not delivered or judged when it was never offered, or taken back', () => {
    const withdrawn = remedyAfter(...offered, ...withdraw(remedyAfter(...offered), 'hana', why));
    for (const remedy of [remedyAfter(...waiting), withdrawn, remedyAfter(...theirs)]) {
      assertRefuses('not_offered', () => deliver(remedy, done));
      assertRefuses('not_offered', () => judge(remedy, true, bySelf));
      assertRefuses('not_offered', () => accept(remedy, bySelf));
    }
  });

  it('is not taken back once the customer has it', () => {
    assertRefuses('delivered_already', () => withdraw(remedyAfter(...delivered), 'hana', why));
    assert.deepEqual(release(remedyAfter(...delivered)), []);
    assert.deepEqual(typesOf(release(remedyAfter(...accepted))), ['RemedyWithdrawn']);
  });

  it('goes on with whoever took the complaint, if it was theirs who had it', () => {
    assert.deepEqual(typesOf(passOn(remedyAfter(...accepted), 'hana', 'hugo')), ['RemedyPassedOn']);
    assert.deepEqual(passOn(remedyAfter(...accepted), 'pete', 'hugo'), []);
    assert.deepEqual(passOn(remedyAfter(...delivered), 'hana', 'hugo'), []);
  });
});

describe('the terms', () => {
  it('name an amount where money flows, and a time where somebody comes or calls', () => {
    assertTerms(refund, now);
    assertTerms(visit, now);
    assertRefuses('invalid_input', () => assertTerms({ ...refund, amount: null }, now));
    assertRefuses('invalid_input', () =>
      assertTerms({ ...refund, kind: 'goodwill', amount: null }, now),
    );
    assertRefuses('invalid_input', () => assertTerms({ ...visit, slot: null }, now));
    assertRefuses('invalid_input', () => assertTerms({ ...refund, slot: visit.slot }, now));
  });

  it('lie ahead, and in order', () => {
    const slot = { from: at(1).toISOString(), until: at(2).toISOString(), zone: 'Europe/Berlin' };
    assertTerms({ ...visit, slot }, now);
    const past = { ...slot, from: at(-1).toISOString() };
    assertRefuses('date_in_the_past', () => assertTerms({ ...visit, slot: past }, now));
    const swapped = { ...slot, until: at(1).toISOString() };
    assertRefuses('invalid_input', () => assertTerms({ ...visit, slot: swapped }, now));
    const long = { ...slot, until: at(26).toISOString() };
    assertRefuses('invalid_input', () => assertTerms({ ...visit, slot: long }, now));
    const dueAt = at(0).toISOString();
    assertRefuses('date_in_the_past', () => assertTerms({ ...refund, dueAt }, now));
  });

  it('go without a question only for what is a preset', () => {
    const accepts = 'no_questions';
    assertTerms({ ...refund, accepts }, now);
    assertRefuses('not_a_preset', () => assertTerms({ ...refund, kind: 'goodwill', accepts }, now));
  });

  it('say how they stand to what the customer asked for, once', () => {
    const asks = { hasWish: true, isAnswered: false };
    assertRefuses('wish_unanswered', () => assertWishAnswered(asks, refund));
    assertRefuses('invalid_input', () => assertWishAnswered(asks, { wish: 'changed', why: null }));
    assertWishAnswered(asks, { wish: 'changed', why });
    assertWishAnswered(asks, { wish: 'accepted', why: null });
    assertWishAnswered({ ...asks, isAnswered: true }, refund);
    assertWishAnswered({ ...asks, hasWish: false }, refund);
  });
});
