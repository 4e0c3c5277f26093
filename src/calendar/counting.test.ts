import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calendarOf, calendarOfWeek } from './calendar.ts';
import { addCounted, before, type Counting } from './counting.ts';
import { isWorkingTime, workingTimeBetween } from './working-time.ts';

const week = calendarOfWeek({
  zone: 'Europe/Berlin',
  workingDays: [1, 2, 3, 4, 5],
  holidays: [{ day: '2026-12-24' }, { day: '2026-12-25' }],
});

const usual = { startRule: 'nextDay', endRule: 'endOfDay', roll: 'none' } as const;

type Example = [what: string, from: string, counting: Partial<Counting>, due: string];

// Monday 23 November 2026, ten in Berlin, unless it says otherwise.
const monday = '2026-11-23T09:00:00Z';
const examples: Example[] = [
  ['days', monday, { amount: 30, unit: 'calendarDay' }, '2026-12-23T22:59:59.999Z'],
  [
    'days, the first one counted',
    monday,
    { amount: 30, unit: 'calendarDay', startRule: 'sameDay' },
    '2026-12-22T22:59:59.999Z',
  ],
  ['business days', monday, { amount: 5, unit: 'businessDay' }, '2026-11-30T22:59:59.999Z'],
  [
    'business days, the first one counted',
    monday,
    { amount: 5, unit: 'businessDay', startRule: 'sameDay' },
    '2026-11-27T22:59:59.999Z',
  ],
  [
    'business days from a Sunday, the first one counted',
    '2026-11-22T09:00:00Z',
    { amount: 1, unit: 'businessDay', startRule: 'sameDay' },
    '2026-11-23T22:59:59.999Z',
  ],
  ['the day itself', monday, { amount: 0, unit: 'calendarDay' }, '2026-11-23T22:59:59.999Z'],
  ['weeks', monday, { amount: 8, unit: 'week' }, '2027-01-18T22:59:59.999Z'],
  ['months', '2026-11-30T09:00:00Z', { amount: 3, unit: 'month' }, '2027-02-28T22:59:59.999Z'],
  [
    'a holiday rolled on over a weekend',
    '2026-11-24T09:00:00Z',
    { amount: 30, unit: 'calendarDay', roll: 'nextBusinessDay' },
    '2026-12-28T22:59:59.999Z',
  ],
  [
    'to the close of business',
    monday,
    { amount: 2, unit: 'businessDay', endRule: 'closeOfBusiness' },
    '2026-11-25T16:00:00.000Z',
  ],
  [
    'to the same time of the day, over a change of the clocks',
    '2026-03-20T09:00:00Z',
    { amount: 2, unit: 'week', endRule: 'exactTime' },
    '2026-04-03T08:00:00.000Z',
  ],
  ['hours, by day and night', monday, { amount: 72, unit: 'hour' }, '2026-11-26T09:00:00.000Z'],
  ['working hours', monday, { amount: 10, unit: 'workingHour' }, '2026-11-24T11:00:00.000Z'],
  [
    'hours that end on a Saturday, rolled on',
    '2026-11-27T09:00:00Z',
    { amount: 24, unit: 'hour', roll: 'nextBusinessDay' },
    '2026-11-30T09:00:00.000Z',
  ],
];

describe('a limit', () => {
  for (const [what, from, counting, due] of examples) {
    it(`counts ${what}`, () => {
      const rule = { ...usual, amount: 1, unit: 'calendarDay', ...counting } as const;
      assert.equal(addCounted(new Date(from), rule, week).toISOString(), due);
    });
  }

  it('is looked back from in the same ways', () => {
    const due = new Date('2026-12-28T16:00:00Z');
    const back = (amount: number, unit: Counting['unit']) =>
      before(due, { amount, unit }, week).toISOString();
    assert.equal(back(2, 'businessDay'), '2026-12-22T16:00:00.000Z');
    assert.equal(back(2, 'calendarDay'), '2026-12-26T16:00:00.000Z');
    assert.equal(back(1, 'week'), '2026-12-21T16:00:00.000Z');
    assert.equal(back(1, 'month'), '2026-11-28T16:00:00.000Z');
    assert.equal(back(3, 'hour'), '2026-12-28T13:00:00.000Z');
    assert.equal(back(9, 'workingHour'), '2026-12-23T15:00:00.000Z');
  });
});

describe('an hour that the wall shows twice, or never', () => {
  const night = calendarOf({
    zone: 'Europe/Berlin',
    week: { 7: [[90, 150]] },
    isHoliday: () => false,
  });

  it('is worked in as often as the wall shows it', () => {
    const [from, to] = [new Date('2026-10-24T12:00:00Z'), new Date('2026-10-25T12:00:00Z')];
    // Half past one to half past two, and two to half past two once more.
    assert.equal(workingTimeBetween(from, to, night), 90 * 60_000);
    assert.ok(isWorkingTime(new Date('2026-10-25T00:10:00Z'), night));
    assert.ok(!isWorkingTime(new Date('2026-10-25T00:40:00Z'), night));
    assert.ok(isWorkingTime(new Date('2026-10-25T01:10:00Z'), night));
    assert.ok(!isWorkingTime(new Date('2026-10-25T01:40:00Z'), night));
  });

  it('is left out where the wall jumps over it', () => {
    const [from, to] = [new Date('2026-03-28T12:00:00Z'), new Date('2026-03-29T12:00:00Z')];
    assert.equal(workingTimeBetween(from, to, night), 30 * 60_000);
  });
});
