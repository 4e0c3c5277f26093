import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { type Config, readConfig } from '#config.ts';
import { exitCodes } from '#refusal.ts';
import { testDatabase } from '../../test/database.ts';
import { runElsewhere, temporaryFolder } from '../../test/processes.ts';
import { type OpenDatabase, openDatabase } from './open.ts';

describe('opening the embedded database', () => {
  it('makes a migrated one in a folder of our own', async (t) => {
    const config = await newConfig();
    const opened = await open(t, config, 'server');
    assert.ok(opened.embedded);
    assert.equal(await countStaff(opened), 0);
    assert.equal(statSync(config.dataFolder).mode & 0o777, 0o700);
  });

  it('is refused to a second server, and granted to a command beside a server', async (t) => {
    const config = await newConfig();
    const server = await open(t, config, 'server');
    await assert.rejects(open(t, config, 'server'), {
      name: 'Stop',
      exitCode: exitCodes.folderInUse,
      message: /in use by another Amends/,
    });
    const command = await open(t, config, 'command');
    assert.equal(await countStaff(command), 0);
    await command.close();
    assert.equal(await countStaff(server), 0);
  });

  it('is done by a command where no server runs, and undone at its end', async (t) => {
    const config = await newConfig();
    const command = await open(t, config, 'command');
    assert.equal(await countStaff(command), 0);
    await command.close();
    assert.ok(!existsSync(join(config.dataFolder, 'postgres', 'postmaster.pid')));
    assert.equal(await countStaff(await open(t, config, 'server')), 0);
  });

  it('works at once after the server was killed', async (t) => {
    const config = await newConfig();
    const killed = await runElsewhere(
      t,
      `import { openDatabase } from '#database/open.ts';
       await openDatabase(${JSON.stringify(config)}, 'server');
       console.log('opened');`,
    );
    await killed.kill();
    assert.equal(await countStaff(await open(t, config, 'server')), 0);
  });

  it('leaves nothing behind when it fails', async (t) => {
    const config = await newConfig();
    const first = await open(t, config, 'server');
    await sql`insert into migrations values ('9999-later', '2031-01-01')`.execute(first.db);
    await first.close();
    for (const use of ['server', 'command'] as const) {
      const attempt = open(t, config, use);
      await assert.rejects(attempt, { exitCode: exitCodes.databaseNewer });
      assert.ok(!existsSync(join(config.dataFolder, 'postgres', 'postmaster.pid')));
    }
  });
});

describe('opening a database of somebody else', () => {
  it('takes it as it is, and still keeps the data folder to one server', async (t) => {
    const { url } = await testDatabase(t);
    const config = await newConfig(url);
    const opened = await open(t, config, 'server');
    assert.ok(!opened.embedded);
    assert.equal(await countStaff(opened), 0);
    assert.equal(await countStaff(await open(t, config, 'command')), 0);
    await assert.rejects(open(t, config, 'server'), { exitCode: exitCodes.folderInUse });
  });

  it('says that it cannot be reached, without its password', async (t) => {
    const config = await newConfig('postgresql://amends:open-sesame@127.0.0.1:1/care');
    await assert.rejects(open(t, config, 'server'), (error: Error) => {
      assert.match(error.message, /care at 127\.0\.0\.1:1 cannot be reached: .*ECONNREFUSED/);
      assert.doesNotMatch(error.message, /sesame/);
      return (error as { exitCode?: number }).exitCode === exitCodes.databaseUnreachable;
    });
  });
});

async function newConfig(databaseUrl?: string): Promise<Config> {
  const folder = await temporaryFolder();
  return readConfig({ AMENDS_DATA: join(folder, 'data'), DATABASE_URL: databaseUrl ?? '' });
}

async function open(
  t: TestContext,
  config: Config,
  use: 'server' | 'command',
): Promise<OpenDatabase> {
  const opened = await openDatabase(config, use);
  t.after(opened.close);
  return opened;
}

async function countStaff({ db }: OpenDatabase): Promise<number> {
  return (await db.selectFrom('staff').selectAll().execute()).length;
}
