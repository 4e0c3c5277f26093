import type { Entry } from '#ledger/entry.ts';
import { when } from '#notices/index.ts';

/** What a sentence needs to know beyond its entry. */
export type Known = {
  /** Names of people of ours by id. */
  nameOf(staffId: unknown): string;
  /** The words of a promise by its id. */
  promiseText(promiseId: string): string;
  zone: string;
};

type Sentence = (data: Record<string, unknown>, known: Known, entry: Entry) => string | null;

/** Every event as a plain sentence to the customer; null for what is shown elsewhere or not theirs. */
export const sentences: Readonly<Record<string, Sentence>> = {
  ComplaintReceived: ({ channel, ownerId }, { nameOf }) =>
    `You told us ${channels[String(channel)] ?? ''}. ${nameOf(ownerId)} has it.`,
  OwnerChanged: ({ ownerId, previousOwnerId }, { nameOf }) =>
    `${nameOf(ownerId)} took it on from ${nameOf(previousOwnerId)}.`,
  HandOverOffered: () => null,
  HandOverDeclined: () => null,
  ComplaintAcknowledged: () => 'We confirmed automatically that we have it.',
  AnswerFailed: () => null,
  AnswerArrived: () => 'What we had written to you has reached you now.',
  ClosureQuestionFailed: () => null,
  AcknowledgementFailed: () => 'Our confirmation did not reach you after all.',
  MessageAdded: ({ audience, staffId }, { nameOf }) =>
    audience === 'customer' ? `${nameOf(staffId)} wrote to you.` : null,
  ContactLogged: ({ channel, staffId }, { nameOf }) =>
    staffId
      ? `You reached us ${channels[String(channel)] ?? ''}; ${nameOf(staffId)} wrote it down.`
      : `You wrote to us ${channels[String(channel)] ?? ''}.`,
  ClosureAsked: ({ staffId }, { nameOf }) => `${nameOf(staffId)} asked you whether it is fixed.`,
  FixDenied: () => 'You said that it is not fixed.',
  ComplaintClosed: ({ basis }) => closings[String(basis)] ?? null,
  ComplaintReopened: () => 'It is open again.',
  ComplaintJoined: ({ staffId }, { nameOf }) =>
    `${nameOf(staffId)} joined it to another complaint about the same matter; it goes on there.`,
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
  EscalationRaised: ({ raisedTo, raisedBy }, { nameOf }) =>
    raisedBy === 'customer'
      ? `You had it taken higher, to ${nameOf(raisedTo)}.`
      : `It was taken higher, to ${nameOf(raisedTo)}.`,
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

const dayInWords = (day: string): string =>
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

const closings: Readonly<Record<string, string>> = {
  confirmed: 'You said that it is fixed. Thank you.',
  withdrawn: 'You withdrew it.',
  joined: 'It goes on in another complaint.',
  documented: 'We closed it and told you why. If that is wrong, say so: it is open again at once.',
};
