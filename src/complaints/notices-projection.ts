import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import type { Entry } from '#ledger/entry.ts';
import type { NoticeFact } from '#notices/index.ts';
import { changeComplaint } from './loads.ts';

/** A message that could not be delivered was not told: it is our turn again. */
export async function projectFailedNotice(tx: Tx, entry: Entry): Promise<void> {
  const { complaintId } = (entry as Entry<NoticeFact>).data;
  if (!complaintId) return;
  const key = { customerId: entry.customerId, complaintId };
  const state = sql`case when closed_at is null then 'to_do' else state end`;
  await changeComplaint(tx, key, { state });
}

/**
 * Words that had failed and were sent once more have arrived: we wait for the customer again,
 * unless they have said something since.
 */
export async function projectSentAgain(tx: Tx, entry: Entry): Promise<void> {
  const { complaintId, messageId, again } = (entry as Entry<NoticeFact>).data;
  if (!complaintId || !messageId || !again) return;
  const { customerId } = entry;
  const state = sql`case when closed_at is null and not exists (
      select from messages as said, messages as ours
      where ours.customer_id = ${customerId} and ours.message_id = ${messageId}
        and said.customer_id = ${customerId} and said.complaint_id = ${complaintId}
        and said.author = 'customer' and said.recorded_at > ours.recorded_at)
    then 'waiting' else state end`;
  await changeComplaint(tx, { customerId, complaintId }, { state });
}
