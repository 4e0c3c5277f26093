import { BeginAgain, sqlState } from '#database/transaction.ts';
import { newId, ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { areaById } from '#skills/index.ts';
import { staffById } from '#staff/index.ts';
import {
  type About,
  assertNotMerged,
  dismiss,
  type Flaw,
  type FlawFact,
  flawFrom,
  flawStream,
  type Harm,
  liveWith,
  merge,
  name,
  setAbout,
  setCause,
} from './flaw.ts';
import { flawRow, tracesOf } from './queries.ts';
import { type TracedBy, trace, traceStream, tracesFrom, untrace } from './trace.ts';

export type OfComplaint = { customerId: string; complaintId: string };

export type AboutWish = {
  areaId: string | null;
  product: string | null;
  place: string | null;
  channel: string | null;
};

export type NameWish = {
  name: string;
  harm: Harm;
  ownerId: string;
  since: Date;
  reason: string;
  staffId: string;
};

/** A person confirms what the program suspects, or changes the name of what was confirmed. */
export async function nameFlaw(unit: Unit, flawId: string, wish: NameWish): Promise<void> {
  await assertHere(unit, wish.ownerId);
  await change(unit, flawId, async (flaw) => name(flaw, await namingOf(unit, wish), null));
}

/** A flaw that a person found before the program did, or one that was taken out of another. */
export async function openFlaw(
  unit: Unit,
  wish: NameWish,
  splitFrom: string | null = null,
): Promise<{ flawId: string }> {
  await assertHere(unit, wish.ownerId);
  const flawId = newId();
  const facts = name(undefined, await namingOf(unit, wish), splitFrom);
  await unit.record(flawStream(flawId), facts);
  return { flawId };
}

async function namingOf(unit: Unit, wish: NameWish) {
  const { harm, ownerId, since, staffId } = wish;
  const reason = await keep(unit, wish.reason);
  return { name: await keep(unit, wish.name), harm, ownerId, since, staffId, reason };
}

export const sayAbout = (
  unit: Unit,
  flawId: string,
  wish: AboutWish & { reason: string; staffId: string },
): Promise<void> =>
  change(unit, flawId, async (flaw) => {
    const about = await aboutOf(unit, wish);
    return setAbout(flaw, about, { reason: await keep(unit, wish.reason), staffId: wish.staffId });
  });

export async function aboutOf(unit: Unit, wish: AboutWish): Promise<About> {
  const { areaId, product, place, channel } = wish;
  if (areaId && !(await areaById(unit.tx, areaId))) {
    throw new Refusal('unknown_area', 'There is no such area.');
  }
  return {
    areaId,
    product: product === null ? null : await keep(unit, product),
    place: place === null ? null : await keep(unit, place),
    channel,
  };
}

export const sayCause = (
  unit: Unit,
  flawId: string,
  wish: { cause: string; behind: string | null; reason: string; staffId: string },
): Promise<void> =>
  change(unit, flawId, async (flaw) => {
    const reasoned = { reason: await keep(unit, wish.reason), staffId: wish.staffId };
    return setCause(flaw, wish, reasoned);
  });

type ReasonWish = { reason: string; staffId: string };

export const dismissFlaw = (unit: Unit, flawId: string, wish: ReasonWish): Promise<void> =>
  change(unit, flawId, async (flaw) => dismiss(flaw, await reasonedOf(unit, wish)));

export const liveWithFlaw = (unit: Unit, flawId: string, wish: ReasonWish): Promise<void> =>
  change(unit, flawId, async (flaw) => liveWith(flaw, await reasonedOf(unit, wish)));

/** Locked in the order of their ids, so that two who merge crosswise meet and do not wait for each other. */
export async function mergeFlaw(
  unit: Unit,
  flawId: string,
  wish: ReasonWish & { into: string },
): Promise<void> {
  for (const id of [flawId, wish.into].toSorted()) await unit.load(flawStream(id));
  const into = await loadFlaw(unit, wish.into);
  await change(unit, flawId, async (flaw) => merge(flaw, into, await reasonedOf(unit, wish)));
}

/** Some of its complaints are another flaw. */
export async function splitFlaw(
  unit: Unit,
  flawId: string,
  wish: NameWish & { complaintIds: readonly string[] },
): Promise<{ flawId: string }> {
  const flaw = await loadFlaw(unit, flawId);
  assertNotMerged(flaw);
  const traced = await tracesOf(unit.tx, flawId, wish.complaintIds);
  if (traced.length < wish.complaintIds.length) {
    throw new Refusal('not_traced', 'Not all of these complaints point to this flaw.', {
      status: 409,
    });
  }
  const { flawId: newFlawId } = await openFlaw(unit, wish, flawId);
  const { reason, staffId } = wish;
  for (const { flawId: from, ...of } of traced) {
    await untraceComplaint(unit, of, { flawId: from, reason, staffId });
    await traceComplaint(unit, of, { flawId: newFlawId, by: 'staff', staffId, reason });
  }
  return { flawId: newFlawId };
}

export type TraceComplaint = {
  flawId: string;
  by: TracedBy;
  staffId: string | null;
  reason: string | null;
};

/** A complaint may point to several flaws. To one that was merged it points to what that one is now. */
export async function traceComplaint(
  unit: Unit,
  of: OfComplaint,
  wish: TraceComplaint,
): Promise<void> {
  const row = await flawRow(unit.tx, wish.flawId);
  if (!row) throw notFound('There is no such flaw.');
  if (row.state === 'dismissed' && wish.by !== 'program') {
    throw new Refusal('dismissed_already', 'Somebody has said that this is no flaw of ours.', {
      status: 409,
    });
  }
  const flawId = row.rootId;
  const stream = traceStream(of.customerId, of.complaintId);
  const traces = tracesFrom(await unit.load(stream));
  const reason = wish.reason === null ? null : await keepOf(unit, of.customerId, wish.reason);
  const { by, staffId } = wish;
  const facts = trace(traces, { complaintId: of.complaintId, flawId, by, staffId, reason });
  await unit.record(stream, facts).catch(lookAgainIfThere);
}

export async function untraceComplaint(
  unit: Unit,
  of: OfComplaint,
  wish: { flawId: string; staffId: string; reason: string },
): Promise<void> {
  const stream = traceStream(of.customerId, of.complaintId);
  const traces = tracesFrom(await unit.load(stream));
  const reason = await keepOf(unit, of.customerId, wish.reason);
  const { flawId, staffId } = wish;
  await unit.record(
    stream,
    untrace(traces, { complaintId: of.complaintId, flawId, staffId, reason }),
  );
}

/** Another transaction wrote the first entry of a stream a moment ago: the next try finds it. */
export function lookAgainIfThere(error: unknown): never {
  throw sqlState(error) === '23505' ? new BeginAgain() : error;
}

export async function assertHere(unit: Unit, staffId: string): Promise<void> {
  if (!(await staffById(unit.tx, staffId))) throw notFound('There is no such person here.');
}

const reasonedOf = async (unit: Unit, { reason, staffId }: ReasonWish) => ({
  reason: await keep(unit, reason),
  staffId,
});

/** Words about a flaw are the organisation's; words about one complaint lie with its customer. */
export const keep = (unit: Unit, text: string): Promise<WordsRef> =>
  keepOf(unit, ORGANISATION_ID, text);

export async function keepOf(unit: Unit, customerId: string, text: string): Promise<WordsRef> {
  const [words] = await unit.keepWords(customerId, [text]);
  if (!words) throw new Error('the words were not kept');
  return words;
}

export async function loadFlaw(unit: Unit, flawId: string): Promise<Flaw> {
  const flaw = flawFrom(await unit.load(flawStream(flawId)));
  if (!flaw) throw notFound('There is no such flaw.');
  return flaw;
}

/** Load, decide, record. */
export async function change(
  unit: Unit,
  flawId: string,
  decide: (flaw: Flaw) => Promise<FlawFact[]> | FlawFact[],
): Promise<void> {
  const flaw = await loadFlaw(unit, flawId);
  await unit.record(flawStream(flawId), await decide(flaw));
}
