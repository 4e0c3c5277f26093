import { Logger, type Runner, run, type Task } from 'graphile-worker';
import type pg from 'pg';
import { secondMs } from '#clock.ts';

/**
 * Recurring work. The row that needs doing is the truth and a sweep only looks for it; so a sweep
 * that is lost or runs twice costs a delay, never a loss or a double.
 */
export type Sweep = {
  name: string;
  everySeconds: number;
  /** How many things were done; more than none makes the next sweep come at once. */
  run(): Promise<number | void>;
};

type Log = { error(about: object, message: string): void };

export type Sweeper = {
  /** Asks for a sweep soon, because something was just made ready for it. A hint. */
  hint(name: string): void;
  stop(): Promise<void>;
};

/** Each worker makes sure that no sweep was lost with a worker that died in the middle of it. */
const reviveMs = 15 * secondMs;

/** Runs the sweeps on graphile-worker: one worker at a time does each, whichever is alive. */
export async function startSweeps(
  pool: pg.Pool,
  sweeps: readonly Sweep[],
  log: Log,
): Promise<Sweeper> {
  const lastRun = new Map<string, number>();
  const tasks = Object.fromEntries(
    sweeps.map((sweep) => [taskOf(sweep), taskFor(sweep, lastRun, log)]),
  );
  const runner = await run({
    pgPool: pool,
    taskList: tasks,
    concurrency: 3,
    pollInterval: 500,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error') log.error({ from: 'graphile-worker' }, message);
    }),
  });
  for (const sweep of sweeps) await schedule(runner, sweep, 0);
  const reviver = setInterval(() => void revive(runner, sweeps, lastRun, log), reviveMs);
  reviver.unref();
  return {
    hint(name) {
      const sweep = sweeps.find((candidate) => candidate.name === name);
      if (sweep) void schedule(runner, sweep, 0).catch(() => undefined);
    },
    async stop() {
      clearInterval(reviver);
      await runner.stop();
    },
  };
}

const taskOf = ({ name }: Sweep): string => `sweep:${name}`;

function taskFor(sweep: Sweep, lastRun: Map<string, number>, log: Log): Task {
  return async (_payload, { addJob }) => {
    lastRun.set(sweep.name, performance.now());
    const done = await sweep.run().catch((error: Error) => {
      log.error({ sweep: sweep.name, fault: error.name, stack: error.stack }, 'sweep failed');
      return 0;
    });
    const pauseMs = done ? 0 : sweep.everySeconds * secondMs;
    await addJob(taskOf(sweep), {}, jobOptions(sweep, pauseMs));
  };
}

const jobOptions = (sweep: Sweep, pauseMs: number) => ({
  jobKey: taskOf(sweep),
  runAt: new Date(Date.now() + pauseMs),
  maxAttempts: 1,
});

async function schedule(runner: Runner, sweep: Sweep, pauseMs: number): Promise<void> {
  await runner.addJob(taskOf(sweep), {}, jobOptions(sweep, pauseMs));
}

/** A worker that was killed leaves its job locked for hours; a new one with the same key replaces it. */
async function revive(
  runner: Runner,
  sweeps: readonly Sweep[],
  lastRun: Map<string, number>,
  log: Log,
): Promise<void> {
  for (const sweep of sweeps) {
    const idleMs = performance.now() - (lastRun.get(sweep.name) ?? 0);
    if (idleMs < sweep.everySeconds * secondMs + reviveMs) continue;
    await schedule(runner, sweep, 0).catch((error: Error) =>
      log.error({ sweep: sweep.name, fault: error.name }, 'sweep could not be scheduled'),
    );
  }
}
