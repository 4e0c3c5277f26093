import { Temporal } from 'temporal-polyfill';
import type { ClockEvent, ClockRule } from '#calendar/clock-rule.ts';

const unitWords: Readonly<Record<ClockRule['unit'], readonly [one: string, more: string]>> = {
  hour: ['hour', 'hours'],
  workingHour: ['working hour', 'working hours'],
  calendarDay: ['day', 'days'],
  businessDay: ['business day', 'business days'],
  week: ['week', 'weeks'],
  month: ['month', 'months'],
};

const anchorWords: Readonly<Record<ClockEvent, string>> = {
  received: 'it was received on',
  sentToCompany: 'it was sent to us on',
  acknowledged: 'it was acknowledged on',
  holdingSent: 'our letter of',
  updateSent: 'our letter of',
  delaySent: 'our letter of',
  answered: 'our answer of',
  finalSent: 'our final answer of',
  escalationRequested: 'the next stage was asked for on',
  proposed: 'our proposal of',
  accepted: 'our proposal was accepted on',
  fixed: 'it was put right on',
  closed: 'it was closed on',
};

type Why = Pick<ClockRule, 'amount' | 'unit' | 'source'> & {
  anchor: ClockEvent;
  anchoredAt: Date;
  zone: string;
};

/** "8 weeks after it was received on 3 April 2026, DISP 1.6.2R". */
export function whyOf({ amount, unit, source, anchor, anchoredAt, zone }: Why): string {
  const day = Temporal.Instant.fromEpochMilliseconds(anchoredAt.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  const [one, more] = unitWords[unit];
  const span = amount === 0 ? 'the day' : `${amount} ${amount === 1 ? one : more} after`;
  return `${span} ${anchorWords[anchor]} ${day}, ${source}`;
}
