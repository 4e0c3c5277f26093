import { newId } from '#id.ts';
import type { FileRef, StoredFile, WordsRef } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notAllowed, notFound, Refusal } from '#refusal.ts';
import { staffById } from '#staff/index.ts';
import {
  askWhetherFixed,
  closeDocumented,
  confirmFixed,
  type DocumentedClosing,
  denyFixed,
  withdraw,
} from './closing.ts';
import {
  assertHasCome,
  type Channel,
  type Complaint,
  type ComplaintFact,
  complaintFrom,
  complaintStream,
  type Delivery,
  type MailRef,
  reopenOnContact,
} from './complaint.ts';
import { acceptHandOver, declineHandOver, offerHandOver, takeOver } from './hand-over.ts';
import { contactsOf, join, part } from './joining.ts';
import type { BroughtBy } from './receive.ts';
import { assertCanTake, type OfferWish } from './taker.ts';
import { answerArrived, failAcknowledgement, failAnswer, failClosureQuestion } from './telling.ts';

/** Which complaint is meant; both ids, because all of one customer lies together. */
export type Of = { customerId: string; complaintId: string };

/** What to keep with a complaint: words, files, or both. */
export type Addition = { text: string | null; files: readonly StoredFile[] };

async function keepAddition(
  unit: Unit,
  customerId: string,
  { text, files }: Addition,
): Promise<{ words: WordsRef | null; files: FileRef[] }> {
  const [words] = text === null ? [] : await unit.keepWords(customerId, [text]);
  return { words: words ?? null, files: await unit.keepFiles(customerId, files) };
}

export async function keepOne(unit: Unit, customerId: string, text: string): Promise<WordsRef> {
  const [words] = await unit.keepWords(customerId, [text]);
  if (!words) throw new Error('the words were not kept');
  return words;
}

/** The customer reached us again, by any route: kept, counted, and a closed complaint is open again. */
export async function logContact(
  unit: Unit,
  of: Of,
  contact: Contact,
): Promise<{ contactId: string }> {
  const contactId = newId();
  let goesOnIn: Of | null = null;
  await change(unit, of, async (complaint) => {
    const { words, files } = await keepAddition(unit, of.customerId, contact);
    const { channel, staffId } = contact;
    const occurredAt = (contact.occurredAt ?? unit.now).toISOString();
    if (contact.occurredAt) assertHasCome(contact.occurredAt, unit.now);
    const mail = contact.mail && { mail: await mailRef(unit, of.customerId, contact.mail) };
    const data = { contactId, channel, occurredAt, staffId, words, files, ...mail };
    goesOnIn = complaint.joinedInto;
    return [{ type: 'ContactLogged', data }, ...reopenOnContact(complaint)];
  });
  if (goesOnIn) await logContact(unit, goesOnIn, contact);
  return { contactId };
}

export type Contact = Addition & {
  channel: Channel;
  occurredAt: Date | null;
  staffId: string | null;
  mail?: BroughtBy;
};

async function mailRef(unit: Unit, customerId: string, mail: BroughtBy): Promise<MailRef> {
  const { mailId, mailboxId, quotedText } = mail;
  const [quoted = null] = quotedText ? await unit.keepWords(customerId, [quotedText]) : [];
  return { mailId, mailboxId, quoted };
}

/** A person of ours writes: to the customer, or a note between ourselves. */
export async function addMessage(
  unit: Unit,
  of: Of,
  message: Addition & {
    staffId: string;
    audience: 'customer' | 'internal';
    delivery?: WishedDelivery;
    isFinal?: boolean | undefined;
    noAction?: string | null | undefined;
    composed?: string | undefined;
    messageId?: string | undefined;
    promised?: string[] | undefined;
  },
): Promise<{ messageId: string }> {
  const { messageId = newId(), promised } = message;
  await change(unit, of, async () => {
    const { words, files } = await keepAddition(unit, of.customerId, message);
    if (!words) throw new Refusal('text_missing', 'Write something first.');
    const { staffId, audience } = message;
    const delivery = message.delivery && {
      delivery: await deliveryOf(unit, of.customerId, message.delivery),
    };
    const { isFinal, noAction, composed } = message;
    const ending = {
      ...(isFinal && { isFinal }),
      ...(promised && { promised }),
      ...(noAction && { noAction: await keepOne(unit, of.customerId, noAction) }),
      ...(composed && { composed: await keepOne(unit, of.customerId, composed) }),
    };
    const data = { messageId, staffId, audience, words, files, ...delivery, ...ending };
    return [{ type: 'MessageAdded', data }];
  });
  return { messageId };
}

/** By which way an answer goes, and to whom; without it goes to whom it answers, by mail. */
export type WishedDelivery = Omit<Delivery, 'recipients'> & {
  recipients: { to: string[]; cc: string[] } | null;
};

async function deliveryOf(
  unit: Unit,
  customerId: string,
  { recipients, ...how }: WishedDelivery,
): Promise<Delivery> {
  const [words = null] = recipients
    ? await unit.keepWords(customerId, [JSON.stringify(recipients)])
    : [];
  return { ...how, recipients: words };
}

/** The customer says it is fixed: the only happy end. */
export const confirm = (unit: Unit, of: Of): Promise<void> =>
  change(unit, of, async (complaint) => confirmFixed(complaint));

/** The customer says it is not fixed, with or without words. */
export async function deny(unit: Unit, of: Of, text: string | null): Promise<void> {
  if ((await find(unit, of)).joinedInto) {
    await logContact(unit, of, {
      text,
      files: [],
      channel: 'web',
      occurredAt: null,
      staffId: null,
    });
    return;
  }
  await change(unit, of, async (complaint) => {
    const contactId = newId();
    const { words, files } = await keepAddition(unit, of.customerId, { text, files: [] });
    const occurredAt = unit.now.toISOString();
    const data = { contactId, channel: 'web' as const, occurredAt, staffId: null, words, files };
    return [{ type: 'ContactLogged', data }, ...denyFixed(complaint, contactId)];
  });
}

export async function withdrawComplaint(unit: Unit, of: Of, text: string | null): Promise<void> {
  await change(unit, of, async (complaint) => {
    const reason = text === null ? null : await keepOne(unit, of.customerId, text);
    return withdraw(complaint, reason);
  });
}

export const askFixed = (unit: Unit, of: Of, staffId: string): Promise<void> =>
  change(unit, of, async (complaint) => askWhetherFixed(complaint, staffId));

type WishedClosing = Omit<DocumentedClosing, 'reason' | 'noAction'> & {
  reason: string;
  noAction: string | null;
};

export async function closeOnDocuments(
  unit: Unit,
  of: Of,
  { reason, noAction, ...closing }: WishedClosing,
): Promise<void> {
  await change(unit, of, async (complaint) =>
    closeDocumented(complaint, {
      ...closing,
      reason: await keepOne(unit, of.customerId, reason),
      noAction: noAction === null ? null : await keepOne(unit, of.customerId, noAction),
    }),
  );
}

/** Only whoever has it, or their seniors, can offer it on; the taker decides. */
export async function offer(unit: Unit, of: Of, wish: OfferWish): Promise<void> {
  const taker = await staffById(unit.tx, wish.to);
  if (!taker?.roles.some((role) => ['handler', 'manager', 'executive'].includes(role))) {
    throw new Refusal(
      'cannot_take_it',
      'Only a handler, a manager or an executive can have a complaint.',
    );
  }
  await assertCanTake(unit, of, { taker, wish });
  await change(unit, of, async (complaint) => {
    if (complaint.ownerId !== wish.from && !wish.isSenior) {
      throw notAllowed('Only its owner or a manager can hand a complaint on.');
    }
    const reason = await keepOne(unit, of.customerId, wish.reason);
    const { to, from, pairedWith } = wish;
    return offerHandOver(complaint, { to, from, reason, ...(pairedWith && { pairedWith }) });
  });
}

export const acceptOffer = (unit: Unit, of: Of, staffId: string): Promise<void> =>
  change(unit, of, async (complaint) => acceptHandOver(complaint, staffId));

export async function declineOffer(
  unit: Unit,
  of: Of,
  staffId: string,
  text: string,
): Promise<void> {
  await change(unit, of, async (complaint) => {
    const reason = await keepOne(unit, of.customerId, text);
    return declineHandOver(complaint, staffId, reason);
  });
}

export const take = (unit: Unit, of: Of, staffId: string): Promise<void> =>
  change(unit, of, async (complaint) => takeOver(complaint, staffId));

/** The acknowledgement did not arrive after all. */
export const noteUnacknowledged = (unit: Unit, of: Of, noticeId: string): Promise<void> =>
  change(unit, of, async (complaint) => failAcknowledgement(complaint, noticeId));

export const noteAnswerFailed = (unit: Unit, of: Of, messageId: string): Promise<void> =>
  change(unit, of, async (complaint) => failAnswer(complaint, messageId));

export const noteAnswerArrived = (unit: Unit, of: Of, messageId: string): Promise<void> =>
  change(unit, of, async (complaint) => answerArrived(complaint, messageId));

export const noteQuestionFailed = (unit: Unit, of: Of, noticeId: string): Promise<void> =>
  change(unit, of, async (complaint) => failClosureQuestion(complaint, noticeId));

/** The acknowledgement went out (or stands on the private page). */
export const noteAcknowledged = (unit: Unit, of: Of, noticeId: string): Promise<void> =>
  change(unit, of, async () => [
    { type: 'ComplaintAcknowledged', data: { noticeId, automatic: true } },
  ]);

export const setNextDate = (unit: Unit, of: Of, at: Date): Promise<void> =>
  change(unit, of, async () => [{ type: 'NextDateSet', data: { at: at.toISOString() } }]);

/** A new private link; the old one opens nothing any more. */
export const renewLink = (unit: Unit, of: Of): Promise<void> =>
  change(unit, of, async (complaint) => [
    { type: 'PrivateLinkRenewed', data: { linkVersion: complaint.linkVersion + 1 } },
  ]);

/** Joins a complaint to another; what its customer said is said there, too. */
export async function joinComplaints(
  unit: Unit,
  of: Of,
  wish: { into: Of; staffId: string },
): Promise<void> {
  const into = await find(unit, wish.into);
  await change(unit, of, async (complaint) =>
    join(complaint, { ...into, customerId: wish.into.customerId }, wish.staffId),
  );
  for (const said of await contactsOf(unit.tx, of)) await logContact(unit, wish.into, said);
}

export const partComplaints = (unit: Unit, of: Of, staffId: string): Promise<void> =>
  change(unit, of, async (complaint) => part(complaint, staffId));

/** Load, decide, record: the corridor that every wish on an existing complaint goes through. */
async function change(
  unit: Unit,
  of: Of,
  decide: (complaint: Complaint) => Promise<ComplaintFact[]>,
): Promise<void> {
  const complaint = await find(unit, of);
  await unit.record(complaintStream(of.customerId, of.complaintId), await decide(complaint));
}

async function find(unit: Unit, of: Of): Promise<Complaint> {
  const complaint = complaintFrom(await unit.load(complaintStream(of.customerId, of.complaintId)));
  if (complaint) return complaint;
  throw notFound('There is no such complaint.');
}
