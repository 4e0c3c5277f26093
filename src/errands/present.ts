import { customerById } from '#customers/index.ts';
import type { Database } from '#database/connection.ts';
import { promiseById } from '#promises/index.ts';
import { type RemedyView, remedyById } from '#remedies/index.ts';
import type { Capacity } from './capacity-queries.ts';
import { windowWeeks } from './capacity-queries.ts';
import type { OfErrand } from './errand.ts';
import { type ErrandView, errandById, questionsOf } from './queries.ts';
import { capacityView, presentWhole } from './schemas.ts';
import type { TeamView } from './team-queries.ts';

/** One errand with what its fixer needs: what was promised, when to come and where, and every word. */
export async function wholeErrand(db: Database, of: OfErrand) {
  const errand = await errandById(db, of);
  const remedy = await remedyBehind(db, errand);
  const promiseId = errand.promiseId ?? remedy?.promiseId ?? null;
  const promise = promiseId && (await promiseById(db, { ...of, promiseId }));
  return presentWhole(errand, {
    promise: promise ? { ...promise, id: promise.promiseId } : null,
    remedy: remedy ? { ...remedy, id: remedy.remedyId } : null,
    contact: remedy?.kind === 'visit' ? await contactOf(db, of.customerId) : null,
    questions: await questionsOf(db, of),
  });
}

async function remedyBehind(
  db: Database,
  { customerId, remedyId }: ErrandView,
): Promise<RemedyView | undefined> {
  return remedyId === null ? undefined : remedyById(db, { customerId, remedyId });
}

async function contactOf(db: Database, customerId: string) {
  const customer = await customerById(db, customerId);
  return customer ? { phone: customer.phone, address: customer.postalAddress } : null;
}

export function presentCapacity(team: TeamView, capacity: Capacity) {
  const { forecast, openCount, returnedCount, oldestDays, weeklyPace, willBreak } = capacity;
  return capacityView.parse({
    team: { id: team.teamId, name: team.name },
    earliest: forecast?.earliest ?? null,
    method: methodOf(capacity),
    basedOn: forecast?.basedOn ?? 0,
    queueDays: forecast?.queueDays ?? null,
    marginDays: forecast?.marginDays ?? null,
    open: openCount,
    returned: returnedCount,
    oldestDays,
    teamPaceOfWeek: weeklyPace,
    isOverloaded: willBreak.length > 0,
    willBreak,
  });
}

function methodOf({ forecast, openCount }: Capacity): string {
  if (!forecast) {
    return 'This team has finished too few errands for an honest date; ask them before you promise.';
  }
  const { queueDays, marginDays, basedOn, workingDays } = forecast;
  const before = openCount === 1 ? 'one errand lies' : `${openCount} errands lie`;
  const margin = marginDays >= 0 ? `${daysOf(marginDays)} more` : `${daysOf(-marginDays)} less`;
  return (
    `At the pace of the last ${windowWeeks} weeks, with holidays and absences taken out, ` +
    `${before} before it: ${daysOf(queueDays)}. Of the last ${basedOn} errands more than nine in ` +
    `ten took at most ${margin} than such a forecast. ` +
    `So it is the end of working day ${Math.max(1, workingDays)} from today.`
  );
}

const daysOf = (days: number): string =>
  `${days.toFixed(1)} working day${days.toFixed(1) === '1.0' ? '' : 's'}`;
