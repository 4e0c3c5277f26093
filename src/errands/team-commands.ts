import { newId, ORGANISATION_ID } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { staffById } from '#staff/index.ts';
import {
  change,
  close,
  setWebhook,
  type Team,
  type TeamFact,
  teamFrom,
  teamStream,
} from './team.ts';
import { listTeams } from './team-queries.ts';
import { keepOne, keepSome } from './words.ts';

export type TeamWish = {
  name: string;
  leadId: string;
  memberIds: string[];
  answerHours: number;
  isMailed: boolean;
  seesWhole: boolean;
};

const teamsMax = 500;

export async function formTeam(
  unit: Unit,
  wish: TeamWish,
  by: string,
): Promise<{ teamId: string }> {
  const teamId = newId();
  const terms = await keepTerms(unit, wish, teamId);
  await unit.record(teamStream(teamId), [{ type: 'TeamFormed', data: { ...terms, by } }]);
  return { teamId };
}

/** All of how it works is said at once, so that two who change it do not mix. */
export async function changeTeam(
  unit: Unit,
  teamId: string,
  { by, ...wish }: TeamWish & { by: string },
): Promise<void> {
  const team = await loadTeam(unit, teamId);
  const terms = await keepTerms(unit, wish, teamId);
  await unit.record(teamStream(teamId), change(team, terms, by));
}

async function keepTerms(unit: Unit, wish: TeamWish, teamId: string) {
  const teams = await listTeams(unit.tx);
  if (teams.length >= teamsMax) {
    throw new Refusal('too_many_teams', 'There are {max} teams already.', {
      values: { max: teamsMax },
    });
  }
  const name = wish.name.toLowerCase();
  const same = teams.find((team) => !team.isClosed && team.name.toLowerCase() === name);
  if (same && same.teamId !== teamId) {
    throw new Refusal('name_taken', 'There is a team with this name already.', { status: 409 });
  }
  const memberIds = [...new Set(wish.memberIds)].toSorted();
  for (const staffId of [wish.leadId, ...memberIds]) {
    if (!(await staffById(unit.tx, staffId))) throw notFound('There is no such person here.');
  }
  return { ...wish, memberIds, name: await keepOne(unit, ORGANISATION_ID, wish.name) };
}

/** Where the team's own tool is told of its errands; null: nowhere. Gives the edition of the secret. */
export async function setTeamWebhook(
  unit: Unit,
  teamId: string,
  { url, by }: { url: string | null; by: string },
): Promise<number> {
  const team = await loadTeam(unit, teamId);
  const words = await keepSome(unit, ORGANISATION_ID, url);
  await unit.record(teamStream(teamId), setWebhook(team, words, by));
  return team.edition + 1;
}

export async function closeTeam(
  unit: Unit,
  teamId: string,
  { openCount, by }: { openCount: number; by: string },
): Promise<void> {
  await record(unit, teamId, (team) => close(team, openCount, by));
}

async function record(
  unit: Unit,
  teamId: string,
  decide: (team: Team) => TeamFact[],
): Promise<void> {
  await unit.record(teamStream(teamId), decide(await loadTeam(unit, teamId)));
}

async function loadTeam(unit: Unit, teamId: string): Promise<Team> {
  const team = teamFrom(await unit.load(teamStream(teamId)));
  if (!team) throw notFound('There is no such team.');
  return team;
}
