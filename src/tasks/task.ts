import { ORGANISATION_ID } from '#id.ts';
import { type Entry, type Fact, idOf, type Stream } from '#ledger/entry.ts';

/**
 * `mailbox_unreachable`: nothing could be fetched for some minutes. `mailbox_differs`: a day's mail
 * on the server is not all here. `mail_unread`: a mail that the reader gave up on became a complaint
 * and wants human eyes.
 */
export const taskKinds = ['mailbox_unreachable', 'mailbox_differs', 'mail_unread'] as const;
export type TaskKind = (typeof taskKinds)[number];

/** What it is about: ids only, as everywhere in the ledger. */
export type TaskSubject = { mailboxId?: string; mailId?: string; complaintId?: string };

type Is<T extends string, D> = { type: T; data: D };

export type TaskFact = Fact &
  (
    | Is<'TaskGiven', { staffId: string; kind: TaskKind; key: string; subject: TaskSubject }>
    | Is<'TaskDone', { staffId: string | null }>
  );

export const taskStream = (taskId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `task:${taskId}`,
});

export type Task = { taskId: string; isDone: boolean };

export function taskFrom(entries: readonly Entry[]): Task | undefined {
  const [first, ...rest] = entries;
  if (!first) return undefined;
  return { taskId: idOf(first.stream), isDone: rest.some(({ type }) => type === 'TaskDone') };
}

/** Done by a person, or by the program when the cause is gone (`staffId` null). */
export const finish = (task: Task, staffId: string | null): TaskFact[] =>
  task.isDone ? [] : [{ type: 'TaskDone', data: { staffId } }];
