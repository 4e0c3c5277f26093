import { newId } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound } from '#refusal.ts';
import {
  finish,
  passOn,
  type TaskFact,
  type TaskKind,
  type TaskSubject,
  taskFrom,
  taskStream,
} from './task.ts';

export type TaskWish = {
  staffId: string;
  kind: TaskKind;
  /** While a task of this key is open, no other is given. */
  key: string;
  subject: TaskSubject;
};

export async function giveTask(unit: Unit, wish: TaskWish): Promise<void> {
  if (await openTaskOf(unit, wish.key)) return;
  const given: TaskFact = { type: 'TaskGiven', data: wish };
  await unit.record(taskStream(newId()), [given]);
}

/** What it is about is somebody else's now. */
export async function passTaskOn(unit: Unit, key: string, staffId: string): Promise<void> {
  const taskId = await openTaskOf(unit, key);
  if (!taskId) return;
  const task = taskFrom(await unit.load(taskStream(taskId)));
  if (task) await unit.record(taskStream(taskId), passOn(task, staffId));
}

/** The cause is gone: takes back the open task of this key, if there is one. */
export async function finishTask(unit: Unit, key: string): Promise<void> {
  const taskId = await openTaskOf(unit, key);
  if (taskId) await finishTaskById(unit, taskId, null);
}

export async function finishTaskById(
  unit: Unit,
  taskId: string,
  staffId: string | null,
): Promise<void> {
  const stream = taskStream(taskId);
  const task = taskFrom(await unit.load(stream));
  if (!task) throw notFound('There is no such task.');
  await unit.record(stream, finish(task, staffId));
}

async function openTaskOf(unit: Unit, key: string): Promise<string | undefined> {
  const row = await unit.tx
    .selectFrom('tasks')
    .select('task_id')
    .where('key', '=', key)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  return row?.task_id;
}
