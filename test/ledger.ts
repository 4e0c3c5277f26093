import { randomBytes } from 'node:crypto';
import type { TestContext } from 'node:test';
import { sql } from 'kysely';
import { settableClock } from '#clock.ts';
import type { Database } from '#database/connection.ts';
import { newId, ORGANISATION_ID } from '#id.ts';
import { readWords, type WordsRef } from '#ledger/content.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import { createLedger, type Ledger, type Projection, type Registry } from '#ledger/ledger.ts';
import { signingKeyFrom } from '#ledger/signing-key.ts';
import { testDatabase } from './database.ts';

/** A ledger in small: customers with a name in words, notices that change, a counter for all. */
export const smallRegistry: Registry = {
  projections: new Map<string, Projection[]>([
    ['CustomerCame', [projectCustomer]],
    ['NoticeQueued', [projectNotice]],
    ['NoticeDelivered', [projectDelivery]],
    ['LoadAdded', [projectLoad]],
  ]),
  reactions: new Map(),
};

export const smallWorld = {
  registry: smallRegistry,
  streamOrder: ['customer', 'notice', 'load'],
  projectedTables: ['customers', 'notices', 'staff_loads'],
} as const;

export async function openSmallLedger(test: TestContext) {
  const database = await testDatabase(test);
  const clock = settableClock('2026-11-23T09:00:00.000Z');
  const ledger = createLedger(database.db, clock, smallRegistry);
  return { ...database, clock, ledger, key: signingKeyFrom(Buffer.alloc(32, 1)) };
}

/** A customer with a name, in one entry. */
export async function addCustomer(ledger: Ledger, name = 'Ada Lovelace'): Promise<string> {
  const customerId = newId();
  await ledger.write(`customer:${customerId}`, async (unit) => {
    const [words] = await unit.keepWords(customerId, [name]);
    const stream = { customerId, stream: `customer:${customerId}` };
    await unit.record(stream, [{ type: 'CustomerCame', data: { name: words } }]);
  });
  return customerId;
}

/** A notice with a text and a file, queued and delivered: two entries. Returns its stream. */
export async function addNotice(
  ledger: Ledger,
  customerId: string,
  { text = 'We are sorry.', sha256 = randomBytes(32) }: { text?: string; sha256?: Buffer } = {},
): Promise<string> {
  const stream = `notice:${newId()}`;
  await ledger.write('staff:1', async (unit) => {
    const [words] = await unit.keepWords(customerId, [text]);
    const [file] = await unit.keepFiles(customerId, [
      { sha256, size: 5, name: 'letter.pdf', mediaType: 'application/pdf', claimedType: null },
    ]);
    await unit.record({ customerId, stream }, [
      { type: 'NoticeQueued', data: { letter: { words, files: [file] }, pages: 1.5 } },
      { type: 'NoticeDelivered', data: {} },
    ]);
  });
  return stream;
}

/** `count` entries at the end of one of the organisation's streams, in one unit. */
export async function addLoads(ledger: Ledger, stream: string, count: number): Promise<void> {
  await ledger.write('program', async (unit) => {
    const load = { customerId: ORGANISATION_ID, stream };
    await unit.load(load);
    const facts = Array.from({ length: count }, () => ({ type: 'LoadAdded', data: { by: 1 } }));
    await unit.record(load, facts);
  });
}

/** Does what the database refuses: its guard is off while `statements` run. */
export async function tamper(db: Database, ...statements: string[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`alter table ledger_entries disable trigger user`.execute(tx);
    for (const statement of statements) await sql.raw(statement).execute(tx);
    await sql`alter table ledger_entries enable trigger user`.execute(tx);
  });
}

async function projectCustomer(...[tx, entry]: Parameters<Projection>): Promise<void> {
  const { words } = entry.data['name'] as WordsRef;
  const name = await readWords(tx, entry.customerId, words);
  const row = { customer_id: entry.customerId, name, came_at: entry.recordedAt };
  await tx.insertInto('customers').values(row).execute();
}

async function projectNotice(...[tx, entry]: Parameters<Projection>): Promise<void> {
  const { words } = (entry.data['letter'] as { words: WordsRef }).words;
  await tx
    .insertInto('notices')
    .values({
      customer_id: entry.customerId,
      notice_id: idOf(entry.stream),
      kind: 'answer',
      channel: 'mail',
      words_id: words,
      state: 'waiting',
      queued_at: entry.recordedAt,
    })
    .execute();
}

async function projectDelivery(...[tx, entry]: Parameters<Projection>): Promise<void> {
  await tx
    .updateTable('notices')
    .set({ state: 'delivered', settled_at: entry.recordedAt })
    .where('customer_id', '=', entry.customerId)
    .where('notice_id', '=', idOf(entry.stream))
    .execute();
}

async function projectLoad(...[tx, entry]: Parameters<Projection>): Promise<void> {
  await tx
    .insertInto('staff_loads')
    .values({ staff_id: idOf(entry.stream), slot: 0, open_count: loadOf(entry) })
    .onConflict((conflict) =>
      conflict
        .columns(['staff_id', 'slot'])
        .doUpdateSet((row) => ({ open_count: row('staff_loads.open_count', '+', loadOf(entry)) })),
    )
    .execute();
}

const loadOf = (entry: Entry): number => Number(entry.data['by']);
