import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from './client.ts';

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

export async function startInstance(): Promise<Instance> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'amends-bench-'));
  const environment = {
    ...process.env,
    AMENDS_DATA: folder,
    PORT: String(port),
    LOG_LEVEL: 'error',
    RATE_TOKEN_PER_MINUTE: '100000000',
    RATE_PUBLIC_PER_MINUTE: '100000000',
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
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
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
