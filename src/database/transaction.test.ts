import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { Refusal } from '#refusal.ts';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import { connect, createPool, type Tx } from './connection.ts';
import { sqlState, transaction } from './transaction.ts';

describe('a transaction', () => {
  let database: TestDatabase;

  before(async () => {
    database = await testDatabase();
    // What happens at COMMIT is decided by the last row: a deferred trigger runs just then.
    await sql`create table steps (step text not null)`.execute(database.db);
    await sql`create function end_badly() returns trigger language plpgsql as $$
      begin
        if new.step = 'lose the connection' then
          perform pg_terminate_backend(pg_backend_pid());
        elsif new.step like '_____' then
          raise exception 'injected' using errcode = new.step;
        end if;
        return null;
      end $$`.execute(database.db);
    await sql`create constraint trigger at_commit after insert on steps
      deferrable initially deferred for each row execute function end_badly()`.execute(database.db);
  });

  const write = (tx: Tx, step: string) => sql`insert into steps values (${step})`.execute(tx);

  const stepsLike = async (pattern: string): Promise<number> => {
    const counted = await sql<{ count: number }>`
      select count(*) from steps where step like ${pattern}`.execute(database.db);
    return counted.rows[0]?.count ?? -1;
  };

  const loseConnection = async (tx: Tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(database.db);
  };

  for (const state of ['40001', '40P01']) {
    it(`is done again after ${state}, wherever it is raised, and recorded once`, async () => {
      let tries = 0;
      const result = await transaction(database.db, async (tx) => {
        tries++;
        await write(tx, `${state}: done`);
        if (tries === 1) await sql.raw(raising(state)).execute(tx);
        if (tries === 2) await write(tx, state);
        return tries;
      });
      assert.equal(result, 3);
      assert.equal(await stepsLike(`${state}%`), 1);
    });
  }

  it('gives up after eight tries with a refusal that asks to try again', async () => {
    let tries = 0;
    const attempt = transaction(database.db, async (tx) => {
      tries++;
      await sql.raw(raising('40001')).execute(tx);
    });
    await assert.rejects(attempt, { name: 'Refusal', code: 'try_again', status: 503 });
    assert.equal(tries, 8);
  });

  it('is done again when the connection is lost before COMMIT', async () => {
    let tries = 0;
    await transaction(database.db, async (tx) => {
      tries++;
      await write(tx, 'lost before commit');
      if (tries === 1) {
        await loseConnection(tx);
        await sql`select 1`.execute(tx);
      }
    });
    assert.equal(tries, 2);
    assert.equal(await stepsLike('lost before commit'), 1);
  });

  it('says that the outcome is unknown when the connection is lost at COMMIT', async () => {
    let tries = 0;
    const attempt = transaction(database.db, async (tx) => {
      tries++;
      await write(tx, 'lose the connection');
    });
    await assert.rejects(attempt, { name: 'Refusal', code: 'outcome_unknown', status: 503 });
    assert.equal(tries, 1);
  });

  it('passes on every other fault at once and records nothing', async () => {
    for (const fault of [new Refusal('no', 'No.'), new Error('a bug')]) {
      let tries = 0;
      const attempt = transaction(database.db, async (tx) => {
        tries++;
        await write(tx, 'never kept');
        throw fault;
      });
      await assert.rejects(attempt, (error) => error === fault);
      assert.equal(tries, 1);
    }
    assert.equal(await stepsLike('never kept'), 0);
  });

  it('asks to try again when no server answers', async () => {
    const nowhere = createPool({ host: '/nonexistent', user: 'nobody' });
    const db = connect(nowhere);
    const attempt = transaction(db, () => Promise.resolve());
    await assert.rejects(attempt, { name: 'Refusal', code: 'try_again' });
    await nowhere.end();
  });

  it('gives every connection back', async () => {
    assert.equal(database.pool.totalCount, database.pool.idleCount);
    assert.equal(database.pool.waitingCount, 0);
  });

  it('sees only the SQLSTATE of an error, as on Citus', async () => {
    const insert = sql`insert into steps values (null)`.execute(database.db);
    const error = await insert.catch((caught: unknown) => caught);
    assert.equal(sqlState(error), '23502');
    assert.equal((error as { column?: string }).column, undefined);
  });
});

const raising = (state: string): string =>
  `do $$ begin raise exception 'injected' using errcode = '${state}'; end $$`;
