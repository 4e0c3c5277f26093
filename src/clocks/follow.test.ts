import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ClockEvent, clockRuleSchema, type Happened } from '#calendar/clock-rule.ts';
import { firstAnswer } from './charter.ts';
import { type Clock, type ClockFact, clocksFrom, told } from './clock.ts';
import { dueOf, reckoningOf } from './due.ts';
import {
  clocksOf,
  follow,
  lookAt,
  type NamedRule,
  reopen,
  type Scene,
  sayAgain,
  unacknowledge,
  unsay,
} from './follow.ts';
import { extend, recompute } from './moving.ts';

const london = { zone: 'Europe/London', workingDays: [1, 2, 3, 4, 5], holidays: [] };
const reckoning = reckoningOf(london);

type Given = Partial<Record<keyof typeof clockRuleSchema.shape, unknown>>;

const ruleOf = (given: Given): NamedRule => ({
  packId: 'a-pack',
  packVersion: '1',
  rule: clockRuleSchema.parse({
    id: 'final',
    notice: 'final',
    anchor: 'received',
    metBy: ['finalSent'],
    source: 'A rule',
    confidence: 'read',
    calendar: 'GB-ENG',
    ...given,
  }),
});

const at = (text: string): Date => new Date(text);
const happened = (event: ClockEvent, when: string, stage?: number): Happened => ({
  event,
  at: at(when),
  stage,
});

const day = (date: Date | undefined, zone = 'Europe/London'): string =>
  date?.toLocaleDateString('en-CA', { timeZone: zone }) ?? '-';

describe('the clock vectors', () => {
  it('(a) DISP over Easter: three business days, and eight weeks', () => {
    const received = at('2026-04-03T10:00:00Z');
    const summary = ruleOf({ amount: 3, unit: 'businessDay', endRule: 'closeOfBusiness' });
    assert.equal(
      dueOf(summary.rule, received, reckoning).toISOString(),
      '2026-04-09T16:00:00.000Z',
    );
    const final = ruleOf({ amount: 8, unit: 'week' });
    assert.equal(day(dueOf(final.rule, received, reckoning)), '2026-05-29');
  });

  it('(b) RG 271 from a Saturday: the thirtieth day, whatever day that is', () => {
    const { rule } = ruleOf({ amount: 30, unit: 'calendarDay', calendar: 'AU' });
    const sydney = reckoningOf({ ...london, zone: 'Australia/Sydney' });
    const due = dueOf(rule, at('2026-02-27T23:00:00Z'), sydney);
    assert.equal(day(due, 'Australia/Sydney'), '2026-03-30');
  });

  it('(c) Housing: the first stage counts from the acknowledgement, not from receipt', () => {
    const rules = [
      ruleOf({
        id: 'acknowledge',
        notice: 'acknowledgement',
        amount: 5,
        unit: 'businessDay',
        metBy: ['acknowledged'],
        stage: 1,
      }),
      ruleOf({ amount: 10, unit: 'businessDay', anchor: 'acknowledged', stage: 1 }),
    ];
    const received = happened('received', '2026-06-01T09:00:00Z');
    assert.deepEqual(
      clocksOf(rules, [received], reckoning).map(({ dueAt }) => day(dueAt)),
      ['2026-06-08'],
    );
    const clocks = clocksOf(
      rules,
      [received, happened('acknowledged', '2026-06-04T09:00:00Z')],
      reckoning,
    );
    assert.deepEqual(
      clocks.map(({ ruleId, state, dueAt }) => [ruleId, state, day(dueAt)]),
      [
        ['acknowledge', 'met', '2026-06-08'],
        ['final', 'running', '2026-06-18'],
      ],
    );
  });

  it('(d) DUAA ends on a Sunday and rolls to Monday; the warning comes on a day of work', () => {
    const rule = ruleOf({
      amount: 30,
      unit: 'calendarDay',
      roll: 'nextBusinessDay',
      warnAt: [{ amount: 1, unit: 'calendarDay' }],
    });
    const [clock] = clocksOf([rule], [happened('received', '2026-07-03T10:00:00Z')], reckoning);
    assert.equal(day(clock?.dueAt), '2026-08-03');
    assert.deepEqual(clock?.warnings, [at('2026-07-31T08:00:00Z')]);
  });

  it('(e) ACMA: to put it right counts from the yes, not from the proposal', () => {
    const rule = ruleOf({ amount: 5, unit: 'businessDay', anchor: 'accepted', metBy: ['fixed'] });
    const received = happened('received', '2026-06-01T09:00:00Z');
    const proposed = happened('proposed', '2026-06-02T09:00:00Z');
    assert.deepEqual(clocksOf([rule], [received, proposed], reckoning), []);
    const accepted = happened('accepted', '2026-06-10T09:00:00Z');
    const [clock] = clocksOf([rule], [received, proposed, accepted], reckoning);
    assert.equal(day(clock?.dueAt), '2026-06-17');
  });

  it('(f) the night in which the clocks change moves no limit in days', () => {
    const { rule } = ruleOf({ amount: 1, unit: 'calendarDay' });
    const due = dueOf(rule, at('2026-03-28T23:30:00Z'), reckoning);
    assert.equal(due.toISOString(), '2026-03-29T22:59:59.999Z');
  });

  it('(g) eight weeks stay eight for whoever came while they were', () => {
    const old = { ...ruleOf({ amount: 8, unit: 'week' }), packVersion: '2018.1' };
    const received = happened('received', '2026-03-20T10:00:00Z');
    const [clock] = clocksOf([old], [received], reckoning);
    assert.equal(day(clock?.dueAt), '2026-05-15');
    assert.equal(clock?.packVersion, '2018.1');
  });
});

const monday = '2026-06-01T09:00:00Z';
const tenDays = ruleOf({ amount: 10, unit: 'businessDay' });

function sceneAt(now: string, facts: readonly ClockFact[], rules: NamedRule[] = [tenDays]): Scene {
  return { complaintId: 'c', clocks: clocksFrom(facts), rules, reckoning, now: at(now) };
}

const startedOn = (when: string, rules?: NamedRule[]): ClockFact[] =>
  follow(sceneAt(when, [], rules), happened('received', when));

const types = (facts: readonly ClockFact[]): string[] => facts.map(({ type }) => type);
const only = (clocks: readonly Clock[]): Clock => {
  const [clock] = clocks;
  assert.ok(clock);
  return clock;
};

describe('a clock', () => {
  it('starts once, however often its anchor comes', () => {
    const facts = startedOn(monday);
    assert.deepEqual(types(facts), ['ClockStarted']);
    assert.deepEqual(follow(sceneAt(monday, facts), happened('received', monday)), []);
  });

  it('is met by what it names, and by the closing of the complaint', () => {
    const facts = startedOn(monday);
    const scene = sceneAt('2026-06-03T09:00:00Z', facts);
    assert.deepEqual(follow(scene, happened('answered', '2026-06-03T09:00:00Z')), []);
    for (const event of ['finalSent', 'closed'] as const) {
      const met = follow(scene, happened(event, '2026-06-03T09:00:00Z'));
      assert.deepEqual(types(met), ['ClockMet']);
      assert.equal(met[0]?.data['late'], false);
    }
  });

  it('says each warning and the breach with their own instants, however late one looks', () => {
    const facts = startedOn(monday);
    const clock = only(clocksFrom(facts));
    assert.deepEqual(lookAt(clock, sceneAt('2026-06-10T09:00:00Z', facts)), []);
    const found = lookAt(clock, sceneAt('2026-06-20T21:00:00Z', facts));
    assert.deepEqual(
      found.map(({ type, data }) => [type, 'warnAt' in data ? data.warnAt : null]),
      [
        ['ClockWarned', '2026-06-12T08:00:00.000Z'],
        ['ClockBreached', null],
      ],
    );
    const [, breach] = found;
    assert.ok(breach?.type === 'ClockBreached');
    assert.equal(breach.data.dueAt, '2026-06-15T22:59:59.999Z');
    // It is a Saturday evening: whoever has to know is told on Monday.
    assert.equal(breach.data.tellAt, '2026-06-22T08:00:00.000Z');
    const after = only(found.reduce(told, [clock]));
    assert.deepEqual(lookAt(after, sceneAt('2026-06-25T09:00:00Z', facts)), []);
  });

  it('is breached before it is met late, also where nobody looked in between', () => {
    const facts = startedOn(monday);
    const late = '2026-06-20T09:00:00Z';
    const found = follow(sceneAt(late, facts), happened('finalSent', late));
    assert.deepEqual(types(found), ['ClockWarned', 'ClockBreached', 'ClockMet']);
    assert.equal(found.at(-1)?.data['late'], true);
  });

  it('tells nobody where a broken promise does so anyway', () => {
    const facts = startedOn(monday, [firstAnswer]);
    const clock = only(clocksFrom(facts));
    const [breach] = lookAt(clock, sceneAt('2026-06-20T09:00:00Z', facts));
    assert.ok(breach?.type === 'ClockBreached');
    assert.equal(breach.data.tellAt, null);
  });
});

describe('a clock that was met', () => {
  it('runs on by its old date when the words that met it did not arrive', () => {
    const facts = startedOn(monday);
    const said = { event: 'finalSent', at: at('2026-06-03T09:00:00Z'), messageId: 'm' } as const;
    facts.push(...follow(sceneAt('2026-06-03T09:00:00Z', facts), said));
    assert.deepEqual(unsay(sceneAt(monday, facts), 'another'), []);
    facts.push(...unsay(sceneAt('2026-06-04T09:00:00Z', facts), 'm'));
    const clock = only(clocksFrom(facts));
    assert.equal(clock.state, 'running');
    assert.equal(day(clock.dueAt), '2026-06-15');
    assert.equal(clock.warnings.length, 1);
    const again = sayAgain(sceneAt('2026-06-05T09:00:00Z', facts), 'm', at('2026-06-05T09:00:00Z'));
    assert.deepEqual(types(again), ['ClockMet']);
  });

  it('that began with an acknowledgement which came back has not begun', () => {
    const rules = [
      ruleOf({ id: 'acknowledge', amount: 5, unit: 'businessDay', metBy: ['acknowledged'] }),
      ruleOf({ amount: 10, unit: 'businessDay', anchor: 'acknowledged' }),
    ];
    const facts = startedOn(monday, rules);
    const acknowledged = happened('acknowledged', '2026-06-02T09:00:00Z');
    facts.push(...follow(sceneAt('2026-06-02T09:00:00Z', facts, rules), acknowledged));
    facts.push(...unacknowledge(sceneAt('2026-06-03T09:00:00Z', facts, rules)));
    assert.deepEqual(
      clocksFrom(facts).map(({ ruleId, state }) => [ruleId, state]),
      [
        ['acknowledge', 'running'],
        ['final', 'ended'],
      ],
    );
    const again = happened('acknowledged', '2026-06-05T09:00:00Z');
    facts.push(...follow(sceneAt('2026-06-05T09:00:00Z', facts, rules), again));
    assert.equal(day(clocksFrom(facts).at(-1)?.dueAt), '2026-06-19');
  });

  it('runs on when the customer comes back to what was only closed, or anew when its date is over', () => {
    const facts = startedOn(monday);
    const closed = happened('closed', '2026-06-03T09:00:00Z');
    facts.push(...follow(sceneAt('2026-06-03T09:00:00Z', facts), closed));
    assert.deepEqual(types(reopen(sceneAt('2026-06-05T09:00:00Z', facts))), ['ClockReopened']);
    const [anew] = reopen(sceneAt('2026-08-03T09:00:00Z', facts));
    assert.ok(anew?.type === 'ClockStarted');
    assert.equal(anew.data.dueAt, '2026-08-17T22:59:59.999Z');
  });

  it('comes again and again where the rule says so, until the final answer', () => {
    const update = ruleOf({
      id: 'update',
      notice: 'update',
      amount: 20,
      unit: 'businessDay',
      metBy: ['updateSent'],
      repeats: true,
      calendar: 'IE',
    });
    const history = [
      happened('received', '2026-06-08T09:00:00Z'),
      happened('updateSent', '2026-07-01T09:00:00Z'),
    ];
    const running = clocksOf([update], history, reckoning);
    assert.deepEqual(
      running.map(({ state, dueAt }) => [state, day(dueAt)]),
      [
        ['met', '2026-07-06'],
        ['running', '2026-07-29'],
      ],
    );
    const over = clocksOf(
      [update],
      [...history, happened('finalSent', '2026-07-10T09:00:00Z')],
      reckoning,
    );
    assert.deepEqual(
      over.map(({ state }) => state),
      ['met', 'met'],
    );
  });

  it('of the second stage starts when that is asked for, and the first runs on', () => {
    const rules = [
      ruleOf({ id: 'one', amount: 10, unit: 'businessDay', stage: 1 }),
      ruleOf({
        id: 'two',
        amount: 20,
        unit: 'businessDay',
        stage: 2,
        anchor: 'escalationRequested',
      }),
    ];
    const history = [
      happened('received', monday),
      happened('escalationRequested', '2026-06-05T09:00:00Z', 2),
    ];
    const states = (more: Happened[]) =>
      clocksOf(rules, [...history, ...more], reckoning).map(({ ruleId, state }) => [ruleId, state]);
    assert.deepEqual(states([]), [
      ['one', 'running'],
      ['two', 'running'],
    ]);
    assert.deepEqual(states([happened('finalSent', '2026-06-08T09:00:00Z')]), [
      ['one', 'met'],
      ['two', 'met'],
    ]);
    assert.deepEqual(states([happened('finalSent', '2026-06-08T09:00:00Z', 1)]), [
      ['one', 'met'],
      ['two', 'running'],
    ]);
  });
});

describe('a date that moves', () => {
  const withHoliday = reckoningOf({ ...london, holidays: [{ day: '2026-06-10' }] });
  const ours = ruleOf({ amount: 10, unit: 'businessDay', calendar: 'organisation' });
  const facts = startedOn(monday, [ours]);
  const clock = only(clocksFrom(facts));
  const why = { cause: 'calendar', correction: 7 } as const;

  it('is later by a holiday that was forgotten, and says because of what', () => {
    const scene = { ...sceneAt('2026-06-03T09:00:00Z', facts, [ours]), reckoning: withHoliday };
    const [moved] = recompute(scene, clock, { ...why, promised: [] });
    assert.ok(moved?.type === 'ClockRecomputed');
    assert.equal(moved.data.dueAt, '2026-06-16T22:59:59.999Z');
    assert.equal(moved.data.correction, 7);
    assert.deepEqual(moved.data.warnAt, ['2026-06-15T08:00:00.000Z']);
    const after = only(told([clock], moved));
    assert.deepEqual(recompute(scene, after, { ...why, promised: [] }), []);
  });

  it('comes back only as far as what the customer was promised', () => {
    const scene = { ...sceneAt('2026-06-03T09:00:00Z', facts, [ours]), reckoning: withHoliday };
    const later = recompute(scene, clock, { ...why, promised: [] });
    const after = only(later.reduce(told, [clock]));
    const plain = sceneAt('2026-06-04T09:00:00Z', facts, [ours]);
    const dueWith = (promised: Date[]) =>
      recompute(plain, after, { ...why, promised }).map(({ data }) =>
        'dueAt' in data ? data.dueAt : '',
      );
    assert.deepEqual(dueWith([]), ['2026-06-15T22:59:59.999Z']);
    assert.deepEqual(dueWith([at('2026-06-16T16:00:00Z')]), ['2026-06-16T16:00:00.000Z']);
    assert.deepEqual(dueWith([at('2026-06-05T16:00:00Z')]), ['2026-06-15T22:59:59.999Z']);
    const tooLate = sceneAt('2026-06-16T09:00:00Z', facts, [ours]);
    assert.deepEqual(recompute(tooLate, after, { ...why, promised: [] }), []);
  });

  it('is put off as far as the rule allows, from the first date, and before that has come', () => {
    const max = { amount: 10, unit: 'businessDay' };
    const rule = ruleOf({ amount: 10, unit: 'businessDay', extension: { max } });
    const scene = sceneAt('2026-06-03T09:00:00Z', facts, [rule]);
    const wish = (to: string) => ({ dueAt: at(to), by: 's', reason: { words: 'w', digest: 'd' } });
    const extended = extend(scene, clock, wish('2026-06-29T22:59:59.999Z') as never);
    assert.deepEqual(types(extended), ['ClockRecomputed']);
    const after = only(extended.reduce(told, [clock]));
    const codes = { code: 'extension_too_long' };
    assert.throws(() => extend(scene, clock, wish('2026-06-30T22:59:59.999Z') as never), codes);
    assert.throws(() => extend(scene, after, wish('2026-07-13T22:59:59.999Z') as never), codes);
    assert.throws(() => extend(scene, clock, wish('2026-06-10T09:00:00Z') as never), {
      code: 'not_later',
    });
    const over = sceneAt('2026-06-16T09:00:00Z', facts, [rule]);
    assert.throws(() => extend(over, clock, wish('2026-06-29T09:00:00Z') as never), {
      code: 'too_late_to_extend',
    });
    assert.deepEqual(recompute(scene, after, { cause: 'calendar', promised: [] }), []);
  });
});
