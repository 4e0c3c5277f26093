import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import { Refusal } from '#refusal.ts';
import {
  checkpointIn,
  openCheckpoint,
  readVerifierKey,
  type TreeHead,
  type Verifier,
} from '../checkpoint.ts';
import { appendLeaves, emptyFrontier, type Frontier, frontierRoot, leafHash } from '../merkle.ts';
import { tileHeight } from '../tree.ts';
import { readInBatches } from './batches.ts';
import type { FaultList } from './faults.ts';

export type TreeCheck = {
  faults: FaultList;
  verifierKey: string;
  /** A signed checkpoint that somebody has kept outside, or the message it came in. */
  witness: string | undefined;
  progress: (done: number) => void;
};

/** Builds the tree anew from its leaves and compares it with what was stored and signed. */
export async function checkTree(tx: Tx, check: TreeCheck): Promise<{ checkpoints: number }> {
  const { faults } = check;
  const marks = markList(tx, check);
  let mark = await marks.next();
  let tree: Frontier = emptyFrontier;
  let isIntact = true;

  async function settleMarks(): Promise<void> {
    for (; mark && mark.size <= tree.size; mark = await marks.next()) {
      // Once one root differs, those of all larger trees do.
      if (isIntact) isIntact = isRootOf(faults, mark, tree);
    }
  }

  await settleMarks();
  for await (const leaves of readInBatches<Leaf>(tx, 'leaves', everyLeaf)) {
    checkNumbers(faults, tree.size, leaves);
    const roots: Subtree[] = [];
    for (let from = 0; from < leaves.length; ) {
      const until = Math.min(leaves.length, mark ? from + mark.size - tree.size : leaves.length);
      const hashes = leaves.slice(from, until).map((leaf) => leafHash(leaf.hash));
      tree = appendLeaves(tree, hashes, (height, index, hash) => {
        if (height > 0 && height % tileHeight === 0) {
          roots.push({ level: height / tileHeight, index, hash });
        }
      });
      from = until;
      await settleMarks();
    }
    await checkRoots(tx, faults, roots);
    check.progress(tree.size);
  }
  for (; mark; mark = await marks.next()) addShortened(faults, mark, tree.size);
  if (marks.covered() < tree.size) addUncovered(faults, marks.covered(), tree.size);
  await findExtraRoots(tx, faults, tree.size);
  return { checkpoints: marks.count() };
}

type Leaf = { position: number; hash: Buffer };

type Subtree = { level: number; index: number; hash: Buffer };

/** A size at which somebody knows the root. */
type Mark = { size: number; root: Buffer; isWitness: boolean };

const everyLeaf = sql<Leaf>`select position, hash from ledger_positions order by position`;

function checkNumbers(faults: FaultList, start: number, leaves: readonly Leaf[]): void {
  for (const [index, { position }] of leaves.entries()) {
    const before = leaves[index - 1]?.position;
    const expected = before === undefined ? start : before + 1;
    if (position === expected) continue;
    const sentence = `A position is missing: after it comes ${position}.`;
    faults.add('removed_position', `position ${expected}`, sentence);
  }
}

/** The checkpoints by size, each checked by itself as it comes, and the witness among them. */
function markList(tx: Tx, { faults, verifierKey, witness }: TreeCheck) {
  const verifier = readVerifierKey(verifierKey);
  const rows = eachCheckpoint(tx);
  let saved = openWitness(faults, verifier, witness);
  let ahead: Mark | undefined;
  let [count, covered] = [0, 0];

  async function nextCheckpoint(): Promise<Mark | undefined> {
    const { value: row, done } = await rows.next();
    if (done || !row) return undefined;
    checkNote(faults, verifier, row);
    count += 1;
    covered = row.size;
    return { size: row.size, root: row.root, isWitness: false };
  }

  return {
    count: () => count,
    /** Entries under the largest checkpoint read so far. */
    covered: () => covered,
    async next(): Promise<Mark | undefined> {
      const mark = ahead ?? (await nextCheckpoint());
      ahead = undefined;
      if (!saved || (mark && mark.size < saved.size)) return mark;
      const found = { ...saved, isWitness: true };
      saved = undefined;
      ahead = mark;
      return found;
    },
  };
}

type CheckpointRow = { size: number; root: Buffer; note: string };

async function* eachCheckpoint(tx: Tx): AsyncGenerator<CheckpointRow> {
  const query = sql<CheckpointRow>`select size, root, note from checkpoints order by size`;
  for await (const rows of readInBatches(tx, 'checkpoints', query)) yield* rows;
}

function checkNote(faults: FaultList, verifier: Verifier, row: CheckpointRow): void {
  const place = checkpointPlace(row.size);
  try {
    const signed = openCheckpoint(row.note, verifier);
    if (signed.size === row.size && signed.root.equals(row.root)) return;
    faults.add('changed_checkpoint', place, 'The checkpoint is not what its signed note says.');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    faults.add('forged_checkpoint', place, error.message);
  }
}

function openWitness(
  faults: FaultList,
  verifier: Verifier,
  note: string | undefined,
): TreeHead | undefined {
  if (note === undefined) return undefined;
  try {
    return openCheckpoint(checkpointIn(note) ?? note, verifier);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const sentence = `The saved checkpoint does not belong to this ledger: ${error.message}`;
    faults.add('foreign_witness', 'the saved checkpoint', sentence);
    return undefined;
  }
}

function isRootOf(faults: FaultList, mark: Mark, tree: Frontier): boolean {
  if (mark.size === tree.size && mark.root.equals(frontierRoot(tree))) return true;
  const what = mark.isWitness ? 'saved' : 'signed';
  const sentence = `The ledger was rewritten: its first ${mark.size} entries no longer give the root that was ${what}.`;
  faults.add('rewritten_ledger', markPlace(mark), sentence);
  return false;
}

function addShortened(faults: FaultList, mark: Mark, left: number): void {
  const sentence = `The ledger was shortened or rewritten since: it had ${mark.size} sealed entries, ${left} are left.`;
  faults.add('shortened_ledger', markPlace(mark), sentence);
}

function addUncovered(faults: FaultList, covered: number, size: number): void {
  const sentence = `${size - covered} positions stand under no checkpoint.`;
  faults.add('added_position', `position ${covered}`, sentence);
}

const markPlace = ({ size, isWitness }: Mark): string =>
  isWitness ? `the saved checkpoint over ${size} entries` : checkpointPlace(size);

const checkpointPlace = (size: number): string => `checkpoint over ${size} entries`;

/** The stored roots of subtrees that were just completed. */
async function checkRoots(tx: Tx, faults: FaultList, roots: readonly Subtree[]): Promise<void> {
  if (roots.length === 0) return;
  const { rows } = await sql<{ level: number; index: number; stored: boolean }>`
    select level, index, kept.hash is not null as stored
    from unnest(
      ${roots.map((root) => root.level)}::smallint[],
      ${roots.map((root) => root.index)}::bigint[],
      ${roots.map((root) => root.hash)}::bytea[]) as made (level, index, hash)
    left join ledger_tree as kept using (level, index)
    where kept.hash is distinct from made.hash
    order by level, index`.execute(tx);
  for (const { level, index, stored } of rows) {
    const sentence = stored
      ? 'The stored root is not that of its leaves.'
      : 'The stored root is missing.';
    faults.add('changed_tree', treePlace(level, index), sentence);
  }
}

async function findExtraRoots(tx: Tx, faults: FaultList, size: number): Promise<void> {
  const query = sql<{ level: number; index: number }>`
    select level, index from ledger_tree
    where level < 1 or level > 6 or index < 0
      or (index + 1) * power(256::numeric, level) > ${size}::bigint
    order by level, index`;
  for await (const rows of readInBatches(tx, 'extra_roots', query)) {
    for (const { level, index } of rows) {
      faults.add('changed_tree', treePlace(level, index), 'The stored root has no such leaves.');
    }
  }
}

const treePlace = (level: number, index: number): string => `tree level ${level}, index ${index}`;
