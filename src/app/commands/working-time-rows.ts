import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Calendar, calendarOf, type Period } from '#calendar/calendar.ts';
import { type DayNumber, dayNumber, dayText } from '#calendar/day.ts';
import { addWorkingTime, isWorkingTime, workingTimeBetween } from '#calendar/working-time.ts';
import { dayMs, hourMs, minuteMs, secondMs } from '#clock.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const timeOfDay = z
  .string()
  .regex(/^(?:[01]?\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of the day such as 08:30')
  .transform((text) => {
    const [hours = 0, minutes = 0] = text.split(':').map(Number);
    return hours * 60 + minutes;
  });

const periods = z.record(z.string(), z.string()).transform((given, context): Period[] =>
  Object.entries(given).map(([from, to]) => {
    const period = z.tuple([timeOfDay, timeOfDay]).safeParse([from, to]);
    if (period.success && period.data[0] < period.data[1]) return period.data;
    context.addIssue({ code: 'custom', message: `${from} to ${to} is no period of a day` });
    return [0, 0];
  }),
);

const zone = z.string().refine(isZone, 'is no time zone that is known');
const hours = z.partialRecord(z.enum(weekdays), periods);
const day = z.string().transform(dayNumber).pipe(z.number('a day such as 2026-11-23'));
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** Told in instants; holidays as a list of days. */
const inInstants = { hours, zone, holidays: z.array(day).nullish() };

/** Told by the clock on a wall that may hang in another zone; holidays by month, or year and month. */
const named = z.record(z.string(), z.unknown());
const byTheWall = {
  hours,
  zone,
  input_zone: zone.nullish(),
  annual_holidays: z.record(z.string(), named).nullish(),
  one_time_holidays: z.record(z.string(), z.record(z.string(), named)).nullish(),
};
const wallTime = z
  .string()
  .transform((text) => text.replace(' ', 'T'))
  .pipe(z.iso.datetime({ local: true }));
/** Nobody waits longer than a hundred years, and nobody shall wait for an answer about it. */
const daysMax = 36_525;
const amount = z
  .number()
  .min(0)
  .max(daysMax * 86_400)
  .nullish();

const minutesMax = daysMax * 24 * 60;

const rowSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('in_hours'), ...inInstants, at: moment }),
  z.object({ kind: z.literal('elapsed'), ...inInstants, start: moment, end: moment }),
  z.object({
    kind: z.literal('due'),
    ...inInstants,
    start: moment,
    minutes: z.number().min(-minutesMax).max(minutesMax),
  }),
  z.object({
    kind: z.literal('due_local'),
    ...byTheWall,
    start: wallTime,
    add: z.strictObject({ Days: amount, Hours: amount, Minutes: amount, Seconds: amount }),
  }),
  z.object({ kind: z.literal('elapsed_local'), ...byTheWall, start: wallTime, end: wallTime }),
]);

type Row = z.infer<typeof rowSchema>;
type WallRow = Extract<Row, { start: string }>;

/** What a row asks, answered as the programs answer it from which the rows are. */
export function answerTo(given: unknown): unknown {
  const row = rowSchema.parse(given);
  switch (row.kind) {
    case 'in_hours':
      return isWorkingTime(row.at, calendarIn(row));
    case 'elapsed':
      return between(row.start, row.end, calendarIn(row)) / secondMs;
    case 'due':
      return textOf(due(row.start, row.minutes * minuteMs, calendarIn(row)));
    case 'due_local':
      return wallTextOf(dueByTheWall(row), row);
    case 'elapsed_local':
      return parts(
        between(instantOf(row.start, row), instantOf(row.end, row), calendarByTheWall(row)),
      );
  }
}

function between(start: Date, end: Date, calendar: Calendar): number {
  if (Math.abs(end.getTime() - start.getTime()) > daysMax * dayMs)
    throw new Error('these lie more than a hundred years apart');
  return workingTimeBetween(start, end, calendar);
}

function due(start: Date, milliseconds: number, calendar: Calendar): Date {
  const at = addWorkingTime(start, milliseconds, calendar);
  if (Math.abs(workingTimeBetween(start, at, calendar)) < Math.abs(milliseconds))
    throw new Error('nobody works on any day of this calendar');
  return at;
}

/** Where no hours are set at all, that program leaves the time as it is. */
function dueByTheWall(row: Extract<Row, { kind: 'due_local' }>): Date {
  const start = instantOf(row.start, row);
  const milliseconds = added(row.add);
  if (milliseconds > daysMax * dayMs) throw new Error('this is more than a hundred years');
  const isEmpty = Object.values(row.hours).every((each) => each.length === 0);
  return isEmpty ? start : due(start, milliseconds, calendarByTheWall(row));
}

type Instants = {
  hours: z.infer<typeof hours>;
  zone: string;
  holidays?: DayNumber[] | null | undefined;
};

function calendarIn({ hours: given, zone: there, holidays }: Instants): Calendar {
  const closed = new Set(holidays);
  return calendarOf({ zone: there, week: weekOf(given), isHoliday: (on) => closed.has(on) });
}

function calendarByTheWall(row: WallRow): Calendar {
  return calendarOf({
    zone: row.zone,
    week: weekOf(row.hours),
    isHoliday: (on) => {
      const [year = '', month = '', date = ''] = dayText(on)
        .split('-')
        .map((part) => String(Number(part)));
      return Boolean(
        row.annual_holidays?.[month]?.[date] || row.one_time_holidays?.[year]?.[month]?.[date],
      );
    },
  });
}

const weekOf = (given: z.infer<typeof hours>): Partial<Record<number, readonly Period[]>> =>
  Object.fromEntries(weekdays.map((name, place) => [place + 1, given[name] ?? []]));

type Added = Extract<Row, { kind: 'due_local' }>['add'];

const added = ({ Days, Hours, Minutes, Seconds }: Added): number =>
  (Days ?? 0) * 24 * hourMs +
  (Hours ?? 0) * hourMs +
  (Minutes ?? 0) * minuteMs +
  (Seconds ?? 0) * secondMs;

/** A time that the wall shows twice is the second one. */
const instantOf = (text: string, row: WallRow): Date =>
  new Date(
    Temporal.PlainDateTime.from(text).toZonedDateTime(row.input_zone ?? row.zone, {
      disambiguation: 'later',
    }).epochMilliseconds,
  );

const wallTextOf = (at: Date, row: WallRow): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(row.input_zone ?? row.zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replace('T', ' ');

const textOf = (at: Date): string => at.toISOString().replace('.000Z', 'Z');

function parts(milliseconds: number) {
  const seconds = Math.max(0, milliseconds) / secondMs;
  return {
    AbsoluteSeconds: seconds,
    Days: 0,
    Hours: Math.floor(seconds / 3_600),
    Minutes: Math.floor(seconds / 60) % 60,
    Months: 0,
    Seconds: seconds % 60,
    Weeks: 0,
    Years: 0,
  };
}

function isZone(name: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId !== '';
  } catch {
    return false;
  }
}
