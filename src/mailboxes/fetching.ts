import { sql } from 'kysely';
import type { MailDetails } from '#mail/imap.ts';
import { type Cursor, isOurs, moveCursor, settleCursor } from './cursor.ts';
import { closeGap, openGaps } from './gaps.ts';
import { keepAlone, keepTogether, pieceByPieceBytes } from './keeping.ts';
import type { Fetching } from './watching.ts';

const lookedUpAtOnce = 200;

/**
 * Fetches what came since the last time, oldest first, whatever anybody has read or flagged
 * meanwhile. The cursor follows what is kept, so that after a kill nothing is left out; what was
 * kept and not yet passed by the cursor is recognised by its place.
 */
export async function fetchNew(fetching: Fetching): Promise<void> {
  const cursor = await settleCursor(fetching);
  const uids = await fetching.folder.uidsFrom(cursor.lastUid + 1);
  for (let at = 0; at < uids.length; at += lookedUpAtOnce) {
    const chunk = uids.slice(at, at + lookedUpAtOnce);
    await fetchThese(fetching, cursor, chunk, (uid) => moveCursor(fetching, uid));
    await moveCursor(fetching, chunk.at(-1) ?? 0);
  }
}

/** Fetches those of these mails that are ours to take and neither here nor passed over. */
export async function fetchThese(
  fetching: Fetching,
  cursor: Cursor,
  uids: readonly number[],
  onKept: (uid: number) => Promise<void> = async () => undefined,
): Promise<void> {
  const here = await knownOf(fetching, uids);
  const gaps = new Map((await openGaps(fetching)).map((gap) => [gap.uid, gap]));
  const wanted = uids.filter((uid) => !here.has(uid) && !gaps.get(uid)?.isSkipped);
  for await (const uid of keepEach(fetching, cursor, wanted)) {
    if (gaps.has(uid)) await closeGap(fetching, uid);
    await fetching.onProgress();
    await onKept(uid);
  }
}

/** Keeps mails, as many at once as it is wise to; tells after each run how far it got. */
async function* keepEach(
  fetching: Fetching,
  cursor: Cursor,
  uids: readonly number[],
): AsyncGenerator<number> {
  if (uids.length === 0) return;
  if (fetching.oneByOne) {
    for (const uid of uids) {
      await keepAlone(fetching, cursor, uid);
      yield uid;
    }
    return;
  }
  const details = await fetching.folder.details(uids);
  for (const run of runsOf(details.filter((mail) => isOurs(cursor, mail)))) {
    const last = run.at(-1)?.uid ?? 0;
    if (run.length > 1) await keepTogether(fetching, run);
    else await keepAlone(fetching, cursor, last);
    yield last;
  }
}

/** Those of these mails that are here already. */
export async function knownOf(
  { watching: { db }, mailbox, place, folder }: Fetching,
  uids: readonly number[],
): Promise<Set<number>> {
  const rows = await db
    .selectFrom('mail_positions')
    .select('uid')
    .where('mailbox_id', '=', mailbox.mailboxId)
    .where('folder', '=', place)
    .where('uid_validity', '=', Number(folder.state.uidValidity))
    .where(sql<boolean>`uid = any(${[...uids]}::bigint[])`)
    .execute();
  return new Set(rows.map(({ uid }) => uid));
}

/** So much is fetched at once, and held in memory. */
const runMails = 50;
const runBytes = 4 * 1024 * 1024;

/** Small mails that follow each other are fetched together; a large one is a run by itself. */
function runsOf(details: readonly MailDetails[]): MailDetails[][] {
  const runs: MailDetails[][] = [];
  let bytes = 0;
  for (const mail of details) {
    bytes += mail.size;
    const run = runs.at(-1);
    const isSmall = mail.size <= pieceByPieceBytes;
    if (run && isSmall && run.length < runMails && bytes <= runBytes) {
      run.push(mail);
    } else {
      runs.push([mail]);
      bytes = isSmall ? mail.size : runBytes;
    }
  }
  return runs;
}
