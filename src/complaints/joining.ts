import type { Database, Tx } from '#database/connection.ts';
import { readWords, type StoredFile } from '#ledger/content.ts';
import { Refusal } from '#refusal.ts';
import type { Contact, Of } from './commands.ts';
import type { Channel, Complaint, ComplaintFact } from './complaint.ts';

/** Two complaints of one matter go on as one; the customer's words are added there. */
export function join(
  complaint: Complaint,
  into: Complaint & { customerId: string },
  staffId: string,
): ComplaintFact[] {
  if (complaint.joinedInto) {
    throw new Refusal('joined_already', 'This complaint goes on in another already.', {
      status: 409,
    });
  }
  if (into.complaintId === complaint.complaintId || into.joinedInto) {
    throw new Refusal(
      'cannot_join',
      'A complaint can only be joined to another one that goes on by itself.',
      { status: 409 },
    );
  }
  const { complaintId, customerId } = into;
  return [
    { type: 'ComplaintJoined', data: { into: complaintId, intoCustomerId: customerId, staffId } },
  ];
}

/** They were two matters after all: this one goes on by itself again. */
export function part(complaint: Complaint, staffId: string): ComplaintFact[] {
  if (!complaint.joinedInto) {
    throw new Refusal('not_joined', 'This complaint is not joined to another.', { status: 409 });
  }
  return [
    { type: 'ComplaintParted', data: { from: complaint.joinedInto.complaintId, staffId } },
    { type: 'ComplaintReopened', data: { cause: 'parted' } },
  ];
}

/**
 * Everything the customer said in a complaint, as it is said again where it goes on; or one of it.
 */
export async function contactsOf(tx: Tx, of: Of, messageId?: string): Promise<Contact[]> {
  const said = tx
    .selectFrom('messages')
    .selectAll()
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .where('author', '=', 'customer');
  const rows = await (messageId ? said.where('message_id', '=', messageId) : said)
    .orderBy('occurred_at')
    .orderBy('message_id')
    .execute();
  const contacts: Contact[] = [];
  for (const row of rows) {
    const read = (wordsId: string | null) =>
      wordsId ? readWords(tx, of.customerId, wordsId) : null;
    const quotedText = (await read(row.quoted_id)) ?? '';
    contacts.push({
      text: await read(row.words_id),
      files: await filesOf(tx, of.customerId, row.message_id),
      channel: row.channel as Channel,
      occurredAt: row.occurred_at,
      staffId: row.staff_id,
      ...(row.mail_id && { mail: { mailId: row.mail_id, mailboxId: null, quotedText } }),
    });
  }
  return contacts;
}

async function filesOf(
  db: Database | Tx,
  customerId: string,
  messageId: string,
): Promise<StoredFile[]> {
  const rows = await db
    .selectFrom('message_files')
    .innerJoin('files', (join) =>
      join
        .onRef('files.customer_id', '=', 'message_files.customer_id')
        .onRef('files.file_id', '=', 'message_files.file_id'),
    )
    .select(['sha256', 'size', 'name', 'media_type', 'claimed_type'])
    .where('message_files.customer_id', '=', customerId)
    .where('message_files.message_id', '=', messageId)
    .execute();
  return rows.flatMap(({ sha256, name, size, ...types }) =>
    sha256 && name !== null
      ? [
          {
            sha256,
            name,
            size: Number(size),
            mediaType: types.media_type,
            claimedType: types.claimed_type,
          },
        ]
      : [],
  );
}

/** The complaint in which this one goes on; itself where it goes on by itself. */
export async function goesOnIn(db: Database | Tx, of: Of): Promise<Of> {
  const row = await db
    .selectFrom('complaints')
    .select(['joined_customer_id as customerId', 'joined_complaint_id as complaintId'])
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .executeTakeFirst();
  const { customerId, complaintId } = row ?? {};
  return customerId && complaintId ? { customerId, complaintId } : of;
}

/** A complaint, and all that go on in it. */
export async function goingOnIn(db: Database | Tx, of: Of): Promise<Of[]> {
  const joined = await db
    .selectFrom('complaints')
    .select(['customer_id as customerId', 'complaint_id as complaintId'])
    .where('joined_complaint_id', '=', of.complaintId)
    .limit(joinedMax)
    .execute();
  return [of, ...joined];
}

const joinedMax = 100;
