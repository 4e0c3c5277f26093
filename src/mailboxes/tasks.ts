import type { Unit } from '#ledger/ledger.ts';
import { finishTask, giveTask, type TaskKind } from '#tasks/index.ts';
import type { Mailbox } from './queries.ts';

type MailboxTask = Extract<TaskKind, 'mailbox_unreachable' | 'mailbox_differs'>;

const keyOf = (kind: MailboxTask, mailboxId: string): string => `${kind}:${mailboxId}`;

/** Its keeper has to look at it. While such a task is open no second one is given. */
export const giveMailboxTask = (
  unit: Unit,
  kind: MailboxTask,
  { mailboxId, keeperId }: Pick<Mailbox, 'mailboxId' | 'keeperId'>,
): Promise<void> =>
  giveTask(unit, {
    staffId: keeperId,
    kind,
    key: keyOf(kind, mailboxId),
    subject: { mailboxId },
  });

/** It is well again. */
export const finishMailboxTask = (
  unit: Unit,
  kind: MailboxTask,
  mailboxId: string,
): Promise<void> => finishTask(unit, keyOf(kind, mailboxId));

/** A closed mailbox worries nobody any more. */
export async function finishMailboxTasks(unit: Unit, mailboxId: string): Promise<void> {
  await finishMailboxTask(unit, 'mailbox_unreachable', mailboxId);
  await finishMailboxTask(unit, 'mailbox_differs', mailboxId);
}
