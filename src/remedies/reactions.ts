import type { ComplaintFact } from '#complaints/index.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { Unit } from '#ledger/ledger.ts';
import { judgePromise, keepPromise, type PromiseFact, releasePromise } from '#promises/index.ts';
import { finishTask } from '#tasks/index.ts';
import { taskKey } from './approving.ts';
import { bySelf, deliverRemedy, judgeRemedy, passRemedyOn, releaseRemedy } from './commands.ts';
import { loadRemedy } from './loading.ts';
import { type OfRemedy, remediesOf, remedyOfPromise } from './queries.ts';
import type { RemedyFact, RemedyState } from './remedy.ts';

/** What settles the promise of a remedy, or a task about its approval. */
export const settlingFactTypes = [
  'RemedyDelivered',
  'RemedyConfirmed',
  'RemedyDisputed',
  'RemedyDeclined',
  'RemedyWithdrawn',
] as const satisfies readonly RemedyFact['type'][];

/** The promise that keeps the date of a remedy goes the same way as the remedy. */
export async function settlePromise(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<RemedyFact>;
  const remedyId = idOf(stream);
  if (type === 'RemedyWithdrawn') await finishTask(unit, taskKey(remedyId));
  const { promiseId } = await loadRemedy(unit, { customerId, remedyId });
  if (!promiseId) return;
  const of = { customerId, promiseId };
  if (type === 'RemedyDelivered') await keepPromise(unit, of, data.staffId);
  if (type === 'RemedyConfirmed') await judgePromise(unit, of, true);
  if (type === 'RemedyDisputed') await judgePromise(unit, of, false);
  if (type === 'RemedyDeclined' || type === 'RemedyWithdrawn') await releasePromise(unit, of);
}

/** Whoever kept the promise of a remedy has delivered it. */
export async function deliverKept(unit: Unit, entry: Entry): Promise<void> {
  const { type, data } = entry as Entry<PromiseFact>;
  const of = await ofPromise(unit, entry);
  if (type !== 'PromiseKept' || !of) return;
  await deliverRemedy(unit, of, { staffId: data.staffId, arrivedAt: null, result: null });
}

/** What the customer says about the promise, they say about the remedy. */
export async function followVerdict(unit: Unit, entry: Entry): Promise<void> {
  const of = await ofPromise(unit, entry);
  if (of) await judgeRemedy(unit, of, entry.type === 'PromiseConfirmed', bySelf);
}

/** What was declined or taken back is not delivered by whatever happens to its promise. */
const standing: readonly RemedyState[] = [
  'offered',
  'accepted',
  'delivered',
  'confirmed',
  'disputed',
];

async function ofPromise(unit: Unit, entry: Entry): Promise<OfRemedy | undefined> {
  const of = await remedyOfPromise(unit.tx, entry.customerId, idOf(entry.stream));
  if (!of) return undefined;
  return standing.includes((await loadRemedy(unit, of)).state) ? of : undefined;
}

/** Whoever has the promise sees to the remedy. */
export async function passRemedyWithPromise(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId } = entry as Entry<PromiseFact>;
  const of = await ofPromise(unit, entry);
  if (type !== 'PromisePassedOn' || !of) return;
  const remedy = await loadRemedy(unit, of);
  const { remedyId, ownerId: from } = remedy;
  if (from) await passRemedyOn(unit, { customerId, remedyId }, { from, ownerId: data.ownerId });
}

/** The remedies of the previous owner go on under the name of whoever took the complaint. */
export async function passRemediesOn(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<ComplaintFact>;
  if (type !== 'OwnerChanged') return;
  const { previousOwnerId: from, ownerId } = data;
  for (const { remedyId, ownerId: had } of await remediesOf(
    unit.tx,
    ofStream(customerId, stream),
  )) {
    if (had === from) await passRemedyOn(unit, { customerId, remedyId }, { from, ownerId });
  }
}

/** A customer who withdraws releases us from everything that they do not have yet. */
export async function endRemedies(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<ComplaintFact>;
  if (type !== 'ComplaintClosed' || data.basis !== 'withdrawn') return;
  for (const { remedyId } of await remediesOf(unit.tx, ofStream(customerId, stream))) {
    await releaseRemedy(unit, { customerId, remedyId });
  }
}

const ofStream = (customerId: string, stream: string) => ({
  customerId,
  complaintId: idOf(stream),
});
