import type { Database, Tx } from '#database/connection.ts';
import type { Letter, NoticeKind } from './notice.ts';

export type NoticeView = {
  noticeId: string;
  customerId: string;
  complaintId: string | null;
  kind: NoticeKind;
  channel: 'mail' | 'page';
  state: 'waiting' | 'delivered' | 'failed';
  queuedAt: Date;
  settledAt: Date | null;
  subject: string;
  to: string | null;
  text: string;
  attempts: number;
  lastFault: string | null;
};

const presentNotices = (db: Database | Tx) =>
  db
    .selectFrom('notices')
    .innerJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'notices.customer_id')
        .onRef('words.words_id', '=', 'notices.words_id'),
    )
    .leftJoin('outbox', (join) =>
      join
        .onRef('outbox.customer_id', '=', 'notices.customer_id')
        .onRef('outbox.notice_id', '=', 'notices.notice_id'),
    )
    .select([
      'notices.notice_id as noticeId',
      'notices.customer_id as customerId',
      'complaint_id as complaintId',
      'kind',
      'channel',
      'state',
      'queued_at as queuedAt',
      'settled_at as settledAt',
      'words.text as letter',
      'outbox.attempts',
      'outbox.last_fault as lastFault',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof presentNotices>['execute']>>[number];

function viewOf({ letter, attempts, ...row }: Row): NoticeView {
  const { subject, to, text } = JSON.parse(
    letter ?? '{"subject":"","to":null,"text":""}',
  ) as Letter;
  return { ...row, attempts: attempts ?? 0, subject, to, text } as NoticeView;
}

/** The outbox: what waits, or what failed and needs a person. Newest first. */
export async function listNotices(
  db: Database,
  state: NoticeView['state'],
  limit: number,
): Promise<NoticeView[]> {
  const rows = await presentNotices(db)
    .where('state', '=', state)
    .orderBy('queued_at', 'desc')
    .orderBy('notices.notice_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(viewOf);
}

export async function noticesOfComplaint(
  db: Database | Tx,
  customerId: string,
  complaintId: string,
): Promise<NoticeView[]> {
  const rows = await presentNotices(db)
    .where('notices.customer_id', '=', customerId)
    .where('complaint_id', '=', complaintId)
    .orderBy('queued_at')
    .orderBy('notices.notice_id')
    .execute();
  return rows.map(viewOf);
}
