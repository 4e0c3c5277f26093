import { type Insertable, sql } from 'kysely';
import { later, secondMs } from '#clock.ts';
import type { Database, Tx } from '#database/connection.ts';
import { putIn } from '#database/pending.ts';
import type { OutboxTable } from '#database/tables.ts';
import type { Unit } from '#ledger/ledger.ts';

export type OfNotice = { customerId: string; noticeId: string };

/** A mail whose turn it is. */
export type Due = OfNotice & {
  messageId: string;
  /** How often it was tried before; nobody else tries it with the same number. */
  attempts: number;
  /** An earlier try ended between the first byte and the answer. */
  handedOverAt: Date | null;
};

/**
 * While a try is under way nobody else tries the same mail. Whoever tries says so again and again;
 * so a mail whose sender died is looked at soon, and a slow server has all the time it needs.
 */
const leaseMs = 30 * secondMs;
export const renewMs = leaseMs / 3;

export async function putIntoOutbox(
  unit: Unit,
  row: Pick<Insertable<OutboxTable>, 'customer_id' | 'notice_id' | 'message_id' | 'mailbox_id'>,
): Promise<void> {
  await putIn(unit.tx, 'outbox', { ...row, attempts: 0, next_attempt_at: unit.now });
}

/**
 * The mailboxes (null: the organisation's own address) with mail whose turn it is. It goes from one
 * mailbox to the next in the index: without a mail server the whole outbox may wait.
 */
export async function mailboxesWithDueMail(db: Database, now: Date): Promise<(string | null)[]> {
  const { rows } = await sql<{ mailbox_id: string | null }>`
    with recursive boxes as (
      (select mailbox_id from outbox where mailbox_id is not null order by mailbox_id limit 1)
      union all
      select (select outbox.mailbox_id from outbox where outbox.mailbox_id > boxes.mailbox_id
        order by outbox.mailbox_id limit 1)
      from boxes where boxes.mailbox_id is not null)
    select mailbox_id from boxes where exists (
      select from outbox where outbox.mailbox_id = boxes.mailbox_id and next_attempt_at <= ${now})
    union all
    select null where exists (
      select from outbox where mailbox_id is null and next_attempt_at <= ${now})`.execute(db);
  return rows.map((row) => row.mailbox_id);
}

/** Takes up to `limit` mails of a mailbox, longest waiting first. */
export async function claimMails(
  tx: Tx,
  mailboxId: string | null,
  { now, limit }: { now: Date; limit: number },
): Promise<Due[]> {
  const due = await tx
    .selectFrom('outbox')
    .select([
      'customer_id as customerId',
      'notice_id as noticeId',
      'message_id as messageId',
      'attempts',
      'handed_over_at as handedOverAt',
    ])
    .where('mailbox_id', mailboxId === null ? 'is' : '=', mailboxId)
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .orderBy('notice_id')
    .limit(limit)
    .execute();
  const claimed: Due[] = [];
  for (const mail of due) {
    const isOurs = await change(tx, mail, mail.attempts, {
      next_attempt_at: later(now, leaseMs),
      attempts: mail.attempts + 1,
    });
    if (isOurs) claimed.push(mail);
  }
  return claimed;
}

/** The last thing before the first byte goes out. False when the mail is no longer ours to send. */
export const noteHandedOver = (db: Database, mail: Due, now: Date): Promise<boolean> =>
  change(db, mail, mail.attempts + 1, {
    handed_over_at: now,
    next_attempt_at: later(now, leaseMs),
  });

/** Its sender is alive and still at it. */
export const renewLease = (db: Database, mail: Due, now: Date): Promise<boolean> =>
  change(db, mail, mail.attempts + 1, { next_attempt_at: later(now, leaseMs) });

/** It surely did not go: the next try comes after a pause. */
export const putOff = (
  db: Database,
  mail: Due,
  { at, fault }: { at: Date; fault: string },
): Promise<boolean> =>
  change(db, mail, mail.attempts + 1, {
    handed_over_at: null,
    next_attempt_at: at,
    last_fault: fault,
  });

/** False when another sender took it over meanwhile. */
export async function isStillOurs(db: Database | Tx, mail: Due): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('attempts')
    .where('customer_id', '=', mail.customerId)
    .where('notice_id', '=', mail.noticeId)
    .executeTakeFirst();
  return row?.attempts === mail.attempts + 1;
}

async function change(
  db: Database | Tx,
  { customerId, noticeId }: OfNotice,
  attempts: number,
  values: Partial<Insertable<OutboxTable>>,
): Promise<boolean> {
  const changed = await db
    .updateTable('outbox')
    .set(values)
    .where('customer_id', '=', customerId)
    .where('notice_id', '=', noticeId)
    .where('attempts', '=', attempts)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export async function takeFromOutbox(unit: Unit, of: OfNotice): Promise<void> {
  await unit.tx
    .deleteFrom('outbox')
    .where('customer_id', '=', of.customerId)
    .where('notice_id', '=', of.noticeId)
    .execute();
}

export type Fault = { text: string | null; refused?: string[] };

/** What failed is tried no more, and stays with its cause for a person to see. */
export async function leaveInOutbox(
  unit: Unit,
  of: OfNotice,
  { text, refused }: Fault,
): Promise<void> {
  await unit.tx
    .updateTable('outbox')
    .set({
      next_attempt_at: sql<Date>`'infinity'`,
      ...(text !== null && { last_fault: text }),
      ...(refused && { refused }),
    })
    .where('customer_id', '=', of.customerId)
    .where('notice_id', '=', of.noticeId)
    .execute();
}

/** Whom the mail server would not have it for. */
export async function refusedFor(unit: Unit, of: OfNotice): Promise<string[]> {
  const row = await unit.tx
    .selectFrom('outbox')
    .select('refused')
    .where('customer_id', '=', of.customerId)
    .where('notice_id', '=', of.noticeId)
    .executeTakeFirst();
  return row?.refused ?? [];
}
