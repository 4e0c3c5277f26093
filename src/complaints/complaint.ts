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
          /** The complaint of which it was a part. */
          splitFrom?: string;
        }
      >
    | Is<'OwnerChanged', { ownerId: string; previousOwnerId: string }>
    /** `pairedWith`: who knows the area and stands beside a taker who does not. */
    | Is<'HandOverOffered', { to: string; from: string; reason: WordsRef; pairedWith?: string }>
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
          /** With it everything is answered; each point had its finding. */
          isFinal?: true;
          /** Why nothing can be done. */
          noAction?: WordsRef;
          /** Ids of the promises that stand in it. */
          promised?: string[];
          /** A letter with its parts, where it is more than plain words. */
          composed?: WordsRef;
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
    | Is<
        'ComplaintClosed',
        {
          basis: ClosingBasis;
          reason: WordsRef | null;
          /** Who closed it on documents. */
          staffId?: string;
          /** The customer was asked and said nothing: that is silence, and no sign of satisfaction. */
          silence?: true;
          /** Why nothing could be done, where nothing was. */
          noAction?: WordsRef;
          /** Ids of the promises that stand in it. */
          promised?: string[];
        }
      >
    | Is<'ComplaintReopened', { cause: 'contact' | 'not_fixed' | 'parted' }>
    /** It is one matter with another complaint and goes on there. */
    | Is<'ComplaintJoined', { into: string; intoCustomerId: string; staffId: string }>
    | Is<'ComplaintParted', { from: string; staffId: string }>
    /** A part of it is another matter and became a complaint of its own, of the same customer. */
    | Is<'ComplaintSplit', { into: string; messageId: string; staffId: string }>
    /** Law 2: when its owner looks at it again; `staffId` if they chose the date themselves. */
    | Is<'NextDateSet', { at: string; staffId?: string }>
    /** The field of work that one has to be trained for; `staffId` null: by what the customer named. */
    | Is<'AreaSet', { areaId: string | null; staffId: string | null }>
    /** Whom the customer praises; null: its owner. */
    | Is<'PraiseNamed', { praisedId: string | null; staffId: string }>
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
  /** They have not said anything since we first asked whether it is fixed. */
  isSilent: boolean;
  /** A person gave the reason why nothing can be done. */
  noAction: boolean;
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
    isSilent: false,
    noAction: false,
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
      return data.audience === 'customer'
        ? withAnswer(withReason(complaint, data), data.messageId)
        : complaint;
    case 'AnswerArrived':
      return withAnswer(complaint, data.messageId);
    case 'AnswerFailed':
      return { ...complaint, answers: without(complaint.answers, data.messageId) };
    case 'ClosureQuestionFailed':
      return { ...complaint, askedTimes: Math.max(0, complaint.askedTimes - 1) };
    case 'ClosureAsked':
      return {
        ...complaint,
        askedTimes: complaint.askedTimes + 1,
        isSilent: complaint.askedTimes === 0 || complaint.isSilent,
      };
    case 'ComplaintClosed':
      return { ...complaint, closed: data.basis };
    case 'ComplaintReopened':
      return { ...complaint, closed: null, askedTimes: 0, noAction: false };
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
      return { ...complaint, isSilent: false };
    case 'NextDateSet':
    case 'AreaSet':
    case 'PraiseNamed':
    case 'ComplaintSplit':
      return complaint;
    // A "no" is an answer: whoever wants to close must ask anew.
    case 'FixDenied':
      return { ...complaint, askedTimes: 0 };
    // Its points lie on its stream, too, and are told by themselves.
    default:
      return complaint;
  }
}

const without = (answers: readonly string[], messageId: string): string[] =>
  answers.filter((answer) => answer !== messageId);

const withAnswer = (complaint: Complaint, messageId: string): Complaint => ({
  ...complaint,
  answers: [...without(complaint.answers, messageId), messageId],
});

const withReason = (complaint: Complaint, { noAction }: { noAction?: WordsRef }): Complaint =>
  noAction ? { ...complaint, noAction: true } : complaint;

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
