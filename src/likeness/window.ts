import type { Fingerprint } from './fingerprint.ts';
import { spaceSize, whole } from './space.ts';
import type { Facts, Row } from './types.ts';

// The rows that are looked at: the newest some thousand. When there are too many, every second of the
// older half is let go, and the one beside it counts for both: so memory and time stay the same
// however many come, and what is usual is still known for months.

const dayMs = 86_400_000;
const keptDays = 120;

export type Seen = {
  id: string;
  at: number;
  facts: Facts;
  words: Fingerprint['words'];
  /** How many rows it stands for. */
  weight: number;
};

export type Window = {
  push(row: Row, vector: Int8Array): void;
  remove(id: string): void;
  readonly rows: readonly Seen[];
  vectorAt(place: number): Int8Array;
  /** How like each row is to a text and its facts. The same memory each time. */
  likenesses(vector: Int8Array, facts: Facts): Float32Array;
  /** All weights of rows from a place on. */
  weightFrom(place: number): number;
  /** The first row that came at this moment or later. */
  placeAt(at: number): number;
};

/** What the same or another product or place adds to the likeness of two texts, or takes from it. */
const productCounts = 0.06;
const placeCounts = 0.03;

export function openWindow(rowsMax: number, let_go: (id: string) => void): Window {
  let rows: Seen[] = [];
  const vectors = new Int8Array(rowsMax * spaceSize);
  const found = new Float32Array(rowsMax);
  let cumulated: number[] = [];

  const keep = (kept: (row: Seen, place: number) => boolean): void => {
    const left: Seen[] = [];
    for (const [place, row] of rows.entries()) {
      if (!kept(row, place)) {
        let_go(row.id);
        continue;
      }
      vectors.copyWithin(left.length * spaceSize, place * spaceSize, (place + 1) * spaceSize);
      left.push(row);
    }
    rows = left;
    let sum = 0;
    cumulated = rows.map(({ weight }) => (sum += weight));
  };

  const makeRoom = (at: number): void => {
    keep((row) => row.at > at - keptDays * dayMs);
    if (rows.length < rowsMax) return;
    const half = rows.length >> 1;
    for (const row of rows.slice(0, half)) row.weight *= 2;
    keep((_, place) => place >= half || place % 2 === 0);
  };

  return {
    push({ id, at, fingerprint, facts }, vector) {
      if (rows.length >= rowsMax) makeRoom(at.getTime());
      vectors.set(vector, rows.length * spaceSize);
      cumulated.push((cumulated.at(-1) ?? 0) + 1);
      rows.push({ id, at: at.getTime(), facts, words: fingerprint.words, weight: 1 });
    },
    remove: (id) => keep((row) => row.id !== id),
    get rows() {
      return rows;
    },
    vectorAt: (place) => vectors.subarray(place * spaceSize, (place + 1) * spaceSize),
    likenesses(vector, facts) {
      for (const [place, row] of rows.entries()) {
        found[place] =
          productAt(vectors, place * spaceSize, vector) / whole + factsLikeness(facts, row.facts);
      }
      return found.subarray(0, rows.length);
    },
    weightFrom: (place) => (cumulated.at(-1) ?? 0) - (cumulated[place - 1] ?? 0),
    placeAt(at) {
      let [low, high] = [0, rows.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((rows[middle]?.at ?? 0) < at) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

function productAt(vectors: Int8Array, from: number, vector: Int8Array): number {
  let sum = 0;
  for (let at = 0; at < spaceSize; at += 1) sum += (vectors[from + at] ?? 0) * (vector[at] ?? 0);
  return sum;
}

const agreement = (one: string | null | undefined, other: string | null | undefined): number =>
  one && other ? (one === other ? 1 : -1) : 0;

export const factsLikeness = (one: Facts, other: Facts): number =>
  productCounts * agreement(one.product, other.product) +
  placeCounts * agreement(one.place, other.place);
