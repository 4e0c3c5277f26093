import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, works } from './cluster.ts';
import { ended, nameOfLive, serverProcessesIn, signal } from './processes.ts';
import { sqlState } from './transaction.ts';

/** PostgreSQL's main process: when it ends, all of the server ends. */
export type Postmaster = { pid: number; ended: Promise<void> };

/** The server of a parent that was killed, if it is still there. */
export async function findOrphan(cluster: Cluster): Promise<Postmaster | undefined> {
  const pid = pidIn(join(cluster.folder, 'postmaster.pid'));
  if (pid === undefined || !isServerOf(cluster, pid)) return undefined;
  const orphan = { pid, ended: ended(pid) };
  const patience = AbortSignal.timeout(orphanPatienceMs);
  // One that is just shutting down ends here; told a moment ago, it may still answer once.
  if ((await comesUp(cluster, orphan, patience)) && (await stays(cluster))) return orphan;
  await endHard(cluster);
  return undefined;
}

async function stays(cluster: Cluster): Promise<boolean> {
  await sleep(staysMs);
  return answers(cluster);
}

/**
 * PostgreSQL 18 can hang for ever when it is told to shut down in the middle of recovering from the
 * crash of one of its processes. Nothing is lost by ending it hard: it recovers at the next start.
 */
const orphanPatienceMs = 5_000;
const staysMs = 250;
const shutDownPatienceMs = 60_000;
const endPatienceMs = 3_000;

/** Asks the server to shut down, and ends it hard when it hangs. PostgreSQL's names: SIGINT is a
 * "fast" shutdown, SIGTERM a "smart" one, which waits for other programs as long as it takes. */
export async function shutDown(
  cluster: Cluster,
  postmaster: Postmaster,
  when: 'now' | 'unused',
): Promise<void> {
  signal(postmaster.pid, when === 'now' ? 'SIGINT' : 'SIGTERM');
  if (when === 'unused') return postmaster.ended;
  if (!(await endsWithin(postmaster.ended, shutDownPatienceMs))) await endHard(cluster);
}

/** Ends every process of the cluster: SIGQUIT is PostgreSQL's "immediate" shutdown. */
async function endHard(cluster: Cluster): Promise<void> {
  for (const name of ['SIGQUIT', 'SIGKILL'] as const) {
    const left = serverProcessesIn(cluster.folder);
    for (const pid of left) signal(pid, name);
    if (await endsWithin(Promise.all(left.map(ended)), endPatienceMs)) return;
  }
}

async function endsWithin(end: Promise<unknown>, milliseconds: number): Promise<boolean> {
  const waited = new AbortController();
  const tooLong = sleep(milliseconds, false, { signal: waited.signal }).catch(() => false);
  const hasEnded = await Promise.race([end.then(() => true), tooLong]);
  waited.abort();
  return hasEnded;
}

/** Starts the server and waits until it answers, however long it has to recover. */
export async function launch(
  cluster: Cluster,
  settings: Readonly<Record<string, string | number>>,
): Promise<Postmaster> {
  await clearLeftovers(cluster);
  const [program = '', ...flags] = [
    ...cluster.unprivileged,
    ...endWithUs(),
    cluster.binaries.postgres,
    '-D',
    cluster.folder,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const log = openSync(cluster.logFile, 'a', 0o600);
  // Detached: Ctrl-C in the terminal must reach us alone, who still have work to finish with it.
  const child = spawn(program, flags, {
    env: cluster.environment,
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  const postmaster = { pid: child.pid ?? 0, ended: endOf(once(child, 'exit')) };
  if (await comesUp(cluster, postmaster)) return postmaster;
  throw new Error(`PostgreSQL ended before it answered:\n${lastLines(cluster.logFile)}`);
}

/** `exit` follows a start; a program that cannot be started gives `error` instead. */
const endOf = (exit: Promise<unknown>): Promise<void> =>
  exit.then(
    () => undefined,
    () => undefined,
  );

/**
 * Linux shuts the server down when we are killed. Innermost, because a change of user cancels it.
 * Without it the server outlives us, and is found again at the next start.
 */
function endWithUs(): string[] {
  const prefix = ['setpriv', '--pdeathsig', 'INT'];
  return process.platform === 'linux' && works(prefix) ? prefix : [];
}

async function comesUp(
  cluster: Cluster,
  postmaster: Postmaster,
  patience?: AbortSignal,
): Promise<boolean> {
  let hasEnded = false;
  void postmaster.ended.then(() => {
    hasEnded = true;
  });
  while (!hasEnded && !patience?.aborted) {
    if (await answers(cluster)) return true;
    await sleep(10);
  }
  return false;
}

/** Whether the server takes connections; a refusal other than "not now" is an answer too. */
async function answers(cluster: Cluster): Promise<boolean> {
  const client = new pg.Client({ ...cluster.connection, database: 'postgres' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    const state = sqlState(error);
    return state !== undefined && !state.startsWith('57P');
  }
}

/**
 * What a killed server leaves behind: other processes of it, which must be gone before a new one
 * touches the files, and files with its number, which PostgreSQL believes as long as any process,
 * even a zombie or a stranger, has that number.
 */
async function clearLeftovers(cluster: Cluster): Promise<void> {
  await endHard(cluster);
  const socket = join(cluster.connection.host, `.s.PGSQL.${cluster.connection.port}`);
  for (const file of [join(cluster.folder, 'postmaster.pid'), `${socket}.lock`]) {
    const pid = pidIn(file);
    if (pid !== undefined && isTaken(pid) && !isServerOf(cluster, pid)) rmSync(file);
  }
}

function isServerOf(cluster: Cluster, pid: number): boolean {
  if (process.platform !== 'linux') return nameOfLive(pid) === 'postgres';
  return serverProcessesIn(cluster.folder).includes(pid);
}

function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The number in the first line of a lock file. */
function pidIn(file: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-5).join('\n');
}
