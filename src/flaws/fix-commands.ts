import { dayOf } from '#calendar/day.ts';
import { dayMs, later } from '#clock.ts';
import { newId } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { assertOrganisation } from '#staff/index.ts';
import { assertHere, change, keep, loadFlaw } from './commands.ts';
import { windowOf } from './figures.ts';
import {
  drop,
  type Fix,
  type FixKind,
  fixFrom,
  fixStream,
  judge,
  plan,
  publish,
  ship,
  type ToldText,
} from './fix.ts';
import { fixRow } from './fix-queries.ts';
import { assertNamed, comeBack, endByFix, isTraining, type Return } from './flaw.ts';
import { flawRow } from './queries.ts';
import { hasFallen } from './rates.ts';

export type PlanWish = {
  kind: FixKind;
  what: string;
  ownerId: string;
  dueOn: string;
  credited: readonly string[];
  staffId: string;
};

export async function planFix(
  unit: Unit,
  flawId: string,
  wish: PlanWish,
): Promise<{ fixId: string }> {
  const flaw = await loadFlaw(unit, flawId);
  assertNamed(flaw);
  for (const staffId of [wish.ownerId, ...wish.credited]) await assertHere(unit, staffId);
  const { zone } = await assertOrganisation(unit.tx);
  const { kind, ownerId, dueOn, staffId } = wish;
  const what = await keep(unit, wish.what);
  const credited = [...new Set(wish.credited)];
  const facts = plan(
    { flawId, kind, ownerId, dueOn, staffId, credited, what },
    isTraining(flaw),
    dayOf(unit.now, zone),
  );
  const fixId = newId();
  await unit.record(fixStream(fixId), facts);
  return { fixId };
}

export type ShipWish = {
  staffId: string;
  texts: readonly { language: string; wrong: string; different: string }[];
  shippedAt: Date | null;
  windowDays: number;
};

/** From now on everybody whom it hit is told, in the words of whoever ships it. */
export async function shipFix(unit: Unit, fixId: string, wish: ShipWish): Promise<void> {
  const fix = await loadFix(unit, fixId);
  const texts: ToldText[] = [];
  for (const { language, wrong, different } of wish.texts) {
    texts.push({
      language,
      wrong: await keep(unit, wrong),
      different: await keep(unit, different),
    });
  }
  if (new Set(texts.map(({ language }) => language)).size < texts.length) {
    throw new Refusal('language_twice', 'Each language can be there once.');
  }
  const { staffId, windowDays, shippedAt } = wish;
  const shipping = { staffId, windowDays, texts, shippedAt: shippedAt ?? unit.now };
  await unit.record(fixStream(fixId), ship(fix, shipping, unit.now));
}

export async function dropFix(
  unit: Unit,
  fixId: string,
  { reason, staffId }: { reason: string; staffId: string },
): Promise<void> {
  const fix = await loadFix(unit, fixId);
  await unit.record(fixStream(fixId), drop(fix, { reason: await keep(unit, reason), staffId }));
}

export async function publishFix(
  unit: Unit,
  fixId: string,
  wish: { to: 'staff' | 'public'; text: string; staffId: string },
): Promise<void> {
  const fix = await loadFix(unit, fixId);
  const row = await fixRow(unit.tx, fixId);
  if (row?.state === 'returned') {
    throw new Refusal('not_verified', 'This was broken again after it was verified.', {
      status: 409,
    });
  }
  const { to, staffId } = wish;
  const facts = publish(fix, { to, staffId, words: await keep(unit, wish.text) });
  await unit.record(fixStream(fixId), facts);
}

/** How far back the rate before the fix is looked at. */
const lookBackMs = 56 * dayMs;

/** Called by the clock at the end of the window: whether fewer complaints came, by the stated test. */
export async function judgeFix(unit: Unit, fixId: string): Promise<void> {
  const fix = await loadFix(unit, fixId);
  const row = await fixRow(unit.tx, fixId);
  const flaw = row && (await flawRow(unit.tx, row.rootId));
  if (!flaw || !fix.shippedAt || !fix.judgeAt || fix.judgeAt > unit.now) return;
  const { shippedAt } = fix;
  const from = new Date(Math.max(later(shippedAt, -lookBackMs).getTime(), flaw.since.getTime()));
  const before = await windowOf(unit.tx, flaw.rootId, { from, until: shippedAt });
  const after = await windowOf(unit.tx, flaw.rootId, { from: shippedAt, until: unit.now });
  const facts = judge(fix, hasFallen(before, after), unit.now);
  await unit.record(fixStream(fixId), facts);
  if (facts.some(({ type }) => type === 'FixVerified')) {
    await change(unit, flaw.rootId, (known) => endByFix(known, fixId));
  }
}

/** It is broken again: the flaw is open, whatever was said. Once for each fix. */
export async function returnFlaw(unit: Unit, rootId: string, back: Return): Promise<void> {
  await loadFix(unit, back.fixId);
  const row = await fixRow(unit.tx, back.fixId);
  if (row?.state !== 'shipped' && row?.state !== 'verified') return;
  await change(unit, rootId, (flaw) => comeBack(flaw, back));
}

export async function loadFix(unit: Unit, fixId: string): Promise<Fix> {
  const fix = fixFrom(await unit.load(fixStream(fixId)));
  if (!fix) throw notFound('There is no such fix.');
  return fix;
}
