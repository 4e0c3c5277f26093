// The kit that tells which complaints are alike: what a text is about, which complaints are one
// matter, when a matter is more than usual, which letters are copies of one, and what a person's word
// about it teaches. It knows no database; whoever uses it keeps the rows, and gives them again.

export { fingerprintOf, packed, unpacked } from './fingerprint.ts';
export { openMatters } from './matters.ts';
export type {
  Facts,
  Lesson,
  Lookalike,
  Matters,
  Row,
  Surge,
  Taken,
} from './types.ts';
export { loadVectors, type Vectors } from './vectors.ts';
