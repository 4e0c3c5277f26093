import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Calendar, calendarOf, combined, type Period } from './calendar.ts';
import { addCounted, before, type Counting, countedUnits, isBusinessDay } from './counting.ts';
import { dayNumber, dayNumberOf, dayOf } from './day.ts';
import {
  addWorkingTime,
  isWorkingTime,
  nextWorkingTime,
  workingTimeBetween,
} from './working-time.ts';

// What must hold for every calendar, tried on many that were put together by chance: always the same
// chance, so that a failure can be looked at.

function chance(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const oneOf = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  return { below, oneOf };
}
type Chance = ReturnType<typeof chance>;

// With changes of the clocks at one, two and three in the morning, at midnight, and by half an hour.
const zones = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'America/Santiago',
  'Africa/Casablanca',
] as const;

function someCalendar({ below, oneOf }: Chance, zone: string = oneOf(zones)): Calendar {
  const week: Record<number, Period[]> = {};
  for (let day = 1; day <= 7; day++) {
    const marks = Array.from({ length: 2 * below(4) }, () => below(1441)).toSorted((a, b) => a - b);
    const periods: Period[] = [];
    for (let mark = 0; mark + 1 < marks.length; mark += 2)
      periods.push([marks[mark] ?? 0, marks[mark + 1] ?? 0]);
    week[day] = periods;
  }
  week[1 + below(7)] = oneOf<Period[]>([
    [[0, 1440]],
    [[60, 300]],
    [
      [540, 720],
      [780, 1080],
    ],
  ]);
  const off = oneOf([5, 11, 13]);
  return calendarOf({ zone, week, isHoliday: (day) => day % off === 0 });
}

const someTime = ({ below }: Chance): Date =>
  new Date(Date.UTC(2026, 0, 1) + below(700 * 86_400) * 1_000);

const rounds = 400;

describe('working time, in any calendar', () => {
  it('added and taken away again is as if nothing had been', () => {
    const luck = chance(1);
    for (let round = 0; round < rounds; round++) {
      const calendar = someCalendar(luck);
      const at = nextWorkingTime(someTime(luck), calendar);
      const milliseconds = 1_000 * (1 + luck.below(400_000));
      const later = addWorkingTime(at, milliseconds, calendar);
      assert.equal(workingTimeBetween(at, later, calendar), milliseconds);
      assert.equal(workingTimeBetween(later, at, calendar), -milliseconds);
      const back = addWorkingTime(later, -milliseconds, calendar);
      assert.equal(workingTimeBetween(back, at, calendar), 0);
    }
  });

  it('is later when more is added, and when it begins later', () => {
    const luck = chance(2);
    for (let round = 0; round < rounds; round++) {
      const calendar = someCalendar(luck);
      const at = someTime(luck);
      const some = 1_000 * luck.below(200_000);
      const more = some + 1_000 * luck.below(200_000);
      const due = addWorkingTime(at, some, calendar);
      assert.ok(due <= addWorkingTime(at, more, calendar));
      const afterwards = new Date(at.getTime() + 1_000 * luck.below(200_000));
      assert.ok(due <= addWorkingTime(afterwards, some, calendar));
    }
  });

  it('is the sum of its parts', () => {
    const luck = chance(3);
    for (let round = 0; round < rounds; round++) {
      const calendar = someCalendar(luck);
      const [one, two, three] = [someTime(luck), someTime(luck), someTime(luck)];
      assert.equal(
        workingTimeBetween(one, two, calendar) + workingTimeBetween(two, three, calendar),
        workingTimeBetween(one, three, calendar),
      );
    }
  });

  it('is as many minutes as those at which the wall shows a time of work', () => {
    const luck = chance(4);
    for (const zone of zones) {
      const calendar = someCalendar(luck, zone);
      // The nights in which the clocks change in most of these zones lie in it.
      for (const start of [
        '2026-03-26T22:17:00Z',
        '2026-04-02T22:17:00Z',
        '2026-10-24T10:03:00Z',
      ]) {
        const from = new Date(start);
        let minutes = 0;
        for (let minute = 0; minute < 3 * 1_440; minute++)
          if (isWorkingTime(new Date(from.getTime() + minute * 60_000), calendar)) minutes++;
        const to = new Date(from.getTime() + 3 * 86_400_000);
        assert.equal(workingTimeBetween(from, to, calendar), minutes * 60_000, `${zone} ${start}`);
      }
    }
  });

  it('of several calendars is when all of them are at work', () => {
    const luck = chance(5);
    for (let round = 0; round < 60; round++) {
      const calendars = [someCalendar(luck), someCalendar(luck), someCalendar(luck)] as const;
      const all = combined(...calendars);
      for (let tried = 0; tried < 100; tried++) {
        const at = someTime(luck);
        const expected = calendars.every((calendar) => isWorkingTime(at, calendar));
        assert.equal(isWorkingTime(at, all), expected, at.toISOString());
      }
    }
  });
});

describe('a limit in days, in any calendar', () => {
  const counting = ({ below, oneOf }: Chance): Counting => ({
    amount: 1 + below(40),
    unit: oneOf(countedUnits),
    startRule: oneOf(['sameDay', 'nextDay']),
    endRule: oneOf(['endOfDay', 'closeOfBusiness', 'exactTime']),
    roll: oneOf(['none', 'nextBusinessDay']),
  });

  it('is never earlier when it starts on a later day, or is longer', () => {
    const luck = chance(6);
    for (let round = 0; round < rounds; round++) {
      const calendar = someCalendar(luck);
      const rule = counting(luck);
      const at = someTime(luck);
      const due = addCounted(at, rule, calendar);
      const longer = addCounted(at, { ...rule, amount: rule.amount + 1 }, calendar);
      assert.ok(due <= longer, JSON.stringify({ at, rule, due, longer }));
      const nextDay = new Date(at.getTime() + 2 * 86_400_000);
      assert.ok(due <= addCounted(nextDay, rule, calendar), JSON.stringify({ at, rule }));
    }
  });

  it('that is rolled on, or counted in business days, ends on a business day', () => {
    const luck = chance(7);
    for (let round = 0; round < rounds; round++) {
      const calendar = someCalendar(luck);
      const rule = { ...counting(luck), roll: 'nextBusinessDay' } as const;
      const day = dayNumberOf(addCounted(someTime(luck), rule, calendar).getTime(), calendar.zone);
      assert.ok(isBusinessDay(day, calendar), JSON.stringify(rule));
    }
  });

  it('does not move by a day in the night in which the clocks change', () => {
    for (const zone of zones) {
      const calendar = calendarOf({ zone, week: {}, isHoliday: () => false });
      for (let hour = 0; hour < 365 * 24; hour += 7) {
        const at = new Date(Date.UTC(2026, 0, 1, hour));
        for (const endRule of ['endOfDay', 'exactTime'] as const) {
          const rule = { amount: 30, unit: 'calendarDay', endRule, roll: 'none' } as const;
          const due = addCounted(at, { ...rule, startRule: 'nextDay' }, calendar);
          const days = dayNumber(dayOf(due, zone)) - dayNumber(dayOf(at, zone));
          assert.equal(days, 30, `${zone} ${at.toISOString()} ${endRule}`);
        }
      }
    }
  });

  it('is warned of before it is over', () => {
    const luck = chance(8);
    for (let round = 0; round < rounds; round++) {
      const calendar = someCalendar(luck);
      const due = addCounted(someTime(luck), counting(luck), calendar);
      const span = { amount: 1 + luck.below(5), unit: luck.oneOf(countedUnits) };
      assert.ok(before(due, span, calendar) < due);
    }
  });
});
