import { Temporal } from 'temporal-polyfill';
import { usualWeek } from '#calendar/calendar.ts';
import { endOfWorkingDay } from '#calendar/working-days.ts';
import { later, minuteMs } from '#clock.ts';

/** The days of the story, counted from the moment at which it is told. */
export type Calendar = {
  now: Date;
  /** The nth working day before today, at a time by the clock on the wall: always in the past. */
  day(back: number, time: string): Date;
  /** So many minutes before the story is told. */
  ago(minutes: number): Date;
  /** The end of the nth working day after today. */
  ahead(days: number): Date;
  /** Later today, so that there is still time to keep it. */
  laterToday(): Date;
  /** The end of a half day of work that has just gone by. */
  justGoneBy(): Date;
};

export function calendarAt(now: Date, zone: string): Calendar {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  const today = here.toPlainDate();
  const at = (day: Temporal.PlainDate, time: string): Date => {
    const plainTime = Temporal.PlainTime.from(time);
    return new Date(day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds);
  };
  const day = (back: number, time: string): Date => at(workingDayBefore(today, back), time);
  return {
    now,
    day,
    ago: (minutes) => later(now, -minutes * minuteMs),
    ahead: (days) => endOfWorkingDay(now, { zone, ...usualWeek }, days),
    laterToday: () => {
      const ends = ['17:00', '20:00', '23:30'].map((time) => at(today, time));
      return ends.find((end) => end > later(now, 30 * minuteMs)) ?? later(now, 60 * minuteMs);
    },
    justGoneBy: () => {
      const past = isWorkingDay(today) ? ['09:30', '12:30', '17:00'] : [];
      const ends = past.map((time) => at(today, time));
      return ends.findLast((end) => end < later(now, -10 * minuteMs)) ?? day(1, '17:00');
    },
  };
}

const isWorkingDay = (day: Temporal.PlainDate): boolean => day.dayOfWeek <= 5;

function workingDayBefore(today: Temporal.PlainDate, back: number): Temporal.PlainDate {
  let day = today;
  for (let counted = 0; counted < back; ) {
    day = day.subtract({ days: 1 });
    if (isWorkingDay(day)) counted++;
  }
  return day;
}
