import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storiesOf, someWords as words } from '../../test/story.ts';
import {
  breakIfDue,
  type CustomerPromise,
  judge,
  keep,
  make,
  type PromiseFact,
  type PromiseKind,
  type PromiseState,
  type PromiseWish,
  passOn,
  promiseFrom,
  release,
  renew,
  reopen,
} from './promise.ts';

const given = storiesOf<PromiseFact, CustomerPromise>(promiseFrom);

const monday = new Date('2026-11-23T09:00:00Z');
const due = new Date('2026-11-24T16:00:00Z');
const dueAt = due.toISOString();
const afterDue = new Date(due.getTime() + 1);
const friday = new Date('2026-11-27T16:00:00Z');

const complaintId = 'complaint';
const wish: PromiseWish = {
  complaintId,
  kind: 'action',
  ownerId: 'hana',
  words,
  dueAt: due,
  zone: 'Europe/Berlin',
  insteadOf: null,
};
const madeAs = (kind: PromiseKind): PromiseFact => ({
  type: 'PromiseMade',
  data: { ...wish, kind, dueAt },
});
const made = madeAs('action');
const keptBy = (staffId: string | null): PromiseFact => ({
  type: 'PromiseKept',
  data: { complaintId, staffId },
});
const kept = keptBy('hana');
const broken: PromiseFact = {
  type: 'PromiseBroken',
  data: { complaintId, dueAt, followUpId: null },
};
const renewed: PromiseFact = {
  type: 'PromiseRenewed',
  data: { complaintId, dueAt: friday.toISOString(), ownerId: 'hugo', reason: words },
};
const confirmed: PromiseFact = { type: 'PromiseConfirmed', data: { complaintId } };
const disputed: PromiseFact = { type: 'PromiseDisputed', data: { complaintId } };
const released: PromiseFact = { type: 'PromiseReleased', data: { complaintId } };

const giveNewDate = (promise: CustomerPromise) =>
  renew(promise, { dueAt: friday, ownerId: 'hugo', reason: words }, monday);

describe('making a promise', () => {
  it('needs a date that lies ahead', () => {
    assert.deepEqual(make(wish, monday), [made]);
    for (const now of [due, afterDue]) {
      assert.throws(() => make(wish, now), { code: 'date_in_the_past' });
    }
  });

  it('needs a date that is one', () => {
    assert.throws(() => make({ ...wish, dueAt: new Date('never') }, monday), {
      code: 'date_in_the_past',
    });
  });

  it('lies at most two years ahead', () => {
    const inTwoYears = new Date('2028-11-23T09:00:00.000Z');
    assert.equal(make({ ...wish, dueAt: inTwoYears }, monday).length, 1);
    const aMomentLater = new Date(inTwoYears.getTime() + 1);
    assert.throws(() => make({ ...wish, dueAt: aMomentLater }, monday), { code: 'date_too_far' });
  });
});

describe('the date of a promise', () => {
  const comes = (now: Date) => (promise: CustomerPromise) => breakIfDue(promise, null, now);

  it('breaks an open promise at that very moment, and not before', () => {
    given(made)
      .when(comes(new Date(due.getTime() - 1)))
      .gives();
    given(made).when(comes(due)).gives(broken);
    given(made).when(comes(afterDue)).gives(broken);
  });

  it('breaks it once', () => {
    given(made, broken).when(comes(friday)).gives();
  });

  it('names the promise made in its place', () => {
    given(made)
      .when((promise) => breakIfDue(promise, 'follow-up', due))
      .gives({ type: 'PromiseBroken', data: { complaintId, dueAt, followUpId: 'follow-up' } });
  });

  for (const fact of [kept, confirmed, disputed, released]) {
    it(`says nothing after ${fact.type}`, () => {
      given(made, fact).when(comes(friday)).gives();
    });
  }

  it('is the new one after the promise was renewed', () => {
    given(made, broken, renewed).when(comes(afterDue)).gives();
    given(made, broken, renewed)
      .when(comes(friday))
      .gives({
        type: 'PromiseBroken',
        data: { complaintId, dueAt: friday.toISOString(), followUpId: null },
      });
  });
});

describe('saying that it is done', () => {
  const byHana = (promise: CustomerPromise) => keep(promise, 'hana');

  it('is possible in time and late', () => {
    given(made).when(byHana).gives(kept);
    given(made, broken).when(byHana).gives(kept);
    given(made, kept, disputed).when(byHana).gives(kept);
  });

  it('is said once', () => {
    given(made, kept).when(byHana).gives();
    given(made, kept, confirmed).when(byHana).gives();
  });

  it('is for anybody who did it, except where a certain senior was to get in touch', () => {
    const byHugo = (promise: CustomerPromise) => keep(promise, 'hugo');
    given(made).when(byHugo).gives(keptBy('hugo'));
    given(madeAs('follow_up')).when(byHugo).refuses('not_allowed');
    given(madeAs('follow_up')).when(byHana).gives(kept);
  });
});

describe('words that kept it and did not arrive', () => {
  const byWords = (promise: CustomerPromise) => keep(promise, 'hana', 'message-1');
  const keptByWords: PromiseFact = {
    type: 'PromiseKept',
    data: { complaintId, staffId: 'hana', messageId: 'message-1' },
  };
  const reopenedAs = (state: 'open' | 'broken', by: Date = due): PromiseFact => ({
    type: 'PromiseReopened',
    data: { complaintId, cause: 'not_delivered', dueAt: by.toISOString(), state },
  });
  const doNotArrive = (promise: CustomerPromise) => reopen(promise, 'message-1');

  it('leave it as it was before', () => {
    given(made).when(byWords).gives(keptByWords);
    given(made, keptByWords).when(doNotArrive).gives(reopenedAs('open'));
    given(made, broken, keptByWords).when(doNotArrive).gives(reopenedAs('broken'));
    given(made, broken, renewed, keptByWords).when(doNotArrive).gives(reopenedAs('open', friday));
  });

  it('take it back once, and not what other words kept, or what the customer has judged', () => {
    given(made, keptByWords, reopenedAs('open')).when(doNotArrive).gives();
    given(made, kept).when(doNotArrive).gives();
    given(made, keptByWords, confirmed).when(doNotArrive).gives();
    given(made, keptByWords, disputed).when(doNotArrive).gives();
    given(made, keptByWords, released).when(doNotArrive).gives();
  });

  it('let it be kept, broken and renewed as before', () => {
    const again = given(made, keptByWords, reopenedAs('open'));
    again.when(byWords).gives(keptByWords);
    again.when(giveNewDate).gives(renewed);
    assert.equal(again.state.state, 'open');
    assert.equal(given(made, broken, keptByWords, reopenedAs('broken')).state.state, 'broken');
  });
});

describe('a new date', () => {
  it('comes with a reason, and may come with another person', () => {
    given(made).when(giveNewDate).gives(renewed);
    given(made, broken).when(giveNewDate).gives(renewed);
    given(made, kept, disputed).when(giveNewDate).gives(renewed);
  });

  it('is refused for what was kept: that would take the word back', () => {
    given(made, kept).when(giveNewDate).refuses('kept_already');
    given(made, kept, confirmed).when(giveNewDate).refuses('kept_already');
  });

  it('lies ahead, too', () => {
    given(made)
      .when((promise) => renew(promise, { dueAt: due, ownerId: 'hana', reason: words }, friday))
      .refuses('date_in_the_past');
  });
});

describe('the customer', () => {
  const says = (isKept: boolean) => (promise: CustomerPromise) => judge(promise, isKept);

  it('has the last word, whatever we say', () => {
    for (const facts of [[made], [made, kept], [made, broken]]) {
      given(...facts)
        .when(says(true))
        .gives(confirmed);
      given(...facts)
        .when(says(false))
        .gives(disputed);
    }
  });

  it('may change their mind, and says the same thing once', () => {
    given(made, kept, confirmed).when(says(false)).gives(disputed);
    given(made, kept, disputed).when(says(true)).gives(confirmed);
    given(made, kept, confirmed).when(says(true)).gives();
    given(made, kept, disputed).when(says(false)).gives();
  });

  it('who needs it no more releases us from what is open or broken, and from nothing else', () => {
    given(made).when(release).gives(released);
    given(made, broken).when(release).gives(released);
    for (const fact of [kept, confirmed, disputed, released]) {
      given(made, fact).when(release).gives();
    }
  });
});

describe('whoever takes the complaint', () => {
  const toHugo = (promise: CustomerPromise) => passOn(promise, 'hugo');

  it('takes its open promises with it', () => {
    given(made)
      .when(toHugo)
      .gives({ type: 'PromisePassedOn', data: { complaintId, ownerId: 'hugo' } });
    given(made)
      .when((promise) => passOn(promise, 'hana'))
      .gives();
  });

  it('does not get the blame for what was broken before', () => {
    given(made, broken).when(toHugo).gives();
  });
});

describe('the state of a promise', () => {
  const stories: [PromiseState, PromiseFact[]][] = [
    ['open', [made]],
    ['broken', [made, broken]],
    ['kept', [made, broken, kept]],
    ['confirmed', [made, kept, confirmed]],
    ['disputed', [made, kept, disputed]],
    ['open', [made, kept, disputed, renewed]],
    ['released', [made, released]],
  ];
  for (const [state, facts] of stories) {
    it(`is ${state} after ${facts.map(({ type }) => type).join(', ')}`, () => {
      assert.equal(given(...facts).state.state, state);
    });
  }

  it('is nothing without a beginning', () => {
    assert.equal(promiseFrom([]), undefined);
  });

  it('carries the date and the person it was renewed with', () => {
    const { state } = given(made, broken, renewed);
    assert.deepEqual([state.dueAt, state.ownerId], [friday, 'hugo']);
  });
});
