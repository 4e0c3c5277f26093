import type { Database } from '#database/connection.ts';
import { eachInItsUnit } from '#jobs/each.ts';
import type { Ledger } from '#ledger/ledger.ts';
import { leaverOf } from '#staff/index.ts';
import { replaceCover } from './absence.ts';
import { changeAbsence } from './commands.ts';

const batchMax = 100;

/** Swept: who was to cover has left; whoever took over from them covers. */
export async function handOnCovers(db: Database, ledger: Ledger): Promise<number> {
  return eachInItsUnit(ledger, await uncovered(db), async (unit, { absenceId, coverId }) => {
    const leaver = await leaverOf(unit, coverId);
    if (!leaver) return;
    await changeAbsence(unit, absenceId, async (absence) =>
      replaceCover(absence, leaver.successorId),
    );
  });
}

const uncovered = (db: Database) =>
  db
    .selectFrom('staff')
    .innerJoin('absences', 'absences.cover_id', 'staff.staff_id')
    .select(['absence_id as absenceId', 'cover_id as coverId'])
    .where('left_at', 'is not', null)
    .where('ended_at', 'is', null)
    .limit(batchMax)
    .execute();
