import type { Colleague } from '../api/types.ts';

/** A person with those who report to them. */
export type Branch = { person: Colleague; reports: Branch[] };

/** The line of management from its top down; each level by name. */
export function lineOf(staff: readonly Colleague[]): Branch[] {
  const here = new Set(staff.map(({ id }) => id));
  const byName = [...staff].sort((one, other) => one.name.localeCompare(other.name));
  const under = (managerId: string | null): Branch[] =>
    byName
      .filter(
        (person) => (here.has(person.managerId ?? '') ? person.managerId : null) === managerId,
      )
      .map((person) => ({ person, reports: under(person.id) }));
  return under(null);
}
