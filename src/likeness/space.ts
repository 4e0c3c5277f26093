import { readFileSync } from 'node:fs';
import type { Fingerprint } from './fingerprint.ts';
import { mixed } from './hash.ts';
import { meaningSize } from './vectors.ts';

// Where texts lie, so that how alike two are is one product of two vectors: the first numbers come of
// what the words mean, the others of which words, pairs and runs of letters there are.

const lexicalSize = 156;
export const spaceSize = meaningSize + lexicalSize;

/** How much of the likeness comes of the meaning. Measured: docs/decisions/0016. */
const meaningShare = 0.65;

/** A number of a vector as a byte; the vectors have unit length. */
const byteScale = 256;
/** What the product of two vectors of bytes is for the same direction. */
export const whole = byteScale * byteScale;

const countsSize = 1 << 18;
/** As if so many texts had come before, so that the first few do not decide alone. */
const priorTexts = 200;
/** Then old counts lose half of their weight. */
const textsMax = 60_000;

/**
 * Turns a meaning such that what differs among texts of one reason counts little
 * (scripts/learn-reasons.ts).
 */
const reasons = Float64Array.from(readReasons());

function readReasons(): Int16Array {
  // Its own memory: numbers of two bytes must begin at a multiple of two.
  const { buffer } = Uint8Array.from(readFileSync(new URL('./reasons.bin', import.meta.url)));
  return new Int16Array(buffer);
}

/** How frequent terms are here, and where the middle of all texts lies. */
export type Space = {
  /** Counts a text in. */
  learn(fingerprint: Fingerprint): void;
  /** Where a text lies by what was learnt until now. */
  place(fingerprint: Fingerprint): Int8Array;
  texts(): number;
};

export function openSpace(): Space {
  const counts = new Uint16Array(countsSize);
  const middle = new Float64Array(meaningSize);
  let texts = 0;

  const forgetHalf = () => {
    for (const [at, count] of counts.entries()) counts[at] = count >> 1;
    for (const [at, sum] of middle.entries()) middle[at] = sum / 2;
    texts >>= 1;
  };

  return {
    learn({ terms, meaning }) {
      if (texts >= textsMax) forgetHalf();
      texts += 1;
      for (const term of terms) {
        const at = term % countsSize;
        counts[at] = Math.min(65_535, (counts[at] ?? 0) + 1);
      }
      for (let at = 0; at < meaningSize; at += 1) {
        middle[at] = (middle[at] ?? 0) + (meaning[at] ?? 0);
      }
    },
    place({ terms, meaning }) {
      const vector = new Float64Array(spaceSize);
      for (let at = 0; at < meaningSize; at += 1) {
        addReason(vector, at, (meaning[at] ?? 0) - (middle[at] ?? 0) / (texts + 1));
      }
      for (const term of terms) {
        const count = counts[term % countsSize] ?? 0;
        // A term that no other text has makes none alike.
        if (count > 1) addSigns(vector, term, Math.log((texts + priorTexts) / count));
      }
      return toBytes(vector);
    },
    texts: () => texts,
  };
}

function addReason(vector: Float64Array, at: number, times: number): void {
  const from = at * meaningSize;
  for (let to = 0; to < meaningSize; to += 1) {
    vector[to] = (vector[to] ?? 0) + times * (reasons[from + to] ?? 0);
  }
}

/** Adds a term in a direction of its own: so many that are nearly at right angles have room. */
function addSigns(vector: Float64Array, term: number, weight: number): void {
  let bits = term;
  for (let at = 0; at < lexicalSize; at += 1) {
    if (at % 32 === 0) bits = mixed(bits);
    const place = meaningSize + at;
    vector[place] = (vector[place] ?? 0) + (((bits >>> (at % 32)) & 1) === 0 ? weight : -weight);
  }
}

function toBytes(vector: Float64Array): Int8Array {
  const bytes = new Int8Array(spaceSize);
  const parts = [
    { from: 0, to: meaningSize, share: meaningShare },
    { from: meaningSize, to: spaceSize, share: 1 - meaningShare },
  ];
  for (const { from, to, share } of parts) {
    let squares = 0;
    for (let at = from; at < to; at += 1) squares += (vector[at] ?? 0) ** 2;
    const scale = squares > 0 ? (byteScale * Math.sqrt(share)) / Math.sqrt(squares) : 0;
    for (let at = from; at < to; at += 1) {
      bytes[at] = Math.max(-127, Math.min(127, Math.round((vector[at] ?? 0) * scale)));
    }
  }
  return bytes;
}

export function productOf(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < spaceSize; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

export function addTo(sum: Float32Array, vector: ArrayLike<number>, times = 1): void {
  for (let at = 0; at < spaceSize; at += 1) sum[at] = (sum[at] ?? 0) + times * (vector[at] ?? 0);
}
