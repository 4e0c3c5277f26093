import { commonWords } from './common-words.ts';
import { tokensOf } from './fold.ts';

/** All words of a text, folded, in their order. */
export const wordsOf = (text: string): string[] => tokensOf(text).map(({ folded }) => folded);

/** Nobody's complaint gets more alike by being longer than this. */
const lengthMax = 20_000;

/** The words that say what a text is about, each by its stem with its first form in the text. */
export function stemsOf(text: string): Map<string, string> {
  const stems = new Map<string, string>();
  for (const { plain, folded } of tokensOf(text.slice(0, lengthMax))) {
    if (!tellsSomething(folded)) continue;
    const stem = stemOf(folded);
    if (!stems.has(stem)) stems.set(stem, plain);
  }
  return stems;
}

/** Numbers are orders, dates and times: they tell matters apart, never what they are about. */
const tellsSomething = (word: string): boolean =>
  (word.length >= 3 || /[^\p{Script=Latin}\p{N}]/u.test(word)) &&
  !/\p{N}/u.test(word) &&
  !commonWords.has(word);

const endings = ['ings', 'ing', 'ies', 'ied', 'ed', 'es', 'en', 'er', 'e', 's', 'n', 'y'];
const keptMin = 4;
const stemMax = 7;

/**
 * Rough, and the same for every language: one usual ending less, and never more than the first
 * letters. It is for counting words that two texts share, not for being read.
 */
export function stemOf(word: string): string {
  const bare = withoutArticle(word);
  const ending = endings.find((end) => bare.endsWith(end) && bare.length - end.length >= keptMin);
  const kept = ending ? bare.slice(0, -ending.length) : bare;
  // "stopped" and "stop" are one word.
  const single = ending && /([b-df-hj-np-tv-z])\1$/.test(kept) ? kept.slice(0, -1) : kept;
  return single.slice(0, stemMax);
}

/** In Arabic the article is written together with its word. */
const withoutArticle = (word: string): string => word.replace(/^ال(?=\p{L}{3})/u, '');
