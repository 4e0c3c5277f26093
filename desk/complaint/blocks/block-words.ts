import type { TextBlock } from '../../api/draft-types.ts';

// A text block is where a reply begins. Until its sentences were said in one's own words, the
// reply says so; the server refuses a whole paragraph that is still as it was.

/** Shorter sentences, such as a greeting, may well be the same in many letters. */
const sentenceLengthMin = 40;

const sentenceEnd = /(?<=[.!?…])\s+|\n+/u;

const sentencesOf = (text: string): string[] =>
  text
    .split(sentenceEnd)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length >= sentenceLengthMin);

/** Letters and digits alone: another comma does not make it one's own. */
const normal = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Sentences of the text that still stand there as in a block. */
export function unrewritten(text: string, blocks: readonly Pick<TextBlock, 'text'>[]): string[] {
  if (blocks.length === 0 || text === '') return [];
  const plain = new Set<string>();
  const withBlanks: string[][] = [];
  for (const sentence of blocks.flatMap((block) => sentencesOf(block.text))) {
    const parts = sentence.split(blank).map(normal);
    if (parts.length === 1) plain.add(parts[0] ?? '');
    else withBlanks.push(parts);
  }
  return sentencesOf(text).filter((sentence) => {
    const said = normal(sentence);
    return plain.has(said) || withBlanks.some((parts) => isFilledIn(said, parts));
  });
}

const blank = /\{[^{}\n]{1,40}\}/;

function isFilledIn(said: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  const fixed = parts.join('').length;
  if (fixed < sentenceLengthMin / 2 || said.length > fixed + 120 * (parts.length - 1)) return false;
  if (!said.startsWith(first) || !said.endsWith(last)) return false;
  let at = 0;
  return parts.every((part) => {
    at = said.indexOf(part, at);
    if (at >= 0) at += part.length;
    return at >= 0;
  });
}

/** What is known is filled in; the rest stays to be written. */
export const filledIn = (text: string, known: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{([^{}\n]{1,40})\}/g, (whole, name: string) => known[name.trim()] ?? whole);

/** The block as paragraphs of its own, where the cursor stands; `//` that called for it goes. */
export function inserted(
  text: string,
  at: number,
  block: string,
): { text: string; from: number; to: number } {
  const before = text
    .slice(0, at)
    .replace(/(^|\s)\/\/$/, '$1')
    .trimEnd();
  const after = text.slice(at).trimStart();
  const head = before === '' ? '' : `${before}\n\n`;
  const words = block.trim();
  return {
    text: `${head}${words}${after === '' ? '' : `\n\n${after}`}`,
    from: head.length,
    to: head.length + words.length,
  };
}

/** Typed where an address cannot be meant. */
export const callsForBlock = (text: string, at: number): boolean =>
  /(?:^|\s)\/\/$/.test(text.slice(0, at));
