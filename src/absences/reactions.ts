import { type Entry, idOf } from '#ledger/entry.ts';
import type { Unit } from '#ledger/ledger.ts';
import { finishTask, giveTask } from '#tasks/index.ts';
import { type AbsenceFact, absenceFrom, absenceStream } from './absence.ts';

/** Who covers is told by a task, which they can decline; when it is over, the task goes. */
export async function askCover(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, stream } = entry as Entry<AbsenceFact>;
  const absenceId = idOf(stream);
  const absence = absenceFrom(await unit.load(absenceStream(absenceId)));
  if (!absence) return;
  const { staffId, coverId } = absence;
  if (type === 'CoverChanged') await finishTask(unit, keyOf(absenceId, data.previousId));
  if (type === 'AbsenceEnded') return finishTask(unit, keyOf(absenceId, coverId));
  await giveTask(unit, {
    staffId: coverId,
    kind: 'cover_asked',
    key: keyOf(absenceId, coverId),
    subject: { staffId },
  });
}

const keyOf = (absenceId: string, coverId: string): string => `cover:${absenceId}:${coverId}`;
