import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The name of a live process. A zombie has ended already: it only waits to be collected, which
 * process 1 may do late.
 */
export function nameOfLive(pid: number): string | undefined {
  const [state = '', name] = process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  return state.startsWith('Z') ? undefined : name;
}

function fromProc(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    return [stat.slice(end + 2, end + 3), stat.slice(stat.indexOf('(') + 1, end)];
  } catch {
    return [];
  }
}

function fromPs(pid: number): string[] {
  const { stdout } = spawnSync('ps', ['-o', 'stat=,ucomm=', '-p', String(pid)], {
    encoding: 'utf8',
  });
  return stdout.trim() === '' ? [] : stdout.trim().split(/\s+/);
}

/**
 * The live server processes of one cluster: its main process and all others work in its folder.
 * Only Linux tells; elsewhere the list is empty.
 */
export function serverProcessesIn(cluster: string): number[] {
  if (process.platform !== 'linux') return [];
  const folder = realpathSync(cluster);
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && workingFolder(pid) === folder && nameOfLive(pid) === 'postgres');
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** Resolves when the process has ended. Only a child's end is told; a stranger's is looked for. */
export async function ended(pid: number): Promise<void> {
  while (nameOfLive(pid) !== undefined) await sleep(20);
}

/** Sends a signal to a process that may have ended meanwhile. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
