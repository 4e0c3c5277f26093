import type { WordsRef } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';

export async function keepOne(unit: Unit, customerId: string, text: string): Promise<WordsRef> {
  const [words] = await unit.keepWords(customerId, [text]);
  if (!words) throw new Error('the words were not kept');
  return words;
}

export const keepSome = async (
  unit: Unit,
  customerId: string,
  text: string | null,
): Promise<WordsRef | null> => (text === null ? null : keepOne(unit, customerId, text));
