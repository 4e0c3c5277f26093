import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { exitCodes } from '#refusal.ts';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { migrate, splitStatements } from './migrate.ts';

describe('migrating', () => {
  let database: TestDatabase;

  before(async () => {
    database = await testDatabase();
  });

  it('does nothing where all is done', async () => {
    assert.deepEqual(await migrate(database.db), []);
  });

  it('is done once when two start at the same time', async () => {
    await sql`drop schema public cascade`.execute(database.db);
    await sql`create schema public`.execute(database.db);
    const [one, other] = await Promise.all([migrate(database.db), migrate(database.db)]);
    assert.ok(one.length === 0 || other.length === 0);
    assert.equal([...one, ...other][0], '0001-ledger');
  });

  it('refuses a database that a newer program made, and names what it does not know', async () => {
    await sql`insert into migrations values ('9999-later', '2031-01-01')`.execute(database.db);
    await assert.rejects(migrate(database.db), {
      name: 'Stop',
      exitCode: exitCodes.databaseNewer,
      message: /9999-later/,
    });
    await sql`delete from migrations where name = '9999-later'`.execute(database.db);
  });

  it('says so when it may not create tables', async (t) => {
    const { db } = await testDatabase(t);
    await sql`drop schema public cascade`.execute(db);
    await sql`create schema public`.execute(db);
    await sql`grant usage on schema public to public`.execute(db);
    await db.connection().execute(async (connection) => {
      await sql`set role pg_monitor`.execute(connection);
      await assert.rejects(migrate(connection), {
        name: 'Stop',
        exitCode: exitCodes.noPermission,
      });
      await sql`reset role`.execute(connection);
    });
  });
});

describe('the statements of a migration', () => {
  it('end with a semicolon at the end of a line', () => {
    const text = "-- why\ncreate table a (\n  b text default ';' -- c\n);\n\ndrop table a;\n";
    assert.deepEqual(splitStatements(text), [
      "create table a (\n  b text default ';' -- c\n)",
      'drop table a',
    ]);
  });

  it('keep the body of a function whole', () => {
    const body = 'create function f() as $$\nbegin\n  -- why\n  return 1;\nend;\n$$';
    assert.deepEqual(splitStatements(`${body};\nselect $$a;$$;\nselect 2;`), [
      body,
      'select $$a;$$',
      'select 2',
    ]);
  });
});
