import { endOfWorkingDay } from '#calendar/working-days.ts';
import { letterHead } from '#complaints/index.ts';
import { newId } from '#id.ts';
import { i18n, inLanguage } from '#languages/i18n.ts';
import { languageOf } from '#languages/languages.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound } from '#refusal.ts';
import { assertOrganisation, lineAbove, staffById } from '#staff/index.ts';
import {
  breakIfDue,
  type CustomerPromise,
  inherit,
  judge,
  keep,
  make,
  type PromiseFact,
  type PromiseKind,
  passOn,
  promiseFrom,
  promiseStream,
  release,
  renew,
  reopen,
  reopenUnfixed,
} from './promise.ts';

/** Which promise is meant. */
export type OfPromise = { customerId: string; promiseId: string };

export type MakePromise = {
  customerId: string;
  complaintId: string;
  kind: PromiseKind;
  ownerId: string;
  text: string;
  dueAt: Date;
  insteadOf?: string;
  toldIn?: string;
};

export async function makePromise(unit: Unit, wish: MakePromise): Promise<{ promiseId: string }> {
  const { customerId, complaintId, kind, ownerId, dueAt, insteadOf = null, toldIn } = wish;
  await assertHere(unit, ownerId);
  const promiseId = newId();
  const { zone } = await assertOrganisation(unit.tx);
  const words = await keepText(unit, customerId, wish.text);
  const given = { complaintId, kind, ownerId, words, dueAt, zone, insteadOf };
  const facts = make({ ...given, ...(toldIn && { toldIn }) }, unit.now);
  await unit.record(promiseStream(customerId, promiseId), facts);
  return { promiseId };
}

async function assertHere(unit: Unit, staffId: string): Promise<void> {
  if (!(await staffById(unit.tx, staffId))) throw notFound('There is no such person here.');
}

/** Its owner (or somebody for them) says that it is done. */
export const keepPromise = (
  unit: Unit,
  of: OfPromise,
  staffId: string | null,
  messageId?: string,
): Promise<void> => change(unit, of, async (promise) => keep(promise, staffId, messageId));

/** The words by which it was kept did not reach the customer. */
export const reopenPromise = (unit: Unit, of: OfPromise, messageId: string): Promise<void> =>
  change(unit, of, async (promise) => reopen(promise, messageId));

/** Somebody of ours looked, and it is not done. */
export const reopenUnfixedPromise = (unit: Unit, of: OfPromise): Promise<void> =>
  change(unit, of, async (promise) => reopenUnfixed(promise));

export async function renewPromise(
  unit: Unit,
  of: OfPromise,
  wish: { dueAt: Date; ownerId: string | null; reason: string },
): Promise<void> {
  if (wish.ownerId) await assertHere(unit, wish.ownerId);
  await change(unit, of, async (promise) => {
    const reason = await keepText(unit, of.customerId, wish.reason);
    const ownerId = wish.ownerId ?? promise.ownerId;
    return renew(promise, { dueAt: wish.dueAt, ownerId, reason }, unit.now);
  });
}

/** The customer says whether it was kept. */
export const judgePromise = (unit: Unit, of: OfPromise, kept: boolean): Promise<void> =>
  change(unit, of, async (promise) => judge(promise, kept));

export const releasePromise = (unit: Unit, of: OfPromise): Promise<void> =>
  change(unit, of, async (promise) => release(promise));

export const passPromiseOn = (unit: Unit, of: OfPromise, ownerId: string): Promise<void> =>
  change(unit, of, async (promise) => passOn(promise, ownerId));

export const inheritPromise = (unit: Unit, of: OfPromise, ownerId: string): Promise<void> =>
  change(unit, of, async (promise) => inherit(promise, ownerId));

/** Working days that a senior has for getting in touch after a promise was broken. */
const followUpDays = 1;

/**
 * Called by the clock. The broken promise is followed, in the same transaction, by a new one: the
 * owner's senior gets in touch. At the top of the line nobody is left to promise in their place.
 */
export async function breakPromise(unit: Unit, of: OfPromise): Promise<void> {
  await change(unit, of, async (promise) => {
    if (breakIfDue(promise, null, unit.now).length === 0) return [];
    const senior = await seniorFor(unit, promise);
    const followUpId = senior ? await promiseFollowUp(unit, of, promise, senior) : null;
    return breakIfDue(promise, followUpId, unit.now);
  });
}

/** Who gets in touch: the next in the line above; for a first broken promise at the top, the top. */
async function seniorFor(unit: Unit, promise: CustomerPromise) {
  const [senior] = await lineAbove(unit.tx, promise.ownerId);
  if (senior) return senior;
  return promise.kind === 'follow_up' ? undefined : staffById(unit.tx, promise.ownerId);
}

async function promiseFollowUp(
  unit: Unit,
  of: OfPromise,
  broken: CustomerPromise,
  senior: { staffId: string; name: string; title: string },
): Promise<string> {
  const organisation = await assertOrganisation(unit.tx);
  const { customerId } = of;
  const { complaintId } = broken;
  const complaint = await letterHead(unit.tx, { customerId, complaintId });
  const text = inLanguage(languageOf(complaint?.language) ?? 'en', () =>
    i18n.t('{name}, {title}, gets in touch with you personally and tells you what happens now.', {
      name: senior.name,
      title: senior.title,
    }),
  );
  const { promiseId } = await makePromise(unit, {
    customerId,
    complaintId,
    kind: 'follow_up',
    ownerId: senior.staffId,
    text,
    dueAt: endOfWorkingDay(unit.now, organisation, followUpDays),
    insteadOf: of.promiseId,
  });
  return promiseId;
}

async function keepText(unit: Unit, customerId: string, text: string) {
  const [words] = await unit.keepWords(customerId, [text]);
  if (!words) throw new Error('the words of the promise were not kept');
  return words;
}

/** Load, decide, record. */
async function change(
  unit: Unit,
  of: OfPromise,
  decide: (promise: CustomerPromise) => Promise<PromiseFact[]>,
): Promise<void> {
  const stream = promiseStream(of.customerId, of.promiseId);
  const promise = promiseFrom(await unit.load(stream));
  if (!promise) throw notFound('There is no such promise.');
  await unit.record(stream, await decide(promise));
}
