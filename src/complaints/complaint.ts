import { later, minuteMs } from '#clock.ts';
import type { FileRef, WordsRef } from '#ledger/content.ts';
import { type Entry, type Fact, idOf, type Stream } from '#ledger/entry.ts';
import { Refusal } from '#refusal.ts';

export const kinds = ['complaint', 'question', 'suggestion', 'praise'] as const;
export type Kind = (typeof kinds)[number];

export const channels = ['web', 'mail', 'phone', 'post', 'in_person', 'widget', 'api'] as const;
export type Channel = (typeof channels)[number];

/** How high the customer wants it to go. */
export const levels = ['team', 'manager', 'executive'] as const;
export type Level = (typeof levels)[number];

/** Law 4: the only grounds on which a complaint may rest. */
export const closingBases = ['confirmed', 'withdrawn', 'documented', 'joined'] as const;
export type ClosingBasis = (typeof closingBases)[number];

/** By which way an answer goes; to whom is in words: an address is personal. */
export type Delivery = {
  by: 'mail' | 'post';
  /** The message of the customer that it answers. */
  answering: string | null;
  /** That message stands below the answer. */
  quoteHistory: boolean;
  recipients: WordsRef | null;
};

type Is<T extends string, D> = { type: T; data: D };

/** The mail that brought words: by which mailbox, and what stood in it beside the new words. */
export type MailRef = { mailId: string; mailboxId: string | null; quoted: WordsRef | null };

export type ComplaintFact = Fact &
  (
    | Is<
        'ComplaintReceived',
        {
          reference: string;
          /** Law 2: nothing is ever nobody's. */
          ownerId: string;
          kind: Kind;
          channel: Channel;
          level: Level;
          language: string | null;
          words: WordsRef;
          wish: WordsRef | null;
          details: WordsRef | null;
          files: FileRef[];
          occurredOn: string | null;
          receivedAt: string;
          /** By when a person answers: the first promise. */
          answerBy: string;
          /** The person of ours to whom it was written. */
          addressedTo?: string;
          mail?: MailRef;
        }
      >
    | Is<'OwnerChanged', { ownerId: string; previousOwnerId: string }>
    | Is<'HandOverOffered', { to: string; from: string; reason: WordsRef }>
    | Is<'HandOverDeclined', { by: string; reason: WordsRef }>
    | Is<'ComplaintAcknowledged', { noticeId: string; automatic: true }>
    /** What was taken for an acknowledgement came back: the customer was not told after all. */
    | Is<'AcknowledgementFailed', { noticeId: string }>
    /** An answer did not reach the customer after all, or reached them when it was sent again. */
    | Is<'AnswerFailed', { messageId: string; isLast: boolean }>
    | Is<'AnswerArrived', { messageId: string }>
    /** The question whether it is fixed did not reach them. */
    | Is<'ClosureQuestionFailed', { noticeId: string }>
    /** Words of ours: to the customer, or between ourselves. */
    | Is<
        'MessageAdded',
        {
          messageId: string;
          staffId: string;
          audience: 'customer' | 'internal';
          words: WordsRef;
          files: FileRef[];
          delivery?: Delivery;
        }
      >
    /** One more time the customer reached us, by any route; `staffId` wrote it down, if anyone. */
    | Is<
        'ContactLogged',
        {
          contactId: string;
          channel: Channel;
          occurredAt: string;
          staffId: string | null;
          words: WordsRef | null;
          files: FileRef[];
          mail?: MailRef;
        }
      >
    | Is<'ClosureAsked', { staffId: string }>
    | Is<'FixDenied', { contactId: string }>
    | Is<'ComplaintClosed', { basis: ClosingBasis; reason: WordsRef | null }>
    | Is<'ComplaintReopened', { cause: 'contact' | 'not_fixed' | 'parted' }>
    /** It is one matter with another complaint and goes on there. */
    | Is<'ComplaintJoined', { into: string; intoCustomerId: string; staffId: string }>
    | Is<'ComplaintParted', { from: string; staffId: string }>
    /** Law 2: where no promise gives the next date, this is when its owner looks at it again. */
    | Is<'NextDateSet', { at: string }>
    | Is<'PrivateLinkRenewed', { linkVersion: number }>
  );

export const complaintStream = (customerId: string, complaintId: string): Stream => ({
  customerId,
  stream: `complaint:${complaintId}`,
});

/** The complaint that an entry of its own stream, or of one of its promises, speaks of. */
export const complaintIdOf = ({ data, stream }: Entry): string =>
  typeof data['complaintId'] === 'string' ? data['complaintId'] : idOf(stream);

/** What decisions need to know of a complaint. */
export type Complaint = {
  complaintId: string;
  ownerId: string;
  offeredTo: string | null;
  acknowledged: boolean;
  /** Answers that reached the customer, or may have, by the ids of their messages. */
  answers: readonly string[];
  askedTimes: number;
  closed: ClosingBasis | null;
  /** The complaint in which this one goes on. */
  joinedInto: { customerId: string; complaintId: string } | null;
  linkVersion: number;
};

/** What happened, told in order, gives what is. Undefined for a stream that does not exist. */
export function complaintFrom(entries: readonly Entry[]): Complaint | undefined {
  const [first] = entries;
  if (!first) return undefined;
  const start: Complaint = {
    complaintId: idOf(first.stream),
    ownerId: '',
    offeredTo: null,
    acknowledged: false,
    answers: [],
    askedTimes: 0,
    closed: null,
    joinedInto: null,
    linkVersion: 1,
  };
  return (entries as readonly Entry<ComplaintFact>[]).reduce(evolve, start);
}

function evolve(complaint: Complaint, { type, data }: Entry<ComplaintFact>): Complaint {
  switch (type) {
    case 'ComplaintReceived':
      return { ...complaint, ownerId: data.ownerId };
    case 'OwnerChanged':
      return { ...complaint, ownerId: data.ownerId, offeredTo: null };
    case 'HandOverOffered':
      return { ...complaint, offeredTo: data.to };
    case 'HandOverDeclined':
      return { ...complaint, offeredTo: null };
    case 'MessageAdded':
      return data.audience === 'customer' ? withAnswer(complaint, data.messageId) : complaint;
    case 'AnswerArrived':
      return withAnswer(complaint, data.messageId);
    case 'AnswerFailed':
      return { ...complaint, answers: without(complaint.answers, data.messageId) };
    case 'ClosureQuestionFailed':
      return { ...complaint, askedTimes: Math.max(0, complaint.askedTimes - 1) };
    case 'ClosureAsked':
      return { ...complaint, askedTimes: complaint.askedTimes + 1 };
    case 'ComplaintClosed':
      return { ...complaint, closed: data.basis };
    case 'ComplaintReopened':
      return { ...complaint, closed: null, askedTimes: 0 };
    case 'ComplaintJoined': {
      const joinedInto = { customerId: data.intoCustomerId, complaintId: data.into };
      return { ...complaint, closed: 'joined', joinedInto };
    }
    case 'ComplaintParted':
      return { ...complaint, joinedInto: null };
    case 'PrivateLinkRenewed':
      return { ...complaint, linkVersion: data.linkVersion };
    case 'ComplaintAcknowledged':
      return { ...complaint, acknowledged: true };
    case 'AcknowledgementFailed':
      return { ...complaint, acknowledged: false };
    case 'ContactLogged':
    case 'NextDateSet':
      return complaint;
    // A "no" is an answer: whoever wants to close must ask anew.
    case 'FixDenied':
      return { ...complaint, askedTimes: 0 };
  }
}

const without = (answers: readonly string[], messageId: string): string[] =>
  answers.filter((answer) => answer !== messageId);

const withAnswer = (complaint: Complaint, messageId: string): Complaint => ({
  ...complaint,
  answers: [...without(complaint.answers, messageId), messageId],
});

/** Clocks differ a little between machines. */
const aheadMs = 5 * minuteMs;

/** What a customer did lies in the past. */
export function assertHasCome(at: Date, now: Date): void {
  if (at <= later(now, aheadMs)) return;
  throw new Refusal('date_in_the_future', 'This date has not come yet.');
}

/** Any contact by any route reopens, for ever. */
export function reopenOnContact(complaint: Complaint): ComplaintFact[] {
  if (complaint.joinedInto) return [];
  return complaint.closed ? [{ type: 'ComplaintReopened', data: { cause: 'contact' } }] : [];
}

export function confirmFixed(complaint: Complaint): ComplaintFact[] {
  if (complaint.closed === 'confirmed') return [];
  return [{ type: 'ComplaintClosed', data: { basis: 'confirmed', reason: null } }];
}

export function denyFixed(complaint: Complaint, contactId: string): ComplaintFact[] {
  const denied: ComplaintFact = { type: 'FixDenied', data: { contactId } };
  if (!complaint.closed) return [denied];
  return [denied, { type: 'ComplaintReopened', data: { cause: 'not_fixed' } }];
}

export function withdraw(complaint: Complaint, reason: WordsRef | null): ComplaintFact[] {
  if (complaint.closed === 'withdrawn') return [];
  if (complaint.closed) throw alreadyClosed();
  return [{ type: 'ComplaintClosed', data: { basis: 'withdrawn', reason } }];
}

export function askWhetherFixed(complaint: Complaint, staffId: string): ComplaintFact[] {
  if (complaint.closed) throw alreadyClosed();
  if (complaint.answers.length === 0) {
    throw new Refusal(
      'not_answered',
      'Nobody has answered this customer yet. Answer first, then ask whether it is fixed.',
      { status: 409 },
    );
  }
  return [{ type: 'ClosureAsked', data: { staffId } }];
}

/** How often a customer must have been asked before a person may close on documents alone. */
export const askedTimesMin = 2;

/**
 * Closing without the customer's word: never by silence alone. A person gives the reason, the
 * customer was answered by a person and asked twice, and no promise is still open.
 */
export function closeDocumented(
  complaint: Complaint,
  reason: WordsRef,
  owedPromises: number,
): ComplaintFact[] {
  if (complaint.closed) throw alreadyClosed();
  const lacking = lackingForClosing(complaint, owedPromises);
  if (lacking) throw new Refusal('closing_not_founded', lacking, { status: 409 });
  return [{ type: 'ComplaintClosed', data: { basis: 'documented', reason } }];
}

function lackingForClosing(complaint: Complaint, owedPromises: number): string | undefined {
  if (complaint.answers.length === 0) return 'Nobody has answered this customer yet.';
  if (owedPromises > 0)
    return 'A promise to this customer is still open, or was broken and never made good.';
  if (complaint.askedTimes < askedTimesMin) {
    return 'The customer closes a complaint. Ask twice whether it is fixed before you close it on documents.';
  }
  return undefined;
}

const alreadyClosed = (): Refusal =>
  new Refusal('closed_already', 'This complaint is closed already.', { status: 409 });
