import type { Tx } from '#database/connection.ts';

/** Whatever token acted for the team's tool so far acts no more. */
export async function endTool(tx: Tx, teamId: string, now: Date): Promise<void> {
  await tx
    .updateTable('access_tokens')
    .set({ revoked_at: now })
    .where('team_id', '=', teamId)
    .where('revoked_at', 'is', null)
    .execute();
}

/** What keeps a team from being closed. */
export async function openCount(tx: Tx, teamId: string): Promise<number> {
  const rows = await tx
    .selectFrom('errands')
    .select('errand_id')
    .where('team_id', '=', teamId)
    .where('next_at', 'is not', null)
    .limit(1_000)
    .execute();
  return rows.length;
}
