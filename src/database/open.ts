import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Config } from '#config.ts';
import { exitCodes, Stop } from '#refusal.ts';
import { connect, createPool, type Database } from './connection.ts';
import { embeddedConnection, startEmbedded } from './embedded.ts';
import { lockFolder } from './folder-lock.ts';
import { makePrivateFolder } from './folders.ts';
import { migrate } from './migrate.ts';

export type OpenDatabase = {
  db: Database;
  pool: pg.Pool;
  close(): Promise<void>;
  /** Whether we look after the server ourselves. */
  embedded: boolean;
};

/**
 * `server` keeps the data folder to itself, because keys and files lie there as well. A `command`
 * works beside a running server, or starts the database for itself.
 */
export async function openDatabase(
  config: Config,
  use: 'server' | 'command',
): Promise<OpenDatabase> {
  await using undo = new AsyncDisposableStack();
  makePrivateFolder(config.dataFolder);
  if (use === 'server') undo.defer(await lockOrStop(config.dataFolder));
  const reached = config.databaseUrl
    ? await reachExternal(config.databaseUrl)
    : await reachEmbedded(config.dataFolder, use, undo);
  await migrateAt(reached);
  const pool = createPool(reached);
  const db = connect(pool);
  const opened = undo.move();
  return {
    db,
    pool,
    embedded: !config.databaseUrl,
    async close() {
      if (!pool.ending) await pool.end();
      await opened.disposeAsync();
    },
  };
}

async function lockOrStop(folder: string): Promise<() => Promise<void>> {
  const lock = await lockFolder(folder);
  if (lock) return lock.release;
  throw new Stop(
    `The folder ${folder} is in use by another Amends. ` +
      'Stop that one first, or name another folder in AMENDS_DATA.',
    exitCodes.folderInUse,
  );
}

async function reachExternal(databaseUrl: string): Promise<pg.ClientConfig> {
  const config = { connectionString: databaseUrl };
  const fault = await faultOf(config);
  if (fault === undefined) return config;
  throw new Stop(
    `The database ${withoutSecrets(databaseUrl)} cannot be reached: ${fault}. See DATABASE_URL.`,
    exitCodes.databaseUnreachable,
  );
}

/** Why no connection can be made; undefined when one can. */
async function faultOf(config: pg.ClientConfig): Promise<string | undefined> {
  const client = new pg.Client({ connectionTimeoutMillis: 10_000, ...config });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return undefined;
  } catch (error) {
    // Where a name has several addresses the message is empty and the code says it.
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return error instanceof Error && error.message ? error.message : code;
  }
}

function withoutSecrets(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return `${pathname.slice(1)} at ${host || 'this machine'}`;
}

async function reachEmbedded(
  dataFolder: string,
  use: 'server' | 'command',
  undo: AsyncDisposableStack,
): Promise<pg.ClientConfig> {
  if (use === 'command') {
    const running = await waitForRunning(dataFolder, undo);
    if (running) return running;
  }
  const embedded = await startEmbedded({
    dataFolder,
    // Another command may have found the database of this one.
    stopWhen: use === 'server' ? 'now' : 'unused',
  });
  undo.defer(embedded.stop);
  return embedded.connection;
}

const runningWaitMs = 20_000;

/** The database of whoever has the folder; undefined, with the lock taken, when nobody has. */
async function waitForRunning(
  dataFolder: string,
  undo: AsyncDisposableStack,
): Promise<pg.ClientConfig | undefined> {
  const connection = embeddedConnection(dataFolder);
  for (let waitedMs = 0; waitedMs < runningWaitMs; waitedMs += 100) {
    const lock = await lockFolder(dataFolder);
    if (lock) {
      undo.defer(lock.release);
      return undefined;
    }
    if ((await faultOf(connection)) === undefined) return connection;
    await sleep(100);
  }
  throw new Stop(
    `The folder ${dataFolder} is in use by another Amends, and its database does not answer.`,
    exitCodes.folderInUse,
  );
}

/** Needed where the tables are distributed by Citus; PostgreSQL accepts and forgets them. */
const migrationOptions =
  '-c citus.multi_shard_modify_mode=sequential -c citus.enable_unsafe_triggers=on';

async function migrateAt(config: pg.ClientConfig): Promise<void> {
  const db = connect(createPool({ ...config, options: migrationOptions, max: 2 }));
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}
