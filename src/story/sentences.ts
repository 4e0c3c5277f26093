import type { Entry } from '#ledger/entry.ts';
import { when } from '#notices/index.ts';

/** What a sentence needs to know beyond its entry. */
export type Known = {
  /** Names of people of ours by id. */
  nameOf(staffId: unknown): string;
  /** The words of a promise by its id. */
  promiseText(promiseId: string): string;
  /** The words of a remedy, with its amount, by its stream. */
  remedyText(stream: string): string;
  /** The words of a point by its id. */
  pointText(pointId: unknown): string;
  zone: string;
};

type Sentence = (data: Record<string, unknown>, known: Known, entry: Entry) => string | null;

/** Every event as a plain sentence to the customer; null for what is shown elsewhere or not theirs. */
export const sentences: Readonly<Record<string, Sentence>> = {
  ComplaintReceived: ({ channel, ownerId, splitFrom }, { nameOf }) =>
    splitFrom
      ? `This was a part of another complaint of yours and is a matter of its own now. ${nameOf(ownerId)} has it.`
      : `You told us ${channels[String(channel)] ?? ''}. ${nameOf(ownerId)} has it.`,
  OwnerChanged: ({ ownerId, previousOwnerId }, { nameOf }) =>
    `${nameOf(ownerId)} took it on from ${nameOf(previousOwnerId)}.`,
  HandOverOffered: () => null,
  AreaSet: () => null,
  PraiseNamed: () => null,
  HandOverDeclined: () => null,
  ComplaintAcknowledged: () => 'We confirmed automatically that we have it.',
  AnswerFailed: () => null,
  AnswerArrived: () => 'What we had written to you has reached you now.',
  ClosureQuestionFailed: () => null,
  AcknowledgementFailed: () => 'Our confirmation did not reach you after all.',
  MessageAdded: ({ audience, staffId, isFinal, noAction }, { nameOf }) => {
    if (audience !== 'customer') return null;
    const wrote = isFinal ? 'gave you our final answer' : 'wrote to you';
    return `${nameOf(staffId)} ${wrote}${noAction ? ' and says why nothing can be done' : ''}.`;
  },
  PointNoted: ({ pointId }, { pointText }) =>
    `We noted, as one thing that you told us: “${pointText(pointId)}”`,
  PointReworded: ({ pointId }, { pointText }) =>
    `We put one thing that you told us in other words: “${pointText(pointId)}”`,
  PointDropped: ({ pointId, staffId }, { nameOf, pointText }) =>
    `${nameOf(staffId)} took this out of what we had noted: “${pointText(pointId)}”`,
  PointFound: ({ pointId, finding, previous }, { pointText }) =>
    `You told us: “${pointText(pointId)}” We looked ${previous ? 'at it again' : 'into it'}: ${found[String(finding)] ?? ''}`,
  ContactLogged: ({ channel, staffId }, { nameOf }) =>
    staffId
      ? `You reached us ${channels[String(channel)] ?? ''}; ${nameOf(staffId)} wrote it down.`
      : `You wrote to us ${channels[String(channel)] ?? ''}.`,
  ClosureAsked: ({ staffId }, { nameOf }) => `${nameOf(staffId)} asked you whether it is fixed.`,
  FixDenied: () => 'You said that it is not fixed.',
  ComplaintClosed: ({ basis, staffId, silence }, { nameOf }) =>
    basis === 'documented' && typeof staffId === 'string'
      ? closedOnDocuments(nameOf(staffId), Boolean(silence))
      : (closings[String(basis)] ?? null),
  ComplaintReopened: () => 'It is open again.',
  ComplaintJoined: ({ staffId }, { nameOf }) =>
    `${nameOf(staffId)} joined it to another complaint about the same matter; it goes on there.`,
  ComplaintSplit: ({ staffId }, { nameOf }) =>
    `${nameOf(staffId)} made a complaint of its own out of one part of it. It has its own reference, and this one goes on as well.`,
  ComplaintParted: ({ staffId }, { nameOf }) =>
    `${nameOf(staffId)} took it apart from the other complaint; it goes on by itself.`,
  NextDateSet: () => null,
  PrivateLinkRenewed: () => 'You got a new link to this page; the old one no longer works.',
  PromiseMade: ({ ownerId, dueAt }, { nameOf, promiseText, zone }, entry) =>
    `${nameOf(ownerId)} promised by ${at(dueAt, zone)}: ${promiseText(entry.stream)}`,
  PromiseKept: (_, { promiseText }, entry) => `We say this is done: ${promiseText(entry.stream)}`,
  PromiseReopened: (_, { promiseText }, entry) =>
    `This is open again, because our message did not reach you: ${promiseText(entry.stream)}`,
  PromiseBroken: ({ dueAt }, { promiseText, zone }, entry) =>
    `We did not keep our promise for ${at(dueAt, zone)}: ${promiseText(entry.stream)}`,
  PromiseRenewed: ({ ownerId, dueAt }, { nameOf, promiseText, zone }, entry) =>
    `${nameOf(ownerId)} gave a new date, ${at(dueAt, zone)}: ${promiseText(entry.stream)}`,
  PromiseConfirmed: (_, { promiseText }, entry) =>
    `You said we kept it: ${promiseText(entry.stream)}`,
  PromiseDisputed: (_, { promiseText }, entry) =>
    `You said we did not keep it: ${promiseText(entry.stream)}`,
  PromiseReleased: (_, { promiseText }, entry) => `No longer needed: ${promiseText(entry.stream)}`,
  PromisePassedOn: ({ ownerId }, { nameOf, promiseText }, entry) =>
    `${nameOf(ownerId)} now sees to it: ${promiseText(entry.stream)}`,
  RemedyProposed: ({ by }, { remedyText }, entry) =>
    by === 'customer' ? `You told us what would put it right: ${remedyText(entry.stream)}` : null,
  RemedyApprovalAsked: () => null,
  ApprovalMovedUp: () => null,
  RemedyApproved: () => null,
  RemedyRefused: ({ told, staffId }, { nameOf, remedyText }, entry) =>
    told
      ? `${nameOf(staffId)} cannot give you what you proposed, and says why: ${remedyText(entry.stream)}`
      : null,
  RemedyOffered: ({ staffId, accepts }, { nameOf, remedyText }, entry) =>
    `${nameOf(staffId)} ${accepts ? 'gives' : 'offers'} you: ${remedyText(entry.stream)}`,
  RemedyAccepted: ({ by }, { remedyText }, entry) =>
    by === 'customer' ? `You accepted: ${remedyText(entry.stream)}` : null,
  RemedyDeclined: (_, { remedyText }, entry) => `You declined: ${remedyText(entry.stream)}`,
  RemedyDelivered: (_, { remedyText }, entry) =>
    `We say that you have it: ${remedyText(entry.stream)}`,
  RemedyConfirmed: (_, { remedyText }, entry) =>
    `You said that you have it: ${remedyText(entry.stream)}`,
  RemedyDisputed: (_, { remedyText }, entry) =>
    `You said that you do not have it: ${remedyText(entry.stream)}`,
  RemedyWithdrawn: ({ staffId }, { nameOf, remedyText }, entry) =>
    staffId
      ? `${nameOf(staffId)} took this back, with a reason: ${remedyText(entry.stream)}`
      : `No longer needed: ${remedyText(entry.stream)}`,
  RemedyPassedOn: ({ ownerId }, { nameOf, remedyText }, entry) =>
    `${nameOf(ownerId)} now sees to it: ${remedyText(entry.stream)}`,
  EscalationRaised: ({ raisedTo, raisedBy }, { nameOf }) =>
    raisedBy === 'customer'
      ? `You had it taken higher, to ${nameOf(raisedTo)}.`
      : `It was taken higher, to ${nameOf(raisedTo)}.`,
  EscalationPassedOn: ({ raisedTo }, { nameOf }) => `It is with ${nameOf(raisedTo)} now.`,
  EscalationAnswered: ({ staffId }, { nameOf }) => `${nameOf(staffId)} answered.`,
  NoticeQueued: () => null,
  NoticeDelivered: ({ postedOn }) =>
    typeof postedOn === 'string' ? `We posted a letter to you on ${dayInWords(postedOn)}.` : null,
  NoticeFailed: ({ cause }) =>
    `${failures[String(cause)] ?? 'A message to you could not be delivered.'} It stands here instead.`,
};

/** Says each entry in words; null where there is nothing to say to the customer. */
export function sentenceOf(entry: Entry, known: Known): string | null {
  const say = sentences[entry.type];
  if (!say) throw new Error(`no sentence for ${entry.type}`);
  return say(entry.data, known, entry);
}

const at = (iso: unknown, zone: string): string => when(new Date(String(iso)), zone);

const failures: Readonly<Record<string, string>> = {
  unsure: 'We cannot tell whether a message of ours reached you.',
  partly_refused: 'A message of ours did not reach everybody it was for.',
  bounced: 'A message to you came back.',
};

export const dayInWords = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));

const channels: Readonly<Record<string, string>> = {
  web: 'on our website',
  mail: 'by mail',
  phone: 'by telephone',
  post: 'by letter',
  in_person: 'in person',
  widget: 'on our website',
  api: 'through another program',
};

/** What we found about a point, said to whoever complained of it. */
export const found: Readonly<Record<string, string>> = {
  upheld: 'you were right.',
  partly_upheld: 'you were right in part.',
  not_upheld: 'we do not find that this went wrong. Our reason stands with it.',
};

/** That somebody says nothing is no sign that they are content. */
function closedOnDocuments(name: string, isSilent: boolean): string {
  const why = isSilent
    ? `${name} closed it without a word from you: we asked whether it is fixed and heard nothing. We recorded that as silence, and not as a sign that you are satisfied.`
    : `${name} closed it without your yes and told you why.`;
  return `${why} If that is wrong, say so: it is open again at once.`;
}

const closings: Readonly<Record<string, string>> = {
  confirmed: 'You said that it is fixed. Thank you.',
  withdrawn: 'You withdrew it.',
  joined: 'It goes on in another complaint.',
  documented: 'We closed it and told you why. If that is wrong, say so: it is open again at once.',
};
