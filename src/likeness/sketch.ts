import { hashOf, mixed } from './hash.ts';

/** How many numbers a sketch has. */
export const sketchSize = 64;

const runWords = 3;
const runsMax = 4_000;

/**
 * MinHash over runs of three words: of two texts as many numbers are the same as they share runs.
 * A text of fewer words has the sketch of all of them as one run.
 */
export function sketchOf(words: readonly string[]): Uint32Array {
  const sketch = new Uint32Array(sketchSize).fill(0xffffffff);
  const runs = new Set<number>();
  for (let at = 0; at + runWords <= words.length && runs.size < runsMax; at += 1) {
    runs.add(hashOf(words.slice(at, at + runWords).join(' ')));
  }
  if (runs.size === 0) runs.add(hashOf(words.join(' ')));
  for (const run of runs) {
    let bits = run;
    for (let place = 0; place < sketchSize; place += 1) {
      bits = mixed(bits);
      if (bits < (sketch[place] ?? 0)) sketch[place] = bits;
    }
  }
  return sketch;
}

/** The share of runs that both have, nearly. */
export function sketchLikeness(one: Uint32Array, other: Uint32Array): number {
  let same = 0;
  for (let place = 0; place < sketchSize; place += 1) if (one[place] === other[place]) same += 1;
  return same / sketchSize;
}
