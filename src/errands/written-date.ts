import { Temporal } from 'temporal-polyfill';

// A day as somebody writes it who means one day and no other. What could mean two days ("next
// Friday", "3/12") means nothing here: whoever wrote it is asked.

const weekdays = named([
  ['monday', 'mon', 'montag', 'mo'],
  ['tuesday', 'tue', 'dienstag', 'di'],
  ['wednesday', 'wed', 'mittwoch', 'mi'],
  ['thursday', 'thu', 'donnerstag', 'do'],
  ['friday', 'fri', 'freitag', 'fr'],
  ['saturday', 'sat', 'samstag', 'sonnabend', 'sa'],
  ['sunday', 'sun', 'sonntag', 'so'],
]);

const months = named([
  ['january', 'jan', 'januar', 'jänner'],
  ['february', 'feb', 'februar'],
  ['march', 'mar', 'märz'],
  ['april', 'apr'],
  ['may', 'mai'],
  ['june', 'jun', 'juni'],
  ['july', 'jul', 'juli'],
  ['august', 'aug'],
  ['september', 'sep', 'sept'],
  ['october', 'oct', 'oktober', 'okt'],
  ['november', 'nov'],
  ['december', 'dec', 'dezember', 'dez'],
]);

const daysAhead = new Map([
  ['today', 0],
  ['heute', 0],
  ['tomorrow', 1],
  ['morgen', 1],
  ['übermorgen', 2],
]);

function named(names: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  return new Map(names.flatMap((all, place) => all.map((name) => [name, place + 1] as const)));
}

/** When the working day ends, where no time is written. */
const endOfDay = '17:00';

/** The moment that is meant, by the clock of `zone`; undefined where it is not plain. */
export function readDate(text: string, now: Date, zone: string): Date | undefined {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  const [, written = '', time = endOfDay] = withTime.exec(text.trim().toLowerCase()) ?? [];
  const day = dayOf(written.replace(/[.,\s]+$/, ''), today);
  const clock = clockOf(time);
  if (!day || !clock) return undefined;
  const at = day.toZonedDateTime({ timeZone: zone, plainTime: clock });
  return new Date(at.epochMilliseconds);
}

const withTime = /^(.*?)(?:[\s,]+(?:at |um )?(\d{1,2}:\d{2})(?: uhr)?)?$/u;

function clockOf(text: string): Temporal.PlainTime | undefined {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour < 24 && minute < 60 ? new Temporal.PlainTime(hour, minute) : undefined;
}

function dayOf(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const ahead = daysAhead.get(text);
  if (ahead !== undefined) return today.add({ days: ahead });
  const [first = '', ...rest] = text.split(/[\s,]+/u);
  const weekday = weekdays.get(first.replace(/\.$/, ''));
  if (weekday === undefined) return dateOf(text, today);
  if (rest.length === 0) return nextWeekday(weekday, today);
  const date = dateOf(rest.join(' '), today);
  // "Friday 26 November", when that is a Thursday, is a mistake in one or the other.
  return date?.dayOfWeek === weekday ? date : undefined;
}

/** Said on a Friday, "Friday" may be today or in a week. */
function nextWeekday(weekday: number, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const days = (weekday - today.dayOfWeek + 7) % 7;
  return days === 0 ? undefined : today.add({ days });
}

const ways = [
  { pattern: /^(\d{4})-(\d{2})-(\d{2})$/u, order: ['year', 'month', 'day'] },
  { pattern: /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4})?)?$/u, order: ['day', 'month', 'year'] },
  {
    pattern: /^(\d{1,2})(?:\.|st|nd|rd|th)? (?:of )?(\p{L}+)\.?(?: (\d{4}))?$/u,
    order: ['day', 'month', 'year'],
  },
  {
    pattern: /^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/u,
    order: ['month', 'day', 'year'],
  },
] as const;

function dateOf(text: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  for (const { pattern, order } of ways) {
    const found = pattern.exec(text);
    if (!found) continue;
    const part = (name: 'year' | 'month' | 'day') => found[order.indexOf(name as never) + 1];
    const month = monthOf(part('month') ?? '');
    const day = Number(part('day'));
    const year = part('year');
    return month ? validDate({ year: year ? Number(year) : null, month, day }, today) : undefined;
  }
  return undefined;
}

const monthOf = (text: string): number | undefined =>
  /^\d+$/.test(text) ? Number(text) : months.get(text);

/** Without a year it is the next such day. */
function validDate(
  { year, month, day }: { year: number | null; month: number; day: number },
  today: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  try {
    const exact = { month, day, year: year ?? today.year };
    const date = Temporal.PlainDate.from(exact, { overflow: 'reject' });
    const isPast = Temporal.PlainDate.compare(date, today) < 0;
    return year === null && isPast ? date.add({ years: 1 }) : date;
  } catch {
    return undefined;
  }
}
