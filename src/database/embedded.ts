import { once } from 'node:events';
import { rmdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { exitCodes, Stop } from '#refusal.ts';
import { type Cluster, type Connection, embeddedConnection, prepareCluster } from './cluster.ts';
import { findOrphan, launch, type Postmaster, shutDown } from './postmaster.ts';
import { sqlState } from './transaction.ts';

export { type Connection, embeddedConnection };

export type EmbeddedOptions = {
  dataFolder: string;
  /** False only where losing everything costs nothing: in tests. */
  fsync?: boolean;
  maxConnections?: number;
  /** `now` ends connections of other programs; `unused` waits for them. */
  stopWhen?: 'now' | 'unused';
  /** Told each time the server had ended by itself and answers again. */
  onRestart?: () => void;
};

export type Embedded = { connection: Connection; stop(): Promise<void> };

/**
 * Starts PostgreSQL on `dataFolder` and keeps it running until `stop`. The caller holds the lock
 * of the folder.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const cluster = await prepareCluster(options.dataFolder, options.fsync ?? true);
  const start = () => launch(cluster, settingsOf(cluster, options));
  const first = (await adopt(cluster)) ?? (await begin(cluster, start));
  const stopping = new AbortController();
  const watched = watch(cluster, first, { start, stopping: stopping.signal, ...options });
  return {
    connection: cluster.connection,
    async stop() {
      stopping.abort();
      await watched;
      removeIfEmpty(cluster.connection.host);
    },
  };
}

/** The server of a parent that was killed. One that ends meanwhile, as it was told to, is none. */
async function adopt(cluster: Cluster): Promise<Postmaster | undefined> {
  const orphan = await findOrphan(cluster);
  if (!orphan) return undefined;
  try {
    await createDatabase(cluster.connection);
    return orphan;
  } catch {
    await shutDown(cluster, orphan, 'now');
    return undefined;
  }
}

async function begin(cluster: Cluster, start: () => Promise<Postmaster>): Promise<Postmaster> {
  const started = await start().catch(refuseToStart);
  try {
    await createDatabase(cluster.connection);
    return started;
  } catch (error) {
    await shutDown(cluster, started, 'now');
    throw error;
  }
}

function settingsOf(cluster: Cluster, options: EmbeddedOptions): Record<string, string | number> {
  const { host, port } = cluster.connection;
  return {
    listen_addresses: '',
    unix_socket_directories: host,
    unix_socket_permissions: '0700',
    port,
    max_connections: options.maxConnections ?? 100,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Short queries all: compiling them costs more than it saves.
    jit: 'off',
    // Details and statements may hold what customers wrote.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(options.fsync === false ? { fsync: 'off', full_page_writes: 'off' } : {}),
  };
}

function refuseToStart(error: unknown): never {
  const reason = error instanceof Error ? error.message : String(error);
  throw new Stop(`The embedded database did not start. ${reason}`, exitCodes.fault);
}

/** Created by us, so that nobody works in the database `postgres` by mistake. */
async function createDatabase(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  await client.connect();
  try {
    const name = connection.database;
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    if (sqlState(error) !== '42P04') throw error;
  } finally {
    await client.end();
  }
}

type Watch = Pick<EmbeddedOptions, 'stopWhen' | 'onRestart'> & {
  start: () => Promise<Postmaster>;
  stopping: AbortSignal;
};

/** Starts the server again whenever it ends, until it shall stop. */
async function watch(
  cluster: Cluster,
  first: Postmaster,
  { start, stopping, ...options }: Watch,
): Promise<void> {
  let current: Postmaster | undefined = first;
  const stopped = once(stopping, 'abort');
  for (let failures = 0; ; ) {
    if (current) await Promise.race([current.ended, stopped]);
    if (stopping.aborted) break;
    await pause(failures, stopping);
    current = stopping.aborted ? undefined : await start().catch(() => undefined);
    failures = current ? 0 : failures + 1;
    if (current) options.onRestart?.();
  }
  if (current) await shutDown(cluster, current, options.stopWhen ?? 'now');
}

/** The folder of the socket may lie outside the data folder, where it should not be left over. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something else uses it: then it is not left over.
  }
}

/** Up to 10 s between tries; ends early when the server shall stop. */
const pause = (failures: number, stopping: AbortSignal): Promise<void> =>
  sleep(Math.min(20 * 2 ** failures, 10_000), undefined, { signal: stopping }).catch(
    () => undefined,
  );
