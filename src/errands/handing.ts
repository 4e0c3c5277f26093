import { complaintOwner, type Of } from '#complaints/index.ts';
import { newId } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { when } from '#notices/index.ts';
import { promiseById } from '#promises/index.ts';
import { notFound, Refusal } from '#refusal.ts';
import { remedyById } from '#remedies/index.ts';
import { assertOrganisation } from '#staff/index.ts';
import { type Capacity, capacityOf } from './capacity-queries.ts';
import { teamClosed } from './commands.ts';
import { type ErrandFact, errandStream } from './errand.ts';
import { teamById } from './team-queries.ts';
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
  const neededBy = wish.neededBy ?? promised;
  const capacity = await capacityOf(unit.tx, team, unit.now);
  const honestAt = capacity.forecast?.earliest ?? null;
  const isWarned = neededBy !== null && honestAt !== null && neededBy < honestAt;
  if (isWarned && !wish.knowingly) throw await tooSoon(unit, team.name, capacity);
  const next = await inTeam(unit, team);
  const handed: ErrandFact = {
    type: 'ErrandHanded',
    data: {
      complaintId,
      teamId: wish.teamId,
      what: await keepOne(unit, customerId, wish.what),
      why: await keepOne(unit, customerId, wish.why),
      promiseId: wish.promiseId,
      remedyId: wish.remedyId,
      handedBy: wish.handedBy,
      handlerId,
      ownerId: next.ownerId,
      nextAt: next.nextAt.toISOString(),
      neededBy: neededBy?.toISOString() ?? null,
      honestAt: honestAt?.toISOString() ?? null,
      queueDays: capacity.forecast?.queueDays ?? null,
    },
  };
  const errandId = newId();
  const warned = isWarned ? [warning(complaintId, wish.handedBy, { neededBy, honestAt })] : [];
  await unit.record(errandStream({ customerId, errandId }), [handed, ...warned]);
  return { errandId, honestAt, isWarned };
}

const warning = (
  complaintId: string,
  staffId: string,
  { neededBy, honestAt }: { neededBy: Date; honestAt: Date },
): ErrandFact => ({
  type: 'CapacityWarned',
  data: {
    complaintId,
    staffId,
    neededBy: neededBy.toISOString(),
    honestAt: honestAt.toISOString(),
  },
});

async function tooSoon(unit: Unit, teamName: string, { forecast }: Capacity): Promise<Refusal> {
  const { zone } = await assertOrganisation(unit.tx);
  const date = forecast ? when(forecast.earliest, zone) : '';
  return new Refusal(
    'sooner_than_honest',
    'With the work that the team “{team}” has, the earliest honest date is {date}. Promise that, or say that you do it knowingly.',
    { status: 409, values: { team: teamName, date } },
  );
}

/** By when the customer was told that it is done; and that the promise or remedy is one of theirs. */
async function promisedBy(
  unit: Unit,
  { customerId, complaintId }: Of,
  { promiseId, remedyId }: HandWish,
): Promise<Date | null> {
  const promise = promiseId && (await promiseById(unit.tx, { customerId, promiseId }));
  if (promiseId && (!promise || promise.complaintId !== complaintId || promise.kind !== 'action')) {
    throw notFound('There is no such promise of something to be done.');
  }
  const remedy = remedyId && (await remedyById(unit.tx, { customerId, remedyId }));
  if (remedyId && (!remedy || remedy.complaintId !== complaintId)) {
    throw notFound('There is no such remedy.');
  }
  if (promise) return promise.dueAt;
  return remedy ? (remedy.until ?? remedy.dueAt) : null;
}
