import { newId } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { canOwn, lineAbove, type StaffMember, staffById, staffStream } from '#staff/index.ts';
import {
  type Absence,
  type AbsenceFact,
  absenceFrom,
  absenceStream,
  declineCover,
  end,
  nameCover,
  type PlanWish,
  plan,
} from './absence.ts';
import { plannedAbsences, today } from './queries.ts';

export async function planAbsence(unit: Unit, wish: PlanWish): Promise<{ absenceId: string }> {
  const person = await assertHere(unit, wish.staffId);
  const cover = await assertCover(unit, person, wish.coverId);
  // Whoever plans for the same person at the same moment waits here and sees it.
  await unit.load(staffStream(wish.staffId));
  const day = await today(unit.tx, unit.now);
  const planned = await plannedAbsences(unit.tx, day);
  const absenceId = newId();
  const facts = plan(planned, wish, { cover: cover.name, today: day });
  await unit.record(absenceStream(absenceId), facts);
  return { absenceId };
}

export const endAbsence = (unit: Unit, absenceId: string, by: string): Promise<void> =>
  changeAbsence(unit, absenceId, async (absence) => end(absence, by));

export const changeCover = (
  unit: Unit,
  absenceId: string,
  { coverId, by }: { coverId: string; by: string },
): Promise<void> =>
  changeAbsence(unit, absenceId, async (absence, planned) => {
    const person = await assertHere(unit, absence.staffId);
    const { name } = await assertCover(unit, person, coverId);
    return nameCover(absence, planned, { coverId, name, by });
  });

export const declineToCover = (unit: Unit, absenceId: string, by: string): Promise<void> =>
  changeAbsence(unit, absenceId, async (absence, planned) => {
    const line = (await lineAbove(unit.tx, absence.staffId)).map(({ staffId }) => staffId);
    return declineCover(absence, planned, { by, line });
  });

/** Load, decide, record. */
export async function changeAbsence(
  unit: Unit,
  absenceId: string,
  decide: (absence: Absence, planned: readonly Absence[]) => Promise<AbsenceFact[]>,
): Promise<void> {
  const stream = absenceStream(absenceId);
  const absence = absenceFrom(await unit.load(stream));
  if (!absence) throw notFound('There is no such absence.');
  const planned = await plannedAbsences(unit.tx, await today(unit.tx, unit.now));
  await unit.record(stream, await decide(absence, planned));
}

async function assertHere(unit: Unit, staffId: string): Promise<StaffMember> {
  const person = await staffById(unit.tx, staffId);
  if (person) return person;
  throw notFound('There is no such person here.');
}

/** Who covers must be able to answer customers where the other one does. */
async function assertCover(unit: Unit, person: StaffMember, coverId: string): Promise<StaffMember> {
  const cover = await assertHere(unit, coverId);
  if (canOwn(cover) || !canOwn(person)) return cover;
  throw new Refusal(
    'cannot_take_it',
    'Only a handler, a manager or an executive can answer customers meanwhile.',
  );
}
