import { type Clock, hourMs, later, minuteMs, secondMs } from '#clock.ts';
import type { Config } from '#config.ts';
import type { Database } from '#database/connection.ts';
import { type Ledger, programActor } from '#ledger/ledger.ts';
import type { Post } from '#mail/out.ts';
import { organisationOf } from '#staff/index.ts';
import { settleNotice } from './commands.ts';
import { isAutomatic, type Letter, type NoticeKind } from './notice.ts';

const batchMax = 50;

/** While a try is under way nobody else tries the same mail; after a crash it is tried again. */
const leaseMs = 5 * minuteMs;

const attemptsMax = 10;

type Sending = { db: Database; ledger: Ledger; clock: Clock; config: Config; post: Post };
type Waiting = { customerId: string; noticeId: string; messageId: string; attempts: number };

/** Swept every few seconds: sends what waits in the outbox. Returns how many were settled. */
export async function sendDueNotices(sending: Sending): Promise<number> {
  const { db, clock } = sending;
  let settled = 0;
  for (const waiting of await dueMails(db, clock.now())) {
    if (!(await claim(db, waiting, clock.now()))) continue;
    if (await send(sending, waiting)) settled++;
  }
  return settled;
}

async function dueMails(db: Database, now: Date): Promise<Waiting[]> {
  return db
    .selectFrom('outbox')
    .select([
      'customer_id as customerId',
      'notice_id as noticeId',
      'message_id as messageId',
      'attempts',
    ])
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .limit(batchMax)
    .execute();
}

async function claim(db: Database, waiting: Waiting, now: Date): Promise<boolean> {
  const claimed = await db
    .updateTable('outbox')
    .set({ next_attempt_at: later(now, leaseMs), attempts: waiting.attempts + 1 })
    .where('customer_id', '=', waiting.customerId)
    .where('notice_id', '=', waiting.noticeId)
    .where('attempts', '=', waiting.attempts)
    .executeTakeFirst();
  return claimed.numUpdatedRows === 1n;
}

async function send(sending: Sending, waiting: Waiting): Promise<boolean> {
  const { ledger, post } = sending;
  const mail = await mailOf(sending, waiting);
  const outcome = await post(mail).catch(async (error: Error) => {
    await noteFault(sending, waiting, error);
    return undefined;
  });
  const isGivenUp = outcome === undefined && waiting.attempts + 1 >= attemptsMax;
  if (outcome === undefined && !isGivenUp) return false;
  const result = outcome && outcome.refused === null ? 'delivered' : 'failed';
  const fault = outcome?.refused ?? null;
  await ledger.write(programActor, (unit) => settleNotice(unit, waiting, result, fault));
  return true;
}

async function mailOf({ db, config }: Sending, { customerId, noticeId, messageId }: Waiting) {
  const row = await db
    .selectFrom('notices')
    .innerJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'notices.customer_id')
        .onRef('words.words_id', '=', 'notices.words_id'),
    )
    .select(['kind', 'words.text'])
    .where('notices.customer_id', '=', customerId)
    .where('notice_id', '=', noticeId)
    .executeTakeFirstOrThrow();
  const organisation = await organisationOf(db);
  const letter = JSON.parse(row.text ?? '{"to":null,"subject":"","text":""}') as Letter;
  const address = config.mailFrom ?? organisation?.email ?? '';
  return {
    messageId,
    from: { name: organisation?.name ?? 'Amends', address },
    to: letter.to ?? '',
    subject: letter.subject,
    text: letter.text,
    isAutomatic: isAutomatic(row.kind as NoticeKind),
  };
}

/** The mail server could not be reached or said "later": again, after longer and longer pauses. */
async function noteFault({ db, clock }: Sending, waiting: Waiting, error: Error): Promise<void> {
  const pauseMs = Math.min(30 * secondMs * 3 ** waiting.attempts, 6 * hourMs);
  const code = (error as { code?: string }).code ?? 'fault';
  await db
    .updateTable('outbox')
    .set({ next_attempt_at: later(clock.now(), pauseMs), last_fault: code })
    .where('customer_id', '=', waiting.customerId)
    .where('notice_id', '=', waiting.noticeId)
    .execute();
}
