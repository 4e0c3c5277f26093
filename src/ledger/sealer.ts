import { type RawBuilder, sql } from 'kysely';
import { type Clock, minuteMs } from '#clock.ts';
import type { Database, Tx } from '#database/connection.ts';
import { sqlState, transaction } from '#database/transaction.ts';
import { type SigningKey, signCheckpoint } from './checkpoint.ts';
import {
  appendLeaves,
  emptyRoot,
  type Frontier,
  frontierRoot,
  leafHash,
  readFrontier,
} from './merkle.ts';
import { tileHeight, treeReader } from './tree.ts';

/** The tree over all entries up to a moment, closed and signed. */
export type Checkpoint = {
  /** Number of entries under the root. */
  size: number;
  root: Buffer;
  /** Size and root as a signed note: what is published and can be checked. */
  note: string;
  sealedAt: Date;
};

/** Entries that one transaction seals at most. */
export const batchMax = 1_000;

/** A checkpoint at least this often while entries are waiting. */
const checkpointEveryMs = minuteMs;

/** Sealers that may lose against others in a row before something else must be wrong. */
const triesMax = 100;

/**
 * Closes a checkpoint when a minute has passed since the last one or 1,000 entries wait; otherwise
 * does nothing. To be called every few seconds, by as many processes as like.
 */
export async function sealIfDue(
  db: Database,
  clock: Clock,
  key: SigningKey,
): Promise<Checkpoint | undefined> {
  const waiting = await countWaiting(db);
  if (waiting === 0) return undefined;
  const last = await latestCheckpoint(db);
  const ageMs = last ? clock.now().getTime() - last.sealedAt.getTime() : Infinity;
  // A negative age means that a clock was set back: no reason to stop sealing until it catches up.
  const isYoung = ageMs >= 0 && ageMs < checkpointEveryMs;
  return waiting < batchMax && isYoung ? undefined : sealAll(db, clock, key);
}

/** Seals, batch by batch, all that waits at the moment of the call. Returns the last checkpoint. */
export async function sealAll(
  db: Database,
  clock: Clock,
  key: SigningKey,
): Promise<Checkpoint | undefined> {
  let last: Sealed | undefined;
  do {
    const sealed = await sealBatch(db, clock, key);
    if (!sealed) break;
    last = sealed;
  } while (last.count === batchMax);
  return last?.checkpoint;
}

/**
 * Gives at most 1,000 waiting entries their positions and closes the tree over them, in one
 * transaction; nothing if none wait. Two sealers at once: one wins, the other takes what is left.
 * Writers never wait for it, because it locks nothing that they write.
 */
export async function seal(
  db: Database,
  clock: Clock,
  key: SigningKey,
): Promise<Checkpoint | undefined> {
  return (await sealBatch(db, clock, key))?.checkpoint;
}

/** The newest checkpoint; nothing before the first. */
export async function latestCheckpoint(db: Database): Promise<Checkpoint | undefined> {
  return checkpoints(db).orderBy('size', 'desc').limit(1).executeTakeFirst();
}

/** The checkpoint that was closed at exactly this size, if one was. */
export async function checkpointAt(db: Database, size: number): Promise<Checkpoint | undefined> {
  return checkpoints(db).where('size', '=', size).executeTakeFirst();
}

const checkpoints = (db: Database) =>
  db.selectFrom('checkpoints').select(['size', 'root', 'note', 'sealed_at as sealedAt']);

type Sealed = { checkpoint: Checkpoint; count: number };

async function sealBatch(db: Database, clock: Clock, key: SigningKey): Promise<Sealed | undefined> {
  for (let tries = 1; ; tries++) {
    try {
      return await transaction(db, (tx) => sealWithin(tx, clock.now(), key));
    } catch (error) {
      // Both numbered from the same size on, and the primary key let one of them through.
      if (sqlState(error) !== '23505') throw error;
      if (tries === triesMax) throw new Error('positions are taken already', { cause: error });
    }
  }
}

async function sealWithin(tx: Tx, now: Date, key: SigningKey): Promise<Sealed | undefined> {
  const leaves = await readWaiting(tx);
  if (leaves.length === 0) return undefined;
  const before = await readTree(tx);
  const roots: Subtree[] = [];
  const hashes = leaves.map((leaf) => leafHash(leaf.hash));
  const after = appendLeaves(before, hashes, (height, index, hash) => {
    if (height > 0 && height % tileHeight === 0) {
      roots.push({ level: height / tileHeight, index, hash });
    }
  });
  await insertPositions(tx, before.size, leaves);
  if (roots.length > 0) await tx.insertInto('ledger_tree').values(roots).execute();
  await deleteWaiting(tx, leaves);
  const { size } = after;
  const root = frontierRoot(after);
  const note = signCheckpoint({ size, root }, key);
  const row = { size, root, note, sealed_at: now };
  await tx.insertInto('checkpoints').values(row).execute();
  return { checkpoint: { size, root, note, sealedAt: now }, count: leaves.length };
}

type Leaf = { customer_id: string; stream: string; version: number; hash: Buffer };

type Subtree = { level: number; index: number; hash: Buffer };

/** So that the entries of a stream keep their order: none is seen before the one it follows. */
const readWaiting = (tx: Tx): Promise<Leaf[]> =>
  tx
    .selectFrom('ledger_unsealed')
    .select(['customer_id', 'stream', 'version', 'hash'])
    .orderBy('customer_id')
    .orderBy('stream')
    .orderBy('version')
    .limit(batchMax)
    .execute();

/** Where the tree stands. What was signed once is not signed again once it reads differently. */
async function readTree(tx: Tx): Promise<Frontier> {
  const last = await latestCheckpoint(tx);
  const frontier = await readFrontier(last?.size ?? 0, treeReader(tx));
  if (frontierRoot(frontier).equals(last?.root ?? emptyRoot)) return frontier;
  throw new Error(
    `the ledger's tree no longer gives the root of the checkpoint over ${frontier.size} entries; run: amends verify`,
  );
}

async function insertPositions(tx: Tx, start: number, leaves: readonly Leaf[]): Promise<void> {
  await sql`
    insert into ledger_positions (position, customer_id, stream, version, hash)
    select ${start}::bigint + place - 1, customer_id, stream, version, hash
    from unnest(${keysOf(leaves)}, ${leaves.map((leaf) => leaf.hash)}::bytea[])
      with ordinality as leaf (customer_id, stream, version, hash, place)`.execute(tx);
}

async function deleteWaiting(tx: Tx, leaves: readonly Leaf[]): Promise<void> {
  const { numAffectedRows } = await sql`
    delete from ledger_unsealed
    using unnest(${keysOf(leaves)}) as leaf (customer_id, stream, version)
    where ledger_unsealed.customer_id = leaf.customer_id
      and ledger_unsealed.stream = leaf.stream
      and ledger_unsealed.version = leaf.version`.execute(tx);
  if (numAffectedRows === BigInt(leaves.length)) return;
  throw new Error(`${leaves.length} entries were sealed, but ${numAffectedRows} were waiting`);
}

const keysOf = (leaves: readonly Leaf[]): RawBuilder<unknown> => sql`
  ${leaves.map((leaf) => leaf.customer_id)}::uuid[],
  ${leaves.map((leaf) => leaf.stream)}::text[],
  ${leaves.map((leaf) => leaf.version)}::int[]`;

async function countWaiting(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from (select from ledger_unsealed limit ${batchMax}) as waiting`.execute(db);
  return rows[0]?.count ?? 0;
}
