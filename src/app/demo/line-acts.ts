import { acceptErrand, formTeam, type HandWish, handErrand } from '#errands/index.ts';
import { askDesigners, type Harm, openFlaw, sayAbout, traceComplaint } from '#flaws/index.ts';
import { newId } from '#id.ts';
import { programActor } from '#ledger/ledger.ts';
import { raiseVoice } from '#voice/index.ts';
import type { Name } from './people.ts';
import { known } from './ref.ts';
import type { Pen, Script, Who } from './script.ts';

// The line between those who answer, those who mend and those who design.

/** Teams, errands and flaws of the story; their ids are known when they are there. */
export type TeamRef = { teamId?: string };
type ErrandRef = { errandId?: string };
type FlawRef = { flawId?: string };

type Handing = Pick<HandWish, 'what' | 'why'> & {
  to: TeamRef;
  promise: { promiseId?: string };
};
type Naming = {
  name: string;
  harm: Harm;
  since: Date;
  reason: string;
  product: string;
};

export function lineActs({ byStaff }: Pen) {
  return {
    hand(when: Date, who: Who, { to, promise, what, why }: Handing): ErrandRef {
      const ref: ErrandRef = {};
      byStaff(when, who, async (unit, of, handedBy) => {
        const teamId = known(to.teamId);
        const promiseId = known(promise.promiseId);
        const wish = { what, why, teamId, promiseId, handedBy };
        const { errandId } = await handErrand(unit, of, {
          ...wish,
          remedyId: null,
          neededBy: null,
          knowingly: false,
        });
        Object.assign(ref, { errandId });
      });
      return ref;
    },
    acceptErrand: (when: Date, who: Name, ref: ErrandRef, dueAt: Date) =>
      byStaff(when, who, (unit, { customerId }, staffId) => {
        const of = { customerId, errandId: known(ref.errandId) };
        const said = { fixerId: staffId, by: staffId, way: 'desk', isNamed: false } as const;
        return acceptErrand(unit, of, { ...said, dueAt });
      }),
    /** What went wrong here goes wrong for others as well. */
    nameFlaw(when: Date, who: Who, { product, ...naming }: Naming): FlawRef {
      const ref: FlawRef = {};
      byStaff(when, who, async (unit, of, staffId) => {
        const { flawId } = await openFlaw(unit, { ...naming, ownerId: staffId, staffId });
        const { reason } = naming;
        const about = { areaId: null, place: null, channel: null, product, reason, staffId };
        await sayAbout(unit, flawId, about);
        await traceComplaint(unit, of, { flawId, by: 'staff', staffId, reason });
        Object.assign(ref, { flawId });
      });
      return ref;
    },
    askDesigners: (when: Date, who: Who, ref: FlawRef, asked: { of: Name; dueAt: Date }) =>
      byStaff(when, who, (unit, _of, staffId, cast) => {
        const wish = { designerId: cast[asked.of], dueAt: asked.dueAt, staffId };
        return askDesigners(unit, known(ref.flawId), wish);
      }),
    /** Somebody of ours says what is wrong with how we work. */
    say: (when: Date, who: Who, text: string) =>
      byStaff(when, who, (unit, { complaintId }, saidBy) =>
        raiseVoice(unit, { voiceId: newId(), text, saidBy, complaintId, flawId: null }),
      ),
  };
}

/** A team of fixers, there before the story begins. */
export function formTeamOf(
  { scenes, days }: Script,
  name: string,
  { lead, members }: { lead: Name; members: readonly Name[] },
): TeamRef {
  const ref: TeamRef = {};
  scenes.push({
    at: days.day(20, '09:00'),
    play: async ({ amends, cast }) => {
      const memberIds = members.map((member) => cast[member]);
      const ways = { answerHours: 8, isMailed: false, seesWhole: false };
      const wish = { name, leadId: cast[lead], memberIds, ...ways };
      Object.assign(
        ref,
        await amends.ledger.write(programActor, (unit) => formTeam(unit, wish, cast[lead])),
      );
    },
  });
  return ref;
}
