import { languages, numberOf, type PromiseLanguage } from './promise-languages.ts';

// Finds what sounds like a promise in a reply, so that it can be made one with a key. It only
// offers: what is missed is made by hand, and what is wrong is not taken.

export type PromisePhrase = { sentence: string; dueAt: Date };

/** `zone`: in which the customer reads "tomorrow at five". */
type Reader = { now: Date; zone: string };

export function promisesIn(text: string, reader: Reader): PromisePhrase[] {
  return sentencesOf(text).flatMap((sentence) => {
    const dueAt = dueOf(sentence, reader);
    return dueAt ? [{ sentence, dueAt }] : [];
  });
}

/** What others wrote and is only quoted promises nothing. */
const quotes =
  /"[^"\n]{0,500}"|“[^”\n]{0,500}”|„[^“”\n]{0,500}[“”]|«[^»\n]{0,500}»|»[^«\n]{0,500}«/gu;

/** Not after the number of a day or a short title. */
const sentenceEnd =
  /(?<=[.!?…])(?<!\b\d{1,2}\.)(?<!\b(?:Mr|Mrs|Ms|Dr|Hr|Fr|Sr|Sra|Nr|No|a\.m|p\.m)\.)\s+|\n+/u;

const sentencesOf = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join('\n')
    .split(sentenceEnd)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '' && !sentence.endsWith('?'));

const amounts =
  /[€£$]\s?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)*\s?(?:€|£|\$|EUR|euros?|pounds?)(?!\p{L})/giu;

function dueOf(sentence: string, reader: Reader): Date | undefined {
  const said = sentence.replaceAll(quotes, ' ').replaceAll(amounts, ' ');
  for (const language of languages) {
    const commitment = commitmentIn(said, language);
    if (!commitment) continue;
    const due = dateNear(said, commitment, language, reader);
    if (due) return due;
  }
  return undefined;
}

type Span = { from: number; to: number };

const clauseEnds = /[,;:–(]/u;

function commitmentIn(said: string, { commits, not }: PromiseLanguage): Span | undefined {
  for (const match of said.matchAll(commits)) {
    const from = match.index;
    const to = from + match[0].length;
    const before = said.slice(0, from).split(clauseEnds).at(-1) ?? '';
    const after = said.slice(to).split(clauseEnds)[0] ?? '';
    if (!not.test(`${before}${match[0]}${after}`)) return { from, to };
  }
  return undefined;
}

/** The first date after the commitment, or one right before it: "Tomorrow I will …". */
function dateNear(
  said: string,
  commitment: Span,
  language: PromiseLanguage,
  reader: Reader,
): Date | undefined {
  const [after] = datesIn(said.slice(commitment.to), language, reader);
  if (after) return after.dueAt;
  const head = said.slice(0, commitment.from);
  const before = datesIn(head, language, reader).at(-1);
  return before && /^[\s,–-]*$/u.test(before.rest) ? before.dueAt : undefined;
}

type Dated = { dueAt: Date; rest: string };

const dayMs = 86_400_000;
const daysAheadMax = 200;

function datesIn(part: string, language: PromiseLanguage, { now, zone }: Reader): Dated[] {
  const wall = wallClock(now, zone);
  const text = rewritten(part, language, wall);
  const reference = { instant: wall, timezone: 0 };
  return language.dates
    .parse(text, reference, { forwardDate: true })
    .filter(({ start, index, text: found }) => {
      if (/^\p{L}/u.test(text.slice(index + found.length))) return false;
      return isDay(start) || language.at.test(text.slice(0, index)) || !/^\d/.test(found);
    })
    .flatMap((found) => {
      const due = fromWallClock(momentOf(found.start, found.text, wall), zone);
      const aheadMs = due.getTime() - now.getTime();
      if (aheadMs <= 0 || aheadMs > daysAheadMax * dayMs) return [];
      return [{ dueAt: due, rest: text.slice(found.index + found.text.length) }];
    });
}

type Found = ReturnType<PromiseLanguage['dates']['parse']>[number];
type Start = Found['start'];

const isDay = (start: Start): boolean =>
  start.isCertain('day') ||
  start.isCertain('weekday') ||
  [...start.tags()].some((tag) => /^(?:casualReference|result\/relativeDate)/.test(tag));

function rewritten(part: string, { rewrite }: PromiseLanguage, wall: Date): string {
  return rewrite
    .reduce((text, [from, to]) => text.replaceAll(from, to), part)
    .replaceAll(/\{friday\}/g, isoDay(fridayOf(wall, 0)))
    .replaceAll(/\{next friday\}/g, isoDay(fridayOf(wall, 1)))
    .replaceAll(/\{year\}/g, String(wall.getUTCFullYear()))
    .replaceAll(/\{working ([^}]*)\}/gu, (_, many: string) => {
      const days = numberOf(many);
      return Number.isNaN(days) || days > 60 ? '' : isoDay(workingDaysAfter(wall, days));
    });
}

const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

function fridayOf(wall: Date, weeksOn: number): Date {
  const sinceMonday = (wall.getUTCDay() + 6) % 7;
  return new Date(wall.getTime() + (4 - sinceMonday + 7 * weeksOn) * dayMs);
}

function workingDaysAfter(wall: Date, days: number): Date {
  let date = wall;
  for (let left = days; left > 0; ) {
    date = new Date(date.getTime() + dayMs);
    if (date.getUTCDay() % 6 !== 0) left -= 1;
  }
  return date;
}

/** Where only a day was named, its working hours end at five. */
const endOfDay = 17;

function momentOf(start: Start, text: string, wall: Date): Date {
  const date = start.date();
  const named = start.get('hour');
  if (start.isCertain('hour') && named !== null) {
    // Nobody rings at five in the morning.
    const isAfternoon = !start.isCertain('meridiem') && named >= 1 && named < 7;
    if (isAfternoon && !/\d\d?:\d\d/.test(text)) date.setUTCHours(named + 12);
    return date;
  }
  date.setUTCHours(partOfDay(text), 0, 0, 0);
  const isToday = isoDay(date) === isoDay(wall);
  return start.isCertain('weekday') && isToday ? new Date(date.getTime() + 7 * dayMs) : date;
}

const partsOfDay: readonly (readonly [RegExp, number])[] = [
  [/morning|matin|vormittag/iu, 12],
  [/evening|tonight|abend|soir|noche/iu, 20],
];

const partOfDay = (text: string): number =>
  partsOfDay.find(([words]) => words.test(text))?.[1] ?? endOfDay;

/** What the clock on the wall of a zone shows, written as if it were UTC. */
function wallClock(at: Date, zone: string): Date {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return new Date(Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute')));
}

function fromWallClock(wall: Date, zone: string): Date {
  const shiftAt = (at: Date): number => wallClock(at, zone).getTime() - at.getTime();
  const whole = new Date(Math.floor(wall.getTime() / 60_000) * 60_000);
  const near = new Date(whole.getTime() - shiftAt(whole));
  return new Date(whole.getTime() - shiftAt(near));
}
