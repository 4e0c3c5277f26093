import type { ComplaintFact } from '#complaints/index.ts';
import { newId } from '#id.ts';
import { readWords } from '#ledger/content.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { Unit } from '#ledger/ledger.ts';
import {
  keepPromise,
  type PromiseFact,
  passPromiseOn,
  promiseById,
  reopenUnfixedPromise,
} from '#promises/index.ts';
import { deliverRemedy, type RemedyFact, remedyById } from '#remedies/index.ts';
import { finishTask, giveTask } from '#tasks/index.ts';
import { callErrandOff, judgeErrand, loadErrand, replaceInErrand, waitingKey } from './commands.ts';
import type { ErrandFact, OfErrand } from './errand.ts';
import { errandsBehind, errandsOfComplaint } from './queries.ts';

type Of = { customerId: string };
const byCustomer = { by: 'customer', staffId: null, text: null } as const;

const ofEntry = ({ customerId, stream }: Entry): OfErrand => ({
  customerId,
  errandId: idOf(stream),
});

/** What the customer says about the promise or the remedy, they say about the work behind it. */
export async function judgeWithCustomer(unit: Unit, entry: Entry): Promise<void> {
  const { type, customerId, stream } = entry as Entry<PromiseFact | RemedyFact>;
  const isFixed = type === 'PromiseConfirmed' || type === 'RemedyConfirmed';
  const id = idOf(stream);
  const link = type.startsWith('Promise') ? { promiseId: id } : { remedyId: id };
  for (const of of await errandsBehind(unit.tx, { customerId, ...link })) {
    const { state } = await loadErrand(unit, of);
    const isDone = state === 'done' || state === 'confirmed';
    // Of what nobody has said to be done, the customer cannot say that it is not.
    if (state === 'called_off' || (!isFixed && !isDone)) continue;
    await judgeErrand(unit, of, isFixed, byCustomer);
  }
}

/** What the customer needs no more, nobody has to do. */
export async function callOffWith(unit: Unit, entry: Entry): Promise<void> {
  const { type, customerId, stream } = entry as Entry<PromiseFact | RemedyFact>;
  const id = idOf(stream);
  const link = type.startsWith('Promise') ? { promiseId: id } : { remedyId: id };
  await callOffAll(unit, await errandsBehind(unit.tx, { customerId, ...link }));
}

export async function callOffWithdrawn(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<ComplaintFact>;
  if (type !== 'ComplaintClosed' || data.basis !== 'withdrawn') return;
  await callOffAll(
    unit,
    await errandsOfComplaint(unit.tx, { customerId, complaintId: idOf(stream) }),
  );
}

async function callOffAll(unit: Unit, errands: readonly OfErrand[]): Promise<void> {
  for (const { customerId, errandId } of errands) {
    await callErrandOff(unit, { customerId, errandId }, { staffId: null, reason: null });
  }
}

/** Whoever has the complaint from now on answers to the customer for its errands. */
export async function followOwner(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<ComplaintFact>;
  if (type !== 'OwnerChanged') return;
  const { previousOwnerId: from, ownerId: to } = data;
  const of = { customerId, complaintId: idOf(stream) };
  for (const { errandId } of await errandsOfComplaint(unit.tx, of)) {
    await replaceInErrand(unit, { customerId, errandId }, { from, to, cause: 'complaint' });
  }
}

/** Whoever accepted a visit is the one who comes, and the customer is told who. */
export async function sendVisitor(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId } = entry as Entry<ErrandFact>;
  if (type !== 'ErrandAccepted') return;
  const errand = await loadErrand(unit, ofEntry(entry));
  await tellOfLateDate(unit, entry, errand.handlerId);
  const remedy =
    errand.remedyId && (await remedyById(unit.tx, { customerId, remedyId: errand.remedyId }));
  if (!remedy || remedy.kind !== 'visit' || !remedy.promiseId) return;
  await passPromiseOn(unit, { customerId, promiseId: remedy.promiseId }, data.fixerId);
}

/** It was accepted for a day after the one that was promised: whoever promised has to know at once. */
async function tellOfLateDate(unit: Unit, entry: Entry, handlerId: string): Promise<void> {
  const { data, customerId } = entry as Entry<Extract<ErrandFact, { type: 'ErrandAccepted' }>>;
  const row = await unit.tx
    .selectFrom('errands')
    .select('needed_by')
    .where('customer_id', '=', customerId)
    .where('errand_id', '=', idOf(entry.stream))
    .executeTakeFirst();
  if (!row?.needed_by || new Date(data.nextAt) <= row.needed_by) return;
  await giveTask(unit, {
    staffId: handlerId,
    kind: 'errand_later',
    key: laterKey(idOf(entry.stream)),
    subject: { complaintId: data.complaintId },
  });
}

const laterKey = (errandId: string): string => `errand-later:${errandId}`;

/**
 * Done by the fixer is said to the customer as what it is: they are asked whether it is so. A promise
 * with several errands behind it is kept with the last.
 */
export async function tellDone(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId } = entry as Entry<ErrandFact>;
  if (type !== 'ErrandDone') return;
  const { promiseId, remedyId } = await loadErrand(unit, ofEntry(entry));
  if (remedyId) await deliver(unit, { customerId, remedyId }, data);
  if (promiseId && !remedyId) await keepIfAllDone(unit, { customerId, promiseId }, data.staffId);
}

async function deliver(
  unit: Unit,
  of: Of & { remedyId: string },
  { staffId, arrivedAt, result }: Extract<ErrandFact, { type: 'ErrandDone' }>['data'],
): Promise<void> {
  const remedy = await remedyById(unit.tx, of);
  if (!remedy || !['offered', 'accepted', 'disputed'].includes(remedy.state)) return;
  await deliverRemedy(unit, of, {
    staffId,
    arrivedAt: arrivedAt === null ? null : new Date(arrivedAt),
    result: result && (await readWords(unit.tx, of.customerId, result.words)),
  });
}

async function keepIfAllDone(
  unit: Unit,
  of: Of & { promiseId: string },
  staffId: string,
): Promise<void> {
  for (const other of await errandsBehind(unit.tx, of)) {
    const { state } = await loadErrand(unit, other);
    if (!['done', 'confirmed', 'called_off'].includes(state)) return;
  }
  const promise = await promiseById(unit.tx, of);
  if (!promise || !['open', 'broken', 'disputed'].includes(promise.state)) return;
  await keepPromise(unit, of, staffId);
}

/** One of ours says that it is not fixed: what the customer was told is taken back. */
export async function takeBackKept(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId } = entry as Entry<ErrandFact>;
  if (type !== 'ErrandReturned' || data.staffId === null) return;
  const { promiseId, remedyId } = await loadErrand(unit, ofEntry(entry));
  // What the customer says about a remedy settles its promise by itself.
  if (remedyId && data.by === 'customer') return;
  const remedy = remedyId && (await remedyById(unit.tx, { customerId, remedyId }));
  const behind = remedy ? remedy.promiseId : promiseId;
  if (behind) await reopenUnfixedPromise(unit, { customerId, promiseId: behind });
}

/** It moves again, so nobody has to be reminded of it. */
export async function finishWaiting(unit: Unit, entry: Entry): Promise<void> {
  const { type, stream } = entry as Entry<ErrandFact>;
  await finishTask(unit, waitingKey(idOf(stream)));
  if (type !== 'ErrandAccepted') await finishTask(unit, laterKey(idOf(stream)));
}

/** What makes it move. */
export const movingFactTypes = [
  'ErrandAccepted',
  'ErrandDeclined',
  'ErrandPassedOn',
  'ErrandRedated',
  'ErrandDone',
  'ErrandConfirmed',
  'ErrandReturned',
  'ErrandCalledOff',
] as const satisfies readonly ErrandFact['type'][];

/** A team's own tool is told of whatever happens to its errands, in its own time. */
export async function queueDelivery(unit: Unit, entry: Entry): Promise<void> {
  const { type, customerId, stream, data } = entry as Entry<ErrandFact>;
  const { teamId } = await loadErrand(unit, ofEntry(entry));
  const before = type === 'ErrandPassedOn' ? [data.previousTeamId] : [];
  for (const team of [teamId, ...before]) {
    if (!(await hasWebhook(unit, team))) continue;
    await unit.tx
      .insertInto('errand_deliveries')
      .values({
        customer_id: customerId,
        delivery_id: newId(),
        errand_id: idOf(stream),
        team_id: team,
        event: type,
        made_at: unit.now,
        state: 'waiting',
        attempts: 0,
        next_attempt_at: unit.now,
      })
      .execute();
  }
}

async function hasWebhook(unit: Unit, teamId: string): Promise<boolean> {
  const row = await unit.tx
    .selectFrom('fixer_teams')
    .select('webhook_url')
    .where('team_id', '=', teamId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return Boolean(row?.webhook_url);
}
