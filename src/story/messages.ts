import type { Of } from '#complaints/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { i18n } from '#languages/i18n.ts';
import { type MailView, mailsOfMessages } from '#mails/index.ts';

export type StoryFile = { fileId: string; name: string; mediaType: string; size: number };

/** Words in the thread: the customer's, ours to the customer, or a note between ourselves. */
export type StoryMessage = {
  messageId: string;
  author: 'customer' | 'staff' | 'program';
  authorName: string | null;
  audience: 'customer' | 'internal';
  channel: string;
  occurredAt: Date;
  text: string | null;
  /** What stood below the new words of a mail: earlier mails, a signature. */
  quoted: string | null;
  mail: MailView | null;
  files: StoryFile[];
  isFinal: boolean;
  noAction: string | null;
};

/** The thread, what would put it right, and the facts around it. Notes only for staff. */
export async function storyMessages(db: Database | Tx, of: Of, reader: 'customer' | 'staff') {
  const rows = await messageRows(db, of, reader);
  const files = await fileRows(db, of);
  const mails = await mailsOfMessages(
    db,
    rows.flatMap(({ mailId }) => mailId ?? []),
  );
  const messages = rows.map(
    ({ mailId, ...row }): StoryMessage => ({
      ...(row as Omit<StoryMessage, 'files' | 'mail'>),
      mail: (mailId && mails.get(mailId)) || null,
      files: files.filter((file) => file.messageId === row.messageId).map(withoutMessage),
    }),
  );
  return { messages, ...(await aroundIt(db, of)) };
}

/** Who said it, as the customer reads it: somebody else may have written in the same exchange. */
export function customerSide(
  { authorName, mail }: StoryMessage,
  { customer, details }: { customer: { email: string | null }; details: Record<string, string> },
): string {
  const from = mail?.reading?.from;
  const own = [customer.email, details['email']].map((address) => address?.toLowerCase());
  if (from && !own.includes(from.address.toLowerCase())) return from.name || from.address;
  return authorName ? i18n.t('You; {name} wrote it down', { name: authorName }) : i18n.t('You');
}

async function messageRows(db: Database | Tx, of: Of, reader: 'customer' | 'staff') {
  let query = db
    .selectFrom('messages')
    .leftJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'messages.customer_id')
        .onRef('words.words_id', '=', 'messages.words_id'),
    )
    .leftJoin('words as rest', (join) =>
      join
        .onRef('rest.customer_id', '=', 'messages.customer_id')
        .onRef('rest.words_id', '=', 'messages.quoted_id'),
    )
    .leftJoin('words as whyNot', (join) =>
      join
        .onRef('whyNot.customer_id', '=', 'messages.customer_id')
        .onRef('whyNot.words_id', '=', 'messages.no_action_id'),
    )
    .leftJoin('staff', 'staff.staff_id', 'messages.staff_id')
    .select([
      'message_id as messageId',
      'author',
      'staff.name as authorName',
      'audience',
      'channel',
      'occurred_at as occurredAt',
      'words.text',
      'rest.text as quoted',
      'mail_id as mailId',
      'is_final as isFinal',
      'whyNot.text as noAction',
    ])
    .where('messages.customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId);
  if (reader === 'customer') query = query.where('audience', '=', 'customer');
  return query
    .orderBy('occurred_at')
    .orderBy('messages.recorded_at')
    .orderBy('message_id')
    .execute();
}

async function fileRows(db: Database | Tx, of: Of) {
  return db
    .selectFrom('message_files')
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.customer_id', '=', 'message_files.customer_id')
        .onRef('messages.message_id', '=', 'message_files.message_id'),
    )
    .innerJoin('files', (join) =>
      join
        .onRef('files.customer_id', '=', 'message_files.customer_id')
        .onRef('files.file_id', '=', 'message_files.file_id'),
    )
    .select([
      'messages.message_id as messageId',
      'files.file_id as fileId',
      'files.name',
      'files.media_type as mediaType',
      'files.size',
    ])
    .where('message_files.customer_id', '=', of.customerId)
    .where('messages.complaint_id', '=', of.complaintId)
    .execute();
}

type FileRow = Awaited<ReturnType<typeof fileRows>>[number];

const withoutMessage = ({ fileId, name, mediaType, size }: FileRow): StoryFile => ({
  fileId,
  name: name ?? 'erased',
  mediaType,
  size: Number(size),
});

async function aroundIt(db: Database | Tx, of: Of) {
  const row = await db
    .selectFrom('complaints')
    .leftJoin('words as wishes', (join) =>
      join
        .onRef('wishes.customer_id', '=', 'complaints.customer_id')
        .onRef('wishes.words_id', '=', 'complaints.wish_id'),
    )
    .leftJoin('words as facts', (join) =>
      join
        .onRef('facts.customer_id', '=', 'complaints.customer_id')
        .onRef('facts.words_id', '=', 'complaints.details_id'),
    )
    .select(['wishes.text as wish', 'facts.text as details'])
    .where('complaints.customer_id', '=', of.customerId)
    .where('complaints.complaint_id', '=', of.complaintId)
    .executeTakeFirst();
  const details = JSON.parse(row?.details ?? '{}') as Record<string, string>;
  return { wish: row?.wish ?? null, details };
}

/** A file of this complaint, for whoever may read the complaint. */
export async function fileOfComplaint(
  db: Database | Tx,
  of: Of,
  fileId: string,
  reader: 'customer' | 'staff',
): Promise<{ sha256: Buffer; name: string; mediaType: string } | undefined> {
  const row = await db
    .selectFrom('message_files')
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.customer_id', '=', 'message_files.customer_id')
        .onRef('messages.message_id', '=', 'message_files.message_id'),
    )
    .innerJoin('files', (join) =>
      join
        .onRef('files.customer_id', '=', 'message_files.customer_id')
        .onRef('files.file_id', '=', 'message_files.file_id'),
    )
    .select(['sha256', 'files.name', 'media_type as mediaType'])
    .where('message_files.customer_id', '=', of.customerId)
    .where('message_files.file_id', '=', fileId)
    .where('messages.complaint_id', '=', of.complaintId)
    .$if(reader === 'customer', (query) => query.where('audience', '=', 'customer'))
    .executeTakeFirst();
  if (!row?.sha256) return undefined;
  return { sha256: row.sha256, name: row.name ?? 'file', mediaType: row.mediaType };
}
