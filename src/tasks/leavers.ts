import type { Database } from '#database/connection.ts';
import { eachInItsUnit } from '#jobs/each.ts';
import type { Ledger } from '#ledger/ledger.ts';
import { leaverOf } from '#staff/index.ts';
import { passOn, taskFrom, taskStream } from './task.ts';

const batchMax = 100;

/** Swept: a task of somebody who has left, also one that they were given since. */
export async function handOnTasks(db: Database, ledger: Ledger): Promise<number> {
  return eachInItsUnit(ledger, await orphanedTasks(db), async (unit, { taskId, staffId }) => {
    const task = taskFrom(await unit.load(taskStream(taskId)));
    const leaver = await leaverOf(unit, staffId);
    if (!task || !leaver) return;
    await unit.record(taskStream(taskId), passOn(task, leaver.successorId));
  });
}

const orphanedTasks = (db: Database) =>
  db
    .selectFrom('staff')
    .innerJoin('tasks', 'tasks.staff_id', 'staff.staff_id')
    .select(['task_id as taskId', 'tasks.staff_id as staffId'])
    .where('left_at', 'is not', null)
    .where('done_at', 'is', null)
    .limit(batchMax)
    .execute();
