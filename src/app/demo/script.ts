import {
  type Channel,
  type ComplaintBody,
  complaintOwner,
  findComplaint,
  type Of,
  type ParkReason,
  park,
  takeIn,
  wishOf,
} from '#complaints/index.ts';
import type { Unit } from '#ledger/ledger.ts';
import type { Amends } from '../amends.ts';
import { customerActs, staffActs } from './acts.ts';
import type { Calendar } from './calendar.ts';
import { lineActs } from './line-acts.ts';
import type { Cast, Name } from './people.ts';
import { remedyActs } from './remedy-acts.ts';

/** One thing that somebody does at one moment, by the command with which the product does it. */
export type Scene = { at: Date; play(stage: Stage): Promise<void> };
export type Stage = { amends: Amends; cast: Cast };

/** Who does it: somebody by name, or whoever has the complaint at that moment. */
export type Who = Name | 'owner';

export type Script = { days: Calendar; scenes: Scene[] };

/** Writes scenes of one complaint; which complaint that is turns out when the first is played. */
export type Pen = {
  byStaff(
    when: Date,
    who: Who,
    act: (unit: Unit, of: Of, staffId: string, cast: Cast) => Promise<unknown>,
  ): void;
  byCustomer(when: Date, act: (unit: Unit, of: Of) => Promise<unknown>): void;
};

/** How a complaint came: by the form, or written down by one of ours. */
type Arrival = { channel: Channel; loggedBy?: Name };

/** Everything that can happen to one complaint. */
export type Story = ReturnType<typeof complain>;

/** Begins a complaint and returns everything that can happen to it. */
export function complain(
  { scenes }: Script,
  at: Date,
  body: ComplaintBody,
  arrival: Arrival = { channel: 'web' },
) {
  let of: Of | undefined;
  const known = (): Of => {
    if (!of) throw new Error('something happens to a complaint before it was made');
    return of;
  };
  scenes.push({
    at,
    play: async (stage) => {
      of = await receive(stage, body, arrival);
    },
  });
  const pen: Pen = {
    byStaff: (when, who, act) =>
      void scenes.push({
        at: when,
        play: async (stage) => {
          const staffId = await idOf(stage, who, known());
          await stage.amends.ledger.write(`staff:${staffId}`, (unit) =>
            act(unit, known(), staffId, stage.cast),
          );
        },
      }),
    byCustomer: (when, act) =>
      void scenes.push({
        at: when,
        play: async ({ amends }) => {
          const actor = `customer:${known().customerId}`;
          await amends.ledger.write(actor, (unit) => act(unit, known()));
        },
      }),
  };
  return { ...staffActs(pen), ...customerActs(pen), ...remedyActs(pen), ...lineActs(pen) };
}

async function receive(
  { amends, cast }: Stage,
  body: ComplaintBody,
  { channel, loggedBy }: Arrival,
): Promise<Of> {
  const actor = loggedBy ? `staff:${cast[loggedBy]}` : 'customer';
  const wish = wishOf(body, { kind: 'anyone' }, { channel, files: [] });
  const intake = { context: amends, owners: amends.owners };
  const { id } = await amends.ledger.write(actor, (unit) => takeIn(intake, unit, wish));
  return findComplaint(amends.db, id);
}

async function idOf({ amends, cast }: Stage, who: Who, of: Of): Promise<string> {
  if (who !== 'owner') return cast[who];
  const ownerId = await complaintOwner(amends.db, of.customerId, of.complaintId);
  if (!ownerId) throw new Error('a complaint without an owner');
  return ownerId;
}

/** Something that the form's safeguards hold back until a person looks. */
export function holdBack(
  { scenes }: Script,
  at: Date,
  body: ComplaintBody,
  reason: ParkReason,
): void {
  scenes.push({
    at,
    play: async ({ amends }) => {
      await amends.ledger.write('customer', (unit) => park(unit, { body, files: [], reason }));
    },
  });
}
