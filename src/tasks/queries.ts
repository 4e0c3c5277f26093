import type { Database } from '#database/connection.ts';
import type { TaskKind, TaskSubject } from './task.ts';

export type TaskView = {
  id: string;
  kind: TaskKind;
  subject: TaskSubject;
  owner: { id: string; name: string };
  givenAt: Date;
};

/** Open tasks, oldest first; all of them, or those of one person. */
export async function openTasks(
  db: Database,
  { staffId, limit }: { staffId: string | null; limit: number },
): Promise<TaskView[]> {
  let query = db
    .selectFrom('tasks')
    .innerJoin('staff', 'staff.staff_id', 'tasks.staff_id')
    .select(['task_id', 'kind', 'subject', 'tasks.staff_id', 'staff.name', 'given_at'])
    .where('done_at', 'is', null);
  if (staffId) query = query.where('tasks.staff_id', '=', staffId);
  const rows = await query.orderBy('given_at').orderBy('task_id').limit(limit).execute();
  return rows.map((row) => ({
    id: row.task_id,
    kind: row.kind as TaskKind,
    subject: row.subject as TaskSubject,
    owner: { id: row.staff_id, name: row.name },
    givenAt: row.given_at,
  }));
}

const countedMax = 100;

/** How many open tasks a person has, counted up to a hundred. */
export async function taskCount(db: Database, staffId: string): Promise<number> {
  const rows = await db
    .selectFrom('tasks')
    .select('task_id')
    .where('staff_id', '=', staffId)
    .where('done_at', 'is', null)
    .limit(countedMax)
    .execute();
  return rows.length;
}
