import { Refusal } from '#refusal.ts';

// A text block is where a reply begins. What goes out are a person's own words about this matter.

/** Shorter paragraphs, such as a greeting, may well be the same in many letters. */
const paragraphLengthMin = 80;

/** Refuses a text that still holds a paragraph exactly as it stands in a text block. */
export function assertOwnWords(text: string, blocks: readonly { text: string }[]): void {
  const canned = cannedParagraph(text, blocks);
  if (canned === undefined) return;
  throw new Refusal(
    'canned_text',
    'One paragraph is still exactly as in the text block: “{start}”. Say it in your own words, for this customer.',
    {
      status: 409,
      values: { start: startOf(canned) },
      fields: [{ field: 'text', message: startOf(canned) }],
    },
  );
}

export function cannedParagraph(
  text: string,
  blocks: readonly { text: string }[],
): string | undefined {
  const known = blocks.flatMap((block) => paragraphsOf(block.text)).map(fixedPartsOf);
  return paragraphsOf(text).find((paragraph) => {
    if (paragraph.length < paragraphLengthMin) return false;
    const plain = normal(paragraph);
    return known.some((parts) => isFilledIn(plain, parts));
  });
}

const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');

/** Letters and digits alone: another comma does not make it one's own. */
const normal = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** How long what was filled in for one `{name}` may be. */
const blankLengthMax = 120;

/** The fixed words of a paragraph of a block, between its blanks. */
const fixedPartsOf = (paragraph: string): string[] =>
  paragraph.split(/\{[^{}\n]{1,40}\}/).map(normal);

/** Whether it is these words in this order, with anything short where the blanks were. */
function isFilledIn(text: string, [first = '', ...rest]: readonly string[]): boolean {
  const last = rest.pop();
  if (last === undefined) return text === first;
  const fixedLength = [first, ...rest, last].join('').length;
  const filledMax = blankLengthMax * (rest.length + 1);
  if (fixedLength < fixedLengthMin || text.length - fixedLength > filledMax) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

/** A block that is nearly all blanks says nothing that could be repeated. */
const fixedLengthMin = 40;

const shownLength = 60;
const startOf = (paragraph: string): string =>
  paragraph.length > shownLength ? `${paragraph.slice(0, shownLength)} …` : paragraph;
