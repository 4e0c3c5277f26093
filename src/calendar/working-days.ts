import { Temporal } from 'temporal-polyfill';

/** On which days we work: of the week (1 is Monday), but for the holidays; by the clock of `zone`. */
export type WorkingCalendar = {
  zone: string;
  workingDays: readonly number[];
  holidays: readonly { day: string }[];
};

/** Where nobody has said otherwise. */
export const usualWeek = { workingDays: [1, 2, 3, 4, 5], holidays: [] } as const;

/** When the working day ends, by the clock on the organisation's wall. */
const endOfDay = Temporal.PlainTime.from('17:00');

const plainDayOf = (now: Date, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();

/** The day of the calendar on the organisation's wall, such as 2026-11-23. */
export const dayOf = (now: Date, zone: string): string => plainDayOf(now, zone).toString();

/** A calendar without a working day in it would be searched for ever. */
const searchedDaysMax = 3_650;

/** Five in the afternoon of the n-th working day after today, by the organisation's calendar. */
export function endOfWorkingDay(now: Date, calendar: WorkingCalendar, daysAhead: number): Date {
  const isHoliday = new Set(calendar.holidays.map((holiday) => holiday.day));
  let day = plainDayOf(now, calendar.zone);
  for (let counted = 0, searched = 0; counted < daysAhead && searched < searchedDaysMax; ) {
    day = day.add({ days: 1 });
    searched++;
    if (calendar.workingDays.includes(day.dayOfWeek) && !isHoliday.has(day.toString())) counted++;
  }
  const due = day.toZonedDateTime({ timeZone: calendar.zone, plainTime: endOfDay });
  return new Date(due.epochMilliseconds);
}
