import { productOf, whole } from './space.ts';

/** So many vectors, by their sum. */
export type Heap = { sum: Float32Array; size: number };

/**
 * Average linkage by chains of nearest neighbours (Murtagh 1983): which heaps are one, as the place of
 * one of each. Two are joined as long as the mean likeness of all pairs is `from`, and never those
 * that are `apart`, by place.
 */
export function linked(
  heaps: readonly Heap[],
  from: number,
  apart: (one: number, other: number) => boolean,
): number[] {
  const matrix = likenesses(heaps, apart);
  const sizes = Float64Array.from(heaps, ({ size }) => size);
  const root = heaps.map((_, place) => place);
  const left = new Set(root);
  const chain: number[] = [];
  while (left.size > 1) {
    const [first = 0] = left;
    if (chain.length === 0) chain.push(first);
    const tip = chain.at(-1) ?? first;
    const [next, likeness] = nearest(matrix, left, tip, chain.at(-2));
    if (next !== chain.at(-2)) {
      chain.push(next);
      continue;
    }
    chain.length -= 2;
    if (likeness >= from) root[rootOf(root, tip)] = rootOf(root, next);
    merge(matrix, sizes, left, [next, tip]);
  }
  return root.map((_, place) => rootOf(root, place));
}

/** Of several that are equally near the one before, so that a chain ends. */
function nearest(
  matrix: Float32Array,
  left: ReadonlySet<number>,
  tip: number,
  before: number | undefined,
): [number, number] {
  const row = tip * Math.sqrt(matrix.length);
  let best = before ?? -1;
  let most = before === undefined ? Number.NEGATIVE_INFINITY : (matrix[row + before] ?? never);
  for (const other of left) {
    const likeness = matrix[row + other] ?? never;
    if (other !== tip && likeness > most) [best, most] = [other, likeness];
  }
  return [best, most];
}

function merge(
  matrix: Float32Array,
  sizes: Float64Array,
  left: Set<number>,
  [kept, gone]: readonly [number, number],
): void {
  const count = sizes.length;
  const [ofKept, ofGone] = [sizes[kept] ?? 0, sizes[gone] ?? 0];
  left.delete(gone);
  for (const other of left) {
    const sum =
      (matrix[kept * count + other] ?? 0) * ofKept + (matrix[gone * count + other] ?? 0) * ofGone;
    matrix[kept * count + other] = sum / (ofKept + ofGone);
    matrix[other * count + kept] = sum / (ofKept + ofGone);
  }
  sizes[kept] = ofKept + ofGone;
}

export function rootOf(root: readonly number[], place: number): number {
  let at = place;
  while (root[at] !== undefined && root[at] !== at) at = root[at] ?? at;
  return at;
}

/** Below any likeness, whatever it is averaged with. */
const never = -1e6;

function likenesses(
  heaps: readonly Heap[],
  apart: (one: number, other: number) => boolean,
): Float32Array {
  const count = heaps.length;
  const likeness = new Float32Array(count * count).fill(never);
  for (const [one, { sum, size }] of heaps.entries()) {
    for (let other = one + 1; other < count; other += 1) {
      const second = heaps[other];
      if (!second || apart(one, other)) continue;
      const mean = productOf(sum, second.sum) / (size * second.size * whole);
      likeness[one * count + other] = mean;
      likeness[other * count + one] = mean;
    }
  }
  return likeness;
}
