import { newId, ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { presentTextBlocks } from './queries.ts';
import {
  change,
  retire,
  type TextBlock,
  type TextBlockFact,
  textBlockFrom,
  textBlockStream,
} from './text-block.ts';

export type TextBlockWish = { title: string; text: string; language: string; ownerId: string };

/** Every reply is compared with all of them. */
export const blocksMax = 500;

export async function writeTextBlock(
  unit: Unit,
  wish: TextBlockWish,
): Promise<{ textBlockId: string }> {
  const present = await presentTextBlocks(unit.tx);
  if (present.length >= blocksMax) {
    throw new Refusal('too_many_text_blocks', 'There are 500 text blocks. Retire some first.', {
      status: 409,
    });
  }
  const textBlockId = newId();
  const fact: TextBlockFact = { type: 'TextBlockWritten', data: await saidOf(unit, wish) };
  await unit.record(textBlockStream(textBlockId), [fact]);
  return { textBlockId };
}

export async function changeTextBlock(
  unit: Unit,
  textBlockId: string,
  wish: TextBlockWish,
): Promise<void> {
  const block = await find(unit, textBlockId);
  await unit.record(textBlockStream(textBlockId), change(block, await saidOf(unit, wish)));
}

export async function retireTextBlock(
  unit: Unit,
  textBlockId: string,
  staffId: string,
): Promise<void> {
  const block = await find(unit, textBlockId);
  await unit.record(textBlockStream(textBlockId), retire(block, staffId));
}

async function saidOf(
  unit: Unit,
  { title, text, language, ownerId }: TextBlockWish,
): Promise<{ title: WordsRef; words: WordsRef; language: string; ownerId: string }> {
  const [titleRef, words] = await unit.keepWords(ORGANISATION_ID, [title, text]);
  if (!titleRef || !words) throw new Error('the words were not kept');
  return { title: titleRef, words, language, ownerId };
}

async function find(unit: Unit, textBlockId: string): Promise<TextBlock> {
  const block = textBlockFrom(await unit.load(textBlockStream(textBlockId)));
  if (block) return block;
  throw notFound('There is no such text block.');
}
