import { hash } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962 (and RFC 9162, section 2.1) over SHA-256. Leaves and nodes are hashed
 * with different prefixes, so that neither can ever be passed off as the other.
 * A subtree is named by its height and its index among the subtrees of that height: height 0 are
 * the leaves, and (2, 3) covers the leaves 12 to 15. Only complete subtrees have a name.
 */
export type ReadSubtree = (height: number, index: number) => Promise<Buffer>;

/** Told of each subtree at the moment its last leaf arrives. */
export type OnComplete = (height: number, index: number, hash: Buffer) => void;

/** What must be kept of a tree to go on growing it: the roots of its complete parts, by height. */
export type Frontier = { readonly size: number; readonly parts: readonly (Buffer | undefined)[] };

export type InclusionClaim = {
  /** Position of the leaf, from 0. */
  index: number;
  /** Number of leaves in the tree of which `root` is the root. */
  size: number;
  /** The leaf hash, not the leaf. */
  leaf: Buffer;
  proof: readonly Buffer[];
  root: Buffer;
};

export type ConsistencyClaim = {
  oldSize: number;
  newSize: number;
  oldRoot: Buffer;
  newRoot: Buffer;
  proof: readonly Buffer[];
};

/** Bytes of every hash in the tree. */
export const hashBytes = 32;

const leafPrefix = Buffer.from([0]);
const nodePrefix = Buffer.from([1]);

/** SHA-256 as 32 bytes. */
export const sha256 = (data: Buffer): Buffer => hash('sha256', data, 'buffer');

/** What stands in the tree for one leaf. */
export const leafHash = (data: Buffer): Buffer => sha256(Buffer.concat([leafPrefix, data]));

/** What stands in the tree for two neighbours. */
export const nodeHash = (left: Buffer, right: Buffer): Buffer =>
  sha256(Buffer.concat([nodePrefix, left, right]));

/** The root of a tree without leaves. */
export const emptyRoot: Buffer = sha256(Buffer.alloc(0));

export const emptyFrontier: Frontier = { size: 0, parts: [] };

/** Root of a whole tree given as leaf hashes. */
export const rootOf = (leafHashes: readonly Buffer[]): Buffer =>
  frontierRoot(appendLeaves(emptyFrontier, leafHashes));

/** The frontier after more leaf hashes; the given one stays as it is. */
export function appendLeaves(
  frontier: Frontier,
  leafHashes: readonly Buffer[],
  onComplete: OnComplete = ignore,
): Frontier {
  const parts = [...frontier.parts];
  let { size } = frontier;
  for (const leaf of leafHashes) {
    let height = 0;
    let index = size;
    let node = leaf;
    onComplete(height, index, node);
    for (let left = parts[height]; left; left = parts[height]) {
      parts[height] = undefined;
      node = nodeHash(left, node);
      height += 1;
      index = Math.floor(index / 2);
      onComplete(height, index, node);
    }
    parts[height] = node;
    size += 1;
  }
  return { size, parts };
}

const ignore = (): void => undefined;

/** Root of the tree a frontier stands for. */
export function frontierRoot({ parts }: Frontier): Buffer {
  let root: Buffer | undefined;
  for (const part of parts) if (part) root = root ? nodeHash(part, root) : part;
  return root ?? emptyRoot;
}

/** The frontier of a tree of `size` leaves, read from where its subtrees are kept. */
export async function readFrontier(size: number, read: ReadSubtree): Promise<Frontier> {
  const parts: (Buffer | undefined)[] = [];
  for (const { height, index } of completeParts(0, size)) parts[height] = await read(height, index);
  return { size, parts };
}

/** The hashes by which a leaf, in a tree of `size` leaves, is tied to the root. Leaf first. */
export async function inclusionProof(
  index: number,
  size: number,
  read: ReadSubtree,
): Promise<Buffer[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const { proof } = await descend(size, read, (range) => (range.count === 1 ? 'stop' : index));
  return proof;
}

/** The hashes that show that the tree of `newSize` leaves begins with the tree of `oldSize`. */
export async function consistencyProof(
  oldSize: number,
  newSize: number,
  read: ReadSubtree,
): Promise<Buffer[]> {
  if (!(oldSize > 0 && oldSize <= newSize)) {
    throw new RangeError(`no proof from a tree of ${oldSize} to one of ${newSize}`);
  }
  const { proof, range } = await descend(newSize, read, ({ start, count }) =>
    start + count === oldSize ? 'stop' : oldSize - 1,
  );
  // Whoever checks holds the old root already; anything but the whole old tree has to be named.
  return range.start === 0 ? proof : [await rangeRoot(range, read), ...proof];
}

type Range = { start: number; count: number };

/** Goes down towards a leaf and gathers, lowest first, the root of every half not taken. */
async function descend(
  size: number,
  read: ReadSubtree,
  towards: (range: Range) => number | 'stop',
): Promise<{ proof: Buffer[]; range: Range }> {
  const proof: Buffer[] = [];
  let range = { start: 0, count: size };
  for (let leaf = towards(range); leaf !== 'stop'; leaf = towards(range)) {
    const split = splitOf(range.count);
    const left = { start: range.start, count: split };
    const right = { start: range.start + split, count: range.count - split };
    const isLeft = leaf < right.start;
    proof.unshift(await rangeRoot(isLeft ? right : left, read));
    range = isLeft ? left : right;
  }
  return { proof, range };
}

/** Whether the proof ties the leaf to the root (RFC 9162, 2.1.3.2). */
export function verifyInclusion({ index, size, leaf, proof, root }: InclusionClaim): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  const sides = sidesOf(proof, index, size - 1);
  if (!sides) return false;
  let node = leaf;
  for (const { sibling, isLeft } of sides) {
    node = isLeft ? nodeHash(sibling, node) : nodeHash(node, sibling);
  }
  return node.equals(root);
}

/** Whether the proof shows that nothing under the old root was changed (RFC 9162, 2.1.4.2). */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { oldSize, newSize, oldRoot, newRoot, proof } = claim;
  if (![oldSize, newSize].every(isCount) || oldSize === 0 || oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && oldRoot.equals(newRoot);
  const grown = growRoots(oldSize, newSize, isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof);
  return grown !== undefined && grown.oldRoot.equals(oldRoot) && grown.newRoot.equals(newRoot);
}

/** Both roots as they follow from one subtree they share, which comes first, and a proof. */
function growRoots(oldSize: number, newSize: number, [shared, ...proof]: readonly Buffer[]) {
  let [place, last] = [oldSize - 1, newSize - 1];
  for (; isOdd(place); place = half(place)) last = half(last);
  const sides = sidesOf(proof, place, last);
  if (!shared || !sides) return undefined;
  let [oldRoot, newRoot] = [shared, shared];
  for (const { sibling, isLeft } of sides) {
    if (isLeft) oldRoot = nodeHash(sibling, oldRoot);
    newRoot = isLeft ? nodeHash(sibling, newRoot) : nodeHash(newRoot, sibling);
  }
  return { oldRoot, newRoot };
}

type Side = { sibling: Buffer; isLeft: boolean };

/** On which side each hash of a proof joins, going up; nothing if their number is wrong. */
function sidesOf(proof: readonly Buffer[], from: number, lastPlace: number): Side[] | undefined {
  const sides: Side[] = [];
  let [place, last] = [from, lastPlace];
  for (const sibling of proof) {
    if (last === 0) return undefined;
    const isLeft = isOdd(place) || place === last;
    // At the right edge, levels without a left neighbour add no hash.
    if (isLeft) for (; place > 0 && !isOdd(place); place = half(place)) last = half(last);
    sides.push({ sibling, isLeft });
    place = half(place);
    last = half(last);
  }
  return last === 0 ? sides : undefined;
}

/** Root over a range that begins where a subtree at least as large does. */
async function rangeRoot({ start, count }: Range, read: ReadSubtree): Promise<Buffer> {
  let root: Buffer | undefined;
  for (const { height, index } of completeParts(start, count).reverse()) {
    const part = await read(height, index);
    root = root ? nodeHash(part, root) : part;
  }
  return root ?? emptyRoot;
}

/** The complete subtrees that make up a range of leaves, largest first. */
function completeParts(start: number, count: number): { height: number; index: number }[] {
  const parts: { height: number; index: number }[] = [];
  let [from, left] = [start, count];
  while (left > 0) {
    const height = heightOf(left);
    const width = 2 ** height;
    parts.push({ height, index: from / width });
    from += width;
    left -= width;
  }
  return parts;
}

/** Where RFC 6962 splits a tree: the largest power of two below `count`, which must be above 1. */
const splitOf = (count: number): number => 2 ** heightOf(count - 1);

/** Height of the largest complete subtree within `count` leaves. Exact, unlike a logarithm. */
function heightOf(count: number): number {
  let height = 0;
  while (2 ** (height + 1) <= count) height++;
  return height;
}

// Sizes go beyond the 32 bits that JavaScript's bit operators keep.
const half = (value: number): number => Math.floor(value / 2);
const isOdd = (value: number): boolean => value % 2 === 1;
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const isPowerOfTwo = (value: number): boolean => 2 ** heightOf(value) === value;
