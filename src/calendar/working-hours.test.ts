import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { usualWeek } from './calendar.ts';
import { afterWorkingHours } from './working-hours.ts';

type Example = [when: string, now: string, hours: number, due: string];

// 23 November 2026 is a Monday; Berlin is an hour ahead of UTC.
const examples: Example[] = [
  ['within the day', '2026-11-23T09:00:00Z', 4, '2026-11-23T13:00:00Z'],
  ['to the very end of the day', '2026-11-23T12:00:00Z', 4, '2026-11-23T16:00:00Z'],
  ['over night', '2026-11-23T15:00:00Z', 4, '2026-11-24T11:00:00Z'],
  ['before the day begins', '2026-11-23T03:00:00Z', 4, '2026-11-23T12:00:00Z'],
  ['after it has ended', '2026-11-23T20:00:00Z', 1, '2026-11-24T09:00:00Z'],
  ['over a weekend', '2026-11-27T15:30:00Z', 1, '2026-11-30T08:30:00Z'],
  ['begun on a Saturday', '2026-11-28T10:00:00Z', 2, '2026-11-30T10:00:00Z'],
  ['over several days', '2026-11-23T08:00:00Z', 20, '2026-11-25T12:00:00Z'],
  [
    'over the night in which the clocks go forward',
    '2026-03-27T15:00:00Z',
    2,
    '2026-03-30T08:00:00Z',
  ],
];

describe('working hours', () => {
  for (const [when, now, hours, due] of examples) {
    it(`end ${when}`, () => {
      const at = afterWorkingHours(new Date(now), { zone: 'Europe/Berlin', ...usualWeek }, hours);
      assert.equal(at.toISOString(), new Date(due).toISOString());
    });
  }

  it('go by the organisation’s own week and holidays', () => {
    const calendar = {
      zone: 'Europe/Berlin',
      workingDays: [1, 3],
      holidays: [{ day: '2026-11-25' }],
    };
    const at = afterWorkingHours(new Date('2026-11-23T15:00:00Z'), calendar, 2);
    assert.equal(at.toISOString(), '2026-11-30T09:00:00.000Z');
  });

  it('come to an end where nobody works on any day', () => {
    const calendar = { zone: 'Europe/Berlin', workingDays: [], holidays: [] };
    assert.ok(afterWorkingHours(new Date('2026-11-23T15:00:00Z'), calendar, 2));
  });
});
