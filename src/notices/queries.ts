import { sql } from 'kysely';
import { normalEmail } from '#customers/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { notFound } from '#refusal.ts';
import { letterText, readLetter } from './letter.ts';
import type { FailureCause, NoticeChannel, NoticeKind } from './notice.ts';
import type { OfNotice } from './outbox.ts';

export type NoticeView = {
  noticeId: string;
  customerId: string;
  complaintId: string | null;
  kind: NoticeKind;
  channel: NoticeChannel;
  state: 'waiting' | 'delivered' | 'failed';
  queuedAt: Date;
  settledAt: Date | null;
  /** The words of ours that it carries. */
  messageId: string | null;
  mailboxId: string | null;
  cause: FailureCause | null;
  code: string | null;
  /** The same words, sent once more. */
  againAs: string | null;
  subject: string;
  to: string | null;
  cc: string[];
  text: string;
  attempts: number;
  lastFault: string | null;
  refused: string[];
};

const withWords = (db: Database | Tx) =>
  db
    .selectFrom('notices')
    .innerJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'notices.customer_id')
        .onRef('words.words_id', '=', 'notices.words_id'),
    );

const presentNotices = (db: Database | Tx) =>
  withWords(db)
    .leftJoin('outbox', (join) =>
      join
        .onRef('outbox.customer_id', '=', 'notices.customer_id')
        .onRef('outbox.notice_id', '=', 'notices.notice_id'),
    )
    .select([
      'notices.notice_id as noticeId',
      'notices.customer_id as customerId',
      'notices.complaint_id as complaintId',
      'notices.kind',
      'notices.channel',
      'notices.state',
      'queued_at as queuedAt',
      'settled_at as settledAt',
      'notices.message_id as messageId',
      'notices.mailbox_id as mailboxId',
      'fault as cause',
      'fault_code as code',
      'again_as as againAs',
      'words.text as letter',
      'outbox.attempts',
      'outbox.last_fault as lastFault',
      'outbox.refused',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof presentNotices>['execute']>>[number];

function viewOf({ letter: kept, attempts, refused, ...row }: Row): NoticeView {
  const letter = readLetter(kept);
  return {
    ...(row as Omit<NoticeView, 'subject' | 'to' | 'cc' | 'text' | 'attempts' | 'refused'>),
    attempts: attempts ?? 0,
    refused: refused ?? [],
    subject: letter.subject,
    to: letter.to.length > 0 ? letter.to.join(', ') : letter.postal,
    cc: letter.cc,
    text: letterText(letter),
  };
}

export type NoticesAsked = {
  state: NoticeView['state'];
  channel?: NoticeChannel | undefined;
  limit: number;
};

/** The outbox: what waits, what failed and was not sent again, what went. The newest first. */
export async function listNotices(
  db: Database,
  { state, channel, limit }: NoticesAsked,
): Promise<(NoticeView & { reference: string | null })[]> {
  let query = presentNotices(db)
    .leftJoin('complaints', (join) =>
      join
        .onRef('complaints.customer_id', '=', 'notices.customer_id')
        .onRef('complaints.complaint_id', '=', 'notices.complaint_id'),
    )
    .select('complaints.reference')
    .where('notices.state', '=', state)
    .where('again_as', 'is', null);
  // What the page shows at once was never in the outbox.
  query = channel
    ? query.where('notices.channel', '=', channel)
    : query.where('notices.channel', '<>', 'page');
  const rows = await query
    .orderBy('queued_at', 'desc')
    .orderBy('notices.notice_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ reference, ...row }) => ({ ...viewOf(row), reference }));
}

export async function noticesOfComplaint(
  db: Database | Tx,
  customerId: string,
  complaintId: string,
): Promise<NoticeView[]> {
  const rows = await presentNotices(db)
    .where('notices.customer_id', '=', customerId)
    .where('notices.complaint_id', '=', complaintId)
    .orderBy('queued_at')
    .orderBy('notices.notice_id')
    .execute();
  return rows.map(viewOf);
}

/** Both ids of a notice by its own id. */
export async function findNotice(db: Database | Tx, noticeId: string): Promise<OfNotice> {
  const row = await db
    .selectFrom('notices')
    .select(['customer_id as customerId', 'notice_id as noticeId'])
    .where('notice_id', '=', noticeId)
    .executeTakeFirst();
  if (row) return row;
  throw notFound('There is no such message.');
}

/** A notice as it was kept. */
export async function noticeById(
  db: Database | Tx,
  of: OfNotice,
): Promise<{
  letter: string | null;
  mailboxId: string | null;
  againAs: string | null;
  queuedAt: Date;
  channel: NoticeChannel;
  complaintId: string | null;
}> {
  const row = await withWords(db)
    .select([
      'words.text as letter',
      'mailbox_id as mailboxId',
      'again_as as againAs',
      'queued_at as queuedAt',
      'channel',
      'complaint_id as complaintId',
    ])
    .where('notices.customer_id', '=', of.customerId)
    .where('notice_id', '=', of.noticeId)
    .executeTakeFirst();
  if (row) return { ...row, channel: row.channel as NoticeChannel };
  throw notFound('There is no such message.');
}

/** The newest notice of a complaint that a mail server took: what a bounce without an id is about. */
export async function latestMailedNotice(
  db: Database | Tx,
  of: { customerId: string; complaintId: string },
): Promise<OfNotice | undefined> {
  return db
    .selectFrom('notices')
    .select(['customer_id as customerId', 'notice_id as noticeId'])
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .where('channel', '=', 'mail')
    .where('state', '=', 'delivered')
    .orderBy('settled_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What it takes to write the mail of a notice. */
export async function noticeToSend(
  db: Database,
  of: OfNotice,
): Promise<{ kind: NoticeKind; reference: string | null; letter: string | null }> {
  const row = await withWords(db)
    .leftJoin('complaints', (join) =>
      join
        .onRef('complaints.customer_id', '=', 'notices.customer_id')
        .onRef('complaints.complaint_id', '=', 'notices.complaint_id'),
    )
    .select(['notices.kind', 'complaints.reference', 'words.text as letter'])
    .where('notices.customer_id', '=', of.customerId)
    .where('notice_id', '=', of.noticeId)
    .executeTakeFirstOrThrow();
  return { ...row, kind: row.kind as NoticeKind };
}

/** Whether a person of ours wrote to this address about one of these complaints. */
export async function wasWrittenTo(
  db: Database | Tx,
  complaintIds: readonly string[],
  address: string,
): Promise<boolean> {
  const row = await withWords(db)
    .select('notices.notice_id')
    .where('complaint_id', 'in', [...complaintIds])
    .where('kind', '=', 'answer')
    .where(
      sql<boolean>`exists (
        select from (
          select jsonb_path_query(words.text::jsonb, '$.to[*]') as receiver
          union all select jsonb_path_query(words.text::jsonb, '$.cc[*]')) as receivers
        where lower(receiver #>> '{}') = ${normalEmail(address)})`,
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
