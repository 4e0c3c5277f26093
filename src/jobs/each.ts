import { type Ledger, programActor, type Unit } from '#ledger/ledger.ts';

/** Sees to each row in a unit of its own: one that fails must not hold up the others. */
export async function eachInItsUnit<R>(
  ledger: Ledger,
  rows: readonly R[],
  work: (unit: Unit, row: R) => Promise<void>,
): Promise<number> {
  const faults: unknown[] = [];
  for (const row of rows) {
    await ledger
      .write(programActor, (unit) => work(unit, row))
      .catch((error: unknown) => faults.push(error));
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} could not be seen to`);
  return rows.length;
}
