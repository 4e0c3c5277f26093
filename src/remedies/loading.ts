import type { Unit } from '#ledger/ledger.ts';
import { notFound } from '#refusal.ts';
import type { OfRemedy } from './queries.ts';
import { type Remedy, remedyFrom, remedyStream } from './remedy.ts';

/** Locks a remedy and tells what is. */
export async function loadRemedy(unit: Unit, of: OfRemedy): Promise<Remedy> {
  const remedy = remedyFrom(await unit.load(remedyStream(of.customerId, of.remedyId)));
  if (!remedy) throw notFound('There is no such remedy.');
  return remedy;
}
