import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { connect, createPool } from '#database/connection.ts';
import { addCustomer, addLoads, addNotice, smallWorld, tamper } from '../../test/ledger.ts';
import {
  assertFault,
  faultsOf,
  fileBytes,
  forgedEntry,
  sealedWorld,
  type World,
} from '../../test/tamper.ts';
import { createLedger } from './ledger.ts';
import { rebuild } from './replay.ts';
import type { FaultKind } from './verify/faults.ts';
import { verify } from './verify.ts';

describe('verify finds a whole ledger whole', () => {
  it('and counts what it has read', async (t) => {
    const { db, key, last } = await sealedWorld(t);
    const seen = new Set<string>();
    const verdict = await verify(db, {
      ...smallWorld,
      key,
      witness: last.note,
      readFile: async () => fileBytes,
      progress: (what, done) => seen.add(`${what} ${done}`),
    });
    assert.deepEqual(verdict, {
      entries: 308,
      streams: 5,
      checkpoints: 2,
      contents: 4,
      erased: 0,
      tables: 3,
      faults: [],
    });
    assert.deepEqual([...seen], ['entries 308', 'positions 307', 'files 1', 'replayed 308']);
  });

  it('when it is empty, and when nothing is sealed', async (t) => {
    const { db, key, ledger } = await sealedWorld(t);
    await tamper(
      db,
      ...['ledger_entries', 'ledger_heads', 'ledger_unsealed', 'ledger_positions', 'ledger_tree']
        .concat(['checkpoints', 'words', 'files', 'customers', 'notices', 'staff_loads'])
        .map((table) => `delete from ${table}`),
    );
    assert.deepEqual(await faultsOf({ db, key }), []);
    await addNotice(ledger, await addCustomer(ledger));
    assert.deepEqual(await faultsOf({ db, key }), []);
  });

  it('after content was erased', async (t) => {
    const { db, key } = await sealedWorld(t);
    await tamper(
      db,
      `update words set text = null, erased_at = '2026-11-24' where text = 'We are sorry.'`,
      `update files set sha256 = null, name = null, erased_at = '2026-11-24'`,
    );
    const verdict = await verify(db, { ...smallWorld, key, readFile: async () => undefined });
    assert.deepEqual([verdict.contents, verdict.erased, verdict.faults], [4, 2, []]);
  });

  it('on a connection that goes on writing: the tables it fills for itself disturb nobody', async (t) => {
    const { key, clock, connection } = await sealedWorld(t);
    const pool = createPool({ ...connection, max: 1 });
    t.after(() => pool.end());
    const db = connect(pool);
    const ledger = createLedger(db, clock, smallWorld.registry);
    // A session that had temporary tables before does not notice by itself that there are new ones.
    await sql`create temp table earlier (number integer)`.execute(db);
    const counts: unknown[] = [];
    for (let round = 0; round < 3; round++) {
      await addNotice(ledger, await addCustomer(ledger));
      assert.deepEqual(await faultsOf({ db, key }), []);
      const { rows } = await sql`
        select (select count(*) from public.customers) as customers,
          (select count(*) from public.notices where state = 'delivered') as notices,
          to_regclass('pg_temp.customers') as left`.execute(db);
      counts.push(rows[0]);
    }
    assert.deepEqual(
      counts,
      [3, 4, 5].map((customers) => ({ customers, notices: customers - 1, left: null })),
    );
  });

  it('while others write', async (t) => {
    const { db, key, ledger, customerId } = await sealedWorld(t);
    let isVerifying = true;
    const writers = Array.from({ length: 3 }, async () => {
      while (isVerifying) await addNotice(ledger, customerId);
    });
    for (let round = 0; round < 3; round++) assert.deepEqual(await faultsOf({ db, key }), []);
    isVerifying = false;
    await Promise.all(writers);
  });
});

it('rebuild gives every row back', async (t) => {
  const { db, key } = await sealedWorld(t);
  const read = async () => ({
    customers: await db.selectFrom('customers').selectAll().orderBy('customer_id').execute(),
    notices: await db.selectFrom('notices').selectAll().orderBy('notice_id').execute(),
    loads: await db.selectFrom('staff_loads').selectAll().orderBy('staff_id').execute(),
  });
  const before = await read();
  assert.deepEqual(
    [before.customers.length, before.notices.length, before.loads.length],
    [2, 1, 2],
  );
  await tamper(
    db,
    'delete from customers',
    `update notices set kind = 'other'`,
    'insert into staff_loads (staff_id, slot, open_count) select staff_id, 9, 1 from staff_loads',
  );
  assert.equal(await rebuild(db, smallWorld), 308);
  assert.deepEqual(await read(), before);
  assert.deepEqual(await faultsOf({ db, key }), []);
});

type Tampering = {
  name: string;
  act: (world: World) => string[] | Promise<string[]>;
  found: [kind: FaultKind, place: (world: World) => string][];
};

const at = (version: number) => (world: World) => `${world.loads}, version ${version}`;
const where = (world: World, version: number) =>
  `where stream = '${world.loads}' and version = ${version}`;
const hashAt = async ({ db, loads }: World, version: number): Promise<Buffer> => {
  const query = db.selectFrom('ledger_entries').select('hash').where('stream', '=', loads);
  return (await query.where('version', '=', version).executeTakeFirstOrThrow()).hash;
};

const changedEntries: Tampering[] = [
  ['its data', `data = '{"by": 2}'`],
  ['its actor', `actor = 'staff:2'`],
  ['its type', `type = 'LoadTaken'`],
  ['its moment', `recorded_at = recorded_at + interval '1 ms'`],
  ['less than a millisecond of its moment', `recorded_at = recorded_at + interval '1 microsecond'`],
  ['its moment to one without end', `recorded_at = 'infinity'`],
  ['its data to something else', `data = 'null'`],
  ['its hash', 'hash = sha256(hash)'],
  ['its previous hash', 'previous_hash = sha256(hash)'],
].map(([name, change]) => ({
  name: `changed: ${name}`,
  act: (world) => [`update ledger_entries set ${change} ${where(world, 2)}`],
  found: [['changed_entry', at(2)]],
}));

const entries: Tampering[] = [
  {
    name: 'changed with its hash and its leaf made to fit',
    act: async (world) => {
      const forged = forgedEntry(world.loads, 2, await hashAt(world, 1));
      return [
        `delete from ledger_entries ${where(world, 2)}`,
        forged.insert,
        `update ledger_positions set hash = ${forged.hashLiteral} ${where(world, 2)}`,
      ];
    },
    found: [
      ['broken_chain', at(3)],
      ['rewritten_ledger', () => 'checkpoint over 307 entries'],
      ['changed_row', () => 'table staff_loads'],
    ],
  },
  {
    name: 'removed from the middle',
    act: (world) => [`delete from ledger_entries ${where(world, 2)}`],
    found: [['removed_entry', at(2)]],
  },
  {
    name: 'removed before it was sealed',
    act: async (world) => {
      await addLoads(world.ledger, world.loads, 3);
      return ['ledger_entries', 'ledger_unsealed'].map(
        (table) => `delete from ${table} ${where(world, 7)}`,
      );
    },
    found: [['removed_entry', at(7)]],
  },
  {
    name: 'removed from the beginning',
    act: (world) => [`delete from ledger_entries ${where(world, 1)}`],
    found: [['removed_entry', at(1)]],
  },
  {
    name: 'removed with its whole stream',
    act: ({ loads }) => [
      `delete from ledger_entries where stream = '${loads}'`,
      `delete from ledger_heads where stream = '${loads}'`,
    ],
    found: [1, 2, 3, 4, 5].map((version) => ['removed_entry', at(version)]),
  },
  {
    name: 'removed while the head stays',
    act: ({ waitingId }) => [
      `delete from ledger_entries where customer_id = '${waitingId}'`,
      `delete from ledger_unsealed where customer_id = '${waitingId}'`,
    ],
    found: [['removed_entry', ({ waitingId }) => `customer:${waitingId}, version 1`]],
  },
  {
    name: 'added with a wrong hash',
    act: (world) => [
      `insert into ledger_entries select customer_id, stream, 6, recorded_at, actor, type, data,
        previous_hash, hash from ledger_entries ${where(world, 5)}`,
    ],
    found: [
      ['changed_entry', at(6)],
      ['added_entry', at(6)],
    ],
  },
  {
    name: 'added with the right hash and the head moved',
    act: async (world) => {
      const forged = forgedEntry(world.loads, 6, await hashAt(world, 5));
      return [
        forged.insert,
        `update ledger_heads set version = 6, hash = ${forged.hashLiteral}
          where stream = '${world.loads}'`,
        `update staff_loads set open_count = 12 where open_count = 5`,
      ];
    },
    found: [['added_entry', at(6)]],
  },
  {
    name: 'added with the right hash, the head moved and a leaf appended',
    act: async (world) => {
      const forged = forgedEntry(world.loads, 6, await hashAt(world, 5));
      return [
        forged.insert,
        `update ledger_heads set version = 6, hash = ${forged.hashLiteral}
          where stream = '${world.loads}'`,
        `insert into ledger_positions select 307, customer_id, stream, 6, ${forged.hashLiteral}
          from ledger_positions ${where(world, 5)}`,
        `update staff_loads set open_count = 12 where open_count = 5`,
      ];
    },
    found: [['added_position', () => 'position 307']],
  },
  {
    name: 'added as a stream of its own',
    act: () => [forgedEntry('load:new', 1, Buffer.alloc(32)).insert],
    found: [
      ['added_entry', () => 'load:new, version 1'],
      ['changed_head', () => 'load:new, version 1'],
    ],
  },
  {
    name: 'reordered',
    act: (world) => [
      `update ledger_entries set version = 99 ${where(world, 2)}`,
      `update ledger_entries set version = 2 ${where(world, 3)}`,
      `update ledger_entries set version = 3 ${where(world, 99)}`,
    ],
    found: [
      ['changed_entry', at(2)],
      ['changed_entry', at(3)],
      ['broken_chain', at(2)],
    ],
  },
];

const cuts: Tampering[] = [
  {
    name: 'cut after sealing, with the head put back',
    act: (world) => [
      `delete from ledger_entries where stream = '${world.loads}' and version > 3`,
      `update ledger_heads set version = 3, hash = entry.hash from ledger_entries as entry
        where ledger_heads.stream = entry.stream and entry.version = 3
          and entry.stream = '${world.loads}'`,
      `update staff_loads set open_count = 3 where open_count = 5`,
    ],
    found: [
      ['removed_entry', at(4)],
      ['removed_entry', at(5)],
    ],
  },
  {
    name: 'cut before sealing, with the head put back',
    act: ({ waitingId }) =>
      ['ledger_entries', 'ledger_heads', 'words', 'customers'].map(
        (table) => `delete from ${table} where customer_id = '${waitingId}'`,
      ),
    found: [['removed_entry', ({ waitingId }) => `customer:${waitingId}, version 1`]],
  },
];

const heads: Tampering[] = [
  {
    name: 'head removed',
    act: ({ loads }) => [`delete from ledger_heads where stream = '${loads}'`],
    found: [['changed_head', at(5)]],
  },
  {
    name: 'head changed',
    act: ({ loads }) => [`update ledger_heads set hash = sha256(hash) where stream = '${loads}'`],
    found: [['changed_head', at(5)]],
  },
  {
    name: 'head put back',
    act: ({ loads }) => [`update ledger_heads set version = 4 where stream = '${loads}'`],
    found: [['added_entry', at(5)]],
  },
  {
    name: 'head put forward',
    act: ({ loads }) => [`update ledger_heads set version = 6 where stream = '${loads}'`],
    found: [['removed_entry', at(6)]],
  },
];

describe('verify names the entry that was', () => {
  for (const { name, act, found } of [...changedEntries, ...entries, ...cuts, ...heads]) {
    it(name, async (t) => {
      const world = await sealedWorld(t);
      await tamper(world.db, ...(await act(world)));
      const faults = await faultsOf(world);
      for (const [kind, place] of found) assertFault(faults, kind, place(world));
    });
  }

  it('such that the tables cannot be made anew', async (t) => {
    const world = await sealedWorld(t);
    await tamper(world.db, `update ledger_entries set data = '{}' where type = 'CustomerCame'`);
    const faults = await faultsOf(world);
    assertFault(faults, 'changed_entry', `customer:${world.customerId}, version 1`);
    assertFault(faults, 'failed_replay', `customer:${world.customerId}, version 1`);
  });

  it('one of a great many, in a short list', async (t) => {
    const world = await sealedWorld(t);
    await addLoads(world.ledger, world.loads, 5);
    await tamper(world.db, `update ledger_entries set actor = 'staff:3'`);
    const faults = await faultsOf(world);
    assert.equal(faults.filter(({ kind }) => kind === 'changed_entry').length, 51);
    assert.match(faults.at(-1)?.sentence ?? '', /^And \d+ more of this kind\.$/);
  });
});
