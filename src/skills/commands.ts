import { newId, ORGANISATION_ID } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { staffById } from '#staff/index.ts';
import { areaById, listAreas, today } from './queries.ts';
import { areaStream, endSkill, type Grant, grant, retire, skillsStream } from './skill.ts';

const areasMax = 500;

/** A new area, or a new name for one. */
export async function nameArea(
  unit: Unit,
  { areaId, name, by }: { areaId: string | null; name: string; by: string },
): Promise<{ areaId: string }> {
  const areas = await listAreas(unit.tx);
  if (areaId && !areas.some(({ id }) => id === areaId)) throw notFound('There is no such area.');
  if (!areaId && areas.length >= areasMax) {
    throw new Refusal('too_many_areas', 'There are {areasMax} areas already. Retire some first.', {
      values: { areasMax },
    });
  }
  const same = areas.find((area) => area.name.toLowerCase() === name.toLowerCase());
  if (same && same.id !== areaId) {
    throw new Refusal('name_taken', 'There is an area with this name already.', { status: 409 });
  }
  const id = areaId ?? newId();
  const [words] = await unit.keepWords(ORGANISATION_ID, [name]);
  if (!words) throw new Error('the name was not kept');
  if (areaId) await unit.load(areaStream(areaId));
  await unit.record(areaStream(id), [{ type: 'AreaNamed', data: { name: words, by } }]);
  return { areaId: id };
}

export async function retireArea(unit: Unit, areaId: string, by: string): Promise<void> {
  const entries = await unit.load(areaStream(areaId));
  if (entries.length === 0) throw notFound('There is no such area.');
  await unit.record(areaStream(areaId), retire(entries, by));
}

export async function grantSkill(unit: Unit, staffId: string, wish: Grant): Promise<void> {
  if (!(await staffById(unit.tx, staffId))) throw notFound('There is no such person here.');
  const area = await areaById(unit.tx, wish.areaId);
  if (!area || area.isRetired) throw notFound('There is no such area (any more).');
  await unit.load(skillsStream(staffId));
  await unit.record(skillsStream(staffId), grant(wish, await today(unit.tx, unit.now)));
}

export async function takeSkill(
  unit: Unit,
  staffId: string,
  { areaId, by }: { areaId: string; by: string },
): Promise<void> {
  const entries = await unit.load(skillsStream(staffId));
  await unit.record(skillsStream(staffId), endSkill(entries, areaId, by));
}
