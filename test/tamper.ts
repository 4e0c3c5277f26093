import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { TestContext } from 'node:test';
import { newId, ORGANISATION_ID } from '#id.ts';
import type { SigningKey } from '#ledger/checkpoint.ts';
import { type Entry, hashEntry } from '#ledger/entry.ts';
import { sealAll } from '#ledger/sealer.ts';
import type { Fault, FaultKind } from '#ledger/verify/faults.ts';
import { type VerifyOptions, verify } from '#ledger/verify.ts';
import { addCustomer, addLoads, addNotice, openSmallLedger, smallWorld } from './ledger.ts';

/** The bytes behind the files of these ledgers. */
export const fileBytes = Buffer.from('bytes');

export type World = Awaited<ReturnType<typeof sealedWorld>>;

/** A whole ledger of 308 entries: 307 sealed under two checkpoints, one still waiting. */
export async function sealedWorld(test: TestContext, signingKey?: SigningKey) {
  const world = await openSmallLedger(test);
  const { db, clock, ledger } = world;
  const key = signingKey ?? world.key;
  const loads = `load:${newId()}`;
  const other = `load:${newId()}`;
  await addLoads(ledger, other, 299);
  const first = await sealAll(db, clock, key);
  const customerId = await addCustomer(ledger);
  const sha256 = createHash('sha256').update(fileBytes).digest();
  const notice = await addNotice(ledger, customerId, { sha256 });
  await addLoads(ledger, loads, 5);
  const last = await sealAll(db, clock, key);
  const waitingId = await addCustomer(ledger, 'Eve');
  assert.ok(first?.size === 299 && last?.size === 307);
  return { ...world, key, loads, other, customerId, waitingId, notice, sha256, first, last };
}

/** What verify finds wrong. */
export async function faultsOf(
  { db, key }: Pick<World, 'db' | 'key'>,
  options: Partial<VerifyOptions> = {},
): Promise<Fault[]> {
  return (await verify(db, { ...smallWorld, key, ...options })).faults;
}

/** Fails unless a fault of this kind was found at this place. */
export function assertFault(faults: readonly Fault[], kind: FaultKind, place: string): void {
  const found = faults.find((fault) => fault.kind === kind && fault.place.includes(place));
  assert.ok(found, `no ${kind} at ${place}, but ${JSON.stringify(faults, null, 2)}`);
}

/** An entry of the organisation's, hashed as it should be, as the values of a row. */
export function forgedEntry(stream: string, version: number, previousHash: Buffer) {
  const recordedAt = new Date('2026-11-23T09:00:00.000Z');
  const fact = { type: 'LoadAdded', data: { by: 7 } };
  const entry: Entry = {
    ...fact,
    customerId: ORGANISATION_ID,
    stream,
    version,
    recordedAt,
    actor: 'program',
  };
  const hash = hashEntry(previousHash, entry);
  const bytes = (value: Buffer) => `'\\x${value.toString('hex')}'::bytea`;
  const values = `('${ORGANISATION_ID}', '${stream}', ${version}, '${recordedAt.toISOString()}',
    'program', 'LoadAdded', '{"by": 7}', ${bytes(previousHash)}, ${bytes(hash)})`;
  return { hash, hashLiteral: bytes(hash), insert: `insert into ledger_entries values ${values}` };
}
