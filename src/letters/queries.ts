import type { Of } from '#complaints/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { composedText, readComposed } from '#notices/index.ts';
import type { LetterKind } from '#packs/index.ts';
import { notFound } from '#refusal.ts';

export type SentLetter = {
  letterId: string;
  customerId: string;
  complaintId: string;
  kind: LetterKind;
  stage: number | null;
  language: string;
  authorName: string;
  messageId: string;
  digest: string;
  newDateAt: Date | null;
  sentAt: Date;
  /** Its parts as JSON; null where they were erased. */
  content: string | null;
};

const presentLetters = (db: Database | Tx) =>
  db
    .selectFrom('letters')
    .innerJoin('staff', 'staff.staff_id', 'letters.staff_id')
    .leftJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'letters.customer_id')
        .onRef('words.words_id', '=', 'letters.words_id'),
    )
    .select([
      'letter_id as letterId',
      'letters.customer_id as customerId',
      'complaint_id as complaintId',
      'kind',
      'stage',
      'language',
      'staff.name as authorName',
      'message_id as messageId',
      'digest',
      'new_date_at as newDateAt',
      'sent_at as sentAt',
      'words.text as content',
    ]);

/** The letters of a complaint in the order in which they went out. */
export async function lettersOf(db: Database | Tx, of: Of): Promise<SentLetter[]> {
  const rows = await presentLetters(db)
    .where('letters.customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .orderBy('sent_at')
    .orderBy('letter_id')
    .execute();
  return rows as SentLetter[];
}

export async function letterById(db: Database, letterId: string): Promise<SentLetter> {
  const row = await presentLetters(db).where('letter_id', '=', letterId).executeTakeFirst();
  if (row) return row as SentLetter;
  throw notFound('There is no such letter.');
}

export const textOfLetter = ({ content }: Pick<SentLetter, 'content'>): string | null =>
  content === null ? null : composedText(readComposed(content));
