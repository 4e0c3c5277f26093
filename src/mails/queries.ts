import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';
import { notFound } from '#refusal.ts';
import type { MailOutcome, Reading } from './mail.ts';
import type { MailRow } from './store.ts';

/** A mail as people see it. */
export type MailView = {
  id: string;
  state: MailOutcome | 'stored';
  reason: string | null;
  arrivedAt: Date;
  size: number;
  mailboxId: string | null;
  reading: Reading | null;
  complaint: { id: string; reference: string } | null;
  suggested: { id: string; reference: string } | null;
  decidedAt: Date | null;
  /** Where it is parked: a person should look at it. */
  isDoubtful: boolean;
};

const presentMails = (db: Database | Tx) =>
  db
    .selectFrom('mails')
    .leftJoin('complaints as its', (join) =>
      join
        .onRef('its.customer_id', '=', 'mails.customer_id')
        .onRef('its.complaint_id', '=', 'mails.complaint_id'),
    )
    .leftJoin('complaints as maybe', (join) =>
      join
        .onRef('maybe.complaint_id', '=', 'mails.suggested_id')
        .on('mails.suggestion_decided_at', 'is', null),
    )
    .select([
      'mail_id as id',
      'mails.state',
      'reason',
      'arrived_at as arrivedAt',
      'size',
      'mails.mailbox_id as mailboxId',
      'reading',
      'decided_at as decidedAt',
      isDoubtful.as('isDoubtful'),
      'its.complaint_id as itsId',
      'its.reference as itsReference',
      'maybe.complaint_id as maybeId',
      'maybe.reference as maybeReference',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof presentMails>['execute']>>[number];

function viewOf(row: Row): MailView {
  const { itsId, itsReference, maybeId, maybeReference, ...rest } = row;
  return {
    ...rest,
    state: rest.state as MailView['state'],
    size: Number(rest.size),
    reading: rest.reading as Reading | null,
    complaint: itsId && itsReference ? { id: itsId, reference: itsReference } : null,
    suggested: maybeId && maybeReference ? { id: maybeId, reference: maybeReference } : null,
  };
}

/** Mails that machines wrote, or that look like it: the latest first. */
export async function parkedMails(db: Database, limit: number): Promise<MailView[]> {
  const rows = await presentMails(db)
    .where('mails.state', '=', 'parked')
    .where('decided_at', 'is', null)
    .orderBy('stored_at', 'desc')
    .orderBy('mail_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(viewOf);
}

/**
 * Parked mails that a person should look at, because a customer may stand behind them: also those
 * that call themselves automatic and answer nothing of ours, as mails of web forms do.
 */
const isDoubtful = sql<boolean>`coalesce(
  reason in ('flagged_spam', 'too_many_from_one_sender', 'mailing_list', 'challenge')
  or (reason = 'auto_reply' and mails.complaint_id is null), false)`;

/** How many parked mails wait for a person, counted up to `max`. */
export async function doubtfulMailCount(db: Database, max: number): Promise<number> {
  const rows = await db
    .selectFrom('mails')
    .select('mail_id')
    .where('state', '=', 'parked')
    .where('decided_at', 'is', null)
    .where(isDoubtful)
    .limit(max)
    .execute();
  return rows.length;
}

export async function mailById(db: Database | Tx, mailId: string): Promise<MailView> {
  const row = await presentMails(db).where('mail_id', '=', mailId).executeTakeFirst();
  if (row) return viewOf(row);
  throw notFound('There is no such mail.');
}

/** The mails behind the messages of a complaint, by their ids. */
export async function mailsOfMessages(
  db: Database | Tx,
  mailIds: readonly string[],
): Promise<Map<string, MailView>> {
  if (mailIds.length === 0) return new Map();
  const rows = await presentMails(db)
    .where(sql<boolean>`mail_id = any(${[...mailIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, viewOf(row)]));
}

/** What is needed to read a mail again. */
export async function storedMail(db: Database | Tx, mailId: string): Promise<MailRow> {
  const row = await db
    .selectFrom('mails')
    .select(['mail_id', 'sha256', 'size', 'mailbox_id', 'envelope', 'arrived_at', 'tries'])
    .where('mail_id', '=', mailId)
    .executeTakeFirst();
  if (!row) throw notFound('There is no such mail.');
  return mailRow(row);
}

export const mailRow = (row: {
  mail_id: string;
  sha256: Buffer;
  size: string | number;
  mailbox_id: string | null;
  envelope: unknown;
  arrived_at: Date;
  tries: number;
}): MailRow => ({
  mailId: row.mail_id,
  sha256: row.sha256,
  size: Number(row.size),
  mailboxId: row.mailbox_id,
  envelope: row.envelope as MailRow['envelope'],
  arrivedAt: row.arrived_at,
  tries: row.tries,
});

/** The mail that brought a message, for whoever answers it. */
export type Correspondence = Pick<
  Reading,
  'from' | 'replyTo' | 'to' | 'cc' | 'references' | 'subject'
> & {
  rfcId: string | null;
  mailboxId: string | null;
};

export async function correspondence(
  tx: Database | Tx,
  of: { complaintId: string },
  contactId: string,
): Promise<Correspondence | undefined> {
  const row = await tx
    .selectFrom('messages')
    .innerJoin('mails', 'mails.mail_id', 'messages.mail_id')
    .select(['mails.reading', 'mails.rfc_id', 'mails.mailbox_id'])
    .where('messages.complaint_id', '=', of.complaintId)
    .where('messages.message_id', '=', contactId)
    .executeTakeFirst();
  if (!row?.reading) return undefined;
  const { from, replyTo, to, cc, references, subject } = row.reading as Reading;
  const { rfc_id: rfcId, mailbox_id: mailboxId } = row;
  return { from, replyTo, to, cc, references, subject, rfcId, mailboxId };
}
