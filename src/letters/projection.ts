import type { Tx } from '#database/connection.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { LetterFact } from './letter.ts';

export const letterFactTypes = ['LetterSent'] as const satisfies readonly LetterFact['type'][];

export async function projectLetter(tx: Tx, entry: Entry): Promise<void> {
  const { data, customerId, stream, recordedAt } = entry as Entry<LetterFact>;
  await tx
    .insertInto('letters')
    .values({
      customer_id: customerId,
      letter_id: idOf(stream),
      complaint_id: data.complaintId,
      kind: data.kind,
      stage: data.stage,
      language: data.language,
      staff_id: data.staffId,
      message_id: data.messageId,
      words_id: data.content.words,
      digest: data.content.digest,
      new_date_at: data.newDateAt ? new Date(data.newDateAt) : null,
      extended_pack: data.extended?.packId ?? null,
      extended_clock: data.extended?.clockId ?? null,
      sent_at: recordedAt,
    })
    .execute();
}
