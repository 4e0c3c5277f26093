import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

// Complaints to search in: as many different words as real ones have, few of them often and most of
// them seldom, made from a fixed seed.

const syllables =
  'ba be bi bo da de di do fa fe ga ge ka ke ki la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va ve wa we za zo'.split(
    ' ',
  );
const vocabularySize = 40_000;

/** A word by its rank: the same rank is always the same word. */
export function wordOf(rank: number): string {
  let rest = rank + syllables.length;
  let word = '';
  while (rest > 0) {
    word += syllables[rest % syllables.length];
    rest = Math.floor(rest / syllables.length);
  }
  return word;
}

/** Numbers between 0 and 1 that are the same for the same seed. */
function chanceFrom(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Zipf's law: the word of rank n stands as often as the first one divided by n. */
const rankBy = (chance: number): number => Math.floor(vocabularySize ** chance) - 1;

const wordsPerMessage = 70;

export function messageText(seed: number): string {
  const chance = chanceFrom(seed);
  const words = Array.from({ length: wordsPerMessage }, () => wordOf(rankBy(chance())));
  return `${words.join(' ')}.`;
}

const messagesMore = 9;
const repliesEvery = 2;

export const nameOf = (number: number): string =>
  `${capital(wordOf(number % 900))} ${capital(wordOf(900 + (number % 35_000)))}`;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

export const phoneOf = (number: number): string => `+49 40 ${1_000_000 + number}`;

/** A line of the import's file: a complaint and nine messages after it. */
function lineOf(number: number, writer: string): string {
  const seed = number * (messagesMore + 1);
  const messages = Array.from({ length: messagesMore }, (_, place) => ({
    by: place % repliesEvery === 0 ? writer : 'customer',
    text: messageText(seed + place + 1),
  }));
  return JSON.stringify({
    id: `bench-${number}`,
    text: messageText(seed),
    name: nameOf(number),
    email: `person${number}@example.org`,
    phone: phoneOf(number),
    language: 'en',
    messages,
  });
}

/** Writes the complaints from one number to another, a line each. */
export async function writeLines(
  file: string,
  { from, to, writer }: { from: number; to: number; writer: string },
): Promise<void> {
  const out = createWriteStream(file);
  for (let number = from; number < to; number++) {
    if (!out.write(`${lineOf(number, writer)}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}
