import { meanwhileOf } from '#absences/index.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notAllowed, Refusal } from '#refusal.ts';
import { isSkilled } from '#skills/index.ts';
import { lineAbove, type StaffMember, staffById } from '#staff/index.ts';
import { areaOf } from './area.ts';
import type { Of } from './commands.ts';
import { openCountOf } from './loads.ts';

export type OfferWish = {
  to: string;
  from: string;
  reason: string;
  isSenior: boolean;
  /** Who is trained for its area and stands beside a taker who is not. */
  pairedWith?: string;
};

type Taking = { taker: StaffMember; wish: OfferWish };

/** Handing on must leave the customer better off: with somebody who is here, able, and not swamped. */
export async function assertCanTake(unit: Unit, of: Of, taking: Taking): Promise<void> {
  await assertIsHere(unit, taking.taker);
  await assertTrained(unit, of, taking);
  await assertHasRoom(unit, taking);
}

/** Nobody finds, after a holiday, what a customer waited for meanwhile. */
async function assertIsHere(unit: Unit, taker: StaffMember): Promise<void> {
  const meanwhile = await meanwhileOf(unit.tx, taker.staffId, unit.now);
  if (!meanwhile) return;
  const { cover, until } = meanwhile;
  throw new Refusal(
    'taker_away',
    '{name} is away until {until}. {cover} covers: offer it to them.',
    { status: 409, values: { name: taker.name, until, cover: cover.name } },
  );
}

async function assertTrained(unit: Unit, of: Of, { taker, wish }: Taking): Promise<void> {
  const area = await areaOf(unit.tx, of);
  if (!area || (await isTrained(unit, taker.staffId, area.id))) return;
  if (!wish.pairedWith) {
    throw new Refusal(
      'not_trained',
      '{name} is not trained for {area}, or no longer. Choose somebody who is, or have a manager name who stands beside them.',
      { status: 409, values: { name: taker.name, area: area.name } },
    );
  }
  if (!wish.isSenior) throw notAllowed('Only a manager can name who stands beside somebody.');
  const partner = await staffById(unit.tx, wish.pairedWith);
  if (partner && (await isTrained(unit, partner.staffId, area.id))) return;
  throw new Refusal('partner_not_trained', 'Who stands beside {name} must be trained for {area}.', {
    status: 409,
    values: { name: taker.name, area: area.name },
    fields: [{ field: 'pairedWith', message: 'is not trained for it' }],
  });
}

const isTrained = (unit: Unit, staffId: string, areaId: string): Promise<boolean> =>
  isSkilled(unit.tx, { staffId, areaId }, unit.now);

/** Whoever stands above them may ask for more than was agreed: they know what else can wait. */
async function assertHasRoom(unit: Unit, { taker, wish }: Taking): Promise<void> {
  if (taker.loadMax === null) return;
  if ((await openCountOf(unit.tx, taker.staffId)) < taker.loadMax) return;
  const line = await lineAbove(unit.tx, taker.staffId);
  if (line.some(({ staffId }) => staffId === wish.from)) return;
  const [manager] = line;
  throw new Refusal(
    'above_cap',
    '{name} has as many complaints as was agreed. Ask {manager}, who may offer it to them, or choose somebody else.',
    { status: 409, values: { name: taker.name, manager: manager?.name ?? 'their manager' } },
  );
}
