import { dayOf } from '#calendar/day.ts';
import { endOfWorkingDay } from '#calendar/working-days.ts';
import { newId } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { assertOrganisation, lineAbove } from '#staff/index.ts';
import { assertHere, change, keep } from './commands.ts';
import { answerDesign, askDesign, makeKnown, missDesign, takeBack } from './design.ts';
import { assertNotMerged, type RemarkKind } from './flaw.ts';

// The one thread of a flaw: those who hear of it, those who mend it, and those who design it.

export async function speak(
  unit: Unit,
  flawId: string,
  wish: { kind: RemarkKind; text: string; staffId: string },
): Promise<{ messageId: string }> {
  const messageId = newId();
  const { kind, staffId } = wish;
  await change(unit, flawId, async (flaw) => {
    assertNotMerged(flaw);
    if (kind === 'design_answer') answerDesign(flaw);
    const words = await keep(unit, wish.text);
    return [{ type: 'FlawDiscussed', data: { messageId, kind, staffId, words } }];
  });
  return { messageId };
}

/** The designers are asked, and their answer has a date. */
export async function askDesigners(
  unit: Unit,
  flawId: string,
  wish: { designerId: string; dueAt: Date; staffId: string },
): Promise<void> {
  await assertHere(unit, wish.designerId);
  await change(unit, flawId, (flaw) => askDesign(flaw, wish, unit.now));
}

/** Working days that whoever it moved up to has. */
const nextDays = 2;

/** Called by the clock: no answer came by the date, so whoever is above is asked. */
export async function moveDesignUp(unit: Unit, flawId: string): Promise<void> {
  const organisation = await assertOrganisation(unit.tx);
  const nextDueAt = endOfWorkingDay(unit.now, organisation, nextDays);
  await change(unit, flawId, async (flaw) => {
    if (!flaw.design) return [];
    const [senior] = await lineAbove(unit.tx, flaw.design.designerId);
    const movedTo = senior?.staffId ?? flaw.design.designerId;
    return missDesign(flaw, { movedTo, nextDueAt }, unit.now);
  });
}

/** "We know about this, and it will be fixed by …": what customers read before they write. */
export async function tellThatWeKnow(
  unit: Unit,
  flawId: string,
  wish: { text: string; until: string; staffId: string },
): Promise<void> {
  const { zone } = await assertOrganisation(unit.tx);
  const { until, staffId } = wish;
  await change(unit, flawId, async (flaw) =>
    makeKnown(flaw, { until, staffId, text: await keep(unit, wish.text) }, dayOf(unit.now, zone)),
  );
}

export const stopTelling = (unit: Unit, flawId: string, staffId: string): Promise<void> =>
  change(unit, flawId, (flaw) => takeBack(flaw, staffId));
