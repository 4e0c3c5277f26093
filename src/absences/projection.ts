import type { Tx } from '#database/connection.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { AbsenceFact } from './absence.ts';

export const absenceFactTypes = [
  'AbsencePlanned',
  'CoverChanged',
  'AbsenceEnded',
] as const satisfies readonly AbsenceFact['type'][];

export async function projectAbsence(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, stream, recordedAt } = entry as Entry<AbsenceFact>;
  const absenceId = idOf(stream);
  if (type === 'AbsencePlanned') {
    await tx
      .insertInto('absences')
      .values({
        absence_id: absenceId,
        staff_id: data.staffId,
        from_day: data.from,
        until_day: data.until,
        cover_id: data.coverId,
        planned_by: data.by,
        planned_at: recordedAt,
      })
      .execute();
    return;
  }
  const change = type === 'CoverChanged' ? { cover_id: data.coverId } : { ended_at: recordedAt };
  await tx.updateTable('absences').set(change).where('absence_id', '=', absenceId).execute();
}
