import { authorOfMessage, type ComplaintFact, complaintHead } from '#complaints/index.ts';
import { i18n, inLanguage } from '#languages/i18n.ts';
import { languageOf } from '#languages/languages.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { Unit } from '#ledger/ledger.ts';
import type { NoticeFact } from '#notices/index.ts';
import { staffById } from '#staff/index.ts';
import {
  keepPromise,
  makePromise,
  passPromiseOn,
  releasePromise,
  reopenPromise,
} from './commands.ts';
import { promisesOfComplaint } from './queries.ts';

/** A new complaint has an owner and a date: that they answer by then is the first promise. */
export async function promiseAnswer(unit: Unit, entry: Entry): Promise<void> {
  const { type, data } = entry as Entry<ComplaintFact>;
  if (type !== 'ComplaintReceived') return;
  const owner = await staffById(unit.tx, data.ownerId);
  await makePromise(unit, {
    customerId: entry.customerId,
    complaintId: idOf(entry.stream),
    kind: 'answer',
    ownerId: data.ownerId,
    text: inLanguage(languageOf(data.language) ?? 'en', () =>
      i18n.t('{name} answers you personally.', { name: owner?.name }),
    ),
    dueAt: new Date(data.answerBy),
  });
}

/** Somebody of ours wrote to the customer: the promises to answer and to get in touch are kept. */
export async function keepAnswerPromises(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<ComplaintFact>;
  if (type !== 'MessageAdded' || data.audience !== 'customer') return;
  for (const promise of await promisesOfComplaint(unit.tx, customerId, idOf(stream))) {
    const isPending = promise.state === 'open' || promise.state === 'broken';
    if (!isPending || !isKeptByAnswer(promise, data.staffId)) continue;
    const of = { customerId, promiseId: promise.promiseId };
    await keepPromise(unit, of, data.staffId, data.messageId);
  }
}

/** What did not reach the customer keeps no promise. What the customer closed stays closed. */
export async function reopenUntoldPromises(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId } = entry as Entry<NoticeFact>;
  if (type !== 'NoticeFailed' || data.told) return;
  const { complaintId, messageId } = data;
  if (!complaintId || !messageId) return;
  const complaint = await complaintHead(unit.tx, { customerId, complaintId });
  if (!complaint || complaint.closedAt) return;
  for (const promise of await promisesOfComplaint(unit.tx, customerId, complaintId)) {
    if (promise.state !== 'kept' || promise.kind === 'action') continue;
    await reopenPromise(unit, { customerId, promiseId: promise.promiseId }, messageId);
  }
}

/** What failed before and was sent once more has arrived: now it keeps what it was to keep. */
export async function keepToldPromises(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId } = entry as Entry<NoticeFact>;
  if (type !== 'NoticeDelivered' || !data.again) return;
  const { complaintId, messageId } = data;
  const author = messageId && (await authorOfMessage(unit.tx, customerId, messageId));
  if (!complaintId || !author) return;
  for (const promise of await promisesOfComplaint(unit.tx, customerId, complaintId)) {
    const isPending = promise.state === 'open' || promise.state === 'broken';
    if (!isPending || !isKeptByAnswer(promise, author)) continue;
    await keepPromise(unit, { customerId, promiseId: promise.promiseId }, author, messageId);
  }
}

/** Anybody's answer is an answer; that a certain senior gets in touch, only they can keep. */
const isKeptByAnswer = (promise: { kind: string; ownerId: string }, staffId: string): boolean =>
  promise.kind === 'answer' || (promise.kind === 'follow_up' && promise.ownerId === staffId);

/** The promises of the previous owner go on under the name of whoever took the complaint. */
export async function passPromisesOn(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<ComplaintFact>;
  if (type !== 'OwnerChanged') return;
  for (const promise of await promisesOfComplaint(unit.tx, customerId, idOf(stream))) {
    if (promise.ownerId !== data.previousOwnerId) continue;
    await passPromiseOn(unit, { customerId, promiseId: promise.promiseId }, data.ownerId);
  }
}

/**
 * A customer who withdraws releases us from everything that is open. One who says "it is fixed"
 * needs no further answer, but what was promised beyond that is still owed; so it is where a
 * complaint goes on in another.
 */
export async function releasePromises(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<ComplaintFact>;
  if (type !== 'ComplaintClosed' && type !== 'ComplaintJoined') return;
  const isWithdrawn = type === 'ComplaintClosed' && data.basis === 'withdrawn';
  for (const promise of await promisesOfComplaint(unit.tx, customerId, idOf(stream))) {
    if (!isWithdrawn && promise.kind === 'action') continue;
    await releasePromise(unit, { customerId, promiseId: promise.promiseId });
  }
}
