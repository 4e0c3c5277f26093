import { isWorkingTime } from '#calendar/working-time.ts';
import type { Clock as Time } from '#clock.ts';
import type { Of } from '#complaints/index.ts';
import type { Database } from '#database/connection.ts';
import { eachInItsUnit } from '#jobs/each.ts';
import type { Ledger, Unit } from '#ledger/ledger.ts';
import { organisationOf } from '#staff/index.ts';
import { type ClockFact, told } from './clock.ts';
import { loadScene, recordClocks } from './commands.ts';
import { reckoningOf } from './due.ts';
import { lookAt } from './follow.ts';
import { tell } from './telling.ts';

const batchMax = 200;

/**
 * Swept every second: each warning and each date that has come is said once, with the instant at which
 * it was so, also where nobody looked at that time. The stream is locked: of two sweeps the second
 * finds it said. Then whoever has to know is told, while people work.
 */
export async function lookAtClocks(db: Database, ledger: Ledger, time: Time): Promise<number> {
  const now = time.now();
  const due = await complaintsWith(db, 'next_at', now);
  const seen = await eachInItsUnit(ledger, due, (unit, of) => lookAtComplaint(unit, of));
  const organisation = await organisationOf(db);
  if (!organisation || !isWorkingTime(now, reckoningOf(organisation).work)) return seen;
  const waiting = await complaintsWith(db, 'tell_at', now);
  return seen + (await eachInItsUnit(ledger, waiting, (unit, of) => lookAtComplaint(unit, of)));
}

/** Complaints some of whose clocks want a look, those that have waited longest first. */
async function complaintsWith(
  db: Database,
  column: 'next_at' | 'tell_at',
  now: Date,
): Promise<Of[]> {
  const rows = await db
    .selectFrom('clocks')
    .select(['customer_id as customerId', 'complaint_id as complaintId'])
    .where(column, '<=', now)
    .orderBy(column)
    .limit(batchMax)
    .execute();
  const distinct = new Map(rows.map((row) => [row.complaintId, row]));
  return [...distinct.values()];
}

async function lookAtComplaint(unit: Unit, of: Of): Promise<void> {
  const scene = await loadScene(unit, of);
  const facts: ClockFact[] = scene.clocks.flatMap((clock) => lookAt(clock, scene));
  const clocks = facts.reduce(told, [...scene.clocks]);
  if (isWorkingTime(unit.now, scene.reckoning.work))
    for (const clock of clocks) facts.push(...(await tell(unit, of, scene, clock)));
  await recordClocks(unit, of, { clocks: scene.clocks, facts });
}
