import { assertMay, type Caller } from '#http/caller.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notAllowed, Refusal } from '#refusal.ts';
import { loadErrand } from './commands.ts';
import type { Errand, OfErrand, Way } from './errand.ts';
import { assertFixing, type Doer, errandPolicy, personOrTool } from './policy.ts';
import { findErrand } from './queries.ts';
import { isInTeam, type TeamView, teamById } from './team-queries.ts';

export type Doing = { of: OfErrand; errand: Errand; team: TeamView; doer: Doer };

/**
 * Whoever says something for the team, and for whom: a person for themselves, whoever answers for
 * the team for one of them, and the team's tool for the person it names, or else for the lead.
 */
export async function doing(
  unit: Unit,
  errandId: string,
  { caller, fixerId }: { caller: Caller; fixerId: string | undefined },
): Promise<Doing> {
  const of = await findErrand(unit.tx, errandId);
  const errand = await loadErrand(unit, of);
  const team = await teamById(unit.tx, errand.teamId);
  const whoever = personOrTool(caller);
  const doer =
    'teamId' in whoever
      ? asTool(team, errand, whoever.teamId)
      : assertFixing(errand, team, whoever);
  if (!fixerId || fixerId === doer.staffId) return { of, errand, team, doer };
  if (!doer.mayName) throw notAllowed('Only whoever answers for the team names somebody else.');
  if (!isInTeam(team, fixerId)) {
    throw new Refusal('not_in_team', 'This person is not in the team that has the errand.');
  }
  return { of, errand, team, doer: { ...doer, staffId: fixerId } };
}

function asTool(team: TeamView, errand: Errand, teamId: string): Doer {
  if (teamId !== team.teamId) {
    throw notAllowed('This token does not act for the team that has this errand.');
  }
  return { staffId: errand.fixerId ?? team.lead.id, way: 'tool', mayName: true };
}

export type Spoken = { of: OfErrand; staffId: string; way: Way; side: 'fixer' | 'handler' };

/** Somebody who is no part of the team speaks as whoever handles the complaint. */
export async function spokenBy(
  unit: Unit,
  { id, fixerId }: { id: string; fixerId?: string | undefined },
  caller: Caller,
): Promise<Spoken> {
  const of = await findErrand(unit.tx, id);
  const { handlerId, teamId } = await loadErrand(unit, of);
  if (caller.kind === 'person') {
    const { staffId } = caller.person;
    const isFixer = isInTeam(await teamById(unit.tx, teamId), staffId) && staffId !== handlerId;
    if (!isFixer) {
      assertMay(errandPolicy, 'handle', caller);
      return { of, staffId, way: 'desk', side: 'handler' };
    }
  }
  const { doer } = await doing(unit, id, { caller, fixerId });
  return { of, staffId: doer.staffId, way: doer.way, side: 'fixer' };
}
