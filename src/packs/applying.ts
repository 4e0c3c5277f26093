import { dayOf } from '#calendar/day.ts';
import { type ComplaintFact, complaintHead, type Of } from '#complaints/index.ts';
import { i18n } from '#languages/i18n.ts';
import type { WordsRef } from '#ledger/content.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { assertOrganisation } from '#staff/index.ts';
import { assertMayBegin } from './acts.ts';
import { type PackFact, rulesStream } from './facts.ts';
import { inForceOn } from './in-force.ts';
import {
  contentOf,
  dealtWith,
  type KeptPack,
  packsInForce,
  packsOfComplaint,
  stagesOf,
} from './queries.ts';
import type { Shipped } from './shipped.ts';

/** A complaint that came falls under what is in force on the day of its receipt, and keeps that. */
export async function applyPacks(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<ComplaintFact>;
  if (type !== 'ComplaintReceived' && type !== 'AreaSet') return;
  const on = await packsInForce(unit.tx);
  if (on.length === 0) return;
  const of = { customerId, complaintId: idOf(stream) };
  const matter =
    type === 'ComplaintReceived' ? await received(unit, data) : await reclassed(unit, of, data);
  if (matter) await applyMatching(unit, of, { on, ...matter });
}

type Matter = { day: string; kind: string; areaId: string | null };

const received = async (
  unit: Unit,
  { receivedAt, kind }: Extract<ComplaintFact, { type: 'ComplaintReceived' }>['data'],
): Promise<Matter> => ({ day: await dayHere(unit, new Date(receivedAt)), kind, areaId: null });

/** It is about another field of work than we thought: what holds there holds as well. */
async function reclassed(
  unit: Unit,
  of: Of,
  { areaId }: Extract<ComplaintFact, { type: 'AreaSet' }>['data'],
): Promise<Matter | undefined> {
  const head = await complaintHead(unit.tx, of);
  return head && { day: await dayHere(unit, head.receivedAt), kind: head.kind, areaId };
}

async function applyMatching(
  unit: Unit,
  of: Of,
  { on, day, kind, areaId }: Matter & { on: readonly KeptPack[] },
): Promise<void> {
  const reached = on.filter(({ appliesTo, areaIds }) =>
    appliesTo === 'areas' ? areaId !== null && areaIds.includes(areaId) : appliesTo === 'every',
  );
  const has = new Set((await packsOfComplaint(unit.tx, of)).map(({ packId }) => packId));
  const packs: Applied['packs'] = [];
  for (const kept of inForceOn(reached, day)) {
    const { appliesWhen } = await contentOf(unit.tx, kept);
    if (has.has(kept.packId) || !(appliesWhen.kinds as string[]).includes(kind)) continue;
    const { packId, version, digest } = kept;
    packs.push({ packId, version, digest, variant: null });
  }
  if (packs.length > 0) await record(unit, of, applied(of, packs, null));
}

type Applied = Extract<PackFact, { type: 'PacksApplied' }>['data'];

const applied = ({ complaintId }: Of, packs: Applied['packs'], by: string | null): PackFact => ({
  type: 'PacksApplied',
  data: { complaintId, packs, by },
});

/** Somebody sees that a pack holds for this complaint, or which of its variants. */
export async function applyPack(
  unit: Unit,
  of: Of,
  { packId, variant, by }: { packId: string; variant: string | null; by: string },
): Promise<void> {
  const head = await complaintHead(unit.tx, of);
  if (!head) throw notFound('There is no such complaint.');
  const has = (await packsOfComplaint(unit.tx, of)).find((each) => each.packId === packId);
  const on = (await packsInForce(unit.tx)).filter((each) => each.packId === packId);
  const [found] = has ? [has] : inForceOn(on, await dayHere(unit, head.receivedAt));
  if (!found) {
    throw new Refusal(
      'not_in_force',
      'No version of this pack was in force here when the complaint came.',
      { status: 409 },
    );
  }
  const pack = 'pack' in found ? found.pack : await contentOf(unit.tx, found);
  if (variant !== null && !pack.variants.some(({ id }) => id === variant)) {
    throw new Refusal('unknown_variant', 'This pack has no such variant.', {
      fields: [{ field: 'variant', message: /*i18n*/ 'is not known here' }],
    });
  }
  if (has && has.variant === variant) return;
  const { version, digest } = found;
  await record(unit, of, applied(of, [{ packId, version, digest, variant }], by));
}

type StageWish = { stage: number; staffId: string; requestedAt: Date };

/** The customer wants the next stage; somebody has it from now on. */
export async function beginStage(unit: Unit, of: Of, wish: StageWish): Promise<void> {
  await unit.load(rulesStream(of.customerId, of.complaintId));
  const packs = (await packsOfComplaint(unit.tx, of)).map(({ pack }) => pack);
  const current = await currentStage(unit, of);
  const handlers = await dealtWith(unit.tx, of);
  assertMayBegin(packs, { ...wish, current, handlers });
  const { stage, staffId, requestedAt } = wish;
  const data = {
    complaintId: of.complaintId,
    stage,
    staffId,
    requestedAt: requestedAt.toISOString(),
  };
  await unit.record(rulesStream(of.customerId, of.complaintId), [{ type: 'StageBegun', data }]);
}

export async function currentStage({ tx }: Pick<Unit, 'tx'>, of: Of): Promise<number> {
  return (await stagesOf(tx, of)).at(-1)?.stage ?? 1;
}

/** What the packs want on record, told by somebody. */
export async function fillRecord(
  unit: Unit,
  of: Of,
  {
    values,
    by,
    shipped,
  }: { values: Readonly<Record<string, string>>; by: string; shipped: Shipped },
): Promise<void> {
  for (const [field, value] of Object.entries(values)) assertFits(shipped, field, value);
  const names = Object.keys(values);
  const words = await unit.keepWords(of.customerId, Object.values(values));
  const fields = names.flatMap((field, place) => {
    const ref: WordsRef | undefined = words[place];
    return ref ? [{ field, words: ref }] : [];
  });
  const { complaintId } = of;
  if (fields.length > 0) {
    await record(unit, of, { type: 'RecordFilled', data: { complaintId, fields, by } });
  }
}

function assertFits({ fields }: Shipped, field: string, value: string): void {
  const known = Object.hasOwn(fields, field) ? fields[field] : undefined;
  const fault = known ? faultOf(known, value) : /*i18n*/ 'is not known here';
  if (!fault) return;
  throw new Refusal('record_unusable', 'The record cannot be taken: {name} {fault}.', {
    values: { name: known?.label ?? field, fault: i18n.t(fault) },
    fields: [{ field, message: fault }],
  });
}

function faultOf({ type, options, known }: Shipped['fields'][string], value: string) {
  if (known) return /*i18n*/ 'is known already and cannot be set';
  if (options && !options.includes(value)) return `must be one of ${options.join(', ')}`;
  if (type === 'money' && !/^\d{1,12}(?:\.\d{1,2})?$/.test(value))
    return /*i18n*/ 'must be an amount such as 49.50';
  if (type === 'number' && !/^\d{1,9}$/.test(value)) return /*i18n*/ 'must be a whole number';
  if (type === 'day' && !/^\d{4}-\d{2}-\d{2}$/.test(value))
    return /*i18n*/ 'must be a day such as 2026-11-23';
  return undefined;
}

async function dayHere(unit: Unit, at: Date): Promise<string> {
  return dayOf(at, (await assertOrganisation(unit.tx)).zone);
}

async function record(unit: Unit, { customerId, complaintId }: Of, fact: PackFact): Promise<void> {
  const stream = rulesStream(customerId, complaintId);
  await unit.load(stream);
  await unit.record(stream, [fact]);
}
