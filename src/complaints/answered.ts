import type { Database, Tx } from '#database/connection.ts';
import { readWords } from '#ledger/content.ts';
import type { Of } from './commands.ts';

/** What the customer, or somebody for them, wrote or said: the message that an answer answers. */
export type AnsweredContact = { contactId: string; text: string | null; occurredAt: Date };

/** A message of this complaint; the latest where none is named. Undefined when it is of another. */
export async function answeredContact(
  db: Database | Tx,
  of: Of,
  contactId: string | null,
): Promise<AnsweredContact | undefined> {
  let query = db
    .selectFrom('messages')
    .select(['message_id', 'words_id', 'occurred_at'])
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .where('author', '=', 'customer')
    .where('audience', '=', 'customer');
  if (contactId) query = query.where('message_id', '=', contactId);
  const row = await query
    .orderBy('recorded_at', 'desc')
    .orderBy('message_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const text = row.words_id ? await readWords(db as Tx, of.customerId, row.words_id) : null;
  return { contactId: row.message_id, text, occurredAt: row.occurred_at };
}

/** Who of ours wrote a message. */
export async function authorOfMessage(
  db: Database | Tx,
  customerId: string,
  messageId: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('messages')
    .select('staff_id')
    .where('customer_id', '=', customerId)
    .where('message_id', '=', messageId)
    .where('author', '=', 'staff')
    .executeTakeFirst();
  return row?.staff_id ?? null;
}

/** When we last learned something from the customer. */
export async function lastContactAt(db: Database | Tx, of: Of): Promise<Date | null> {
  const row = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.max('recorded_at').as('at'))
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .where('author', '=', 'customer')
    .executeTakeFirst();
  return row?.at ?? null;
}
