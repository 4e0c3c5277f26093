import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { connect, createPool } from '#database/connection.ts';
import { startEmbedded } from '#database/embedded.ts';
import { migrate } from '#database/migrate.ts';
import { browserProgram } from './browser.ts';
import { runOn } from './server.ts';

/** One database server for all tests, and one migrated database that each test gets a copy of. */
async function main(args: readonly string[]): Promise<number> {
  await using undo = new AsyncDisposableStack();
  const server = await startServer(undo);
  const template = await createTemplate(server, undo);
  await browserProgram();
  // Awaited here: the server must not be stopped before.
  return await runTests(args, {
    ...process.env,
    AMENDS_TEST_SERVER: JSON.stringify(server),
    AMENDS_TEST_TEMPLATE: template,
    // Each file of tests, and each program that a test starts, loads the same modules.
    NODE_COMPILE_CACHE: new URL('../node_modules/.cache/compiled', import.meta.url).pathname,
  });
}

async function startServer(undo: AsyncDisposableStack): Promise<pg.ClientConfig> {
  const address = process.env['TEST_DATABASE_URL'];
  if (address) return fromAddress(address);
  const dataFolder = await mkdtemp(join(tmpdir(), 'amends-test-'));
  undo.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const embedded = await startEmbedded({ dataFolder, fsync: false, maxConnections: 200 });
  undo.defer(embedded.stop);
  return embedded.connection;
}

/** The parts of an address, a socket's folder in `?host=` included. */
function fromAddress(address: string): pg.ClientConfig {
  const { hostname, port, username, password, searchParams } = new URL(address);
  return {
    host: searchParams.get('host') ?? hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    ...(password && { password: decodeURIComponent(password) }),
  };
}

async function createTemplate(
  server: pg.ClientConfig,
  undo: AsyncDisposableStack,
): Promise<string> {
  const database = `amends_test_${randomBytes(6).toString('hex')}_template`;
  await runOn(server, `create database ${database} template template0`);
  undo.defer(() => runOn(server, `drop database if exists ${database} with (force)`));
  const db = connect(createPool({ ...server, database }));
  await migrate(db);
  await db.destroy();
  return database;
}

/** A browser or a server that never answers fails its file, and does not hold up all others. */
const limits = ['--test-concurrency=3', `--test-timeout=${String(10 * 60_000)}`];

async function runTests(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const named = args.filter((arg) => existsSync(arg));
  const flags = args.filter((arg) => !existsSync(arg));
  const files = named.length > 0 ? named : allTests();
  const runner = spawn(
    process.execPath,
    ['--import', './src/jsx.ts', '--test', ...limits, ...flags, ...files],
    { env, stdio: 'inherit' },
  );
  // Ctrl-C reaches the runner by itself: we only have to outlive it and tidy up.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => runner.kill());
  const [code] = (await once(runner, 'exit')) as [number | null];
  return code ?? 1;
}

/** Tests in `test/shared` need material beside this repository: they are run by name. */
const allTests = (): string[] =>
  globSync(['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'], {
    exclude: (name) => name === 'test/shared' || name === 'shared',
  }).sort();

process.exitCode = await main(process.argv.slice(2));
