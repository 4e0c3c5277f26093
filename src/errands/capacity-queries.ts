import { type Calendar, calendarOfWeek } from '#calendar/calendar.ts';
import { type DayNumber, dayNumber, dayNumberOf } from '#calendar/day.ts';
import { endOfWorkingDay } from '#calendar/working-days.ts';
import type { Database, Tx } from '#database/connection.ts';
import { assertOrganisation } from '#staff/index.ts';
import {
  daysUntilTurn,
  type Forecast,
  forecast,
  type Lead,
  type Load,
  likelyDays,
  paceOf,
} from './capacity.ts';
import type { TeamView } from './team-queries.ts';

/** How far back the pace is told from, and the errors of forecasts. */
export const windowWeeks = 12;
const finishedWeeks = 26;
const daysAheadMax = 400;
const openMax = 5_000;

export type OpenErrand = {
  errandId: string;
  complaintId: string;
  neededBy: Date | null;
  dueAt: Date | null;
};

/** A team with fewer has no pace that is not somebody's own: it is not told. */
const paceToldFrom = 3;

export type Capacity = {
  forecast: (Forecast & { earliest: Date }) | null;
  /** When the turn of one more errand comes, also where too little is known for an honest date. */
  queueDays: number | null;
  openCount: number;
  returnedCount: number;
  oldestDays: number;
  /** Errands done in a week by the whole team; null where it would be that of one or two persons. */
  weeklyPace: number | null;
  /** What is likely to miss its date: the errand, and when it is likely to be done. */
  willBreak: (OpenErrand & { promisedBy: Date; likelyAt: Date })[];
};

export async function capacityOf(db: Database | Tx, team: TeamView, now: Date): Promise<Capacity> {
  const organisation = await assertOrganisation(db);
  const calendar = calendarOfWeek(organisation);
  const { load, open, returnedCount } = await loadOf(db, team, { now, calendar });
  const pace = paceOf(load);
  const made = forecast(load);
  const endAfter = (days: number): Date => endOfWorkingDay(now, organisation, days);
  const likely = likelyDays(load);
  return {
    forecast: made && { ...made, earliest: endAfter(Math.max(1, made.workingDays)) },
    queueDays: daysUntilTurn(load, open.length),
    openCount: open.length,
    returnedCount,
    oldestDays: Math.max(0, ...load.open.map(({ days }) => days)),
    weeklyPace:
      pace === null || team.members.length < paceToldFrom
        ? null
        : pace * organisation.workingDays.length,
    willBreak: open.flatMap((errand, place) => {
      const days = likely[place] ?? null;
      const promisedBy = errand.neededBy ?? errand.dueAt;
      if (days === null || !promisedBy) return [];
      const likelyAt = endAfter(days);
      return likelyAt > promisedBy ? [{ ...errand, promisedBy, likelyAt }] : [];
    }),
  };
}

type At = { now: Date; calendar: Calendar };

async function loadOf(db: Database | Tx, team: TeamView, { now, calendar }: At) {
  const today = dayNumberOf(now.getTime(), calendar.zone);
  const workingDays = countDays(calendar);
  const dayOf = (at: Date): DayNumber => dayNumberOf(at.getTime(), calendar.zone);
  const isThere = await presenceOf(db, team, {
    since: today - finishedWeeks * 7,
    zone: calendar.zone,
  });
  const share = (day: DayNumber): number => (workingDays.isOne(day) ? isThere(day) : 0);

  const open = await openOf(db, team.teamId);
  const finished = await finishedOf(db, team.teamId, now);
  const first = finished[0]?.handedAt ?? open[0]?.teamSince ?? now;
  const from = Math.max(today - windowWeeks * 7, dayOf(first));
  const leadOf = (since: Date, until: Date, queueDays: number | null): Lead => ({
    queueDays,
    days: workingDays.between(dayOf(since), dayOf(until)),
  });
  const load: Load = {
    finishedCount: finished.filter(({ doneAt }) => dayOf(doneAt) >= from).length,
    presentDays: sumOver(from, today, share),
    finished: finished.map((one) => leadOf(one.handedAt, one.doneAt, one.queueDays)),
    open: open.map((one) => leadOf(one.teamSince, now, one.queueDays)),
    presentAhead: workingDays.ahead(today, daysAheadMax).map(share),
  };
  const returnedCount = open.filter(({ isReturned }) => isReturned).length;
  return { load, open, returnedCount };
}

/** What is counted is days on which we work; a weekend passes without one. */
function countDays(calendar: Calendar) {
  const isOne = (day: DayNumber): boolean => calendar.openOn(day).length > 0;
  return {
    isOne,
    between: (from: DayNumber, until: DayNumber): number =>
      sumOver(from + 1, until + 1, (day) => (isOne(day) ? 1 : 0)),
    ahead: (from: DayNumber, count: number): DayNumber[] =>
      Array.from({ length: count }, (_, ahead) => from + ahead).filter(isOne),
  };
}

function sumOver(from: DayNumber, until: DayNumber, valueOf: (day: DayNumber) => number): number {
  let sum = 0;
  for (let day = from; day < until; day++) sum += valueOf(day);
  return sum;
}

/** Which share of the team is not away on a day. */
async function presenceOf(
  db: Database | Tx,
  { members }: TeamView,
  { since, zone }: { since: DayNumber; zone: string },
) {
  if (members.length === 0) return () => 1;
  const rows = await db
    .selectFrom('absences')
    .select(['staff_id', 'from_day', 'until_day', 'ended_at'])
    .where(
      'staff_id',
      'in',
      members.map(({ id }) => id),
    )
    .execute();
  // Whoever came back early was there from that day on.
  const lastDayOf = ({ until_day: until, ended_at: endedAt }: (typeof rows)[number]): DayNumber =>
    Math.min(dayNumber(until), endedAt ? dayNumberOf(endedAt.getTime(), zone) - 1 : Infinity);
  const absences = rows
    .map((row) => ({ from: dayNumber(row.from_day), until: lastDayOf(row), id: row.staff_id }))
    .filter(({ until }) => until >= since);
  return (day: DayNumber): number => {
    const away = new Set(
      absences.filter(({ from, until }) => from <= day && day <= until).map(({ id }) => id),
    );
    return 1 - away.size / members.length;
  };
}

/** In the order in which a team works: what came back first, then as it came. */
async function openOf(db: Database | Tx, teamId: string) {
  const rows = await db
    .selectFrom('errands')
    .select([
      'errand_id',
      'complaint_id',
      'needed_by',
      'due_at',
      'team_since',
      'queue_days',
      'state',
    ])
    .where('team_id', '=', teamId)
    .where('state', 'in', ['handed', 'accepted', 'returned'])
    .orderBy((eb) => eb('state', '<>', 'returned'))
    .orderBy('team_since')
    .orderBy('errand_id')
    .limit(openMax)
    .execute();
  return rows.map((row) => ({
    errandId: row.errand_id,
    complaintId: row.complaint_id,
    neededBy: row.needed_by,
    dueAt: row.due_at,
    teamSince: row.team_since,
    queueDays: row.queue_days,
    isReturned: row.state === 'returned',
  }));
}

const finishedMax = 500;

/** The earliest first. What went through other teams before says nothing about this one. */
async function finishedOf(db: Database | Tx, teamId: string, now: Date) {
  const since = new Date(now.getTime() - finishedWeeks * 7 * 24 * 3_600_000);
  const rows = await db
    .selectFrom('errands')
    .select(['handed_at as handedAt', 'done_at as doneAt', 'queue_days as queueDays'])
    .where('team_id', '=', teamId)
    .where('done_at', '>=', since)
    .where('state', 'in', ['done', 'confirmed'])
    .where('passed_times', '=', 0)
    .orderBy('done_at', 'desc')
    .limit(finishedMax)
    .execute();
  return rows.flatMap(({ doneAt, ...row }) => (doneAt ? [{ ...row, doneAt }] : [])).toReversed();
}
