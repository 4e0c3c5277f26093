import { sql } from 'kysely';
import { dayMs, hourMs, later } from '#clock.ts';
import { programActor } from '#ledger/ledger.ts';
import { datesOf, isOurs, settleCursor } from './cursor.ts';
import { fetchThese, knownOf } from './fetching.ts';
import { closeGap, openGaps } from './gaps.ts';
import { keepAlone } from './keeping.ts';
import { finishMailboxTask, giveMailboxTask } from './tasks.ts';
import type { Fetching } from './watching.ts';

/** Every hour today and yesterday are counted, and once a day the last month. */
export const daysCounted = 31;
const lateDays = 2;

/** Counts what is due to be counted, and fetches what turns out to be missing. */
export async function countIfDue(fetching: Fetching): Promise<void> {
  const { db, clock } = fetching.watching;
  const { mailboxId } = fetching.mailbox;
  const counted = await db
    .selectFrom('mailbox_health')
    .select(['counted_at', 'counted_all_at'])
    .where('mailbox_id', '=', mailboxId)
    .executeTakeFirst();
  const isOlder = (at: Date | null | undefined, ms: number): boolean =>
    !at || clock.now().getTime() - at.getTime() >= ms;
  if (isOlder(counted?.counted_all_at, dayMs)) return countDays(fetching, daysCounted);
  if (isOlder(counted?.counted_at, hourMs)) return countDays(fetching, lateDays);
}

/**
 * Compares, for each of the last days, what lies on the server with what lies here. A day is one of
 * UTC, and a mail belongs to the day on which the server had it. What is missing is fetched at
 * once; what still differs then becomes a task.
 */
export async function countDays(fetching: Fetching, days: number): Promise<void> {
  const onServer = await mailsSince(fetching, days);
  for (const uid of await missingOf(fetching, [...onServer.keys()])) {
    await unlessLost(fetching, () => fetchMissing(fetching, uid));
  }
  await noteDays(fetching, onServer, days);
  await settleDifference(fetching);
  if (await retryGaps(fetching)) {
    await noteDays(fetching, onServer, days);
    await settleDifference(fetching);
  }
}

/** Numbers of the mails that are ours, with the day of each. */
async function mailsSince(fetching: Fetching, days: number): Promise<Map<number, string>> {
  const { watching, folder } = fetching;
  const first = listDays(watching.clock.now(), days).at(-1) ?? '';
  const cursor = await settleCursor(fetching);
  // A server may go by the days of its own zone.
  const uids = await folder.uidsSince(later(new Date(first), -dayMs));
  const dates = await datesOf(fetching, uids);
  const ours = dates.filter((mail) => isOurs(cursor, mail));
  const dated = ours.map(({ uid, arrivedAt }) => [uid, arrivedAt ? dayOf(arrivedAt) : ''] as const);
  return new Map(dated.filter(([, day]) => day >= first));
}

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

/** The last days, today first. */
const listDays = (now: Date, days: number): string[] =>
  Array.from({ length: days }, (_, back) => dayOf(later(now, -back * dayMs)));

const lookedUpAtOnce = 5_000;

async function missingOf(fetching: Fetching, uids: readonly number[]): Promise<number[]> {
  const missing: number[] = [];
  for (let at = 0; at < uids.length; at += lookedUpAtOnce) {
    const some = uids.slice(at, at + lookedUpAtOnce);
    const here = await knownOf(fetching, some);
    missing.push(...some.filter((uid) => !here.has(uid)));
  }
  return missing;
}

async function noteDays(
  fetching: Fetching,
  onServer: ReadonlyMap<number, string>,
  days: number,
): Promise<void> {
  const { watching, mailbox } = fetching;
  const now = watching.clock.now();
  const missing = new Set(await missingOf(fetching, [...onServer.keys()]));
  const stored = [...onServer].filter(([uid]) => !missing.has(uid));
  const all = countByDay(onServer);
  const here = countByDay(stored);
  const rows = listDays(now, days).map((day) => ({
    mailbox_id: mailbox.mailboxId,
    day,
    on_server: all.get(day) ?? 0,
    stored: here.get(day) ?? 0,
    checked_at: now,
  }));
  await watching.db
    .insertInto('mailbox_days')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['mailbox_id', 'day']).doUpdateSet({
        on_server: sql`excluded.on_server`,
        stored: sql`excluded.stored`,
        checked_at: sql`excluded.checked_at`,
      }),
    )
    .execute();
  const isAll = days === daysCounted;
  await watching.db
    .updateTable('mailbox_health')
    .set({ counted_at: now, ...(isAll && { counted_all_at: now }) })
    .where('mailbox_id', '=', mailbox.mailboxId)
    .execute();
}

function countByDay(mails: Iterable<readonly [number, string]>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, day] of mails) counts.set(day, (counts.get(day) ?? 0) + 1);
  return counts;
}

async function fetchMissing(fetching: Fetching, uid: number): Promise<void> {
  const cursor = await settleCursor(fetching);
  await fetchThese({ ...fetching, oneByOne: true }, cursor, [uid]);
}

/** One mail that fails is on record by then, and the next may be had. */
async function unlessLost(
  { folder, signal }: Fetching,
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (signal.aborted || !folder.isOpen()) throw error;
    return false;
  }
}

/** Tries once more what was passed over. True when something of it came, or is gone. */
async function retryGaps(fetching: Fetching): Promise<boolean> {
  let settled = false;
  for (const { uid } of await openGaps(fetching)) {
    const isSettled = await unlessLost(fetching, () => retryGap(fetching, uid));
    settled ||= isSettled;
  }
  return settled;
}

async function retryGap(fetching: Fetching, uid: number): Promise<void> {
  if ((await knownOf(fetching, [uid])).has(uid)) return closeGap(fetching, uid);
  await keepAlone(fetching, await settleCursor(fetching), uid);
  await closeGap(fetching, uid);
}

/** While anything differs, its keeper has a task. */
async function settleDifference(fetching: Fetching): Promise<void> {
  const { watching, mailbox } = fetching;
  const { db, clock, ledger } = watching;
  const day = await db
    .selectFrom('mailbox_days')
    .select('day')
    .where('mailbox_id', '=', mailbox.mailboxId)
    .where('day', '>=', listDays(clock.now(), daysCounted).at(-1) ?? '')
    .whereRef('on_server', '>', 'stored')
    .limit(1)
    .executeTakeFirst();
  const gap = await db
    .selectFrom('mailbox_gaps')
    .select('vanished_at')
    .where('mailbox_id', '=', mailbox.mailboxId)
    .orderBy('vanished_at', (order) => order.desc().nullsFirst())
    .limit(1)
    .executeTakeFirst();
  const differs = day !== undefined || gap?.vanished_at === null;
  // A mail that is gone for good is no difference any more, but only a person may say "I know".
  if (!differs && gap) return;
  await ledger.write(programActor, (unit) =>
    differs
      ? giveMailboxTask(unit, 'mailbox_differs', mailbox)
      : finishMailboxTask(unit, 'mailbox_differs', mailbox.mailboxId),
  );
}
