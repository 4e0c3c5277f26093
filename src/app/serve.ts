import type { AddressInfo } from 'node:net';
import type { Clock } from '#clock.ts';
import type { Config } from '#config.ts';
import { type OpenDatabase, openDatabase } from '#database/open.ts';
import { startSweeps } from '#jobs/sweeps.ts';
import { sealAll } from '#ledger/sealer.ts';
import { exitCodes, Stop } from '#refusal.ts';
import { makeSignInLink, organisationOf } from '#staff/index.ts';
import { type Amends, createAmends } from './amends.ts';
import { openFolders, openListener } from './mail-doors.ts';
import { schedule, sweepFor } from './schedule.ts';
import { createWeb } from './web.ts';

export type Serving = { amends: Amends; address: string; stop(): Promise<void> };

/** Which halves of the program run here: `start` runs both. */
export type Halves = { web: boolean; worker: boolean };

/** Opens the database and the doors. Whatever was opened is closed again when a later step fails. */
export async function serve(config: Config, halves: Halves, clock?: Clock): Promise<Serving> {
  await using opened = new AsyncDisposableStack();
  const database = await openDatabase(config, 'server');
  opened.defer(() => database.close());
  const amends = await createAmends(config, database.db, clock ? { clock } : {});
  opened.defer(() => amends.reading.reader.close());
  const address = halves.web ? await openWeb(amends, database, opened) : '';
  if (halves.worker) await openWorker(amends, database, opened);
  const all = opened.move();
  return { amends, address, stop: () => all.disposeAsync() };
}

async function openWeb(
  amends: Amends,
  { pool }: OpenDatabase,
  opened: AsyncDisposableStack,
): Promise<string> {
  const { host, port } = amends.config;
  const server = await createWeb(amends, pool);
  opened.defer(() => server.close());
  try {
    await server.listen({ host, port });
  } catch (error) {
    throw describeListenFault(error, host, port);
  }
  const listener = await openListener(amends, errorLog(amends.config));
  if (listener) opened.defer(() => listener.stop());
  const { port: taken } = server.server.address() as AddressInfo;
  return `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${taken}`;
}

function describeListenFault(error: unknown, host: string, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new Stop(
      `Port ${port} is taken by another program. Stop that one, or choose another: PORT=4001 npm start`,
      exitCodes.portTaken,
    );
  }
  if (code === 'EACCES') {
    return new Stop(
      `Port ${port} may not be opened by this user. Choose one above 1023: PORT=4000 npm start`,
      exitCodes.noPermission,
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new Stop(`HOST=${host} is not an address of this machine.`, exitCodes.configuration);
  }
  return error;
}

async function openWorker(
  amends: Amends,
  { pool }: OpenDatabase,
  opened: AsyncDisposableStack,
): Promise<void> {
  const { config, db, clock, signingKey, ledger } = amends;
  const log = errorLog(config);
  const sweeper = await startSweeps(pool, schedule(amends), log);
  ledger.onCommit((entries) => {
    for (const name of new Set(entries.map(sweepFor))) if (name) sweeper.hint(name);
  });
  opened.defer(async () => {
    await sweeper.stop();
    await sealAll(db, clock, signingKey);
  });
  const folders = openFolders(amends, log);
  opened.defer(() => folders.stop());
}

const errorLog = ({ logLevel }: Config) => ({
  error(about: object, message: string): void {
    if (logLevel === 'silent') return;
    process.stderr.write(`${JSON.stringify({ ...about, message })}\n`);
  },
});

/** Before the first run: the one-time link that begins it. */
export async function setUpLink({ db, clock, config }: Amends): Promise<string | undefined> {
  if (await organisationOf(db)) return undefined;
  const token = await makeSignInLink(db, null, clock.now());
  return `${config.publicUrl}/set-up/${token}`;
}
