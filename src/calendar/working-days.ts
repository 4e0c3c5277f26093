import { Temporal } from 'temporal-polyfill';

/** When the working day ends, by the clock on the organisation's wall. */
const endOfDay = Temporal.PlainTime.from('17:00');

/** The day of the calendar on the organisation's wall, such as 2026-11-23. */
export const dayOf = (now: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();

const isWorkingDay = (day: Temporal.PlainDate): boolean => day.dayOfWeek <= 5;

/**
 * Five in the afternoon of the n-th working day after today, in `zone`. Monday to Friday count;
 * holidays come with calendars.
 */
export function endOfWorkingDay(now: Date, zone: string, daysAhead: number): Date {
  let day = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  for (let counted = 0; counted < daysAhead; ) {
    day = day.add({ days: 1 });
    if (isWorkingDay(day)) counted++;
  }
  const due = day.toZonedDateTime({ timeZone: zone, plainTime: endOfDay });
  return new Date(due.epochMilliseconds);
}
