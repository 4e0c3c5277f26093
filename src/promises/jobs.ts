import type { Clock } from '#clock.ts';
import type { Database } from '#database/connection.ts';
import { type Ledger, programActor } from '#ledger/ledger.ts';
import { breakPromise } from './commands.ts';
import { duePromises } from './queries.ts';

const batchMax = 200;

/**
 * Swept every second: breaks each open promise whose date has passed. Each in its own transaction;
 * one that two sweeps meet at once is broken once, because the second finds it broken.
 */
export async function breakDuePromises(
  db: Database,
  ledger: Ledger,
  clock: Clock,
): Promise<number> {
  const due = await duePromises(db, clock.now(), batchMax);
  const faults: unknown[] = [];
  for (const of of due) {
    await ledger
      .write(programActor, (unit) => breakPromise(unit, of))
      .catch((error: unknown) => faults.push(error));
  }
  // One that cannot be broken must not hold up the others.
  if (faults.length > 0)
    throw new AggregateError(faults, `${faults.length} promises stay unbroken`);
  return due.length;
}
