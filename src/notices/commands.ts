import { sql } from 'kysely';
import { newId } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import {
  type Letter,
  type NoticeFact,
  type NoticeKind,
  noticeFrom,
  noticeStream,
  settle,
} from './notice.ts';

export type NoticeWish = {
  customerId: string;
  complaintId: string | null;
  kind: NoticeKind;
  letter: Letter;
};

/** Writes a notice down, and into the outbox when there is an address; else the page shows it. */
export async function queueNotice(unit: Unit, wish: NoticeWish): Promise<void> {
  const { customerId, complaintId, kind, letter } = wish;
  const noticeId = newId();
  const [words] = await unit.keepWords(customerId, [JSON.stringify(letter)]);
  if (!words) throw new Error('the notice was not kept');
  const channel = letter.to === null ? 'page' : 'mail';
  const queued: NoticeFact = { type: 'NoticeQueued', data: { complaintId, kind, channel, words } };
  const onPage: NoticeFact = { type: 'NoticeDelivered', data: { complaintId, kind } };
  await unit.record(
    noticeStream(customerId, noticeId),
    channel === 'page' ? [queued, onPage] : [queued],
  );
  if (channel === 'mail') await putIntoOutbox(unit, customerId, noticeId);
}

async function putIntoOutbox(unit: Unit, customerId: string, noticeId: string): Promise<void> {
  await unit.tx
    .insertInto('outbox')
    .values({
      customer_id: customerId,
      notice_id: noticeId,
      // Chosen before the first try, so that a mail sent twice is known for the same.
      message_id: `<${noticeId}@amends>`,
      attempts: 0,
      next_attempt_at: unit.now,
      last_fault: null,
    })
    .execute();
}

type OfNotice = { customerId: string; noticeId: string };

export async function settleNotice(
  unit: Unit,
  of: OfNotice,
  outcome: 'delivered' | 'failed',
  fault: string | null = null,
): Promise<void> {
  const stream = noticeStream(of.customerId, of.noticeId);
  const notice = noticeFrom(await unit.load(stream));
  if (notice) await unit.record(stream, settle(notice, outcome));
  if (outcome === 'delivered') await takeFromOutbox(unit, of);
  else await leaveInOutbox(unit, of, fault);
}

async function takeFromOutbox(unit: Unit, of: OfNotice): Promise<void> {
  await unit.tx
    .deleteFrom('outbox')
    .where('customer_id', '=', of.customerId)
    .where('notice_id', '=', of.noticeId)
    .execute();
}

/** What failed is tried no more, and stays with its cause for a person to see. */
async function leaveInOutbox(unit: Unit, of: OfNotice, fault: string | null): Promise<void> {
  await unit.tx
    .updateTable('outbox')
    .set({ next_attempt_at: sql<Date>`'infinity'`, ...(fault !== null && { last_fault: fault }) })
    .where('customer_id', '=', of.customerId)
    .where('notice_id', '=', of.noticeId)
    .execute();
}
