import { sql } from 'kysely';
import { programActor } from '#ledger/ledger.ts';
import type { ServerFault } from '#mail/faults.ts';
import { giveMailboxTask } from './tasks.ts';
import type { Fetching } from './watching.ts';

/**
 * A mail that failed so often no longer holds up those behind it. That it could not be kept rather
 * says something about us, so we try for minutes.
 */
const triesMax = (fault: string): number => (fault === 'mail_not_kept' ? 10 : 3);

/** When so many are left out, it is no longer about single mails: nothing more is passed over. */
const skippedMax = 20;

/** A mail that could not be had; `isSkipped` when it no longer holds up the others. */
export type Gap = { uid: number; isSkipped: boolean };

const gapsAt = ({ watching: { db }, mailbox, place, folder }: Fetching) =>
  db
    .selectFrom('mailbox_gaps')
    .where('mailbox_id', '=', mailbox.mailboxId)
    .where('folder', '=', place)
    .where('uid_validity', '=', Number(folder.state.uidValidity))
    .where('vanished_at', 'is', null);

export async function openGaps(fetching: Fetching): Promise<Gap[]> {
  const rows = await gapsAt(fetching).select(['uid', 'tries', 'fault']).orderBy('uid').execute();
  return rows.map(({ uid, tries, fault }) => ({ uid, isSkipped: tries >= triesMax(fault) }));
}

/** One more try was in vain. The keeper is told as soon as the mail is passed over. */
export async function noteGap(fetching: Fetching, uid: number, fault: ServerFault): Promise<void> {
  const { watching, mailbox } = fetching;
  const { db, clock, ledger } = watching;
  const skipped = (await openGaps(fetching)).filter((gap) => gap.isSkipped && gap.uid !== uid);
  const most = triesMax(fault) - (skipped.length < skippedMax ? 0 : 1);
  const now = clock.now();
  const row = await db
    .insertInto('mailbox_gaps')
    .values({ ...keyOf(fetching, uid), tries: 1, fault, tried_at: now })
    .onConflict((conflict) =>
      conflict.columns(['mailbox_id', 'folder', 'uid_validity', 'uid']).doUpdateSet({
        tries: sql`least(mailbox_gaps.tries + 1, ${most}::integer)`,
        fault,
        tried_at: now,
      }),
    )
    .returning('tries')
    .executeTakeFirstOrThrow();
  if (row.tries < triesMax(fault)) return;
  await ledger.write(programActor, (unit) => giveMailboxTask(unit, 'mailbox_differs', mailbox));
}

export async function closeGap(fetching: Fetching, uid: number): Promise<void> {
  await fetching.watching.db
    .deleteFrom('mailbox_gaps')
    .where((eb) => eb.and(keyOf(fetching, uid)))
    .where('vanished_at', 'is', null)
    .execute();
}

/**
 * A mail that we tried in vain to fetch is gone from the server. It stays on record, and a person
 * has to say that they know.
 */
export async function noteVanished(fetching: Fetching, uid: number): Promise<void> {
  const { watching, mailbox } = fetching;
  const { db, clock, ledger } = watching;
  const vanished = await db
    .updateTable('mailbox_gaps')
    .set({ vanished_at: clock.now() })
    .where((eb) => eb.and(keyOf(fetching, uid)))
    .where('vanished_at', 'is', null)
    .returning('uid')
    .executeTakeFirst();
  if (!vanished) return;
  await ledger.write(programActor, (unit) => giveMailboxTask(unit, 'mailbox_differs', mailbox));
}

/** The numbers began anew, and with them every mail has another one. */
export async function forgetGaps({ watching: { db }, mailbox, place }: Fetching): Promise<void> {
  await db
    .deleteFrom('mailbox_gaps')
    .where('mailbox_id', '=', mailbox.mailboxId)
    .where('folder', '=', place)
    .where('vanished_at', 'is', null)
    .execute();
}

const keyOf = ({ mailbox, place, folder }: Fetching, uid: number) => ({
  mailbox_id: mailbox.mailboxId,
  folder: place,
  uid_validity: Number(folder.state.uidValidity),
  uid,
});
