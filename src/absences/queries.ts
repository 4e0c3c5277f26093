import { dayOf } from '#calendar/day.ts';
import type { Database, Tx } from '#database/connection.ts';
import { assertOrganisation, type StaffMember, staffById } from '#staff/index.ts';
import type { Absence } from './absence.ts';

/** Somebody is away, and this person answers meanwhile. */
export type Meanwhile = { until: string; cover: StaffMember };

export type AbsenceView = {
  absenceId: string;
  person: { id: string; name: string };
  cover: { id: string; name: string };
  from: string;
  until: string;
  hasBegun: boolean;
};

export async function today(db: Database | Tx, now: Date): Promise<string> {
  return dayOf(now, (await assertOrganisation(db)).zone);
}

const shownMax = 1_000;

/** Absences that go on or lie ahead, by their first day. */
export async function absencesAhead(db: Database | Tx, now: Date): Promise<AbsenceView[]> {
  const day = await today(db, now);
  const rows = await db
    .selectFrom('absences')
    .innerJoin('staff as person', 'person.staff_id', 'absences.staff_id')
    .innerJoin('staff as cover', 'cover.staff_id', 'absences.cover_id')
    .select(['absence_id', 'from_day', 'until_day'])
    .select(['person.staff_id as personId', 'person.name as personName'])
    .select(['cover.staff_id as coverId', 'cover.name as coverName'])
    .where('ended_at', 'is', null)
    .where('person.left_at', 'is', null)
    .where('until_day', '>=', day)
    .orderBy('from_day')
    .orderBy('absence_id')
    .limit(shownMax)
    .execute();
  return rows.map((row) => ({
    absenceId: row.absence_id,
    person: { id: row.personId, name: row.personName },
    cover: { id: row.coverId, name: row.coverName },
    from: row.from_day,
    until: row.until_day,
    hasBegun: row.from_day <= day,
  }));
}

/** What is planned and not over, as decisions see it. */
export async function plannedAbsences(db: Database | Tx, day: string): Promise<Absence[]> {
  const rows = await db
    .selectFrom('absences')
    .select([
      'absence_id as absenceId',
      'staff_id as staffId',
      'from_day as from',
      'until_day as until',
      'cover_id as coverId',
    ])
    .where('ended_at', 'is', null)
    .where('until_day', '>=', day)
    .execute();
  return rows.map((row) => ({ ...row, hasEnded: false }));
}

/** Whoever is away at this moment. */
export async function awayNow(db: Database | Tx, now: Date): Promise<ReadonlySet<string>> {
  const day = await today(db, now);
  const absences = await plannedAbsences(db, day);
  return new Set(absences.filter(({ from }) => from <= day).map(({ staffId }) => staffId));
}

/** How often the cover of a cover may be away in turn. */
const coversMax = 5;

/** Undefined while they are here; else until when they are away, and who answers meanwhile. */
export async function meanwhileOf(
  db: Database | Tx,
  staffId: string,
  now: Date,
): Promise<Meanwhile | undefined> {
  const day = await today(db, now);
  const away = await absenceOn(db, staffId, day);
  if (!away) return undefined;
  let coverId = away.cover_id;
  for (let times = 0; times < coversMax; times++) {
    const next = await absenceOn(db, coverId, day);
    if (!next || next.cover_id === staffId) break;
    coverId = next.cover_id;
  }
  const cover = await staffById(db, coverId);
  return cover && { until: away.until_day, cover };
}

const absenceOn = (db: Database | Tx, staffId: string, day: string) =>
  db
    .selectFrom('absences')
    .select(['until_day', 'cover_id'])
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .where('from_day', '<=', day)
    .where('until_day', '>=', day)
    .executeTakeFirst();

/** For whom this person covers at the moment. */
export async function coveredBy(db: Database | Tx, coverId: string, now: Date): Promise<string[]> {
  const day = await today(db, now);
  const rows = await db
    .selectFrom('absences')
    .select('staff_id')
    .where('cover_id', '=', coverId)
    .where('ended_at', 'is', null)
    .where('from_day', '<=', day)
    .where('until_day', '>=', day)
    .execute();
  return rows.map((row) => row.staff_id);
}
