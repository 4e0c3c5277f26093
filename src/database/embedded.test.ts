import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import pg from 'pg';
import { exitCodes } from '#refusal.ts';
import { eventually, runElsewhere, temporaryFolder } from '../../test/processes.ts';
import { type Embedded, type EmbeddedOptions, startEmbedded } from './embedded.ts';
import { nameOfLive } from './processes.ts';

describe('the embedded database', () => {
  it('starts again when it is killed, with all that was committed', async (t) => {
    const restarted = Promise.withResolvers<void>();
    const folder = await temporaryFolder();
    const { connection } = await start(t, { dataFolder: folder, onRestart: restarted.resolve });
    await query(connection, 'create table kept as select 42 as value');
    const killed = pidOf(folder);
    process.kill(killed, 'SIGKILL');
    await restarted.promise;
    assert.notEqual(pidOf(folder), killed);
    assert.deepEqual(await query(connection, 'select value from kept'), [{ value: 42 }]);
  });

  it('keeps starting again', async (t) => {
    const folder = await temporaryFolder();
    let restarts = 0;
    await start(t, { dataFolder: folder, onRestart: () => restarts++ });
    for (const expected of [1, 2, 3]) {
      process.kill(pidOf(folder), 'SIGKILL');
      await eventually(() => restarts === expected);
    }
  });

  it('ends with stop, and starts again on the same data', async (t) => {
    const dataFolder = await temporaryFolder();
    const first = await start(t, { dataFolder });
    await query(first.connection, 'create table kept as select 42 as value');
    const pid = pidOf(dataFolder);
    await first.stop();
    assert.equal(nameOfLive(pid), undefined);
    const second = await start(t, { dataFolder });
    assert.deepEqual(await query(second.connection, 'select value from kept'), [{ value: 42 }]);
  });

  it('starts where the process that had started it was just killed', async (t) => {
    const dataFolder = await temporaryFolder();
    const other = await startElsewhere(t, dataFolder);
    await other.kill();
    const { connection } = await start(t, { dataFolder });
    assert.deepEqual(await query(connection, 'select value from kept'), [{ value: 42 }]);
  });

  it('adopts a server that outlived the process that had started it', async (t) => {
    const dataFolder = await temporaryFolder();
    const other = await startElsewhere(t, dataFolder, await withoutSetpriv());
    const pid = pidOf(dataFolder);
    await other.kill();
    assert.equal(nameOfLive(pid), 'postgres');
    const { connection, stop } = await start(t, { dataFolder });
    assert.equal(pidOf(dataFolder), pid);
    assert.deepEqual(await query(connection, 'select value from kept'), [{ value: 42 }]);
    await stop();
    assert.equal(nameOfLive(pid), undefined);
  });

  it('starts again when an adopted server ends', async (t) => {
    const dataFolder = await temporaryFolder();
    const other = await startElsewhere(t, dataFolder, await withoutSetpriv());
    await other.kill();
    const restarted = Promise.withResolvers<void>();
    const { connection } = await start(t, { dataFolder, onRestart: restarted.resolve });
    process.kill(pidOf(dataFolder), 'SIGKILL');
    await restarted.promise;
    assert.deepEqual(await query(connection, 'select value from kept'), [{ value: 42 }]);
  });

  it('is not fooled by lock files whose number another program has now', async (t) => {
    const dataFolder = await temporaryFolder();
    const first = await start(t, { dataFolder });
    await first.stop();
    const { host, port } = first.connection;
    mkdirSync(host, { recursive: true });
    const socket = join(host, `.s.PGSQL.${port}`);
    const content = `${process.pid}\n${join(dataFolder, 'postgres')}\n1\n${port}\n${host}\n`;
    for (const file of [join(dataFolder, 'postgres', 'postmaster.pid'), `${socket}.lock`]) {
      writeFileSync(file, content);
    }
    const { connection } = await start(t, { dataFolder });
    assert.deepEqual(await query(connection, 'select 1 as value'), [{ value: 1 }]);
  });

  it('is created anew where an earlier creation was interrupted', async (t) => {
    const dataFolder = await temporaryFolder();
    const unfinished = join(dataFolder, 'postgres-unfinished-1');
    mkdirSync(unfinished);
    writeFileSync(join(unfinished, 'PG_VERSION'), '18\n');
    await start(t, { dataFolder });
    assert.ok(!existsSync(unfinished));
  });

  it('leaves a folder alone that is no database', async (t) => {
    const dataFolder = await temporaryFolder();
    const foreign = join(dataFolder, 'postgres', 'letter.txt');
    mkdirSync(join(dataFolder, 'postgres'));
    writeFileSync(foreign, 'Dear all');
    await assert.rejects(start(t, { dataFolder }), { name: 'Stop', message: /is in the way/ });
    assert.equal(readFileSync(foreign, 'utf8'), 'Dear all');
  });

  it('says so when the folder cannot be had', async (t) => {
    const file = join(await temporaryFolder(), 'file');
    writeFileSync(file, '');
    for (const dataFolder of [file, join(file, 'data')]) {
      const attempt = start(t, { dataFolder });
      await assert.rejects(attempt, { name: 'Stop', exitCode: exitCodes.noPermission });
    }
  });

  it('works in a folder whose path is too long for a socket', async (t) => {
    const dataFolder = join(await temporaryFolder(), 'long'.repeat(30));
    const { connection } = await start(t, { dataFolder });
    assert.deepEqual(await query(connection, 'select 1 as value'), [{ value: 1 }]);
  });
});

async function start(t: TestContext, options: EmbeddedOptions): Promise<Embedded> {
  const embedded = await startEmbedded({ fsync: false, ...options });
  t.after(embedded.stop);
  return embedded;
}

const startElsewhere = (t: TestContext, dataFolder: string, env?: NodeJS.ProcessEnv) =>
  runElsewhere(
    t,
    `import pg from 'pg';
     import { startEmbedded } from '#database/embedded.ts';
     const options = ${JSON.stringify({ dataFolder, fsync: false })};
     const client = new pg.Client((await startEmbedded(options)).connection);
     await client.connect();
     await client.query('create table kept as select 42 as value');
     console.log('started');`,
    env,
  );

/** As on systems that cannot end a server together with its parent. */
async function withoutSetpriv(): Promise<NodeJS.ProcessEnv> {
  const folder = await temporaryFolder();
  for (const program of ['unshare', 'true'])
    symlinkSync(`/usr/bin/${program}`, join(folder, program));
  return { ...process.env, PATH: folder };
}

async function query(connection: pg.ClientConfig, text: string): Promise<unknown[]> {
  const client = new pg.Client(connection);
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}

const pidOf = (dataFolder: string): number =>
  Number.parseInt(readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8'), 10);
