import type { Tx } from '#database/connection.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { NoticeFact } from './notice.ts';

export const noticeFactTypes = [
  'NoticeQueued',
  'NoticeDelivered',
  'NoticeFailed',
] as const satisfies readonly NoticeFact['type'][];

export async function projectNotice(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, customerId, stream, recordedAt } = entry as Entry<NoticeFact>;
  if (type === 'NoticeQueued') {
    await tx
      .insertInto('notices')
      .values({
        customer_id: customerId,
        notice_id: idOf(stream),
        complaint_id: data.complaintId,
        kind: data.kind,
        channel: data.channel,
        words_id: data.words.words,
        state: 'waiting',
        queued_at: recordedAt,
        settled_at: null,
      })
      .execute();
    return;
  }
  await tx
    .updateTable('notices')
    .set({ state: type === 'NoticeDelivered' ? 'delivered' : 'failed', settled_at: recordedAt })
    .where('customer_id', '=', customerId)
    .where('notice_id', '=', idOf(stream))
    .execute();
}
