import { dayOf } from '#calendar/day.ts';
import type { Database, Tx } from '#database/connection.ts';
import { assertOrganisation } from '#staff/index.ts';
import type { SkillLevel } from './skill.ts';

export type AreaView = { id: string; name: string; isRetired: boolean };

export async function listAreas(db: Database | Tx): Promise<AreaView[]> {
  const rows = await db
    .selectFrom('areas')
    .selectAll()
    .orderBy('name')
    .orderBy('area_id')
    .execute();
  return rows.map((row) => ({
    id: row.area_id,
    name: row.name,
    isRetired: row.retired_at !== null,
  }));
}

export async function areaById(db: Database | Tx, areaId: string): Promise<AreaView | undefined> {
  return (await listAreas(db)).find(({ id }) => id === areaId);
}

/** The area that a customer names as their product, in any case of letters. */
export async function areaByName(db: Database | Tx, name: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('areas')
    .select('area_id')
    .where((eb) => eb(eb.fn('lower', ['name']), '=', name.trim().toLowerCase()))
    .where('retired_at', 'is', null)
    .orderBy('area_id')
    .executeTakeFirst();
  return row?.area_id;
}

export type SkillView = {
  area: { id: string; name: string };
  level: SkillLevel;
  validUntil: string | null;
  hasExpired: boolean;
};

export async function skillsOf(
  db: Database | Tx,
  staffId: string,
  now: Date,
): Promise<SkillView[]> {
  const day = await today(db, now);
  const rows = await db
    .selectFrom('skills')
    .innerJoin('areas', 'areas.area_id', 'skills.area_id')
    .select(['areas.area_id as areaId', 'areas.name', 'level', 'valid_until as validUntil'])
    .where('staff_id', '=', staffId)
    .orderBy('areas.name')
    .orderBy('areas.area_id')
    .execute();
  return rows.map(({ areaId, name, level, validUntil }) => ({
    area: { id: areaId, name },
    level: level as SkillLevel,
    validUntil,
    hasExpired: validUntil !== null && validUntil < day,
  }));
}

/** Who can do it alone today, by area. */
export async function skilledByArea(
  db: Database | Tx,
  now: Date,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const day = await today(db, now);
  const rows = await db
    .selectFrom('skills')
    .select(['area_id', 'staff_id'])
    .where('level', 'in', ['trained', 'teaching'])
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>=', day)]))
    .execute();
  const skilled = Map.groupBy(rows, (row) => row.area_id);
  return new Map(
    [...skilled].map(([areaId, list]) => [areaId, new Set(list.map((row) => row.staff_id))]),
  );
}

export async function isSkilled(
  db: Database | Tx,
  { staffId, areaId }: { staffId: string; areaId: string },
  now: Date,
): Promise<boolean> {
  return (await skilledByArea(db, now)).get(areaId)?.has(staffId) ?? false;
}

export async function today(db: Database | Tx, now: Date): Promise<string> {
  return dayOf(now, (await assertOrganisation(db)).zone);
}
