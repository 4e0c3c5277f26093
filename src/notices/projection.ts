import type { Tx } from '#database/connection.ts';
import { putIn } from '#database/pending.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { NoticeFact } from './notice.ts';

export const noticeFactTypes = [
  'NoticeQueued',
  'NoticeDelivered',
  'NoticeFailed',
] as const satisfies readonly NoticeFact['type'][];

export async function projectNotice(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, recordedAt } = entry as Entry<NoticeFact>;
  switch (type) {
    case 'NoticeQueued':
      return insert(tx, entry, data);
    case 'NoticeDelivered':
      return update(tx, entry, idOf(entry.stream), { state: 'delivered', settled_at: recordedAt });
    case 'NoticeFailed':
      return update(tx, entry, idOf(entry.stream), {
        state: 'failed',
        settled_at: recordedAt,
        fault: data.cause ?? null,
        fault_code: data.code ?? null,
      });
  }
}

async function insert(
  tx: Tx,
  entry: Entry,
  data: Extract<NoticeFact, { type: 'NoticeQueued' }>['data'],
): Promise<void> {
  const noticeId = idOf(entry.stream);
  await putIn(tx, 'notices', {
    customer_id: entry.customerId,
    notice_id: noticeId,
    complaint_id: data.complaintId,
    kind: data.kind,
    channel: data.channel,
    words_id: data.words.words,
    message_id: data.messageId ?? null,
    mailbox_id: data.mailboxId ?? null,
    state: 'waiting',
    queued_at: entry.recordedAt,
  });
  if (data.again) await update(tx, entry, data.again, { again_as: noticeId });
}

async function update(
  tx: Tx,
  { customerId }: Entry,
  noticeId: string,
  values: object,
): Promise<void> {
  await tx
    .updateTable('notices')
    .set(values)
    .where('customer_id', '=', customerId)
    .where('notice_id', '=', noticeId)
    .execute();
}
