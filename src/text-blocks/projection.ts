import type { Tx } from '#database/connection.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { TextBlockFact } from './text-block.ts';

export const textBlockFactTypes = [
  'TextBlockWritten',
  'TextBlockChanged',
  'TextBlockRetired',
] as const satisfies readonly TextBlockFact['type'][];

export async function projectTextBlock(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, stream, recordedAt } = entry as Entry<TextBlockFact>;
  const textBlockId = idOf(stream);
  if (type === 'TextBlockWritten') {
    await tx
      .insertInto('text_blocks')
      .values({
        text_block_id: textBlockId,
        title_id: data.title.words,
        words_id: data.words.words,
        language: data.language,
        owner_id: data.ownerId,
        written_at: recordedAt,
      })
      .execute();
    return;
  }
  const changed =
    type === 'TextBlockChanged'
      ? {
          title_id: data.title.words,
          words_id: data.words.words,
          language: data.language,
          owner_id: data.ownerId,
          changed_at: recordedAt,
        }
      : { retired_at: recordedAt };
  await tx
    .updateTable('text_blocks')
    .set(changed)
    .where('text_block_id', '=', textBlockId)
    .execute();
}
