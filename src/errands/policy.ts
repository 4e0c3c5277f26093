import { assertPerson, type Caller, holdsOne, type Person, type Policy } from '#http/caller.ts';
import { notAllowed } from '#refusal.ts';
import type { Errand, Way } from './errand.ts';
import { isInTeam, type TeamView } from './team-queries.ts';

/** Who may do what with errands. What fixers may do depends on their team, see below. */
export const errandPolicy = {
  hand: ['handler', 'manager', 'executive'],
  /** Answer questions, say whether it is fixed, call it off. */
  handle: ['handler', 'manager', 'executive'],
  /** See every errand, and what overload will break. */
  oversee: ['handler', 'manager', 'executive'],
  setTeams: ['administrator', 'manager', 'executive'],
  /** Where our errands are told to other programs. */
  connect: ['administrator'],
} as const satisfies Policy;

export const isManager = (person: Person): boolean => holdsOne(person, ['manager', 'executive']);

/** Whoever speaks for the team: somebody in it, whoever has the errand now, or the team's own tool. */
export type Doer = { staffId: string; way: Way; mayName: boolean };

export function assertFixing(
  errand: Pick<Errand, 'ownerId' | 'handlerId' | 'teamId'>,
  team: TeamView,
  person: Person,
  way: Way = 'desk',
): Doer {
  const { staffId } = person;
  const isAbove = isManager(person) || team.lead.id === staffId;
  const isTheirs = isInTeam(team, staffId) || errand.ownerId === staffId || isManager(person);
  if (isTheirs) return { staffId, way, mayName: isAbove };
  throw notAllowed('Only the team that has this errand can say this.');
}

/** A fixer sees their team's errands; whoever handles complaints sees all. */
export function assertMaySee(errand: { teamId: string }, teams: TeamView[], person: Person): void {
  if (holdsOne(person, errandPolicy.oversee)) return;
  const team = teams.find(({ teamId }) => teamId === errand.teamId);
  if (team && isInTeam(team, person.staffId)) return;
  throw notAllowed('This errand is with another team.');
}

/** Somebody of ours, or the tool of a team. */
export function personOrTool(caller: Caller): Person | { teamId: string } {
  if (caller.kind === 'machine' && caller.teamId) return { teamId: caller.teamId };
  return assertPerson(caller);
}
