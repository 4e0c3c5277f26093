import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addCounted, isBusinessDay } from './counting.ts';
import { dayNumber } from './day.ts';
import { calendarOfRegion, holidaysOf, isRegion } from './holidays.ts';

const london = { zone: 'Europe/London' };
const isOpen = (region: string, day: string, options: { zone: string } = london): boolean =>
  isBusinessDay(dayNumber(day), calendarOfRegion(region, options));

describe('the business days of a country', () => {
  it('leave out its weekend and its public holidays', () => {
    assert.equal(isOpen('GB-ENG', '2026-04-02'), true);
    for (const day of ['2026-04-03', '2026-04-04', '2026-04-05', '2026-04-06', '2026-12-28'])
      assert.equal(isOpen('GB-ENG', day), false, day);
    assert.equal(isOpen('EG', '2026-07-03', { zone: 'Africa/Cairo' }), false);
    assert.equal(isOpen('EG', '2026-07-05', { zone: 'Africa/Cairo' }), true);
  });

  it('differ from one part of it to the next', () => {
    assert.equal(isOpen('GB-SCT', '2026-01-02'), false);
    assert.equal(isOpen('GB-ENG', '2026-01-02'), true);
    assert.equal(isOpen('DE-BY', '2026-01-06', { zone: 'Europe/Berlin' }), false);
    assert.equal(isOpen('DE-HH', '2026-01-06', { zone: 'Europe/Berlin' }), true);
  });

  it('can be fewer by days of our own', () => {
    const calendar = calendarOfRegion('GB-ENG', {
      ...london,
      ownHolidays: [{ day: '2026-06-15' }],
    });
    assert.equal(isBusinessDay(dayNumber('2026-06-15'), calendar), false);
  });

  it('count over Easter as the law counts', () => {
    const due = addCounted(
      new Date('2026-04-03T09:00:00Z'),
      {
        amount: 3,
        unit: 'businessDay',
        startRule: 'nextDay',
        endRule: 'closeOfBusiness',
        roll: 'none',
      },
      calendarOfRegion('GB-ENG', london),
    );
    assert.equal(due.toISOString(), '2026-04-09T16:00:00.000Z');
  });

  it('know a holiday of several days by each of them', () => {
    const days = holidaysOf('AE', 2026).filter(({ name }) => name === 'عيد الفطر');
    assert.ok(days.length >= 2, JSON.stringify(days));
  });

  it('are known of a region, or not', () => {
    for (const region of ['GB', 'GB-ENG', 'AU-NSW', 'DE-BY-A']) assert.ok(isRegion(region), region);
    for (const region of ['XX', 'GB-XYZ', 'gb', 'GB-ENG-A', 'toString'])
      assert.ok(!isRegion(region), region);
  });
});
