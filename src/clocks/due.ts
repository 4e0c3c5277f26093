import { type Calendar, calendarOfWeek, type WorkingWeek } from '#calendar/calendar.ts';
import type { ClockRule, Span } from '#calendar/clock-rule.ts';
import { addCounted, before, type Counting } from '#calendar/counting.ts';
import { calendarOfRegion } from '#calendar/holidays.ts';
import { openingUntil } from '#calendar/working-time.ts';

/** What dates are reckoned by. */
export type Reckoning = {
  /** When people of ours work: nobody is reminded outside of that. */
  work: Calendar;
  /** By the name that a rule gives: `organisation`, or a country or a part of it. */
  calendarNamed(name: string): Calendar;
};

export function reckoningOf(organisation: WorkingWeek): Reckoning {
  const work = calendarOfWeek(organisation);
  return {
    work,
    calendarNamed: (name) => (name === 'organisation' ? work : regional(name, organisation.zone)),
  };
}

const regions = new Map<string, Calendar>();
const regionsMax = 200;

/** Holidays of a country do not change while the program runs; finding them takes a while. */
function regional(region: string, zone: string): Calendar {
  const key = `${region} ${zone}`;
  const calendar = regions.get(key) ?? calendarOfRegion(region, { zone });
  if (regions.size >= regionsMax) regions.clear();
  regions.set(key, calendar);
  return calendar;
}

/** When the limit is over that began at `anchoredAt`. */
export const dueOf = (rule: Timing, anchoredAt: Date, { calendarNamed }: Reckoning): Date =>
  addCounted(anchoredAt, rule, calendarNamed(rule.calendar));

type Timing = Counting & Pick<ClockRule, 'calendar'>;

/** By when an extension must end that is as long as the rule of it allows. */
export const latestAfter = (due: Date, max: Span, rule: Timing, reckoning: Reckoning): Date =>
  addCounted(
    due,
    { ...max, startRule: 'nextDay', endRule: rule.endRule, roll: rule.roll },
    reckoning.calendarNamed(rule.calendar),
  );

type Warned = { anchoredAt: Date; dueAt: Date; now: Date };

/**
 * When somebody is told that it will soon be due: always while people work, so rather earlier. Where
 * the clock is set late, what has gone by counts as one warning.
 */
export function warningsOf(
  rule: Timing & Pick<ClockRule, 'warnAt'>,
  { anchoredAt, dueAt, now }: Warned,
  { work, calendarNamed }: Reckoning,
): Date[] {
  const times = rule.warnAt
    .map((span) => openingUntil(before(dueAt, span, calendarNamed(rule.calendar)), work).getTime())
    .filter((at) => at > anchoredAt.getTime() && at < dueAt.getTime())
    .toSorted((one, other) => one - other);
  const distinct = [...new Set(times)];
  const missed = dueAt > now ? distinct.filter((at) => at <= now.getTime()).slice(-1) : [];
  return [...missed, ...distinct.filter((at) => at > now.getTime())].map((at) => new Date(at));
}
