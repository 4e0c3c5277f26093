import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { catalogue, tablesOfKind } from './catalogue.ts';
import { bookkeepingTables } from './migrate.ts';

type Key = { table: string; name: string; isPrimary: boolean; columns: string[] };

type Reference = {
  table: string;
  name: string;
  target: string;
  columns: string[];
  targetColumns: string[];
};

/** The rules of docs: what makes it possible to distribute the tables by customer later. */
describe('every table', () => {
  let database: TestDatabase;

  before(async () => {
    database = await testDatabase();
  });

  const names = async <T extends object>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
    (await query.execute(database.db)).rows;

  it('is listed once in the catalogue, and nothing else is', async () => {
    const rows = await names(sql<{ name: string }>`
      select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and relname <> all (${Object.values(bookkeepingTables)})`);
    const listed = catalogue.map(({ table }) => table as string);
    assert.deepEqual(listed.toSorted(), rows.map((row) => row.name).toSorted());
  });

  it('of a customer has customer_id first in its primary key and in every unique key', async () => {
    const keys = await names(sql<Key>`
      select relation.relname as table, key.relname as name, indisprimary as "isPrimary",
        array(select attname::text from unnest(indkey::int[]) with ordinality as part (number, place)
          join pg_attribute on attrelid = indrelid and attnum = part.number
          where place <= indnkeyatts order by place) as columns
      from pg_index
      join pg_class as relation on relation.oid = indrelid
      join pg_class as key on key.oid = indexrelid
      where indisunique and relation.relnamespace = 'public'::regnamespace`);
    for (const table of tablesOfKind('customer')) {
      const own = keys.filter((key) => key.table === table);
      assert.ok(
        own.some((key) => key.isPrimary),
        `${table} has no primary key`,
      );
      for (const { name, columns } of own) assert.equal(columns[0], 'customer_id', name);
    }
  });

  it('refers to another customer table by customer_id first, and only from a customer table', async () => {
    const customerTables = new Set<string>(tablesOfKind('customer'));
    for (const reference of await references()) {
      if (!customerTables.has(reference.target)) continue;
      assert.ok(customerTables.has(reference.table), `${reference.name} leads to a customer table`);
      assert.equal(reference.columns[0], 'customer_id', reference.name);
      assert.equal(reference.targetColumns[0], 'customer_id', reference.name);
    }
  });

  it('comes after those it refers to', async () => {
    const order = catalogue.map(({ table }) => table as string);
    for (const { table, target, name } of await references()) {
      assert.ok(order.indexOf(target) <= order.indexOf(table), name);
    }
  });

  const references = () =>
    names(sql<Reference>`
      select conrelid::regclass::text as table, conname as name,
        confrelid::regclass::text as target,
        array(select attname::text from unnest(conkey) with ordinality as part (number, place)
          join pg_attribute on attrelid = conrelid and attnum = part.number order by place)
          as columns,
        array(select attname::text from unnest(confkey) with ordinality as part (number, place)
          join pg_attribute on attrelid = confrelid and attnum = part.number order by place)
          as "targetColumns"
      from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace`);

  it('has no constraint that waits for COMMIT and none that empties a key', async () => {
    const found = await names(sql<{ name: string }>`
      select conname as name from pg_constraint
      where connamespace = 'public'::regnamespace
        and (condeferrable or (contype = 'f' and confdeltype in ('n', 'd')))`);
    assert.deepEqual(found, []);
  });

  it('but the local ones has no numbers that the database counts up', async () => {
    const found = await names(sql<{ table: string; column: string }>`
      select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' and table_name = any (${notLocal})
        and (is_identity = 'YES' or column_default like 'nextval(%')`);
    assert.deepEqual(found, []);
  });
});

const notLocal = tablesOfKind('customer', 'reference', 'lookup');
