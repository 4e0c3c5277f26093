import { smallWords } from './common-words.ts';
import { englishOf } from './concepts.ts';
import { tokensOf } from './fold.ts';
import { hashOf, mixed } from './hash.ts';
import { sketchOf, sketchSize } from './sketch.ts';
import { stemOf } from './stems.ts';
import { meaningSize, type Vectors } from './vectors.ts';

/** All that is kept of a text to compare it: nobody can read the text from it but for its words. */
export type Fingerprint = {
  /** What the words mean together; a direction. Bytes, as the database keeps them. */
  meaning: Int8Array;
  /** Which stems, pairs of stems and runs of letters are in it, as sorted hashes. */
  terms: Uint32Array;
  /** For finding copies: see sketch.ts. */
  sketch: Uint32Array;
  /** Stems with the form in which they were written, to be shown as a reason. */
  words: readonly (readonly [stem: string, form: string])[];
};

/** So much of a text says what it is about. */
const lengthMax = 20_000;
const tokensMax = 800;
const wordsMax = 60;

/** Words of one letter again and again hide what was there. */
const isMask = (word: string): boolean => /^(\p{L})\1+$/u.test(word);

export function fingerprintOf(text: string, vectors: Vectors): Fingerprint {
  const tokens = tokensOf(text.slice(0, lengthMax)).filter(({ folded }) => !isMask(folded));
  const some = tokens.slice(0, tokensMax);
  const words = some.map(({ folded }) => folded).filter((word) => !/\p{N}/u.test(word));
  const isEnglish = looksEnglish(words);
  return {
    meaning: meaningOf(words, isEnglish, vectors),
    terms: termsOf(words, isEnglish),
    sketch: sketchOf(tokens.map(({ folded }) => folded)),
    words: formsOf(some, isEnglish),
  };
}

function looksEnglish(words: readonly string[]): boolean {
  let english = 0;
  let other = 0;
  for (const word of words) {
    if (smallWords.english.has(word)) english += 1;
    if (smallWords.other.has(word)) other += 1;
  }
  return english >= other;
}

const isSmall = (word: string, isEnglish: boolean): boolean =>
  isEnglish
    ? smallWords.english.has(word)
    : smallWords.other.has(word) || smallWords.english.has(word);

/** From this share of all words on a word counts less than half: it says little (Arora et al. 2017). */
const halfShare = 0.002;
/** The share of English text that the word at a place makes up, by Zipf's law. */
const shareAt = (place: number): number => 0.1 / (place + 1.5);
/**
 * In other languages a word that is not in the list stands for itself. In English it is a slip or a name,
 * which the terms compare better.
 */
const unknownWeight = 0.8;
/** In other languages we do not know how frequent a word is, only which are small. */
const smallWeight = 0.1;

function meaningOf(words: readonly string[], isEnglish: boolean, vectors: Vectors): Int8Array {
  const sum = new Float64Array(meaningSize);
  for (const word of words) {
    if (!isEnglish && isSmall(word, false)) addUnknown(sum, word, smallWeight);
    else if (isEnglish) addKnown(sum, word, vectors);
    else if (!addKnown(sum, englishOf(word) ?? word, vectors)) {
      addUnknown(sum, stemOf(word), unknownWeight);
    }
  }
  return toBytes(sum);
}

function addKnown(sum: Float64Array, word: string, { placeOf, bytes }: Vectors): boolean {
  const place = placeOf(word);
  if (place === undefined) return false;
  const weight = halfShare / (halfShare + shareAt(place)) / wordLength;
  const from = place * meaningSize;
  for (let at = 0; at < meaningSize; at += 1) {
    sum[at] = (sum[at] ?? 0) + weight * (bytes[from + at] ?? 0);
  }
  return true;
}

/** Of the vectors in the file. */
const wordLength = 280;

/** A direction of its own for a word whose meaning is not known: it is like itself, and nothing else. */
function addUnknown(sum: Float64Array, word: string, weight: number): void {
  let bits = hashOf(word);
  const each = weight / Math.sqrt(meaningSize);
  for (let at = 0; at < meaningSize; at += 1) {
    bits = mixed(bits);
    sum[at] = (sum[at] ?? 0) + ((bits & 1) === 0 ? each : -each);
  }
}

function toBytes(sum: Float64Array): Int8Array {
  let squares = 0;
  for (const number of sum) squares += number * number;
  const scale = squares > 0 ? wordLength / Math.sqrt(squares) : 0;
  return Int8Array.from(sum, (number) => Math.max(-127, Math.min(127, Math.round(number * scale))));
}

const stemsMax = 160;
const runsMax = 160;
const runLength = 4;

function termsOf(words: readonly string[], isEnglish: boolean): Uint32Array {
  const terms = new Set<number>();
  const stems = words.filter((word) => !isSmall(word, isEnglish)).map(stemOf);
  for (const [place, stem] of stems.entries()) {
    if (terms.size >= stemsMax) break;
    terms.add(hashOf(stem));
    const next = stems[place + 1];
    if (next !== undefined) terms.add(hashOf(`${stem} ${next}`));
  }
  const most = terms.size + runsMax;
  const line = ` ${words.join(' ')} `;
  for (let at = 0; at + runLength <= line.length && terms.size < most; at += 1) {
    terms.add(hashOf(`~${line.slice(at, at + runLength)}`));
  }
  return Uint32Array.from(terms).sort();
}

function formsOf(
  tokens: readonly { plain: string; folded: string }[],
  isEnglish: boolean,
): (readonly [string, string])[] {
  const forms = new Map<string, string>();
  for (const { plain, folded } of tokens) {
    if (forms.size >= wordsMax) break;
    if (folded.length < 3 || /\p{N}/u.test(folded) || isSmall(folded, isEnglish)) continue;
    const stem = stemOf(isEnglish ? folded : (englishOf(folded) ?? folded));
    if (!forms.has(stem)) forms.set(stem, plain);
  }
  return [...forms];
}

const version = 1;

/** For the database: a few hundred to two thousand bytes. */
export function packed({ meaning, terms, sketch, words }: Fingerprint): Buffer {
  const counts = Uint32Array.of(version, terms.length);
  const parts = [counts, terms, sketch, meaning].map((part) =>
    Buffer.from(part.buffer, part.byteOffset, part.byteLength),
  );
  return Buffer.concat([...parts, Buffer.from(JSON.stringify(words))]);
}

export function unpacked(bytes: Uint8Array): Fingerprint {
  // Its own memory: numbers of four bytes must begin at a multiple of four.
  const { buffer } = Uint8Array.from(bytes);
  const [written, count = 0] = new Uint32Array(buffer, 0, 2);
  if (written !== version) throw new Error(`fingerprint of version ${written}`);
  const sketchFrom = 8 + count * 4;
  const meaningFrom = sketchFrom + sketchSize * 4;
  const wordsFrom = meaningFrom + meaningSize;
  return {
    terms: new Uint32Array(buffer, 8, count),
    sketch: new Uint32Array(buffer, sketchFrom, sketchSize),
    meaning: new Int8Array(buffer, meaningFrom, meaningSize),
    words: JSON.parse(Buffer.from(buffer, wordsFrom).toString()) as Fingerprint['words'],
  };
}
