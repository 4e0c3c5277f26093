import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { settableClock } from '#clock.ts';
import { readConfig } from '#config.ts';
import { verify } from '#ledger/verify.ts';
import { testDatabase } from '../../test/database.ts';
import { temporaryFolder } from '../../test/processes.ts';
import { createAmends } from './amends.ts';
import { gatherCast } from './demo/people.ts';
import { projectedTables, registry, streamOrder } from './events.ts';
import { importFile } from './import-complaints.ts';

/** What is written beside the tables that follow from the ledger. */
const otherTables = [
  'ledger_entries',
  'ledger_unsealed',
  'words',
  'outbox',
  'email_lookup',
  'complaint_references',
  'external_ids',
  'search_pending',
] as const;

/** In which slot a count lies depends on the id of the complaint. */
const byChance = ['slot', 'hash', 'previous_hash', 'salt', 'email_hash'];

async function openWorld(t: TestContext) {
  const { db } = await testDatabase(t);
  const folder = await temporaryFolder();
  const config = readConfig({ AMENDS_DATA: folder });
  const clock = settableClock('2026-11-23T09:00:00.000Z');
  const amends = await createAmends(config, db, { clock });
  await gatherCast(amends.ledger);
  const file = join(folder, 'rows.jsonl');
  return {
    db,
    async take(rows: readonly object[]) {
      await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      await importFile(amends, file, { rejectedFile: join(folder, 'rejected.jsonl') });
    },
    /** All rows of all tables, without what chance or their order gave them. */
    async rows() {
      const lines: string[] = [];
      for (const table of [...projectedTables, ...otherTables].filter(
        (name) => name !== 'staff_loads',
      )) {
        const { rows } = await sql<{ line: string }>`
          select (to_jsonb(kept) - ${sql.val(byChance)}::text[])::text as line
          from ${sql.table(table)} as kept`.execute(db);
        lines.push(...rows.map(({ line }) => `${table} ${masked(line)}`));
      }
      return lines.toSorted();
    },
    async loads() {
      const { rows } = await sql`
        select sum(open_count) as open, sum(to_do_count) as to_do, sum(promised_count) as promised
        from staff_loads join staff using (staff_id) group by name order by name`.execute(db);
      return rows;
    },
    verdict: () => verify(db, { registry, projectedTables, streamOrder, key: amends.signingKey }),
  };
}

const masked = (line: string): string =>
  line
    .replace(/\\\\x[0-9a-f]+/g, 'bytes')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
    .replace(/[0-9a-f]{64}/g, 'digest')
    .replace(/AM-\w{4}-\w{4}/gi, 'reference')
    .replace(/<[^>]*@/g, '<message@')
    .replace(/\/c\/[\w.-]+/g, '/c/link');

/** The lines that the others do not have as often. */
function withoutAll(lines: readonly string[], others: readonly string[]): string[] {
  const left = Map.groupBy(others, (line) => line);
  return lines.filter((line) => left.get(line)?.pop() === undefined);
}

/** As many as are taken in by one unit. */
const rows = (writer: string) =>
  Array.from({ length: 45 }, (_, place) => ({
    id: `row-${place}`,
    text: `It broke for the ${place}. time.`,
    ...(place % 3 === 0 && { email: `kim${place % 12}@example.org`, name: 'Kim' }),
    ...(place % 5 === 0 && { phone: '+49 40 1234567' }),
    messages: Array.from({ length: place % 4 }, (__, turn) => ({
      by: turn % 2 === 0 ? 'customer' : writer,
      text: `${place}: message ${turn}`,
    })),
  }));

test('many complaints in one unit leave the same rows as one after the other', async (t) => {
  const [together, apart] = [await openWorld(t), await openWorld(t)];
  const { email } = await together.db.selectFrom('staff').select('email').executeTakeFirstOrThrow();
  await together.take(rows(email));
  for (const row of rows(email)) await apart.take([row]);
  const [ours, theirs] = [await together.rows(), await apart.rows()];
  assert.deepEqual(withoutAll(ours, theirs), []);
  assert.deepEqual(withoutAll(theirs, ours), []);
  assert.ok(ours.length > 1_000, String(ours.length));
  assert.deepEqual(await together.loads(), await apart.loads());
  assert.deepEqual((await together.verdict()).faults, []);
});

test('what one row in a unit lacks does not touch the others', async (t) => {
  const world = await openWorld(t);
  const { email } = await world.db.selectFrom('staff').select('email').executeTakeFirstOrThrow();
  const good = rows(email);
  const bad = { ...good[0], id: 'bad', messages: [{ by: 'nobody@example.org', text: 'No.' }] };
  await world.take([...good.slice(0, 20), bad, good[3] ?? {}, ...good.slice(20)]);
  const { rows: counted } = await sql<{ count: number }>`
    select count(*)::int from complaints`.execute(world.db);
  assert.equal(counted[0]?.count, 45);
  assert.deepEqual((await world.verdict()).faults, []);
});
