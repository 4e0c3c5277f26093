import { ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import { type Entry, type Fact, idOf, type Stream } from '#ledger/entry.ts';
import { Refusal } from '#refusal.ts';

type Is<T extends string, D> = { type: T; data: D };

type Said = { title: WordsRef; words: WordsRef; language: string };

export type TextBlockFact = Fact &
  (
    | Is<'TextBlockWritten', Said & { ownerId: string }>
    | Is<'TextBlockChanged', Said & { ownerId: string }>
    | Is<'TextBlockRetired', { staffId: string }>
  );

export const textBlockStream = (textBlockId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `text_block:${textBlockId}`,
});

export type TextBlock = { textBlockId: string; isRetired: boolean };

export function textBlockFrom(entries: readonly Entry[]): TextBlock | undefined {
  const [first, ...rest] = entries;
  if (!first) return undefined;
  const isRetired = rest.some(({ type }) => type === 'TextBlockRetired');
  return { textBlockId: idOf(first.stream), isRetired };
}

/** Whoever changes it looks after it from then on. */
export function change(block: TextBlock, to: Said & { ownerId: string }): TextBlockFact[] {
  if (block.isRetired) throw retired();
  return [{ type: 'TextBlockChanged', data: to }];
}

export const retire = (block: TextBlock, staffId: string): TextBlockFact[] =>
  block.isRetired ? [] : [{ type: 'TextBlockRetired', data: { staffId } }];

const retired = (): Refusal =>
  new Refusal('text_block_retired', 'This text block is no longer used. Write a new one.', {
    status: 409,
  });
