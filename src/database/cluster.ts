import { execFile, spawnSync } from 'node:child_process';
import { chownSync, existsSync, lstatSync } from 'node:fs';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exitCodes, Stop } from '#refusal.ts';
import { makePrivateFolder, nobody, socketPath } from './folders.ts';
import { type Binaries, findBinaries } from './postgres-binaries.ts';

const run = promisify(execFile);

export type Connection = { host: string; port: number; user: string; database: string };

/** The files of one embedded PostgreSQL, and how to run programs on them. */
export type Cluster = {
  folder: string;
  logFile: string;
  binaries: Binaries;
  connection: Connection;
  /** Put before a command, so that PostgreSQL does not run as root, which it refuses. */
  unprivileged: readonly string[];
  environment: Record<string, string>;
};

/** Where the embedded database of a data folder is reached while it runs. */
export const embeddedConnection = (dataFolder: string): Connection => ({
  host: socketPath(dataFolder, 'socket'),
  port: 5432,
  user: 'amends',
  database: 'amends',
});

/** Creates the cluster where there is none yet. */
export async function prepareCluster(dataFolder: string, isDurable: boolean): Promise<Cluster> {
  makePrivateFolder(dataFolder);
  const connection = embeddedConnection(dataFolder);
  makePrivateFolder(connection.host);
  const folder = join(dataFolder, 'postgres');
  const cluster: Cluster = {
    folder,
    logFile: join(dataFolder, 'postgres.log'),
    binaries: await findBinaries(await majorOf(folder)),
    connection,
    unprivileged: unprivilegedPrefix([dataFolder, connection.host]),
    environment: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), LC_ALL: 'C', TZ: 'UTC' },
  };
  if (!existsSync(versionFile(folder))) await createCluster(cluster, isDurable);
  return cluster;
}

const versionFile = (folder: string): string => join(folder, 'PG_VERSION');

async function majorOf(folder: string): Promise<number | undefined> {
  const file = versionFile(folder);
  return existsSync(file) ? Number(await readFile(file, 'utf8')) : undefined;
}

/** A user namespace leaves the files to root; `setpriv` needs them to belong to another user. */
function unprivilegedPrefix(folders: readonly string[]): string[] {
  if (process.getuid?.() !== 0) return [];
  const isNobodys = folders.some((folder) => lstatSync(folder).uid === nobody);
  const namespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`];
  if (!isNobodys && works(namespace)) return namespace;
  for (const folder of folders) chownSync(folder, nobody, nobody);
  return ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
}

/** Whether a prefix of a command can be used on this machine. */
export function works(prefix: readonly string[]): boolean {
  const [program = '', ...flags] = prefix;
  return spawnSync(program, [...flags, 'true'], { stdio: 'ignore' }).status === 0;
}

const draftName = 'postgres-unfinished-';

/** Made under another name, so that a folder `postgres` is always whole. */
async function createCluster(cluster: Cluster, isDurable: boolean): Promise<void> {
  const dataFolder = join(cluster.folder, '..');
  await removeDrafts(dataFolder);
  const draft = join(dataFolder, `${draftName}${process.pid}`);
  await initialise(cluster, draft, isDurable);
  try {
    await rename(draft, cluster.folder);
  } catch (error) {
    throw new Stop(
      `${cluster.folder} is in the way: it holds no database and is not empty (${reasonOf(error)}).`,
      exitCodes.fault,
    );
  }
  if (isDurable) await flushFolder(dataFolder);
}

/** No server ever ran on these: they are what an interrupted start left behind. */
async function removeDrafts(dataFolder: string): Promise<void> {
  const drafts = (await readdir(dataFolder)).filter((name) => name.startsWith(draftName));
  await Promise.all(drafts.map((name) => rm(join(dataFolder, name), { recursive: true })));
}

async function initialise(cluster: Cluster, folder: string, isDurable: boolean): Promise<void> {
  const [program = '', ...flags] = [
    ...cluster.unprivileged,
    cluster.binaries.initdb,
    `--pgdata=${folder}`,
    `--username=${cluster.connection.user}`,
    '--auth=trust',
    '--encoding=UTF8',
    '--data-checksums',
    ...localeFlags(cluster.binaries.major),
    ...(isDurable ? [] : ['--no-sync']),
  ];
  try {
    await run(program, flags, { env: cluster.environment });
  } catch (error) {
    const reason = reasonOf(error);
    const isPermission = reason.includes('Permission denied');
    throw new Stop(
      `The database could not be created in ${folder}: ${reason}`,
      isPermission ? exitCodes.noPermission : exitCodes.fault,
    );
  }
}

/** The same order of letters on every machine; 17 is the first with one of its own. */
const localeFlags = (major: number): string[] =>
  major >= 17
    ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    : ['--locale=C.UTF-8'];

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const printed = 'stderr' in error ? String(error.stderr).trim() : '';
  return printed || error.message;
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync();
  await handle.close();
}
