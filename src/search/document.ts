import { isPlainWord, isUnspaced, phoneTailsIn, type Token, tokensOf } from '#likeness/fold.ts';

/** All texts of one complaint, the most important first, cut where it would be too much. */
const textLengthMax = 200_000;

/** What a tsvector may hold, with room to spare. */
const bytesMax = 900_000;
const placeMax = 16_383;
const placesOfWordMax = 255;

/** The words of a complaint, before their stems are known. */
export type Reading = { tokens: Token[]; tails: string[] };

export function readTexts(texts: readonly string[]): Reading {
  const reading: Reading = { tokens: [], tails: [] };
  let left = textLengthMax;
  for (const text of texts) {
    const kept = text.slice(0, left);
    left -= kept.length;
    reading.tokens.push(...tokensOf(kept));
    reading.tails.push(...phoneTailsIn(kept));
    if (left === 0) break;
  }
  return reading;
}

/** Words that have a stem: letters alone, and not the pairs of scripts without blanks. */
export const stemmable = ({ tokens }: Reading): Token[] =>
  tokens.filter(({ folded }) => isPlainWord(folded) && !isUnspaced(folded));

export type Document = { vector: string; words: string[] };

/**
 * What lies in the index: each word folded, with its places, so that phrases are found; its stems
 * as it is written and folded ("remboursé" must find "remboursée"); and the ends of phone numbers.
 */
export function documentOf(
  { tokens, tails }: Reading,
  stemsOf: (token: Token) => readonly string[],
): Document {
  const places = new Map<string, number[]>();
  const words = new Set<string>();
  let bytes = 0;
  const add = (lexeme: string, place?: number): void => {
    const known = places.get(lexeme);
    const list = known ?? [];
    if (!known) {
      places.set(lexeme, list);
      bytes += Buffer.byteLength(lexeme) + 4;
    }
    if (place === undefined || list.length >= placesOfWordMax) return;
    list.push(place);
    bytes += 2;
  };
  for (const [at, token] of tokens.entries()) {
    if (bytes > bytesMax) break;
    add(token.folded, at < placeMax ? at + 1 : undefined);
    words.add(token.folded);
    for (const stem of stemsOf(token)) add(stem);
  }
  for (const tail of tails) add(tail);
  return { vector: vectorOf(places), words: [...words] };
}

const vectorOf = (places: ReadonlyMap<string, readonly number[]>): string =>
  Array.from(
    places,
    ([lexeme, list]) => quoted(lexeme) + (list.length > 0 ? `:${list.join(',')}` : ''),
  ).join(' ');

/** A lexeme as PostgreSQL reads it in a tsvector or a tsquery. */
export const quoted = (lexeme: string): string => `'${lexeme.replace(/['\\]/g, '$&$&')}'`;
