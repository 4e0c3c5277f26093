import type { Database, Tx } from '#database/connection.ts';
import { notFound } from '#refusal.ts';

export type TeamView = {
  teamId: string;
  name: string;
  lead: { id: string; name: string };
  members: { id: string; name: string }[];
  answerHours: number;
  isMailed: boolean;
  seesWhole: boolean;
  webhookUrl: string | null;
  webhookEdition: number;
  isClosed: boolean;
};

/** All teams by name, also closed ones: errands of theirs go on being told. */
export async function listTeams(db: Database | Tx): Promise<TeamView[]> {
  const rows = await db
    .selectFrom('fixer_teams')
    .innerJoin('staff', 'staff.staff_id', 'fixer_teams.lead_id')
    .selectAll('fixer_teams')
    .select('staff.name as leadName')
    .orderBy('fixer_teams.name')
    .orderBy('team_id')
    .execute();
  const members = await db
    .selectFrom('fixer_team_members')
    .innerJoin('staff', 'staff.staff_id', 'fixer_team_members.staff_id')
    .select(['team_id', 'staff.staff_id as id', 'staff.name'])
    .where('left_at', 'is', null)
    .orderBy('staff.name')
    .orderBy('id')
    .execute();
  const byTeam = Map.groupBy(members, (member) => member.team_id);
  return rows.map((row) => ({
    teamId: row.team_id,
    name: row.name,
    lead: { id: row.lead_id, name: row.leadName },
    members: (byTeam.get(row.team_id) ?? []).map(({ id, name }) => ({ id, name })),
    answerHours: row.answer_hours,
    isMailed: row.is_mailed,
    seesWhole: row.sees_whole,
    webhookUrl: row.webhook_url,
    webhookEdition: row.webhook_edition,
    isClosed: row.closed_at !== null,
  }));
}

export async function teamById(db: Database | Tx, teamId: string): Promise<TeamView> {
  const team = (await listTeams(db)).find((one) => one.teamId === teamId);
  if (team) return team;
  throw notFound('There is no such team.');
}

export const isInTeam = ({ lead, members }: TeamView, staffId: string): boolean =>
  lead.id === staffId || members.some(({ id }) => id === staffId);
