import { secondMs } from '#clock.ts';
import type { Database, Tx } from '#database/connection.ts';
import { ORGANISATION_ID } from '#id.ts';

/** Mails begun in each second, by seconds since 1970; older than a minute they are forgotten. */
type Seconds = Record<string, number>;

const windowSeconds = 60;

/** How many mails a mailbox, or the program's own server (null), may send in a minute. */
export type Pace = { mailboxId: string | null; perMinute: number };

/**
 * Lets `begin` start at most as many mails as each of these paces leaves, and counts them. The rows
 * are held until the end of the transaction, so that several senders together keep the pace.
 */
export async function withinPaces<T>(
  tx: Tx,
  [pace, ...others]: readonly Pace[],
  now: Date,
  begin: (left: number) => Promise<T[]>,
): Promise<T[]> {
  if (!pace) return begin(Number.POSITIVE_INFINITY);
  return withinPace(tx, pace, now, (left) =>
    withinPaces(tx, others, now, (leftToo) => begin(Math.min(left, leftToo))),
  );
}

async function withinPace<T>(
  tx: Tx,
  { mailboxId, perMinute }: Pace,
  now: Date,
  begin: (left: number) => Promise<T[]>,
): Promise<T[]> {
  const key = mailboxId ?? ORGANISATION_ID;
  const before = recent(await hold(tx, key), now);
  const begun = await begin(Math.max(0, perMinute - sum(before)));
  if (begun.length === 0) return begun;
  const second = secondOf(now);
  const seconds = { ...before, [second]: (before[second] ?? 0) + begun.length };
  await tx
    .updateTable('outbox_paces')
    .set({ seconds: JSON.stringify(seconds) })
    .where('mailbox_id', '=', key)
    .execute();
  return begun;
}

async function hold(tx: Tx, key: string): Promise<Seconds> {
  await tx
    .insertInto('outbox_paces')
    .values({ mailbox_id: key, seconds: '{}' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tx
    .selectFrom('outbox_paces')
    .select('seconds')
    .where('mailbox_id', '=', key)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.seconds as Seconds;
}

/** How many mails of a mailbox were begun in the last minute. */
export async function begunLately(
  db: Database,
  mailboxId: string | null,
  now: Date,
): Promise<number> {
  const row = await db
    .selectFrom('outbox_paces')
    .select('seconds')
    .where('mailbox_id', '=', mailboxId ?? ORGANISATION_ID)
    .executeTakeFirst();
  return row ? sum(recent(row.seconds as Seconds, now)) : 0;
}

const secondOf = (at: Date): number => Math.floor(at.getTime() / secondMs);

/** A second that the minute only touches counts whole: no minute may hold more than the pace. */
const recent = (seconds: Seconds, now: Date): Seconds =>
  Object.fromEntries(
    Object.entries(seconds).filter(([second]) => Number(second) >= secondOf(now) - windowSeconds),
  );

const sum = (seconds: Seconds): number =>
  Object.values(seconds).reduce((total, count) => total + count, 0);
