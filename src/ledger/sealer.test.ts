import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { later, minuteMs } from '#clock.ts';
import type { Database } from '#database/connection.ts';
import { newId } from '#id.ts';
import { addCustomer, addLoads, openSmallLedger, tamper } from '../../test/ledger.ts';
import { eventually } from '../../test/processes.ts';
import { openCheckpoint } from './checkpoint.ts';
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';
import { batchMax, checkpointAt, latestCheckpoint, seal, sealAll, sealIfDue } from './sealer.ts';
import { treeReader } from './tree.ts';

async function countOf(db: Database, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from ${sql.table(table)}`.execute(db);
  return rows[0]?.count ?? Number.NaN;
}

async function leavesOf(db: Database): Promise<Buffer[]> {
  const rows = await db
    .selectFrom('ledger_positions')
    .select(['position', 'hash'])
    .orderBy('position')
    .execute();
  assert.deepEqual(
    rows.map((row) => row.position),
    rows.map((_, place) => place),
  );
  return rows.map((row) => leafHash(row.hash));
}

const loadStream = () => `load:${newId()}`;

test('an empty ledger has no checkpoint, and nothing is sealed twice', async (t) => {
  const { db, clock, key, ledger } = await openSmallLedger(t);
  assert.equal(await seal(db, clock, key), undefined);
  assert.equal(await sealAll(db, clock, key), undefined);
  assert.equal(await sealIfDue(db, clock, key), undefined);
  assert.equal(await latestCheckpoint(db), undefined);
  await addCustomer(ledger);
  const first = await seal(db, clock, key);
  assert.equal(first?.size, 1);
  assert.deepEqual(await latestCheckpoint(db), first);
  assert.equal(await seal(db, clock, key), undefined);
  assert.equal(await countOf(db, 'checkpoints'), 1);
});

test('2,600 entries are sealed in three batches whose proofs hold', async (t) => {
  const { db, clock, key, ledger } = await openSmallLedger(t);
  for (let part = 0; part < 4; part++) await addLoads(ledger, loadStream(), 650);
  assert.equal((await seal(db, clock, key))?.size, batchMax);
  const last = await sealAll(db, clock, key);
  assert.equal(last?.size, 2_600);
  assert.equal(await countOf(db, 'ledger_unsealed'), 0);
  const leaves = await leavesOf(db);
  assert.deepEqual(openCheckpoint(last.note, key.verifierKey), {
    origin: key.name,
    size: 2_600,
    root: rootOf(leaves),
  });
  const roots = await db.selectFrom('ledger_tree').selectAll().orderBy('index').execute();
  const expected = Array.from({ length: 10 }, (_, index) => ({
    level: 1,
    index,
    hash: rootOf(leaves.slice(index * 256, index * 256 + 256)),
  }));
  assert.deepEqual(roots, expected);
  const read = treeReader(db);
  for (const size of [1_000, 2_000, 2_600]) {
    const checkpoint = await checkpointAt(db, size);
    assert.ok(checkpoint);
    for (const index of [0, 1, 255, 256, 511, 777, 998, 999, 1_999, 2_047, 2_560, 2_599]) {
      if (index >= size) continue;
      const proof = await inclusionProof(index, size, read);
      const leaf = leaves[index] ?? Buffer.alloc(0);
      assert.ok(verifyInclusion({ index, size, leaf, proof, root: checkpoint.root }));
    }
    const proof = await consistencyProof(size, 2_600, read);
    const roots = { oldRoot: checkpoint.root, newRoot: last.root };
    assert.ok(verifyConsistency({ oldSize: size, newSize: 2_600, ...roots, proof }));
  }
  assert.equal(await checkpointAt(db, 1_001), undefined);
});

test('entries of one stream keep their order', async (t) => {
  const { db, clock, key, ledger } = await openSmallLedger(t);
  const stream = loadStream();
  for (let part = 0; part < 5; part++) {
    await addLoads(ledger, stream, 3);
    await seal(db, clock, key);
  }
  const rows = await db
    .selectFrom('ledger_positions')
    .select('version')
    .orderBy('position')
    .execute();
  assert.deepEqual(
    rows.map((row) => row.version),
    Array.from({ length: 15 }, (_, place) => place + 1),
  );
});

test('many sealers at once, while many write: every entry gets one position', async (t) => {
  const { db, clock, key, ledger } = await openSmallLedger(t);
  const streams = Array.from({ length: 8 }, loadStream);
  let isWriting = true;
  const sealers = Array.from({ length: 4 }, async () => {
    while (isWriting) await sealAll(db, clock, key);
  });
  const writers = streams.map(async (stream) => {
    for (let part = 0; part < 30; part++) await addLoads(ledger, stream, 10);
  });
  await Promise.all(writers);
  isWriting = false;
  await Promise.all(sealers);
  await sealAll(db, clock, key);
  const leaves = await leavesOf(db);
  assert.equal(leaves.length, 8 * 30 * 10);
  assert.equal(await countOf(db, 'ledger_unsealed'), 0);
  const checkpoints = await db.selectFrom('checkpoints').selectAll().orderBy('size').execute();
  assert.equal(checkpoints.at(-1)?.size, leaves.length);
  for (const { size, root, note } of checkpoints) {
    assert.deepEqual(rootOf(leaves.slice(0, size)), root);
    assert.deepEqual(openCheckpoint(note, key).root, root);
  }
});

test('a sealer that dies before its commit leaves nothing behind', async (t) => {
  const { db, clock, key, ledger } = await openSmallLedger(t);
  await addLoads(ledger, loadStream(), 300);
  const dying = {
    ...key,
    sign: () => {
      throw new Error('killed');
    },
  };
  await assert.rejects(seal(db, clock, dying), /killed/);
  assert.equal(await countOf(db, 'ledger_positions'), 0);
  assert.equal(await countOf(db, 'ledger_tree'), 0);
  assert.equal(await countOf(db, 'checkpoints'), 0);
  assert.equal(await countOf(db, 'ledger_unsealed'), 300);
  assert.equal((await sealAll(db, clock, key))?.size, 300);
});

test('writers do not wait for a sealer that hangs before its commit', {
  timeout: 30_000,
}, async (t) => {
  const { db, clock, key, ledger } = await openSmallLedger(t);
  const stream = loadStream();
  await addLoads(ledger, stream, 5);
  // The sealer's last statement waits for this row; all its other rows are written by then.
  const row = { size: 5, root: Buffer.alloc(32), note: '', sealed_at: clock.now() };
  const blocking = await db.startTransaction().execute();
  await blocking.insertInto('checkpoints').values(row).execute();
  let isSealed = false;
  const sealing = seal(db, clock, key).finally(() => {
    isSealed = true;
  });
  await eventually(() => isWaiting(db));
  const writing = Promise.all([addLoads(ledger, stream, 5), addCustomer(ledger)]);
  const first = await Promise.race([writing, sleep(5_000, 'nobody')]);
  assert.equal(isSealed, false);
  await blocking.rollback().execute();
  assert.notEqual(first, 'nobody');
  assert.equal((await sealing)?.size, 5);
  assert.equal((await sealAll(db, clock, key))?.size, 11);
});

async function isWaiting(db: Database): Promise<boolean> {
  const { rows } = await sql`
    select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
  return rows.length > 0;
}

test('a checkpoint is due after a minute or with 1,000 waiting entries', async (t) => {
  const { db, clock, key, ledger } = await openSmallLedger(t);
  const start = clock.now();
  const stream = loadStream();
  await addLoads(ledger, stream, 1);
  assert.equal((await sealIfDue(db, clock, key))?.size, 1);
  await addLoads(ledger, stream, 998);
  clock.set(later(start, minuteMs - 1));
  assert.equal(await sealIfDue(db, clock, key), undefined);
  await addLoads(ledger, stream, 1);
  assert.equal(await sealIfDue(db, clock, key), undefined);
  await addLoads(ledger, stream, 1);
  assert.equal((await sealIfDue(db, clock, key))?.size, 1_001);
  await addLoads(ledger, stream, 1);
  clock.set(later(start, 2 * minuteMs - 2));
  assert.equal(await sealIfDue(db, clock, key), undefined);
  clock.set(later(start, 2 * minuteMs - 1));
  assert.deepEqual((await sealIfDue(db, clock, key))?.sealedAt, clock.now());
  await addLoads(ledger, stream, 1);
  clock.set(later(start, -minuteMs));
  assert.equal((await sealIfDue(db, clock, key))?.size, 1_003);
});

test('the sealer does not sign a tree that contradicts what it signed before', async (t) => {
  const { db, clock, key, ledger } = await openSmallLedger(t);
  const stream = loadStream();
  await addLoads(ledger, stream, 300);
  await sealAll(db, clock, key);
  await addLoads(ledger, stream, 1);
  await tamper(db, `update ledger_tree set hash = sha256(hash)`);
  await assert.rejects(seal(db, clock, key), /checkpoint over 300 entries/);
  assert.equal(await countOf(db, 'checkpoints'), 1);
});

test('positions that no checkpoint covers stop the sealer instead of keeping it busy', async (t) => {
  const { db, clock, key, ledger } = await openSmallLedger(t);
  await addLoads(ledger, loadStream(), 2);
  await tamper(
    db,
    `insert into ledger_positions select 1, customer_id, 'other', 1, hash from ledger_unsealed limit 1`,
  );
  await assert.rejects(seal(db, clock, key), /taken already/);
});
