import { normalEmail } from '#customers/index.ts';
import { newId } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { type Letter, type LetterWish, letterFrom, readLetter } from './letter.ts';
import {
  deliver,
  type Failure,
  fail,
  type Notice,
  type NoticeChannel,
  type NoticeFact,
  type NoticeKind,
  noticeFrom,
  noticeStream,
} from './notice.ts';
import { type Fault, leaveInOutbox, type OfNotice, takeFromOutbox } from './outbox.ts';
import { noticeById } from './queries.ts';

export type NoticeWish = {
  customerId: string;
  complaintId: string | null;
  kind: NoticeKind;
  letter: LetterWish;
  /** The mailbox that it goes out of; none for the address of the organisation itself. */
  mailboxId?: string | null;
  /** The words of ours that it carries. */
  messageId?: string;
  /** The notice that failed and is sent once more. */
  again?: string;
};

/**
 * Writes a notice down. With addresses it goes by mail (a reaction puts it into the outbox), with a
 * postal address it waits for a person to post it, and with neither the page shows it.
 */
export async function queueNotice(unit: Unit, wish: NoticeWish): Promise<{ noticeId: string }> {
  const { customerId, complaintId, kind, mailboxId, messageId, again } = wish;
  const noticeId = newId();
  const letter = letterFrom(wish.letter);
  const [words] = await unit.keepWords(customerId, [JSON.stringify(letter)]);
  if (!words) throw new Error('the notice was not kept');
  const channel = channelOf(letter);
  const about = { complaintId, kind, ...(messageId && { messageId }), ...(again && { again }) };
  const queued: NoticeFact = {
    type: 'NoticeQueued',
    data: { ...about, channel, words, ...(mailboxId && { mailboxId }) },
  };
  const onPage: NoticeFact = { type: 'NoticeDelivered', data: about };
  await unit.record(
    noticeStream(customerId, noticeId),
    channel === 'page' ? [queued, onPage] : [queued],
  );
  return { noticeId };
}

function channelOf({ to, postal }: Letter): NoticeChannel {
  if (postal !== null) return 'post';
  return to.length > 0 ? 'mail' : 'page';
}

/** A mail server has it for everybody. */
export async function noteDelivered(unit: Unit, of: OfNotice): Promise<void> {
  await record(unit, of, deliver);
  await takeFromOutbox(unit, of);
}

/** It did not reach everybody it was for; a person decides what follows. */
export async function noteFailed(
  unit: Unit,
  of: OfNotice,
  { fault, ...failure }: Failure & { fault: Fault },
): Promise<void> {
  await record(unit, of, (notice) => fail(notice, failure));
  await leaveInOutbox(unit, of, fault);
}

/** What a returned mail says: for whom it was (null: it does not say), and why. */
export type Returned = { recipient?: string | null; code: string; hard: boolean };

/** A mail came back although a mail server had taken it. Said once, and never for another notice. */
export async function bounceNotice(
  unit: Unit,
  of: OfNotice,
  { recipient = null, code }: Returned,
): Promise<void> {
  const letter = readLetter((await noticeById(unit.tx, of)).letter);
  const failure: Failure = {
    cause: 'bounced',
    code: code || null,
    ...(recipient && isToldWithout(letter, recipient) && { told: true }),
  };
  const isNews = await record(unit, of, (notice) => fail(notice, failure));
  if (isNews) await leaveInOutbox(unit, of, { text: null });
}

/** It came back from one of several. An address that we did not write to may stand for any of them. */
function isToldWithout({ to, cc }: Letter, recipient: string): boolean {
  const isIt = (address: string): boolean => normalEmail(address) === normalEmail(recipient);
  return [...to, ...cc].some(isIt) && to.some((address) => !isIt(address));
}

async function record(
  unit: Unit,
  of: OfNotice,
  decide: (notice: Notice) => NoticeFact[],
): Promise<boolean> {
  const stream = noticeStream(of.customerId, of.noticeId);
  const notice = noticeFrom(await unit.load(stream));
  const facts = notice ? decide(notice) : [];
  await unit.record(stream, facts);
  return facts.length > 0;
}
