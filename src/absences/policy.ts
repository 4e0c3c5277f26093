import { holdsOne, type Person } from '#http/caller.ts';
import { notAllowed } from '#refusal.ts';

/** Everybody says when they are away; their seniors may say it for them, who may be too ill to. */
export function assertMayPlanFor(person: Person, staffId: string): void {
  if (person.staffId === staffId) return;
  if (holdsOne(person, ['manager', 'executive', 'administrator'])) return;
  throw notAllowed('Only they themselves, or somebody above, can say this.');
}
