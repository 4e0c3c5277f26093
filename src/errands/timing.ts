import { meanwhileOf } from '#absences/index.ts';
import { endOfWorkingDay } from '#calendar/working-days.ts';
import { afterWorkingHours } from '#calendar/working-hours.ts';
import type { Unit } from '#ledger/ledger.ts';
import { assertOrganisation, lineAbove, staffById } from '#staff/index.ts';
import type { Next } from './deciding.ts';
import type { Errand } from './errand.ts';
import { type TeamView, teamById } from './team-queries.ts';

// Who has an errand next, and by when: told from the organisation as it is.

/** Working days that a handler has for finding another way, or for finding out whether it is fixed. */
const otherWayDays = 1;
const checkDays = 5;
/** Working days that whoever is above has before the next above is told. */
const aboveDays = 1;

/** Nobody has accepted it: it is whoever's answers for the team, or covers for them. */
export async function inTeam(unit: Unit, team: TeamView): Promise<Next> {
  const away = await meanwhileOf(unit.tx, team.lead.id, unit.now);
  return { ownerId: away?.cover.staffId ?? team.lead.id, nextAt: await answerBy(unit, team) };
}

const answerBy = async (unit: Unit, { answerHours }: TeamView): Promise<Date> =>
  afterWorkingHours(unit.now, await assertOrganisation(unit.tx), answerHours);

const inDays = async (unit: Unit, days: number): Promise<Date> =>
  endOfWorkingDay(unit.now, await assertOrganisation(unit.tx), days);

/** Whoever stands above the handler, and so above all teams that bounce it. */
export async function withManager(unit: Unit, { handlerId }: Errand): Promise<Next> {
  const [manager] = await lineAbove(unit.tx, handlerId);
  return { ownerId: manager?.staffId ?? handlerId, nextAt: await inDays(unit, aboveDays) };
}

export async function afterDecline(unit: Unit, errand: Errand): Promise<Next> {
  if (errand.isManagers) return withManager(unit, errand);
  return { ownerId: errand.handlerId, nextAt: await inDays(unit, otherWayDays) };
}

export const afterDone = async (unit: Unit, { handlerId }: Errand): Promise<Next> => ({
  ownerId: handlerId,
  nextAt: await inDays(unit, checkDays),
});

/** To the same person, where they are still with us. */
export async function afterReturn(unit: Unit, { fixerId, teamId }: Errand): Promise<Next> {
  const team = await teamById(unit.tx, teamId);
  const fixer = fixerId === null ? undefined : await staffById(unit.tx, fixerId);
  return { ownerId: fixer?.staffId ?? team.lead.id, nextAt: await answerBy(unit, team) };
}

/** The next above whoever had it so far; at the top it stays and comes up again each day. */
export async function above(unit: Unit, errand: Errand) {
  const from = errand.raisedTo ?? errand.ownerId;
  const [senior] = await lineAbove(unit.tx, from);
  const nextAt = await inDays(unit, aboveDays);
  return { to: senior?.staffId ?? from, isTop: senior === undefined, nextAt };
}
