import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after } from 'node:test';
import { eventually } from './processes.ts';

// The program as a person starts it: a process of its own, with its own folder and database.

const running = new Set<ChildProcess>();
after(() => {
  for (const child of running) child.kill('SIGKILL');
});

export type Ran = { code: number | null; out: string; err: string };

/** Runs `amends …` to its end. */
export async function amends(words: string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  const child = start(words, env);
  const [out, err] = await Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return { code: child.exitCode, out, err };
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}

function start(words: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, ['--import', './src/jsx.ts', 'src/main.ts', ...words], {
    env: { ...process.env, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

export type Program = {
  child: ChildProcess;
  address: string;
  stop(signal?: NodeJS.Signals): Promise<Ran>;
};

/** Starts `amends start` (or `demo`) and waits until it answers. */
export async function startProgram(env: NodeJS.ProcessEnv, words = ['start']): Promise<Program> {
  const child = start(words, env);
  const printed = Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  const address = `http://localhost:${env['PORT']}`;
  await eventually(async () => {
    if (child.exitCode !== null) throw new Error(`it ended: ${(await printed).join('\n')}`);
    const answer = await fetch(`${address}/health`).catch(() => undefined);
    return answer?.status === 200;
  });
  return {
    child,
    address,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      const [out, err] = await printed;
      return { code: child.exitCode, out, err };
    },
  };
}

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('no port');
  return String(address.port);
}

const person = (name: string) => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
  phone: '1',
  title: 'Manager',
});

export const setUpFile = {
  organisation: 'Lindqvist Bikes',
  administrator: person('Ada'),
  answerable: person('Maria'),
  deputy: person('Jonas'),
  contact: { address: 'Storgatan 1', phone: '+46 8 123', email: 'care@example.org' },
};

/** The first run without a browser; returns what it printed: the administrator's sign-in link. */
export async function setUp(env: NodeJS.ProcessEnv, folder: string): Promise<string> {
  const file = join(folder, 'set-up.json');
  await writeFile(file, JSON.stringify(setUpFile));
  const { out, err, code } = await amends(['setup', '--file', file], env);
  if (code !== 0) throw new Error(err);
  return out.trim();
}

export async function newToken(env: NodeJS.ProcessEnv): Promise<string> {
  const { out } = await amends(['token', 'test'], env);
  return out.trim();
}
