import assert from 'node:assert/strict';
import { verifyAmends } from '#app/check.ts';
import { sealAll } from '#ledger/sealer.ts';
import type { App } from './app.ts';

/** All tables are what the ledger says. */
export async function assertWhole({ amends }: Pick<App, 'amends'>): Promise<void> {
  await sealAll(amends.db, amends.clock, amends.signingKey);
  assert.deepEqual((await verifyAmends(amends)).faults, []);
}
