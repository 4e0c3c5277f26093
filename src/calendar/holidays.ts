import { createRequire } from 'node:module';
import type { default as Holidays } from 'date-holidays';
import { type Calendar, calendarOf, type Period, usualHours } from './calendar.ts';
import { type DayNumber, dayLengthMs, dayNumber, dayText, yearOf } from './day.ts';

// The public holidays and the weekend of a country, or of a part of it, for limits that the law counts
// in its own business days. The data are loaded when they are first asked for: most never need them.

/** A country, a part of it, a part of that: GB, GB-ENG, DE-BY-A. */
export type Region = string;

export type NamedDay = { day: string; name: string };

let loaded: typeof Holidays | undefined;
const library = (): typeof Holidays => {
  loaded ??= createRequire(import.meta.url)('date-holidays') as typeof Holidays;
  return loaded;
};

const ofRegion = (region: Region): Holidays => {
  const [country = '', state, part] = region.split('-');
  const Library = library();
  if (!state) return new Library(country);
  return part ? new Library(country, state, part) : new Library(country, state);
};

/** Whether the holidays of this region are known. */
export function isRegion(region: Region): boolean {
  if (!/^[A-Z]{2}(?:-[A-Z0-9]{1,3}){0,2}$/.test(region)) return false;
  const [country = '', state, part] = region.split('-');
  const all = new (library())();
  if (!(country in all.getCountries())) return false;
  if (state && !(state in (all.getStates(country) ?? {}))) return false;
  return !state || !part || part in (all.getRegions(country, state) ?? {});
}

const known = new Map<string, NamedDay[]>();

/** The public holidays of a year, in order; one that lasts several days stands there with each. */
export function holidaysOf(region: Region, year: number): NamedDay[] {
  const key = `${region} ${year}`;
  const days = known.get(key) ?? readHolidays(region, year);
  known.set(key, days);
  return days;
}

const readHolidays = (region: Region, year: number): NamedDay[] =>
  ofRegion(region)
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, start, end, name }) => {
      const first = dayNumber(date.slice(0, 10));
      const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayLengthMs));
      return Array.from({ length }, (_, ahead) => ({ day: dayText(first + ahead), name }));
    });

/** Of which some may be none: nobody works on a Saturday in London, in Cairo many do. */
const weekendOf = (region: Region): number[] => {
  const locale = new Intl.Locale(`und-${region.slice(0, 2)}`) as Intl.Locale & {
    getWeekInfo?: () => { weekend: number[] };
  };
  return locale.getWeekInfo?.().weekend ?? [6, 7];
};

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** The business days of a region, by the clock of a zone in it. */
export function calendarOfRegion(
  region: Region,
  { zone, hours = usualHours, ownHolidays = [] }: RegionOptions,
): Calendar {
  const weekend = weekendOf(region);
  const own = new Set(ownHolidays.map(({ day }) => dayNumber(day)));
  const closed = new Map<number, Set<DayNumber>>();
  const closedIn = (year: number): Set<DayNumber> => {
    const found =
      closed.get(year) ?? new Set(holidaysOf(region, year).map(({ day }) => dayNumber(day)));
    closed.set(year, found);
    return found;
  };
  return calendarOf({
    zone,
    week: Object.fromEntries(
      everyDay.filter((day) => !weekend.includes(day)).map((day) => [day, hours]),
    ),
    isHoliday: (day) => own.has(day) || closedIn(yearOf(day)).has(day),
  });
}

type RegionOptions = {
  zone: string;
  hours?: readonly Period[];
  /** Days added by hand: a day of mourning, a local holiday. */
  ownHolidays?: readonly { day: string }[];
};
