import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addCustomer, tamper } from '../../test/ledger.ts';
import { assertFault, faultsOf, sealedWorld, type World } from '../../test/tamper.ts';
import { idOf } from './entry.ts';
import type { Fault } from './verify/faults.ts';

type Case = {
  name: string;
  act: (world: World) => string;
  fault: (world: World) => Fault;
};

const cases: Case[] = [
  {
    name: 'a changed row, and the columns',
    act: ({ customerId }) =>
      `update customers set name = 'Mallory', language = 'en' where customer_id = '${customerId}'`,
    fault: ({ customerId }) => ({
      kind: 'changed_row',
      place: `table customers, customer_id ${customerId}`,
      sentence: 'The row differs from what the ledger says in name, language.',
    }),
  },
  {
    name: 'a counter set back',
    act: ({ loads }) => `update staff_loads set open_count = 4 where staff_id = '${idOf(loads)}'`,
    fault: ({ loads }) => ({
      kind: 'changed_row',
      place: `table staff_loads, staff_id ${idOf(loads)}, slot 0`,
      sentence: 'The row differs from what the ledger says in open_count.',
    }),
  },
  {
    name: 'a removed row',
    act: () => 'delete from notices',
    fault: ({ customerId, notice }) => ({
      kind: 'removed_row',
      place: `table notices, customer_id ${customerId}, notice_id ${idOf(notice)}`,
      sentence: 'The ledger gives this row, but it is gone.',
    }),
  },
  {
    name: 'an added row',
    act: ({ waitingId }) =>
      `insert into notices select '${waitingId}', notice_id, complaint_id, kind, channel, words_id,
        state, queued_at, settled_at from notices`,
    fault: ({ waitingId, notice }) => ({
      kind: 'added_row',
      place: `table notices, customer_id ${waitingId}, notice_id ${idOf(notice)}`,
      sentence: 'The ledger does not give this row: it was added.',
    }),
  },
];

describe('verify compares the tables with the ledger and names', () => {
  for (const { name, act, fault } of cases) {
    it(name, async (t) => {
      const world = await sealedWorld(t);
      await tamper(world.db, act(world));
      assert.deepEqual(await faultsOf(world), [fault(world)]);
    });
  }

  it('at most five rows of a table, and how many more there are', async (t) => {
    const world = await sealedWorld(t);
    for (let more = 0; more < 6; more++) await addCustomer(world.ledger);
    await tamper(world.db, `update customers set phone = '1'`);
    const faults = await faultsOf(world);
    assert.equal(faults.length, 6);
    assertFault(faults, 'changed_row', `customer_id ${world.customerId}`);
    assert.equal(faults.at(-1)?.sentence, '3 more rows differ.');
  });
});
