import { type ChildProcess, fork } from 'node:child_process';
import type { ReadMail } from '../read-mail.ts';
import { limits } from './limits.ts';

export type ReadFault = 'too_slow' | 'too_much_memory' | 'crashed' | 'too_large';

export type Reader = {
  read: (raw: Buffer) => Promise<{ mail: ReadMail } | { fault: ReadFault }>;
  /** The mail as it was sent, safe to show; `html` is null where it has none. */
  htmlOf: (
    raw: Buffer,
    options: { images: boolean; cidUrls: ReadonlyMap<string, string> },
  ) => Promise<{ html: string | null } | { fault: ReadFault }>;
  close: () => Promise<void>;
};

export type ReaderOptions = { timeoutMs?: number; memoryMb?: number; processes?: number };

/** What goes to a process, and what comes back. */
export type Question = { raw: Uint8Array } & (
  | { wish: 'mail' }
  | { wish: 'html'; images: boolean; cidUrls: ReadonlyMap<string, string> }
);
export type Answer = { mail: ReadMail } | { html: string | null } | { fault: ReadFault };

/**
 * Reads mails in processes of their own, one at a time in each, so that a mail made to harm costs
 * its process and not the program. A thread would not do: one that runs out of memory can take
 * the whole program with it.
 */
export function createReader(options: ReaderOptions = {}): Reader {
  const pool = createPool({ timeoutMs: 20_000, memoryMb: 256, processes: 2, ...options });
  return {
    read: async (raw) => {
      if (raw.length > limits.rawBytes) return { fault: 'too_large' };
      const answer = await pool.ask({ wish: 'mail', raw });
      return 'html' in answer ? { fault: 'crashed' } : answer;
    },
    htmlOf: async (raw, wishes) => {
      if (raw.length > limits.rawBytes) return { fault: 'too_large' };
      const answer = await pool.ask({ wish: 'html', raw, ...wishes });
      return 'mail' in answer ? { fault: 'crashed' } : answer;
    },
    close: pool.close,
  };
}

type Task = { question: Question; settle: (answer: Answer) => void };
type Hand = { child: ChildProcess; task: Task | null; timer: NodeJS.Timeout | null };
type Pool = { ask: (question: Question) => Promise<Answer>; close: () => Promise<void> };

function createPool(options: Required<ReaderOptions>): Pool {
  const hands = new Set<Hand>();
  const waiting: Task[] = [];
  let isClosed = false;

  const finish = (hand: Hand, answer: Answer) => {
    const { task } = hand;
    if (hand.timer) clearTimeout(hand.timer);
    hand.task = null;
    hand.timer = null;
    task?.settle(answer);
    next();
  };
  /** The process is of no more use; another takes its place when there is something to read. */
  const drop = (hand: Hand, fault: ReadFault) => {
    if (!hands.delete(hand)) return;
    hand.child.kill('SIGKILL');
    finish(hand, { fault });
  };
  const start = (): Hand => {
    const hand: Hand = { child: startProcess(options.memoryMb), task: null, timer: null };
    hand.child.on('message', (answer: Answer) => finish(hand, answer));
    hand.child.on('error', () => drop(hand, 'crashed'));
    hand.child.on('exit', (_, signal) =>
      drop(hand, signal === 'SIGABRT' ? 'too_much_memory' : 'crashed'),
    );
    hands.add(hand);
    return hand;
  };
  const next = () => {
    const task = waiting[0];
    if (!task || isClosed) return;
    const idle = [...hands].find((hand) => hand.task === null);
    const hand = idle ?? (hands.size < options.processes ? start() : null);
    if (!hand) return;
    waiting.shift();
    hand.task = task;
    hand.timer = setTimeout(() => drop(hand, 'too_slow'), options.timeoutMs);
    hand.child.send(task.question, (error) => {
      if (error) drop(hand, 'crashed');
    });
  };
  return {
    ask: (question) =>
      new Promise((settle) => {
        if (isClosed) return settle({ fault: 'crashed' });
        waiting.push({ question, settle });
        next();
      }),
    close: async () => {
      isClosed = true;
      for (const { settle } of waiting.splice(0)) settle({ fault: 'crashed' });
      const exits = [...hands].map(({ child }) => {
        child.ref();
        return new Promise((gone) => child.once('exit', gone));
      });
      for (const hand of hands) drop(hand, 'crashed');
      await Promise.all(exits);
    },
  };
}

/** It may read files, which is how it comes by its own code, and nothing else. */
function startProcess(memoryMb: number): ChildProcess {
  const child = fork(new URL('./reader-process.ts', import.meta.url), {
    execArgv: ['--permission', '--allow-fs-read=*', `--max-old-space-size=${memoryMb}`],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // Waiting for mail is no reason to stay; what is being read keeps its timer.
  child.unref();
  child.channel?.unref();
  return child;
}
