import { type DayNumber, dayLengthMs, dayNumber, dayNumberOf, weekdayOf } from './day.ts';
import { instantOf, type Range, rangesShowing } from './zone.ts';

/** Minutes since midnight by the clock on the wall: from nine to five is `[540, 1020]`. */
export type Period = readonly [from: number, to: number];

/** When somebody works. A day without a range is not a working day. */
export type Calendar = {
  zone: string;
  /** The instants of this day at which somebody works, in order. */
  openOn(day: DayNumber): readonly Range[];
};

export type Hours = {
  zone: string;
  /** By the day of the week; 1 is Monday. */
  week: Readonly<Partial<Record<number, readonly Period[]>>>;
  /** Days on which nobody works. */
  isHoliday(day: DayNumber): boolean;
};

const minuteMs = 60_000;

export const calendarOf = ({ zone, week, isHoliday }: Hours): Calendar => ({
  zone,
  openOn: remembered((day) => {
    const periods = week[weekdayOf(day)] ?? [];
    if (periods.length === 0 || isHoliday(day)) return [];
    const midnight = day * dayLengthMs;
    return joined(
      periods.flatMap(([from, to]) =>
        rangesShowing(midnight + from * minuteMs, midnight + to * minuteMs, zone),
      ),
    );
  }),
});

/** When all of them work: an organisation, a team in it, a person in that. Days are those of the first. */
export function combined(first: Calendar, ...others: readonly Calendar[]): Calendar {
  const { zone } = first;
  return {
    zone,
    openOn: remembered((day) =>
      others.reduce((ranges, other) => common(ranges, around(day, zone, other)), first.openOn(day)),
    ),
  };
}

/** A day of one zone is part of two or three of another. */
function around(day: DayNumber, zone: string, other: Calendar): readonly Range[] {
  if (zone === other.zone) return other.openOn(day);
  const begins = dayNumberOf(instantOf(day * dayLengthMs, zone), other.zone);
  const ends = dayNumberOf(instantOf((day + 1) * dayLengthMs, zone), other.zone);
  const days = Array.from({ length: ends - begins + 1 }, (_, ahead) => begins + ahead);
  return days.flatMap((there) => other.openOn(there));
}

const common = (ranges: readonly Range[], others: readonly Range[]): Range[] =>
  ranges.flatMap(([from, to]) =>
    others
      .map((other): Range => [Math.max(from, other[0]), Math.min(to, other[1])])
      .filter((range) => range[0] < range[1]),
  );

/** In order, and as one where one ends as the next begins, or later. */
function joined(ranges: readonly Range[]): Range[] {
  const found: Range[] = [];
  for (const range of ranges.toSorted((one, other) => one[0] - other[0])) {
    const last = found.at(-1);
    if (last && last[1] >= range[0]) found.splice(-1, 1, [last[0], Math.max(last[1], range[1])]);
    else found.push(range);
  }
  return found;
}

/** Some years of days. */
const rememberedMax = 4_000;

function remembered(open: (day: DayNumber) => readonly Range[]): Calendar['openOn'] {
  const known = new Map<DayNumber, readonly Range[]>();
  return (day) => {
    const found = known.get(day) ?? open(day);
    if (known.size >= rememberedMax) known.clear();
    known.set(day, found);
    return found;
  };
}

/** What an organisation has said of itself: the days of its week, 1 is Monday, and its days off. */
export type WorkingWeek = {
  zone: string;
  workingDays: readonly number[];
  holidays: readonly { day: string }[];
};

/** Where nobody has said otherwise. */
export const usualWeek = { workingDays: [1, 2, 3, 4, 5], holidays: [] } as const;

/** The working day by the clock on the wall: from nine to five. */
export const usualHours: readonly Period[] = [[9 * 60, 17 * 60]];

export function calendarOfWeek({ zone, workingDays, holidays }: WorkingWeek): Calendar {
  const closed = new Set(holidays.map(({ day }) => dayNumber(day)));
  return calendarOf({
    zone,
    week: Object.fromEntries(workingDays.map((day) => [day, usualHours])),
    isHoliday: (day) => closed.has(day),
  });
}
