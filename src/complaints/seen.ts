import type { Tx } from '#database/connection.ts';
import type { Unit } from '#ledger/ledger.ts';
import { Refusal } from '#refusal.ts';
import type { Of } from './commands.ts';
import { complaintStream } from './complaint.ts';

/**
 * Nobody answers past what they have not read, be it the customer's or a colleague's. `seen` is the
 * latest message that stood before the writer's eyes. Locks the complaint: of two who answer at
 * once the second finds the first one's words.
 */
export async function assertSeen(unit: Unit, of: Of, seen: string | null): Promise<void> {
  await unit.load(complaintStream(of.customerId, of.complaintId));
  const latest = await latestMessage(unit.tx, of);
  if (!latest || (seen !== null && latest.messageId <= seen)) return;
  const who = latest.author === 'staff' ? (latest.name ?? 'Somebody of ours') : 'The customer';
  throw new Refusal(
    'something_new_arrived',
    '{who} wrote while you were writing. Read it first, then send.',
    { status: 409, values: { who }, fields: [{ field: 'seen', message: latest.messageId }] },
  );
}

/** By id, which sorts by time of making, as whoever wrote compares it. */
async function latestMessage(tx: Tx, of: Of) {
  return tx
    .selectFrom('messages')
    .leftJoin('staff', 'staff.staff_id', 'messages.staff_id')
    .select(['message_id as messageId', 'author', 'staff.name'])
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .where('audience', '=', 'customer')
    .where('author', 'in', ['customer', 'staff'])
    .orderBy('message_id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
