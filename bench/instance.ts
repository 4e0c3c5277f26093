import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from './client.ts';
import { round } from './measure.ts';

/** A product of its own for one measurement: own folder, own database, own process. */
export type Instance = {
  address: string;
  folder: string;
  process: ChildProcess;
  /** From the start of the process to the first answer, in milliseconds, with an empty folder. */
  startUpMs: number;
  environment: NodeJS.ProcessEnv;
  stop(): Promise<void>;
};

const root = new URL('..', import.meta.url).pathname;

/** In a folder that is kept, if one is given; else in one that goes when it ends. */
export async function startInstance(
  settings: NodeJS.ProcessEnv = {},
  kept?: string,
): Promise<Instance> {
  const port = await freePort();
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'amends-bench-')));
  const environment = {
    ...process.env,
    AMENDS_DATA: folder,
    PORT: String(port),
    LOG_LEVEL: 'error',
    RATE_TOKEN_PER_MINUTE: '100000000',
    RATE_PUBLIC_PER_MINUTE: '100000000',
    ...settings,
  };
  const startedAt = performance.now();
  const child = spawn(process.execPath, amends('start'), {
    cwd: root,
    env: environment,
    stdio: ['ignore', process.stderr, 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  const address = `http://localhost:${port}`;
  await untilHealthy(address, child);
  const startUpMs = performance.now() - startedAt;
  return {
    address,
    folder,
    process: child,
    startUpMs,
    environment,
    async stop() {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      if (!kept) await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const amends = (...words: string[]) => ['--import', './src/jsx.ts', 'src/main.ts', ...words];

async function untilHealthy(address: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error('the instance did not start');
    const answer = await request(`${address}/health`).catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((next) => setTimeout(next, 10));
  }
}

/** Runs an `amends` command beside the instance and returns what it printed. */
export async function command(instance: Instance, ...words: string[]): Promise<string> {
  const child = spawn(process.execPath, amends(...words), {
    cwd: root,
    env: instance.environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  for await (const chunk of child.stdout) printed += String(chunk);
  return printed.trim();
}

/** The first run. */
export async function setUp(instance: Instance): Promise<void> {
  const person = (name: string) => ({ name, email: `${name}@example.org`, title: 'Manager' });
  const file = join(instance.folder, 'set-up.json');
  const content = {
    organisation: 'Bench',
    administrator: person('ada'),
    answerable: person('maria'),
    deputy: person('jonas'),
    contact: { address: 'Street 1', phone: '1', email: 'care@example.org' },
  };
  await writeFile(file, JSON.stringify(content));
  await command(instance, 'setup', '--file', file);
}

/** Resident memory of the program and, shared pages counted once, of its database. */
export function memoryOf({ process: child, folder }: Instance) {
  const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]);
  const servers = execFileSync('pgrep', ['-f', '-d', ' ', `${folder}|^postgres: `], {
    encoding: 'utf8',
  });
  const shares = servers
    .trim()
    .split(' ')
    .filter((id) => Number(id) !== child.pid)
    .map((id) => proportionalKb(id));
  const database = shares.reduce((sum, kb) => sum + kb, 0);
  return { program: round(rss / 1024, 0), database: round(database / 1024, 0) };
}

function proportionalKb(id: string): number {
  try {
    const text = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
