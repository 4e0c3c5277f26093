import type { Unit } from '#ledger/ledger.ts';
import { Refusal } from '#refusal.ts';
import { organisationStream, type StaffFact } from './person.ts';
import { assertOrganisation, type Holiday, type Organisation } from './queries.ts';
import { keepOne } from './team-commands.ts';

export type CalendarWish = { workingDays: number[]; holidays: Holiday[]; by: string };

/**
 * From now on dates are promised by it. What was promised stays as it was: a customer who was told
 * a day waits for that day.
 */
export async function setCalendar(unit: Unit, wish: CalendarWish): Promise<void> {
  await unit.load(organisationStream);
  const before = await assertOrganisation(unit.tx);
  const holidays = sorted(wish.holidays);
  const workingDays = [...new Set(wish.workingDays)].toSorted((one, other) => one - other);
  assertDistinct(holidays);
  const facts: StaffFact[] = [];
  if (differs(before.workingDays, workingDays)) {
    facts.push({ type: 'WorkingWeekSet', data: { days: workingDays, by: wish.by } });
  }
  if (differs(before.holidays, holidays)) {
    const words = await keepOne(unit, JSON.stringify(holidays));
    facts.push({ type: 'HolidaysSet', data: { holidays: words, by: wish.by } });
  }
  await unit.record(organisationStream, facts);
}

const sorted = (holidays: readonly Holiday[]): Holiday[] =>
  holidays
    .map(({ day, name }) => ({ day, name }))
    .toSorted((one, other) => one.day.localeCompare(other.day));

function assertDistinct(holidays: readonly Holiday[]): void {
  const twice = holidays.find(({ day }, at) => holidays[at + 1]?.day === day);
  if (!twice) return;
  throw new Refusal('day_twice', 'The day {day} stands in the list twice.', {
    values: { day: twice.day },
  });
}

type Compared = Organisation['holidays'] | Organisation['workingDays'];

/** The database gives back the fields of an object in an order of its own. */
const differs = (before: Compared, after: Compared): boolean =>
  JSON.stringify(before.map(textOf)) !== JSON.stringify(after.map(textOf));

const textOf = (part: Holiday | number): string =>
  typeof part === 'number' ? String(part) : `${part.day} ${part.name}`;
