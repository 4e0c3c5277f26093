import {
  answerOffer,
  approveRemedy,
  bySelf,
  deliverRemedy,
  judgeRemedy,
  offerRemedy,
  type RemedyKind,
} from '#remedies/index.ts';
import { known } from './ref.ts';
import type { Pen, Who } from './script.ts';

/** A remedy of the story; its id is known when it has been offered. */
type RemedyRef = { remedyId?: string };

type Given = {
  kind: RemedyKind;
  /** In cents. */
  amount?: number;
  what: string;
  dueAt?: Date;
  /** Just what they asked for; otherwise why it is not. */
  wish?: 'as_it_stands' | { why: string };
};

/** What puts it right, and whether the customer has it. */
export function remedyActs({ byStaff, byCustomer }: Pen) {
  return {
    give(when: Date, who: Who, given: Given): RemedyRef {
      const ref: RemedyRef = {};
      const { kind, amount = null, what, dueAt = null, wish } = given;
      const isTheirs = wish === 'as_it_stands';
      byStaff(when, who, async (unit, of, staffId) => {
        const { remedyId } = await offerRemedy(unit, of, {
          kind,
          amount,
          what,
          ownerId: staffId,
          slot: null,
          dueAt,
          wish: isTheirs ? 'accepted' : wish ? 'changed' : null,
          why: typeof wish === 'object' ? wish.why : null,
          accepts: isTheirs ? 'as_proposed' : null,
          staffId,
        });
        Object.assign(ref, { remedyId });
      });
      return ref;
    },
    approve: (when: Date, who: Who, ref: RemedyRef) =>
      byStaff(when, who, (unit, of, staffId) => approveRemedy(unit, whole(of, ref), staffId)),
    deliver: (when: Date, who: Who, ref: RemedyRef) =>
      byStaff(when, who, (unit, of, staffId) =>
        deliverRemedy(unit, whole(of, ref), { staffId, arrivedAt: null, result: null }),
      ),
    accept: (when: Date, ref: RemedyRef) =>
      byCustomer(when, (unit, of) => answerOffer(unit, whole(of, ref), true, bySelf)),
    hasIt: (when: Date, ref: RemedyRef, has: boolean) =>
      byCustomer(when, (unit, of) => judgeRemedy(unit, whole(of, ref), has, bySelf)),
  };
}

const whole = ({ customerId }: { customerId: string }, { remedyId }: RemedyRef) => ({
  customerId,
  remedyId: known(remedyId),
});
