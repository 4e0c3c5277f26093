import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { usualWeek } from './calendar.ts';
import { endOfWorkingDay } from './working-days.ts';

type Example = [when: string, now: string, zone: string, days: number, due: string];

const examples: Example[] = [
  ['on a Monday', '2026-11-23T09:00:00Z', 'Europe/Berlin', 1, '2026-11-24T16:00:00.000Z'],
  ['two days on', '2026-11-23T09:00:00Z', 'Europe/Berlin', 2, '2026-11-25T16:00:00.000Z'],
  ['on a Friday', '2026-11-27T09:00:00Z', 'Europe/Berlin', 1, '2026-11-30T16:00:00.000Z'],
  ['on a Saturday', '2026-11-28T09:00:00Z', 'Europe/Berlin', 1, '2026-11-30T16:00:00.000Z'],
  ['on a Sunday', '2026-11-29T09:00:00Z', 'Europe/Berlin', 1, '2026-11-30T16:00:00.000Z'],
  ['a week and a weekend on', '2026-11-27T09:00:00Z', 'UTC', 6, '2026-12-07T17:00:00.000Z'],
  ['today', '2026-11-23T09:00:00Z', 'Europe/Berlin', 0, '2026-11-23T16:00:00.000Z'],

  // The day is the one on the organisation's wall, not the one in Greenwich.
  [
    'early on Tuesday in Tokyo',
    '2026-11-23T15:00:00Z',
    'Asia/Tokyo',
    1,
    '2026-11-25T08:00:00.000Z',
  ],
  ['late on Monday in Tokyo', '2026-11-23T14:59:59Z', 'Asia/Tokyo', 1, '2026-11-24T08:00:00.000Z'],
  [
    'Sunday evening in Honolulu',
    '2026-11-30T05:00:00Z',
    'Pacific/Honolulu',
    1,
    '2026-12-01T03:00:00.000Z',
  ],
  [
    'a quarter of an hour off',
    '2026-11-23T09:00:00Z',
    'Asia/Kathmandu',
    1,
    '2026-11-24T11:15:00.000Z',
  ],
  [
    'the earliest zone',
    '2026-11-23T09:00:00Z',
    'Pacific/Kiritimati',
    1,
    '2026-11-24T03:00:00.000Z',
  ],

  // Five in the afternoon stays five in the afternoon when the clocks change.
  [
    'before summer time ends',
    '2026-10-23T15:00:00Z',
    'Europe/Berlin',
    1,
    '2026-10-26T16:00:00.000Z',
  ],
  ['while it is summer', '2026-10-22T15:00:00Z', 'Europe/Berlin', 1, '2026-10-23T15:00:00.000Z'],
  [
    'before summer time begins',
    '2026-03-27T16:00:00Z',
    'Europe/Berlin',
    1,
    '2026-03-30T15:00:00.000Z',
  ],
  ['in New York, too', '2026-03-06T22:00:00Z', 'America/New_York', 1, '2026-03-09T21:00:00.000Z'],
  ['in the south', '2026-10-02T07:00:00Z', 'Australia/Sydney', 1, '2026-10-05T06:00:00.000Z'],

  ['at the end of the year', '2026-12-31T12:00:00Z', 'UTC', 1, '2027-01-01T17:00:00.000Z'],
  ['in a leap year', '2028-02-28T12:00:00Z', 'UTC', 1, '2028-02-29T17:00:00.000Z'],
];

describe('the end of a working day', () => {
  for (const [name, now, zone, days, due] of examples) {
    it(`is five in the afternoon there: ${name}`, () => {
      assert.equal(endOfWorkingDay(new Date(now), { zone, ...usualWeek }, days).toISOString(), due);
    });
  }

  it('always lies ahead, on a weekday, for every hour of a year', () => {
    for (let hour = 0; hour < 366 * 24; hour += 5) {
      const now = new Date(Date.UTC(2026, 0, 1, hour));
      const due = endOfWorkingDay(now, { zone: 'Europe/Berlin', ...usualWeek }, 1);
      const wait = due.getTime() - now.getTime();
      assert.ok(wait > 0 && wait <= 4 * 86_400_000, now.toISOString());
      assert.ok(![0, 6].includes(due.getUTCDay()), now.toISOString());
    }
  });

  it('is never on a holiday, and on the days of the week on which we work', () => {
    const now = new Date('2026-12-23T09:00:00Z');
    const holidays = ['2026-12-24', '2026-12-25', '2026-12-28'].map((day) => ({ day }));
    const calendar = { ...usualWeek, zone: 'UTC', holidays };
    assert.equal(endOfWorkingDay(now, calendar, 1).toISOString(), '2026-12-29T17:00:00.000Z');
    const shop = { ...calendar, workingDays: [6, 7] };
    assert.equal(endOfWorkingDay(now, shop, 2).toISOString(), '2026-12-27T17:00:00.000Z');
  });

  it('is found also where nobody ever works', () => {
    const never = { zone: 'UTC', workingDays: [], holidays: [] };
    assert.ok(endOfWorkingDay(new Date('2026-12-23T09:00:00Z'), never, 1) > new Date('2036'));
  });
});
