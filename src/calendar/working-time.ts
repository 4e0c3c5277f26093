import type { Calendar } from './calendar.ts';
import { dayNumberOf } from './day.ts';

/** A calendar without a working day in it would be searched for ever. */
export const searchedDaysMax = 3_650;

export function isWorkingTime(at: Date, calendar: Calendar): boolean {
  const now = at.getTime();
  return calendar
    .openOn(dayNumberOf(now, calendar.zone))
    .some(([from, to]) => from <= now && now < to);
}

/**
 * So much working time later, or earlier where it is negative. What ends as a working day does ends
 * then, not on the next morning. Where nobody works for ten years: ten years on.
 */
export const addWorkingTime = (at: Date, milliseconds: number, calendar: Calendar): Date =>
  new Date(
    milliseconds < 0
      ? back(at.getTime(), -milliseconds, calendar)
      : ahead(at.getTime(), milliseconds, calendar),
  );

function ahead(at: number, milliseconds: number, calendar: Calendar): number {
  let left = milliseconds;
  let day = dayNumberOf(at, calendar.zone);
  let reached = at;
  for (let closed = 0; left > 0 && closed < searchedDaysMax; day++, closed++) {
    for (const [from, to] of calendar.openOn(day)) {
      const begin = Math.max(from, at);
      if (begin >= to) continue;
      closed = 0;
      if (to - begin >= left) return begin + left;
      left -= to - begin;
      reached = to;
    }
  }
  return left > 0 ? Math.max(reached, at) + searchedDaysMax * 86_400_000 : at;
}

function back(at: number, milliseconds: number, calendar: Calendar): number {
  let left = milliseconds;
  let day = dayNumberOf(at, calendar.zone);
  let reached = at;
  for (let closed = 0; left > 0 && closed < searchedDaysMax; day--, closed++) {
    for (const [from, to] of calendar.openOn(day).toReversed()) {
      const end = Math.min(to, at);
      if (from >= end) continue;
      closed = 0;
      if (end - from >= left) return end - left;
      left -= end - from;
      reached = from;
    }
  }
  return left > 0 ? Math.min(reached, at) - searchedDaysMax * 86_400_000 : at;
}

/** How many milliseconds of working time lie between; negative where `to` comes first. */
export function workingTimeBetween(from: Date, to: Date, calendar: Calendar): number {
  const [begin, end] = [from.getTime(), to.getTime()];
  if (end < begin) return -workingTimeBetween(to, from, calendar);
  let found = 0;
  const last = dayNumberOf(end, calendar.zone);
  for (let day = dayNumberOf(begin, calendar.zone); day <= last; day++) {
    for (const [opens, closes] of calendar.openOn(day))
      found += Math.max(0, Math.min(closes, end) - Math.max(opens, begin));
  }
  return found;
}

/** Now, where somebody works now; else when somebody does next. */
export function nextWorkingTime(at: Date, calendar: Calendar): Date {
  const now = at.getTime();
  const first = dayNumberOf(now, calendar.zone);
  for (let day = first; day < first + searchedDaysMax; day++) {
    const range = calendar.openOn(day).find(([, to]) => to > now);
    if (range) return new Date(Math.max(range[0], now));
  }
  return new Date(now);
}

/** Now, where somebody works now; else when work last began. Where nobody ever works: now. */
export function openingUntil(at: Date, calendar: Calendar): Date {
  if (isWorkingTime(at, calendar)) return at;
  const last = dayNumberOf(at.getTime(), calendar.zone);
  for (let day = last; day > last - searchedDaysMax; day--) {
    const opening = calendar.openOn(day)[0]?.[0];
    if (opening !== undefined && opening <= at.getTime()) return new Date(opening);
  }
  return at;
}
