import type { Database, Tx } from '#database/connection.ts';
import { ORGANISATION_ID } from '#id.ts';

export type TextBlockView = {
  id: string;
  title: string;
  text: string;
  language: string;
  owner: { id: string; name: string };
  changedAt: Date;
};

/** The text blocks in use, by title. */
export async function presentTextBlocks(db: Database | Tx): Promise<TextBlockView[]> {
  const rows = await db
    .selectFrom('text_blocks')
    .innerJoin('staff', 'staff.staff_id', 'text_blocks.owner_id')
    .innerJoin('words as titles', (join) =>
      join
        .on('titles.customer_id', '=', ORGANISATION_ID)
        .onRef('titles.words_id', '=', 'text_blocks.title_id'),
    )
    .innerJoin('words', (join) =>
      join
        .on('words.customer_id', '=', ORGANISATION_ID)
        .onRef('words.words_id', '=', 'text_blocks.words_id'),
    )
    .select([
      'text_block_id as id',
      'titles.text as title',
      'words.text',
      'text_blocks.language',
      'owner_id as ownerId',
      'staff.name as ownerName',
      'written_at as writtenAt',
      'changed_at as changedAt',
    ])
    .where('retired_at', 'is', null)
    .orderBy('titles.text')
    .orderBy('text_block_id')
    .execute();
  return rows.map(({ ownerId, ownerName, writtenAt, changedAt, title, text, ...row }) => ({
    ...row,
    title: title ?? '',
    text: text ?? '',
    owner: { id: ownerId, name: ownerName },
    changedAt: changedAt ?? writtenAt,
  }));
}
