import { isPlainWord, isUnspaced, phoneTail, type Token, tokensOf } from '#likeness/fold.ts';

/**
 * What somebody looks for, part by part; all parts must be found. A `word` is found by its stems,
 * too, a `phrase` only word by word in its order. `tail` are the last digits of a phone number.
 */
export type Part =
  | { kind: 'word'; plain: string; folded: string; isBegun: boolean }
  | { kind: 'phrase'; folded: string[]; isBegun: boolean }
  | { kind: 'phone'; tail: string; folded: string[] };

/** More than anybody types; each part costs. */
const partsMax = 12;

/** A single letter begins too many words. */
const begunLengthMin = 2;

const quotation = /["“”„«»]/;

/** Reads what was typed. While somebody types, the last word may be only begun. */
export function readQuestion(typed: string): Part[] {
  const tail = isPhone(typed) ? phoneTail(typed) : undefined;
  if (tail) return [{ kind: 'phone', tail, folded: foldedOf(tokensOf(typed)) }];
  const parts = typed.split(quotation).flatMap((text, place, all) => {
    const isLast = place === all.length - 1;
    return place % 2 === 1 ? phraseOf(tokensOf(text), isLast) : partsOf(text, isLast);
  });
  return parts.slice(0, partsMax);
}

const isPhone = (typed: string): boolean => /^\s*\+?[\d\s\-/().]+$/.test(typed);

function partsOf(text: string, isLast: boolean): Part[] {
  const chunks = text.split(/\s+/);
  return chunks.flatMap((chunk, place) => {
    const tokens = tokensOf(chunk);
    const isBegun = isLast && place === chunks.length - 1;
    const [only] = tokens;
    return only && tokens.length === 1 ? [wordOf(only, isBegun)] : phraseOf(tokens, isBegun);
  });
}

const wordOf = ({ plain, folded }: Token, isBegun: boolean): Part => ({
  kind: 'word',
  plain,
  folded,
  isBegun: canBegin(folded, isBegun),
});

/** The last character of what has no blanks stands for the beginning of a pair. */
const canBegin = (folded: string, isBegun: boolean): boolean =>
  isUnspaced(folded) ? Array.from(folded).length === 1 : isBegun && folded.length >= begunLengthMin;

function phraseOf(tokens: readonly Token[], isBegun: boolean): Part[] {
  const folded = foldedOf(tokens);
  // The lone last character is the end of the pair before it.
  if (tokens.length > 1 && isUnspaced(folded.at(-1) ?? '')) folded.pop();
  const last = folded.at(-1);
  return last === undefined ? [] : [{ kind: 'phrase', folded, isBegun: canBegin(last, isBegun) }];
}

const foldedOf = (tokens: readonly Token[]): string[] => tokens.map(({ folded }) => folded);

/** A word that may hold a slip: letters alone, in a script that has words. */
export const mayHoldSlip = (part: Part): part is Extract<Part, { kind: 'word' }> =>
  part.kind === 'word' && isPlainWord(part.folded) && !isUnspaced(part.folded);
