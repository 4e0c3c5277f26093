import { localTime } from './zone.ts';

/**
 * A day of the calendar as a number, so that days can be counted: 0 is 1 January 1970. It says nothing
 * of the instant at which it begins, which differs from zone to zone.
 */
export type DayNumber = number;

export const dayLengthMs = 86_400_000;

/** The day that the calendar on the wall shows there, such as 2026-11-23. */
export const dayOf = (at: Date, zone: string): string => dayText(dayNumberOf(at.getTime(), zone));

export const dayNumberOf = (at: number, zone: string): DayNumber =>
  Math.floor(localTime(at, zone) / dayLengthMs);

export const dayText = (day: DayNumber): string =>
  new Date(day * dayLengthMs).toISOString().slice(0, 10);

/** Of a text such as 2026-11-23; not a number for anything else. */
export function dayNumber(text: string): DayNumber {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return Number.NaN;
  const day = Date.parse(`${text}T00:00:00Z`) / dayLengthMs;
  return Number.isNaN(day) || dayText(day) !== text ? Number.NaN : day;
}

/** 1 is Monday. 1 January 1970 was a Thursday. */
export const weekdayOf = (day: DayNumber): number => ((((day + 3) % 7) + 7) % 7) + 1;

export const yearOf = (day: DayNumber): number => new Date(day * dayLengthMs).getUTCFullYear();

/** The same day of another month; its last one where that month is shorter. */
export function addMonths(day: DayNumber, months: number): DayNumber {
  const from = new Date(day * dayLengthMs);
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth() + months;
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(from.getUTCDate(), last)) / dayLengthMs;
}
