import { sql } from 'kysely';
import { minuteMs } from '#clock.ts';
import { programActor } from '#ledger/ledger.ts';
import type { ServerFault } from '#mail/faults.ts';
import type { Mailbox } from './queries.ts';
import { finishMailboxTask, giveMailboxTask } from './tasks.ts';
import type { Watching } from './watching.ts';

/** After so long without a good contact its keeper has to look. */
export const patienceMs = 10 * minuteMs;

/** The server answered, and everything it had is here. */
export async function noteContact(
  { db, clock }: Pick<Watching, 'db' | 'clock'>,
  mailboxId: string,
): Promise<void> {
  await db
    .updateTable('mailbox_health')
    .set({ ok_at: clock.now(), fault: null, fault_since: null })
    .where('mailbox_id', '=', mailboxId)
    .execute();
}

/** Since when it is so stays with the first of a row of faults. */
export async function noteFault(
  { db, clock }: Pick<Watching, 'db' | 'clock'>,
  mailboxId: string,
  fault: ServerFault,
): Promise<void> {
  await db
    .updateTable('mailbox_health')
    .set({ fault, fault_since: sql`coalesce(fault_since, ${clock.now()})` })
    .where('mailbox_id', '=', mailboxId)
    .execute();
}

/** Gives its keeper a task once there was no good contact for too long. True when it is given. */
export async function warnIfSilent(
  { db, ledger, clock }: Watching,
  mailbox: Pick<Mailbox, 'mailboxId' | 'keeperId' | 'openedAt'>,
): Promise<boolean> {
  const health = await db
    .selectFrom('mailbox_health')
    .select(['ok_at', 'fault'])
    .where('mailbox_id', '=', mailbox.mailboxId)
    .executeTakeFirst();
  if (!health?.fault) return false;
  const since = Math.max(health.ok_at?.getTime() ?? 0, mailbox.openedAt.getTime());
  if (clock.now().getTime() - since < patienceMs) return false;
  await ledger.write(programActor, (unit) => giveMailboxTask(unit, 'mailbox_unreachable', mailbox));
  return true;
}

export const takeWarningBack = ({ ledger }: Watching, mailboxId: string): Promise<void> =>
  ledger.write(programActor, (unit) => finishMailboxTask(unit, 'mailbox_unreachable', mailboxId));
