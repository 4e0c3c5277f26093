import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addLoads, tamper } from '../../../test/ledger.ts';
import { assertFault, faultsOf, sealedWorld, type World } from '../../../test/tamper.ts';
import { signCheckpoint } from '../checkpoint.ts';
import { sealAll } from '../sealer.ts';
import { signingKeyFrom } from '../signing-key.ts';
import type { FaultKind } from './faults.ts';

type Case = {
  name: string;
  act: (world: World) => string[];
  found: [kind: FaultKind, place: string][];
};

const cases: Case[] = [
  {
    name: 'a changed leaf',
    act: () => ['update ledger_positions set hash = sha256(hash) where position = 300'],
    found: [
      ['changed_position', 'version 2'],
      ['rewritten_ledger', 'checkpoint over 307 entries'],
    ],
  },
  {
    name: 'swapped leaves',
    act: () => [
      'update ledger_positions set position = 999 where position = 3',
      'update ledger_positions set position = 3 where position = 4',
      'update ledger_positions set position = 4 where position = 999',
    ],
    found: [
      ['rewritten_ledger', 'checkpoint over 299 entries'],
      ['changed_tree', 'tree level 1, index 0'],
    ],
  },
  {
    name: 'a removed leaf',
    act: () => ['delete from ledger_positions where position = 5'],
    found: [
      ['removed_position', 'position 5'],
      ['added_entry', 'version 6'],
      ['rewritten_ledger', 'checkpoint over 299 entries'],
    ],
  },
  {
    name: 'a leaf without an entry',
    act: ({ customerId }) => [
      `insert into ledger_positions select 307, '${customerId}', 'customer:x', 1, hash
        from ledger_positions where position = 306`,
    ],
    found: [
      ['added_position', 'position 307'],
      ['removed_entry', 'customer:x, version 1'],
    ],
  },
  {
    name: 'a leaf that still waits',
    act: () => [
      `insert into ledger_unsealed select customer_id, stream, version, hash
        from ledger_positions where position = 300`,
    ],
    found: [['added_position', 'version 2']],
  },
  {
    name: 'a waiting leaf that is another',
    act: () => ['update ledger_unsealed set hash = sha256(hash)'],
    found: [['changed_entry', 'version 1']],
  },
  {
    name: 'a waiting leaf removed',
    act: () => ['delete from ledger_unsealed'],
    found: [['added_entry', 'version 1']],
  },
  {
    name: 'a changed root of a subtree',
    act: () => ['update ledger_tree set hash = sha256(hash)'],
    found: [['changed_tree', 'tree level 1, index 0']],
  },
  {
    name: 'a removed root of a subtree',
    act: () => ['delete from ledger_tree'],
    found: [['changed_tree', 'tree level 1, index 0']],
  },
  {
    name: 'roots of subtrees that there are not',
    act: () => [
      'insert into ledger_tree select 1, 1, hash from ledger_tree',
      'insert into ledger_tree select 2, 0, hash from ledger_tree where index = 0',
      'insert into ledger_tree select 0, 0, hash from ledger_tree where level = 1 and index = 0',
      'insert into ledger_tree select 1, -1, hash from ledger_tree where level = 1 and index = 0',
    ],
    found: [
      ['changed_tree', 'tree level 1, index 1'],
      ['changed_tree', 'tree level 2, index 0'],
      ['changed_tree', 'tree level 0, index 0'],
      ['changed_tree', 'tree level 1, index -1'],
    ],
  },
  {
    name: 'a checkpoint signed with another key',
    act: ({ first }) => {
      const note = signCheckpoint(first, signingKeyFrom(Buffer.alloc(32, 9)));
      return [`update checkpoints set note = '${note}' where size = 299`];
    },
    found: [['forged_checkpoint', 'checkpoint over 299 entries']],
  },
  {
    name: 'a checkpoint with a changed note',
    act: ({ first }) => [
      `update checkpoints set note = '${first.note.replace('\n299\n', '\n298\n')}' where size = 299`,
    ],
    found: [['forged_checkpoint', 'checkpoint over 299 entries']],
  },
  {
    name: 'a checkpoint with the note of another',
    act: ({ last }) => [`update checkpoints set note = '${last.note}' where size = 299`],
    found: [['changed_checkpoint', 'checkpoint over 299 entries']],
  },
  {
    name: 'a checkpoint with a changed root',
    act: () => ['update checkpoints set root = sha256(root) where size = 299'],
    found: [
      ['changed_checkpoint', 'checkpoint over 299 entries'],
      ['rewritten_ledger', 'checkpoint over 299 entries'],
    ],
  },
  {
    name: 'a checkpoint with a changed size',
    act: () => ['update checkpoints set size = 298 where size = 299'],
    found: [
      ['changed_checkpoint', 'checkpoint over 298 entries'],
      ['rewritten_ledger', 'checkpoint over 298 entries'],
    ],
  },
  {
    name: 'a checkpoint of nothing',
    act: () => ['update checkpoints set size = -1 where size = 299'],
    found: [['rewritten_ledger', 'checkpoint over -1 entries']],
  },
  {
    name: 'a true checkpoint over a root that is not',
    act: ({ key }) => {
      const note = signCheckpoint({ size: 299, root: Buffer.alloc(32) }, key);
      return [
        `update checkpoints set note = '${note}', root = '\\x${'00'.repeat(32)}' where size = 299`,
      ];
    },
    found: [['rewritten_ledger', 'checkpoint over 299 entries']],
  },
  {
    name: 'the last checkpoint removed',
    act: () => ['delete from checkpoints where size = 307'],
    found: [['added_position', 'position 299']],
  },
];

describe('verify names', () => {
  for (const { name, act, found } of cases) {
    it(name, async (t) => {
      const world = await sealedWorld(t);
      await tamper(world.db, ...act(world));
      const faults = await faultsOf(world);
      for (const [kind, place] of found) assertFault(faults, kind, place);
    });
  }
});

/** Takes away every trace of what came after the first checkpoint. */
const cutTail = ({ loads, customerId, waitingId }: World): string[] => [
  `delete from ledger_positions where position >= 299`,
  `delete from checkpoints where size > 299`,
  ...['ledger_entries', 'ledger_heads'].flatMap((table) => [
    `delete from ${table} where stream = '${loads}'`,
    `delete from ${table} where customer_id in ('${customerId}', '${waitingId}')`,
  ]),
  ...['ledger_unsealed', 'words', 'files', 'customers', 'notices'].map(
    (table) => `delete from ${table} where customer_id in ('${customerId}', '${waitingId}')`,
  ),
  `delete from staff_loads where open_count = 5`,
];

describe('a checkpoint saved elsewhere', () => {
  it('gives away a tail that was cut without a trace', async (t) => {
    const world = await sealedWorld(t);
    await tamper(world.db, ...cutTail(world));
    assert.deepEqual(await faultsOf(world), []);
    assert.deepEqual(await faultsOf(world, { witness: world.first.note }), []);
    const faults = await faultsOf(world, { witness: world.last.note });
    assertFault(faults, 'shortened_ledger', 'the saved checkpoint over 307 entries');
    assert.match(faults[0]?.sentence ?? '', /shortened or rewritten since/);
    assert.equal(faults.length, 1);
  });

  it('gives away a tail that was cut and grown again by someone with the key', async (t) => {
    const world = await sealedWorld(t);
    const { db, clock, key, ledger, other } = world;
    await tamper(db, ...cutTail(world));
    await addLoads(ledger, other, 20);
    await sealAll(db, clock, key);
    assert.deepEqual(await faultsOf(world), []);
    const faults = await faultsOf(world, { witness: world.last.note });
    assertFault(faults, 'rewritten_ledger', 'the saved checkpoint over 307 entries');
    assert.equal(faults.length, 1);
  });

  it('disturbs nothing while it holds, at whatever size', async (t) => {
    const world = await sealedWorld(t);
    await tamper(world.db, 'delete from checkpoints where size = 299');
    for (const { note } of [world.first, world.last]) {
      assert.deepEqual(await faultsOf(world, { witness: note }), []);
      const message = `Please keep this message.\r\n\r\n${note.replaceAll('\n', '\r\n')}\r\n`;
      assert.deepEqual(await faultsOf(world, { witness: message }), []);
    }
  });

  it('of another ledger, or none at all, is said to be so', async (t) => {
    const world = await sealedWorld(t);
    const foreign = signCheckpoint(world.last, signingKeyFrom(Buffer.alloc(32, 9)));
    for (const witness of [foreign, 'nonsense', '']) {
      const faults = await faultsOf(world, { witness });
      assertFault(faults, 'foreign_witness', 'the saved checkpoint');
      assert.equal(faults.length, 1);
    }
  });
});
