import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { sqlState } from '#database/transaction.ts';
import { newId, ORGANISATION_ID } from '#id.ts';
import { addCustomer, addLoads, openSmallLedger, smallWorld } from '../../test/ledger.ts';
import { sealAll } from './sealer.ts';
import { verify } from './verify.ts';

const writers = 40;
const appends = 25;

it('many writers at once lose nothing and fork no chain', async (t) => {
  const { db, clock, key, ledger } = await openSmallLedger(t);
  const shared = Array.from({ length: 3 }, () => `load:${newId()}`);
  // Nobody has begun them: several writers will do so at the same moment.
  const acknowledged = new Map(shared.map((stream) => [stream, 0]));
  let isWriting = true;
  const sealing = (async () => {
    for (; isWriting; await sleep(20)) await sealAll(db, clock, key);
  })();
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const own = `load:${newId()}`;
      for (let append = 0; append < appends; append++) {
        const together = shared[(writer + append) % shared.length] ?? own;
        for (const stream of [together, own]) {
          await addLoads(ledger, stream, 1);
          acknowledged.set(stream, (acknowledged.get(stream) ?? 0) + 1);
        }
      }
    }),
  );
  isWriting = false;
  await sealing;
  const heads = await db.selectFrom('ledger_heads').select(['stream', 'version']).execute();
  assert.deepEqual(new Map(heads.map(({ stream, version }) => [stream, version])), acknowledged);
  const { entries, streams, faults } = await verify(db, { ...smallWorld, key });
  assert.deepEqual(
    { entries, streams, faults },
    { entries: 2 * writers * appends, streams: writers + 3, faults: [] },
  );
});

describe('the database itself refuses', () => {
  const changes = {
    'to change an entry': `update ledger_entries set actor = 'staff:2'`,
    'to remove an entry': 'delete from ledger_entries',
    'to empty the ledger': 'truncate ledger_entries',
    'to move an entry': `update ledger_entries set customer_id = '${ORGANISATION_ID}'`,
  };
  for (const [name, change] of Object.entries(changes)) {
    it(name, async (t) => {
      const { db, ledger } = await openSmallLedger(t);
      await addCustomer(ledger);
      await assert.rejects(sql.raw(change).execute(db), (error) => sqlState(error) === '23001');
      const entries = await db.selectFrom('ledger_entries').select('actor').execute();
      assert.match(entries[0]?.actor ?? '', /^customer:/);
    });
  }
});
