import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import type { Entry } from '#ledger/entry.ts';
import type { NoticeFact } from '#notices/index.ts';

/** A message that could not be delivered was not told: it is our turn again. */
export async function projectFailedNotice(tx: Tx, entry: Entry): Promise<void> {
  const { complaintId } = (entry as Entry<NoticeFact>).data;
  if (!complaintId) return;
  await tx
    .updateTable('complaints')
    .set({ state: sql<string>`case when closed_at is null then 'to_do' else state end` })
    .where('customer_id', '=', entry.customerId)
    .where('complaint_id', '=', complaintId)
    .execute();
}

/**
 * Words that had failed and were sent once more have arrived: we wait for the customer again,
 * unless they have said something since.
 */
export async function projectSentAgain(tx: Tx, entry: Entry): Promise<void> {
  const { complaintId, messageId, again } = (entry as Entry<NoticeFact>).data;
  if (!complaintId || !messageId || !again) return;
  const { customerId } = entry;
  await tx
    .updateTable('complaints')
    .set({ state: 'waiting' })
    .where('customer_id', '=', customerId)
    .where('complaint_id', '=', complaintId)
    .where('closed_at', 'is', null)
    .where(
      sql<boolean>`not exists (
        select from messages as said, messages as ours
        where ours.customer_id = ${customerId} and ours.message_id = ${messageId}
          and said.customer_id = ${customerId} and said.complaint_id = ${complaintId}
          and said.author = 'customer' and said.recorded_at > ours.recorded_at)`,
    )
    .execute();
}
