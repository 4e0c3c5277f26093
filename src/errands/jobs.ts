import type { Clock } from '#clock.ts';
import type { Database } from '#database/connection.ts';
import { eachInItsUnit } from '#jobs/each.ts';
import type { Ledger } from '#ledger/ledger.ts';
import { lineAbove, organisationOf } from '#staff/index.ts';
import { finishTask, giveTask } from '#tasks/index.ts';
import { capacityOf } from './capacity-queries.ts';
import { moveErrandUp } from './commands.ts';
import { dueErrands } from './queries.ts';
import { listTeams } from './team-queries.ts';

const batchMax = 200;

/** Swept: what nobody answered or finished by its next date goes to whoever is above. */
export async function moveErrandsUp(db: Database, ledger: Ledger, clock: Clock): Promise<number> {
  return eachInItsUnit(ledger, await dueErrands(db, clock.now(), batchMax), moveErrandUp);
}

/** Swept: the manager of a team learns that it has too much before it breaks what was promised. */
export async function watchTeams(db: Database, ledger: Ledger, clock: Clock): Promise<void> {
  if (!(await organisationOf(db))) return;
  const open = (await listTeams(db)).filter(({ isClosed }) => !isClosed);
  const now = clock.now();
  const loads = await Promise.all(
    open.map(async (team) => ({ team, capacity: await capacityOf(db, team, now) })),
  );
  await eachInItsUnit(ledger, loads, async (unit, { team, capacity }) => {
    const key = `team:${team.teamId}`;
    const [first] = capacity.willBreak;
    if (!first) return finishTask(unit, key);
    const [manager] = await lineAbove(unit.tx, team.lead.id);
    await giveTask(unit, {
      staffId: manager?.staffId ?? team.lead.id,
      kind: 'team_overloaded',
      key,
      subject: { complaintId: first.complaintId, teamId: team.teamId },
    });
  });
}
