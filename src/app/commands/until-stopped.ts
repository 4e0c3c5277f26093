import { say } from './arguments.ts';

/** Waits for Ctrl-C or a supervisor's signal, then lets what is under way finish. */
export async function untilStopped(stop: () => Promise<void>): Promise<void> {
  await new Promise<void>((asked) => {
    process.once('SIGINT', asked);
    process.once('SIGTERM', asked);
  });
  say('Stopping: what is under way is finished first. Press Ctrl-C again to stop at once.');
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => process.exit(130));
  await stop();
  process.exit(0);
}
