import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/** How many numbers a word's meaning has. */
export const meaningSize = 100;

/** What English words mean: a vector each, so that words used in the same places are near. */
export type Vectors = {
  /** The place of a folded word, by how frequent it is in English: 0 for the most frequent. */
  placeOf(word: string): number | undefined;
  /** Word after word, `meaningSize` bytes each. */
  bytes: Int8Array;
};

/** Reads words.bin (scripts/reduce-words.mjs), about 12 MB in memory. Once for a program. */
export async function loadVectors(): Promise<Vectors> {
  const whole = await promisify(brotliDecompress)(
    await readFile(new URL('./words.bin', import.meta.url)),
  );
  const end = whole.indexOf('\n');
  const words = whole.toString('latin1', 0, end).split(' ');
  const places = new Map(words.map((word, place) => [word, place]));
  const byDimension = new Int8Array(whole.buffer, whole.byteOffset + end + 1);
  const bytes = new Int8Array(words.length * meaningSize);
  for (let at = 0; at < meaningSize; at += 1) {
    for (let place = 0; place < words.length; place += 1) {
      bytes[place * meaningSize + at] = byDimension[at * words.length + place] ?? 0;
    }
  }
  return { placeOf: (word) => places.get(word), bytes };
}
