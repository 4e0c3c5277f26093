import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerTo } from './working-time-rows.ts';

const office = { mon: { '09:00': '12:00', '13:00': '17:00' }, tue: { '09:00': '17:00' } };
const row = { hours: office, zone: 'Europe/Berlin', holidays: ['2026-11-30'] };
const wall = {
  hours: office,
  zone: 'Europe/Berlin',
  input_zone: 'UTC',
  annual_holidays: { 11: { 30: 'A day off' } },
  one_time_holidays: { 2026: { 12: { 1: 'Another' } } },
};

describe('rows about working time', () => {
  it('ask whether somebody works, how long, and until when', () => {
    const asked = { ...row, kind: 'in_hours' };
    assert.equal(answerTo({ ...asked, at: '2026-11-23T11:59:59Z' }), false);
    assert.equal(answerTo({ ...asked, at: '2026-11-23T12:00:00Z' }), true);
    assert.equal(answerTo({ ...asked, at: '2026-11-30T12:00:00Z' }), false);
    const [start, end] = ['2026-11-23T10:00:00Z', '2026-12-01T09:00:00Z'];
    assert.equal(answerTo({ ...row, kind: 'elapsed', start, end }), (5 + 8 + 1) * 3_600);
    assert.equal(answerTo({ ...row, kind: 'elapsed', start: end, end: start }), -14 * 3_600);
    const due = answerTo({ ...row, kind: 'due', start, minutes: 14 * 60 });
    assert.equal(due, '2026-12-01T09:00:00Z');
  });

  it('are answered by the wall on which they were asked', () => {
    const start = '2026-11-24 15:30:00';
    const add = { Hours: 1, Seconds: 5 };
    assert.equal(answerTo({ ...wall, kind: 'due_local', start, add }), '2026-12-07 08:30:05');
    const idle = { ...wall, hours: {}, kind: 'due_local', start, add };
    assert.equal(answerTo(idle), start);
    const elapsed = answerTo({
      ...wall,
      kind: 'elapsed_local',
      start,
      end: '2026-12-07 08:30:05',
    }) as Record<string, number>;
    assert.equal(elapsed['AbsoluteSeconds'], 3_605);
    assert.deepEqual([elapsed['Hours'], elapsed['Minutes'], elapsed['Seconds']], [1, 0, 5]);
  });

  const bad: [what: string, row: unknown][] = [
    ['no row', 17],
    ['an unknown kind', { ...row, kind: 'guess' }],
    [
      'an unknown zone',
      { ...row, zone: 'Mars/Olympus', kind: 'in_hours', at: '2026-11-23T12:00Z' },
    ],
    ['no time', { ...row, kind: 'in_hours', at: 'noon' }],
    ['a day that is none', { ...row, holidays: ['2026-02-30'], kind: 'in_hours' }],
    [
      'a period that ends before it begins',
      {
        ...row,
        hours: { mon: { '17:00': '09:00' } },
        kind: 'in_hours',
        at: '2026-11-23T12:00:00Z',
      },
    ],
    [
      'a thousand years',
      { ...row, kind: 'elapsed', start: '1026-11-23T12:00:00Z', end: '2026-11-23T12:00:00Z' },
    ],
    [
      'an amount that is too large',
      { ...wall, kind: 'due_local', start: '2026-11-24 15:30:00', add: { Days: 1e9 } },
    ],
    [
      'a calendar in which nobody works',
      { ...row, hours: {}, kind: 'due', start: '2026-11-23T12:00:00Z', minutes: 1 },
    ],
  ];
  for (const [what, given] of bad)
    it(`are refused: ${what}`, () => {
      assert.throws(() => answerTo(given));
    });
});
