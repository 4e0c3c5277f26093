import { complaintOwner, type Of } from '#complaints/index.ts';
import { newId } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { when } from '#notices/index.ts';
import { promiseById } from '#promises/index.ts';
import { notFound, Refusal } from '#refusal.ts';
import { remedyById } from '#remedies/index.ts';
import { assertOrganisation } from '#staff/index.ts';
import { capacityOf } from './capacity-queries.ts';
import { teamClosed } from './commands.ts';
import { type ErrandFact, errandStream } from './errand.ts';
import { type TeamView, teamById } from './team-queries.ts';
import { inTeam } from './timing.ts';
import { keepOne } from './words.ts';

export type HandWish = {
  teamId: string;
  what: string;
  /** Why it matters to the customer. */
  why: string;
  promiseId: string | null;
  remedyId: string | null;
  neededBy: Date | null;
  /** Whoever promises sooner than the team can do it was told so, and does it all the same. */
  knowingly: boolean;
  handedBy: string;
};

export type Handed = { errandId: string; honestAt: Date | null; isWarned: boolean };

/** Hands a piece of work to a team, with what was promised and why it matters. */
export async function handErrand(unit: Unit, of: Of, wish: HandWish): Promise<Handed> {
  const { customerId, complaintId } = of;
  const team = await teamById(unit.tx, wish.teamId);
  if (team.isClosed) throw teamClosed();
  const handlerId = await complaintOwner(unit.tx, customerId, complaintId);
  if (!handlerId) throw notFound('There is no such complaint.');
  const promised = await promisedBy(unit, of, wish);
  const dates = await weigh(unit, team, wish.neededBy ?? promised);
  if (dates.isTooSoon && !wish.knowingly) throw await tooSoon(unit, team, dates);
  const { teamId, promiseId, remedyId, handedBy } = wish;
  const { ownerId, nextAt } = await inTeam(unit, team);
  const handed: ErrandFact = {
    type: 'ErrandHanded',
    data: {
      complaintId,
      teamId,
      what: await keepOne(unit, customerId, wish.what),
      why: await keepOne(unit, customerId, wish.why),
      promiseId,
      remedyId,
      handedBy,
      handlerId,
      ownerId,
      nextAt: nextAt.toISOString(),
      ...dates.told,
    },
  };
  const errandId = newId();
  const warned = warningOf(complaintId, handedBy, dates);
  await unit.record(errandStream({ customerId, errandId }), [handed, ...warned]);
  return { errandId, honestAt: dates.honestAt, isWarned: dates.isTooSoon };
}

type Dates = Awaited<ReturnType<typeof weigh>>;

/** By when it is wanted, and by when the team can do it. */
async function weigh(unit: Unit, team: TeamView, neededBy: Date | null) {
  const { forecast, queueDays } = await capacityOf(unit.tx, team, unit.now);
  const honestAt = forecast?.earliest ?? null;
  const isTooSoon = neededBy !== null && honestAt !== null && neededBy < honestAt;
  const told = {
    neededBy: neededBy?.toISOString() ?? null,
    honestAt: honestAt?.toISOString() ?? null,
    queueDays,
  };
  return { honestAt, isTooSoon, told };
}

function warningOf(complaintId: string, staffId: string, { isTooSoon, told }: Dates): ErrandFact[] {
  const { neededBy, honestAt } = told;
  if (!isTooSoon || neededBy === null || honestAt === null) return [];
  return [{ type: 'CapacityWarned', data: { complaintId, staffId, neededBy, honestAt } }];
}

async function tooSoon(unit: Unit, { name: team }: TeamView, { honestAt }: Dates) {
  const { zone } = await assertOrganisation(unit.tx);
  return new Refusal(
    'sooner_than_honest',
    'With the work that the team “{team}” has, the earliest honest date is {date}. Promise that, or say that you do it knowingly.',
    { status: 409, values: { team, date: honestAt ? when(honestAt, zone) : '' } },
  );
}

/** By when the customer was told that it is done; and that the promise or remedy is one of theirs. */
async function promisedBy(unit: Unit, of: Of, wish: HandWish): Promise<Date | null> {
  const byPromise = wish.promiseId && (await dueOfPromise(unit, of, wish.promiseId));
  const byRemedy = wish.remedyId && (await dueOfRemedy(unit, of, wish.remedyId));
  return byPromise || byRemedy || null;
}

async function dueOfPromise(unit: Unit, of: Of, promiseId: string): Promise<Date> {
  const promise = await promiseById(unit.tx, { customerId: of.customerId, promiseId });
  if (promise?.complaintId === of.complaintId && promise.kind === 'action') return promise.dueAt;
  throw notFound('There is no such promise of something to be done.');
}

async function dueOfRemedy(unit: Unit, of: Of, remedyId: string): Promise<Date | null> {
  const remedy = await remedyById(unit.tx, { customerId: of.customerId, remedyId });
  if (remedy?.complaintId === of.complaintId) return remedy.until ?? remedy.dueAt;
  throw notFound('There is no such remedy.');
}
