import type { Calendar } from './calendar.ts';
import { addMonths, type DayNumber, dayLengthMs, dayNumberOf } from './day.ts';
import { addWorkingTime, searchedDaysMax } from './working-time.ts';
import { instantOf, localTime, rangesShowing } from './zone.ts';

/** `hour` runs day and night; `workingHour` only while the calendar is open. */
export const countedUnits = [
  'hour',
  'workingHour',
  'calendarDay',
  'businessDay',
  'week',
  'month',
] as const;
export type CountedUnit = (typeof countedUnits)[number];

/** So much time, such as ten business days. */
export type Span = { amount: number; unit: CountedUnit };

/** How a limit is counted: the law has its own ways. */
export type Counting = Span & {
  /** `nextDay`: the day after is day 1. `sameDay`: the day on which it starts is. */
  startRule: 'sameDay' | 'nextDay';
  /** `exactTime`: at the same time of the day. */
  endRule: 'endOfDay' | 'closeOfBusiness' | 'exactTime';
  /** Where the last day is none on which anybody works. */
  roll: 'none' | 'nextBusinessDay';
};

/** When the limit is over that starts at `from`. Hours end at their own minute. */
export function addCounted(from: Date, counting: Counting, calendar: Calendar): Date {
  const { amount, unit, roll } = counting;
  if (unit === 'workingHour') return addWorkingTime(from, amount * hourMs, calendar);
  if (unit === 'hour') {
    const end = from.getTime() + amount * hourMs;
    const day = dayNumberOf(end, calendar.zone);
    const rolled = roll === 'none' ? day : nextBusinessDay(day, calendar);
    return rolled === day ? new Date(end) : atTimeOf(end, rolled, calendar.zone);
  }
  const last = lastDay(dayNumberOf(from.getTime(), calendar.zone), counting, calendar);
  return endOn(last, { from, endRule: counting.endRule, calendar });
}

const hourMs = 3_600_000;

function lastDay(from: DayNumber, counting: Counting, calendar: Calendar): DayNumber {
  const { amount, unit, startRule, roll } = counting;
  if (unit === 'businessDay') return addBusinessDays(from, counting, calendar);
  const counted = unit === 'month' ? addMonths(from, amount) : from + amount * daysIn(unit);
  const last = startRule === 'sameDay' && amount > 0 ? counted - 1 : counted;
  return roll === 'none' ? last : nextBusinessDay(last, calendar);
}

const daysIn = (unit: CountedUnit): number => (unit === 'week' ? 7 : 1);

/** The n-th business day; the day itself where n is nought. Below nought it counts back. */
export function addBusinessDays(
  from: DayNumber,
  { amount, startRule }: { amount: number; startRule: Counting['startRule'] },
  calendar: Calendar,
): DayNumber {
  const step = amount < 0 ? -1 : 1;
  let day = startRule === 'sameDay' ? from - step : from;
  for (let left = Math.abs(amount), searched = 0; left > 0 && searched < searchedMax(amount); ) {
    day += step;
    searched++;
    if (isBusinessDay(day, calendar)) left--;
  }
  return amount === 0 ? from : day;
}

/** A calendar without a business day in it would be searched for ever. */
const searchedMax = (amount: number): number => Math.abs(amount) * 7 + searchedDaysMax;

export const isBusinessDay = (day: DayNumber, calendar: Calendar): boolean =>
  calendar.openOn(day).length > 0;

/** This day where it is a business day, else the next that is. */
export function nextBusinessDay(day: DayNumber, calendar: Calendar): DayNumber {
  for (let ahead = 0; ahead < searchedDaysMax; ahead++)
    if (isBusinessDay(day + ahead, calendar)) return day + ahead;
  return day;
}

type Ending = { from: Date; endRule: Counting['endRule']; calendar: Calendar };

function endOn(day: DayNumber, { from, endRule, calendar }: Ending): Date {
  if (endRule === 'exactTime') return atTimeOf(from.getTime(), day, calendar.zone);
  const ends = endOfDay(day, calendar.zone);
  const closes = endRule === 'closeOfBusiness' ? calendar.openOn(day).at(-1)?.[1] : undefined;
  return new Date(Math.min(closes ?? ends, ends));
}

/** The last instant of a day, so that it is still called by the name of that day. */
export const endOfDay = (day: DayNumber, zone: string): number =>
  (rangesShowing(day * dayLengthMs, (day + 1) * dayLengthMs, zone).at(-1)?.[1] ??
    instantOf((day + 1) * dayLengthMs, zone)) - 1;

/** At the same time by the clock on the wall, on another day. */
function atTimeOf(at: number, day: DayNumber, zone: string): Date {
  const timeOfDay = localTime(at, zone) - dayNumberOf(at, zone) * dayLengthMs;
  return new Date(instantOf(day * dayLengthMs + timeOfDay, zone));
}

/** When somebody ought to be told of a limit that is over at `due`: so much before, by the same calendar. */
export function before(due: Date, span: Span, calendar: Calendar): Date {
  const { amount, unit } = span;
  if (unit === 'workingHour') return addWorkingTime(due, -amount * hourMs, calendar);
  if (unit === 'hour') return new Date(due.getTime() - amount * hourMs);
  const dueDay = dayNumberOf(due.getTime(), calendar.zone);
  const back = { amount: -amount, startRule: 'nextDay' } as const;
  const day =
    unit === 'businessDay'
      ? addBusinessDays(dueDay, back, calendar)
      : unit === 'month'
        ? addMonths(dueDay, -amount)
        : dueDay - amount * daysIn(unit);
  return atTimeOf(due.getTime(), day, calendar.zone);
}
