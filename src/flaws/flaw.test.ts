import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storiesOf, someWords as words } from '../../test/story.ts';
import { causeCodes } from './causes.ts';
import { askDesign, missDesign } from './design.ts';
import { type Fix, type FixFact, fixFrom, judge, plan, publish, ship } from './fix.ts';
import {
  comeBack,
  dismiss,
  endByFix,
  type Flaw,
  type FlawFact,
  flawFrom,
  liveWith,
  merge,
  name,
  setCause,
} from './flaw.ts';
import { atMost, hasFallen, hasRisen } from './rates.ts';
import { type TraceFact, trace, tracesFrom, untrace } from './trace.ts';

const given = storiesOf<FlawFact, Flaw>(flawFrom);
const givenFix = storiesOf<FixFact, Fix>(fixFrom);

const now = new Date('2026-11-23T09:00:00Z');
const later = new Date('2026-12-23T09:00:00Z');
const reasoned = { reason: words, staffId: 'mina' };
const nothing = { areaId: null, product: null, place: null, channel: null };
const suspected: FlawFact = {
  type: 'FlawSuspected',
  data: {
    complaintIds: ['one'],
    since: now.toISOString(),
    usual: 0.4,
    chance: 0.001,
    words,
    about: nothing,
    ownerId: 'mina',
  },
};
const naming = { ...reasoned, name: words, harm: 'loss' as const, ownerId: 'mina', since: now };
const named: FlawFact = {
  type: 'FlawNamed',
  data: { ...naming, since: now.toISOString(), splitFrom: null },
};
const causeOf = (cause: string, behind: string | null = null): FlawFact => ({
  type: 'FlawCauseSet',
  data: { edition: 1, cause, behind, ...reasoned },
});
const dismissed: FlawFact = { type: 'FlawDismissed', data: reasoned };

describe('a flaw', () => {
  it('is suspected by the program and named by a person, or named at once', () => {
    given(suspected)
      .when((flaw) => name(flaw, naming, null))
      .gives(named);
    assert.deepEqual(name(undefined, naming, null), [named]);
  });

  it('that was dismissed or merged is not named any more', () => {
    given(suspected, dismissed)
      .when((flaw) => name(flaw, naming, null))
      .refuses('dismissed_already');
    given(named, { type: 'FlawMerged', data: { into: 'other', ...reasoned } })
      .when((flaw) => name(flaw, naming, null))
      .refuses('merged_already');
  });

  it('is dismissed with a reason, once', () => {
    given(suspected)
      .when((flaw) => dismiss(flaw, reasoned))
      .gives(dismissed);
    given(suspected, dismissed)
      .when((flaw) => dismiss(flaw, reasoned))
      .refuses('dismissed_already');
  });

  it('is not merged into itself, nor into what is none', () => {
    given(named)
      .when((flaw) => merge(flaw, flaw, reasoned))
      .refuses('same_flaw');
    const none = flawFrom([entry(suspected), entry(dismissed)]);
    assert.ok(none);
    given(named)
      .when((flaw) => merge(flaw, { ...none, flawId: 'other' }, reasoned))
      .refuses('dismissed_already');
  });

  it('has a cause from the tree; a mistake of the customer’s has one of ours behind it', () => {
    const say = (cause: string, behind: string | null) => (flaw: Flaw) =>
      setCause(flaw, { cause, behind }, reasoned);
    given(named).when(say('PRD.defect', null)).gives(causeOf('PRD.defect'));
    given(named).when(say('CUS.mistake', null)).refuses('cause_behind_missing');
    given(named).when(say('CUS.mistake', 'TRN.product')).refuses('cause_behind_missing');
    given(named)
      .when(say('CUS.mistake', 'COM.unclear'))
      .gives(causeOf('CUS.mistake', 'COM.unclear'));
    given(named).when(say('XXX', null)).refuses('unknown_cause');
    assert.equal(new Set(causeCodes).size, causeCodes.length);
  });

  it('that was not taught is never ended by leaving it', () => {
    const leave = (flaw: Flaw) => liveWith(flaw, reasoned);
    given(named, causeOf('TRN.product')).when(leave).refuses('training_needed');
    given(suspected).when(leave).refuses('not_named');
    given(named, causeOf('EXT.outside'))
      .when(leave)
      .gives({ type: 'FlawEnded', data: { ending: 'lived_with', fixId: null, ...reasoned } });
  });

  it('ends by a verified fix and returns by itself', () => {
    const ended: FlawFact = {
      type: 'FlawEnded',
      data: { ending: 'fixed', fixId: 'fix', reason: null, staffId: null },
    };
    const back = { fixId: 'fix', cause: 'still_broken', count: 2 } as const;
    given(named)
      .when((flaw) => endByFix(flaw, 'fix'))
      .gives(ended);
    const returned: FlawFact = { type: 'FlawReturned', data: back };
    given(named, ended)
      .when((flaw) => comeBack(flaw, back))
      .gives(returned);
    assert.equal(given(named, ended, returned).state.state, 'named');
  });

  it('whose designers do not answer in time moves up, once for each date', () => {
    const dueAt = later;
    const asked: FlawFact = {
      type: 'DesignAsked',
      data: { designerId: 'dora', dueAt: dueAt.toISOString(), staffId: 'mina' },
    };
    given(named)
      .when((flaw) => askDesign(flaw, { designerId: 'dora', dueAt, staffId: 'mina' }, now))
      .gives(asked);
    given(named)
      .when((flaw) => askDesign(flaw, { designerId: 'dora', dueAt: now, staffId: 'mina' }, now))
      .refuses('date_in_the_past');
    const next = { movedTo: 'mina', nextDueAt: new Date('2026-12-28T09:00:00Z') };
    const missed: FlawFact = {
      type: 'DesignAnswerMissed',
      data: {
        designerId: 'dora',
        dueAt: dueAt.toISOString(),
        movedTo: 'mina',
        nextDueAt: next.nextDueAt.toISOString(),
      },
    };
    given(named, asked)
      .when((flaw) => missDesign(flaw, next, now))
      .gives();
    given(named, asked)
      .when((flaw) => missDesign(flaw, next, later))
      .gives(missed);
    given(named, asked, missed)
      .when((flaw) => missDesign(flaw, next, later))
      .gives();
  });
});

const entry = (fact: FlawFact | TraceFact) => ({
  ...fact,
  customerId: 'organisation',
  stream: 'flaw:id',
  version: 1,
  recordedAt: now,
  actor: 'program',
});

describe('a complaint', () => {
  const traced = (by: 'program' | 'staff'): TraceFact => ({
    type: 'ComplaintTracedToFlaw',
    data: { complaintId: 'one', flawId: 'flaw', by, staffId: null, reason: null },
  });
  const off: TraceFact = {
    type: 'ComplaintUntracedFromFlaw',
    data: { complaintId: 'one', flawId: 'flaw', staffId: 'hana', reason: words },
  };

  it('points to a flaw once, and what a person took off stays off for the program', () => {
    const after = (...facts: TraceFact[]) => tracesFrom(facts.map(entry));
    const put = (by: 'program' | 'staff') => traced(by).data as Parameters<typeof trace>[1];
    assert.deepEqual(trace(after(), put('program')), [traced('program')]);
    assert.deepEqual(trace(after(traced('program')), put('staff')), []);
    assert.deepEqual(trace(after(traced('program'), off), put('program')), []);
    assert.deepEqual(trace(after(traced('program'), off), put('staff')), [traced('staff')]);
    const taken = off.data as Parameters<typeof untrace>[1];
    assert.deepEqual(untrace(after(traced('program')), taken), [off]);
    assert.deepEqual(untrace(after(off), taken), []);
  });
});

describe('a fix', () => {
  const wish = {
    flawId: 'flaw',
    kind: 'change' as const,
    what: words,
    ownerId: 'dora',
    dueOn: '2026-12-01',
    credited: [],
    staffId: 'dora',
  };
  const planned: FixFact = { type: 'FixPlanned', data: wish };
  const texts = [{ language: 'en', wrong: words, different: words }];
  const shipping = { staffId: 'dora', texts, shippedAt: now, windowDays: 28 };
  const shipped: FixFact = {
    type: 'FixShipped',
    data: {
      ...shipping,
      flawId: 'flaw',
      shippedAt: now.toISOString(),
      judgeAt: '2026-12-21T09:00:00.000Z',
    },
  };
  const window = (traced: number, others: number) => ({ traced, others, days: 28 });

  it('of what was not taught is a training', () => {
    assert.throws(() => plan(wish, true, '2026-11-23'), { code: 'training_needed' });
    assert.equal(plan({ ...wish, kind: 'training' }, true, '2026-11-23').length, 1);
    assert.throws(() => plan(wish, false, '2026-12-02'), { code: 'date_in_the_past' });
  });

  it('is shipped once, and not ahead of time', () => {
    givenFix(planned)
      .when((fix) => ship(fix, shipping, now))
      .gives(shipped);
    givenFix(planned, shipped)
      .when((fix) => ship(fix, shipping, now))
      .refuses('shipped_already');
    givenFix(planned)
      .when((fix) => ship(fix, { ...shipping, shippedAt: later }, now))
      .refuses('date_ahead');
  });

  it('is verified at the end of its window, when fewer came', () => {
    const figures = hasFallen(window(12, 100), window(0, 100));
    givenFix(planned, shipped)
      .when((fix) => judge(fix, figures, now))
      .gives();
    givenFix(planned, shipped)
      .when((fix) => judge(fix, figures, later))
      .gives({ type: 'FixVerified', data: { flawId: 'flaw', figures } });
  });

  it('is unproven when as many came, and looked at longer when nothing can be told', () => {
    const asMany = hasFallen(window(12, 100), window(11, 100));
    const tooFew = hasFallen(window(2, 100), window(0, 100));
    const data = (figures: typeof asMany, isLast: boolean, judgeAt: string | null): FixFact => ({
      type: 'FixUnproven',
      data: { flawId: 'flaw', figures, isLast, judgeAt },
    });
    givenFix(planned, shipped)
      .when((fix) => judge(fix, asMany, later))
      .gives(data(asMany, true, null));
    givenFix(planned, shipped)
      .when((fix) => judge(fix, tooFew, later))
      .gives(data(tooFew, false, '2027-01-20T09:00:00.000Z'));
    givenFix(planned, shipped)
      .when((fix) => judge(fix, tooFew, new Date('2027-06-01T09:00:00Z')))
      .gives(data(tooFew, true, null));
  });

  it('is told to others only when it is verified', () => {
    givenFix(planned, shipped)
      .when((fix) => publish(fix, { to: 'staff', words, staffId: 'mina' }))
      .refuses('not_verified');
  });
});

describe('the test of two rates', () => {
  const window = (traced: number, others: number) => ({ traced, others, days: 28 });

  it('is the exact binomial tail', () => {
    assert.ok(Math.abs(atMost(0, 6, 0.5) - 1 / 64) < 1e-12);
    assert.ok(Math.abs(atMost(2, 10, 0.3) - 0.382782786) < 1e-8);
    assert.equal(atMost(5, 5, 0.2), 1);
    assert.equal(atMost(-1, 5, 0.2), 0);
  });

  it('takes growth out: a quiet month proves nothing', () => {
    assert.equal(hasFallen(window(12, 1000), window(3, 250)).isFallen, false);
    assert.equal(hasFallen(window(12, 1000), window(3, 1000)).isFallen, true);
    assert.equal(hasFallen(window(6, 100), window(0, 100)).isFallen, true);
    assert.equal(hasFallen(window(2, 100), window(0, 100)).isFallen, false);
    assert.equal(hasFallen(window(100, 1000), window(70, 1000)).isFallen, false);
  });

  it('sees what comes back, and not one by chance', () => {
    assert.equal(hasRisen(window(0, 100), window(4, 50)).isRisen, true);
    assert.equal(hasRisen(window(0, 100), window(2, 50)).isRisen, false);
    assert.equal(hasRisen(window(10, 100), window(10, 100)).isRisen, false);
  });

  it('counts days where nothing else came in', () => {
    assert.equal(hasFallen(window(12, 0), window(1, 0)).isFallen, true);
  });
});
