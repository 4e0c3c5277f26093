import type { Tx } from '#database/connection.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { TaskFact } from './task.ts';

export const taskFactTypes = [
  'TaskGiven',
  'TaskPassedOn',
  'TaskDone',
] as const satisfies readonly TaskFact['type'][];

export async function projectTask(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, stream, recordedAt } = entry as Entry<TaskFact>;
  if (type === 'TaskGiven') {
    const { staffId, kind, key, subject } = data;
    await tx
      .insertInto('tasks')
      .values({
        task_id: idOf(stream),
        staff_id: staffId,
        kind,
        key,
        subject: JSON.stringify(subject),
        given_at: recordedAt,
      })
      .execute();
    return;
  }
  const change =
    type === 'TaskPassedOn'
      ? { staff_id: data.staffId }
      : { done_at: recordedAt, done_by: data.staffId };
  await tx.updateTable('tasks').set(change).where('task_id', '=', idOf(stream)).execute();
}
