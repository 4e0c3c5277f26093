import { Temporal } from 'temporal-polyfill';
import type { WorkingCalendar } from './working-days.ts';

/** The working day by the clock on the organisation's wall. */
const opens = Temporal.PlainTime.from('09:00');
const closes = Temporal.PlainTime.from('17:00');

/** A calendar without a working day in it would be searched for ever. */
const searchedDaysMax = 3_650;

/** So many working hours after `now`; what does not fit into today goes on the next working day. */
export function afterWorkingHours(now: Date, calendar: WorkingCalendar, hours: number): Date {
  const { zone, workingDays, holidays } = calendar;
  const isHoliday = new Set(holidays.map(({ day }) => day));
  let at = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  let left = Temporal.Duration.from({ minutes: Math.round(hours * 60) });
  for (let searched = 0; searched < searchedDaysMax; searched++) {
    const opening = at.withPlainTime(opens);
    if (Temporal.ZonedDateTime.compare(at, opening) < 0) at = opening;
    const room = at.until(at.withPlainTime(closes));
    const isDay = workingDays.includes(at.dayOfWeek) && !isHoliday.has(at.toPlainDate().toString());
    const isOpen = isDay && room.sign > 0;
    if (isOpen && Temporal.Duration.compare(room, left) >= 0) {
      return new Date(at.add(left).epochMilliseconds);
    }
    if (isOpen) left = left.subtract(room);
    at = at.add({ days: 1 }).withPlainTime(opens);
  }
  return new Date(at.epochMilliseconds);
}
