import { sql } from 'kysely';
import { dayMs, later, secondMs } from '#clock.ts';
import type { MailDate } from '#mail/imap.ts';
import { forgetGaps } from './gaps.ts';
import { imapOf } from './mailbox.ts';
import type { Fetching } from './watching.ts';

/** How far a folder was read, and where it began for us. */
export type Cursor = { firstUid: number; takenSince: Date | null; lastUid: number };

const fromTheStart: Cursor = { firstUid: 1, takenSince: null, lastUid: 0 };

/** Where to go on. Settles what a first look, new numbers or another wish mean for that. */
export async function settleCursor(fetching: Fetching): Promise<Cursor> {
  const { watching, mailbox, place, folder } = fetching;
  const takesAll = imapOf(mailbox.settings)?.take === 'all';
  const row = await watching.db
    .selectFrom('mailbox_cursors')
    .selectAll()
    .where('mailbox_id', '=', mailbox.mailboxId)
    .where('folder', '=', place)
    .executeTakeFirst();
  if (!row) return save(fetching, takesAll ? fromTheStart : await fromNowOn(fetching));
  if (row.uid_validity !== Number(folder.state.uidValidity)) {
    await forgetGaps(fetching);
    const takenSince = takesAll ? null : openingOf(fetching);
    return save(fetching, { ...fromTheStart, takenSince });
  }
  const wasPart = row.first_uid > 1 || row.taken_since !== null;
  if (takesAll && wasPart) return save(fetching, fromTheStart);
  return { firstUid: row.first_uid, takenSince: row.taken_since, lastUid: row.last_uid };
}

/** What came after the mailbox was opened here is ours, even if nobody could look until now. */
async function fromNowOn(fetching: Fetching): Promise<Cursor> {
  const { folder } = fetching;
  const opening = openingOf(fetching);
  const lately = await folder.uidsSince(later(opening, -dayMs));
  const dates = await datesOf(fetching, lately);
  const first = dates.find(({ arrivedAt }) => arrivedAt && arrivedAt >= opening);
  const firstUid =
    first?.uid ?? folder.state.uidNext ?? ((await folder.uidsFrom(1)).at(-1) ?? 0) + 1;
  return { firstUid, takenSince: null, lastUid: firstUid - 1 };
}

/** Servers count in whole seconds. */
function openingOf({ mailbox: { openedAt } }: Fetching): Date {
  return new Date(Math.floor(openedAt.getTime() / secondMs) * secondMs);
}

const askedAtOnce = 500;

/** When any number of mails came, oldest first. */
export async function datesOf({ folder }: Fetching, uids: readonly number[]): Promise<MailDate[]> {
  const dates: MailDate[] = [];
  for (let at = 0; at < uids.length; at += askedAtOnce) {
    dates.push(...(await folder.dates(uids.slice(at, at + askedAtOnce))));
  }
  return dates;
}

/** Whether a mail belongs to what we were told to take. */
export const isOurs = ({ firstUid, takenSince }: Cursor, { uid, arrivedAt }: MailDate): boolean =>
  uid >= firstUid && (!takenSince || !arrivedAt || arrivedAt >= takenSince);

async function save(
  { watching, mailbox, place, folder }: Fetching,
  cursor: Cursor,
): Promise<Cursor> {
  const values = {
    uid_validity: Number(folder.state.uidValidity),
    first_uid: cursor.firstUid,
    taken_since: cursor.takenSince,
    last_uid: cursor.lastUid,
  };
  await watching.db
    .insertInto('mailbox_cursors')
    .values({ mailbox_id: mailbox.mailboxId, folder: place, ...values })
    .onConflict((conflict) => conflict.columns(['mailbox_id', 'folder']).doUpdateSet(values))
    .execute();
  return cursor;
}

/** Only ever forwards, and only within the same numbers. */
export async function moveCursor(
  { watching, mailbox, place, folder }: Fetching,
  uid: number,
): Promise<void> {
  await watching.db
    .updateTable('mailbox_cursors')
    .set({ last_uid: sql`greatest(last_uid, ${uid}::bigint)` })
    .where('mailbox_id', '=', mailbox.mailboxId)
    .where('folder', '=', place)
    .where('uid_validity', '=', Number(folder.state.uidValidity))
    .execute();
}
