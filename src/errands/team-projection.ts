import type { Tx } from '#database/connection.ts';
import { ORGANISATION_ID } from '#id.ts';
import { readWords } from '#ledger/content.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { TeamFact, TeamTerms } from './team.ts';

export const teamFactTypes = [
  'TeamFormed',
  'TeamChanged',
  'TeamWebhookSet',
  'TeamClosed',
] as const satisfies readonly TeamFact['type'][];

export async function projectTeam(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, stream, recordedAt } = entry as Entry<TeamFact>;
  const teamId = idOf(stream);
  switch (type) {
    case 'TeamFormed':
      await tx
        .insertInto('fixer_teams')
        .values({
          ...(await columnsOf(tx, data)),
          team_id: teamId,
          webhook_edition: 0,
          formed_at: recordedAt,
        })
        .execute();
      return setMembers(tx, teamId, data.memberIds);
    case 'TeamChanged':
      await update(tx, teamId, await columnsOf(tx, data));
      return setMembers(tx, teamId, data.memberIds);
    case 'TeamWebhookSet': {
      const { url, edition } = data;
      const address = url && (await readWords(tx, ORGANISATION_ID, url.words));
      return update(tx, teamId, { webhook_url: address, webhook_edition: edition });
    }
    case 'TeamClosed':
      return update(tx, teamId, { closed_at: recordedAt });
  }
}

const columnsOf = async (tx: Tx, terms: TeamTerms) => ({
  name: (await readWords(tx, ORGANISATION_ID, terms.name.words)) ?? '',
  lead_id: terms.leadId,
  answer_hours: terms.answerHours,
  is_mailed: terms.isMailed,
  sees_whole: terms.seesWhole,
});

async function update(tx: Tx, teamId: string, values: object): Promise<void> {
  await tx.updateTable('fixer_teams').set(values).where('team_id', '=', teamId).execute();
}

async function setMembers(tx: Tx, teamId: string, memberIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('fixer_team_members').where('team_id', '=', teamId).execute();
  const rows = memberIds.map((staffId) => ({ team_id: teamId, staff_id: staffId }));
  if (rows.length > 0) await tx.insertInto('fixer_team_members').values(rows).execute();
}
