import { later, secondMs } from '#clock.ts';
import {
  addMessage,
  askFixed,
  type Channel,
  confirm,
  deny,
  logContact,
  offer,
  take,
  withdrawComplaint,
} from '#complaints/index.ts';
import { type CustomerDetails, correctCustomer } from '#customers/index.ts';
import type { EscalationLevel } from '#escalations/index.ts';
import { judgePromise, keepPromise, makePromise, renewPromise } from '#promises/index.ts';
import { closeUnconfirmed, takeHigher } from '#story/index.ts';
import type { Name } from './people.ts';
import { known } from './ref.ts';
import type { Pen, Who } from './script.ts';

/** A promise of the story; its id is known when it has been made. */
type PromiseRef = { promiseId?: string };

type Promised = { text: string; dueAt: Date };

/** What people of ours do with a complaint. */
export function staffActs({ byStaff }: Pen) {
  return {
    /** Somebody answers, and may promise something half a minute later. */
    answer(when: Date, who: Who, text: string, promised?: Promised): PromiseRef {
      const ref: PromiseRef = {};
      byStaff(when, who, (unit, of, staffId) =>
        addMessage(unit, of, { staffId, audience: 'customer', text, files: [] }),
      );
      if (!promised) return ref;
      byStaff(later(when, 30 * secondMs), who, async (unit, of, ownerId) => {
        const wish = { ...of, ...promised, kind: 'action', ownerId } as const;
        Object.assign(ref, await makePromise(unit, wish));
      });
      return ref;
    },
    note: (when: Date, who: Who, text: string) =>
      byStaff(when, who, (unit, of, staffId) =>
        addMessage(unit, of, { staffId, audience: 'internal', text, files: [] }),
      ),
    correct: (when: Date, who: Who, details: CustomerDetails) =>
      byStaff(when, who, (unit, { customerId }, staffId) =>
        correctCustomer(unit, customerId, { details, staffId }),
      ),
    take: (when: Date, who: Name) =>
      byStaff(when, who, (unit, of, staffId) => take(unit, of, staffId)),
    offer: (when: Date, to: Name, reason: string) =>
      byStaff(when, 'owner', (unit, of, from, cast) =>
        offer(unit, of, { to: cast[to], from, reason, isSenior: false }),
      ),
    keep: (when: Date, who: Who, ref: PromiseRef) =>
      byStaff(when, who, (unit, of, staffId) => keepPromise(unit, whole(of, ref), staffId)),
    renew: (when: Date, who: Who, ref: PromiseRef, wish: { dueAt: Date; reason: string }) =>
      byStaff(when, who, (unit, of) =>
        renewPromise(unit, whole(of, ref), { ...wish, ownerId: null }),
      ),
    askFixed: (when: Date, who: Who) =>
      byStaff(when, who, (unit, of, staffId) => askFixed(unit, of, staffId)),
    close: (when: Date, who: Name, reason: string) =>
      byStaff(when, who, (unit, of, staffId) => closeUnconfirmed(unit, of, { reason, staffId })),
    takeHigher: (when: Date, who: Who, level: EscalationLevel, reason: string) =>
      byStaff(when, who, (unit, of) => takeHigher(unit, of, { level, raisedBy: 'staff', reason })),
    /** The customer called, wrote or came, and somebody writes it down. */
    logContact: (when: Date, who: Who, channel: Channel, text: string) =>
      byStaff(when, who, (unit, of, staffId) =>
        logContact(unit, of, { channel, occurredAt: null, text, staffId, files: [] }),
      ),
  };
}

/** What the customer does on the own page. */
export function customerActs({ byCustomer }: Pen) {
  return {
    write: (when: Date, text: string) =>
      byCustomer(when, (unit, of) =>
        logContact(unit, of, {
          channel: 'web',
          occurredAt: null,
          text,
          staffId: null,
          files: [],
        }),
      ),
    judge: (when: Date, ref: PromiseRef, kept: boolean) =>
      byCustomer(when, (unit, of) => judgePromise(unit, whole(of, ref), kept)),
    confirm: (when: Date) => byCustomer(when, confirm),
    deny: (when: Date, text: string) => byCustomer(when, (unit, of) => deny(unit, of, text)),
    withdraw: (when: Date, text: string) =>
      byCustomer(when, (unit, of) => withdrawComplaint(unit, of, text)),
  };
}

const whole = ({ customerId }: { customerId: string }, { promiseId }: PromiseRef) => ({
  customerId,
  promiseId: known(promiseId),
});
