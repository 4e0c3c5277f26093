import { i18n, languageNow } from '#languages/i18n.ts';
import { formatLocale } from '#languages/languages.ts';
import type { Entry } from '#ledger/entry.ts';
import { errandSentences } from './errand-sentences.ts';
import { at, type Known, type Sentence } from './sentence.ts';

/** Every event as a plain sentence to the customer; null for what is shown elsewhere or not theirs. */
export const sentences: Readonly<Record<string, Sentence>> = {
  ComplaintReceived: ({ channel, ownerId, splitFrom }, { nameOf }) =>
    splitFrom
      ? i18n.t(
          'This was a part of another complaint of yours and is a matter of its own now. {owner} has it.',
          { owner: nameOf(ownerId) },
        )
      : i18n.t(
          '{channel, select, mail {You told us by mail.} phone {You told us by telephone.} post {You told us by letter.} in_person {You told us in person.} api {You told us through another program.} other {You told us on our website.}} {owner} has it.',
          { channel, owner: nameOf(ownerId) },
        ),
  OwnerChanged: ({ ownerId, previousOwnerId }, { nameOf }) =>
    i18n.t('{owner} took it on from {previous}.', {
      owner: nameOf(ownerId),
      previous: nameOf(previousOwnerId),
    }),
  HandOverOffered: () => null,
  AreaSet: () => null,
  PraiseNamed: () => null,
  HandOverDeclined: () => null,
  ComplaintAcknowledged: () => i18n.t('We confirmed automatically that we have it.'),
  AnswerFailed: () => null,
  AnswerArrived: () => i18n.t('What we had written to you has reached you now.'),
  ClosureQuestionFailed: () => null,
  AcknowledgementFailed: () => i18n.t('Our confirmation did not reach you after all.'),
  MessageAdded: ({ audience, staffId, isFinal, noAction }, { nameOf }) => {
    if (audience !== 'customer') return null;
    return i18n.t(wroteToYou(Boolean(isFinal), Boolean(noAction)), { name: nameOf(staffId) });
  },
  PointNoted: ({ pointId }, { pointText }) =>
    i18n.t('We noted, as one thing that you told us: “{point}”', { point: pointText(pointId) }),
  PointReworded: ({ pointId }, { pointText }) =>
    i18n.t('We put one thing that you told us in other words: “{point}”', {
      point: pointText(pointId),
    }),
  PointDropped: ({ pointId, staffId }, { nameOf, pointText }) =>
    i18n.t('{name} took this out of what we had noted: “{point}”', {
      name: nameOf(staffId),
      point: pointText(pointId),
    }),
  PointFound: ({ pointId, finding, previous }, { pointText }) =>
    i18n.t(
      '{again, select, yes {You told us: “{point}” We looked at it again.} other {You told us: “{point}” We looked into it.}} {found}',
      {
        again: previous ? 'yes' : 'no',
        point: pointText(pointId),
        found: i18n.t(found[String(finding)] ?? ''),
      },
    ),
  ContactLogged: ({ channel, staffId }, { nameOf }) =>
    staffId
      ? i18n.t(
          '{channel, select, mail {You reached us by mail; {name} wrote it down.} phone {You reached us by telephone; {name} wrote it down.} post {You reached us by letter; {name} wrote it down.} in_person {You reached us in person; {name} wrote it down.} api {You reached us through another program; {name} wrote it down.} other {You reached us on our website; {name} wrote it down.}}',
          { channel, name: nameOf(staffId) },
        )
      : i18n.t(
          '{channel, select, mail {You wrote to us by mail.} phone {You wrote to us by telephone.} post {You wrote to us by letter.} in_person {You wrote to us in person.} api {You wrote to us through another program.} other {You wrote to us on our website.}}',
          { channel },
        ),
  ClosureAsked: ({ staffId }, { nameOf }) =>
    i18n.t('{name} asked you whether it is fixed.', { name: nameOf(staffId) }),
  FixDenied: () => i18n.t('You said that it is not fixed.'),
  ComplaintClosed: ({ basis, staffId, silence }, { nameOf }) =>
    basis === 'documented' && typeof staffId === 'string'
      ? closedOnDocuments(nameOf(staffId), Boolean(silence))
      : i18n.t(closings[String(basis)] ?? ''),
  ComplaintReopened: () => i18n.t('It is open again.'),
  ComplaintJoined: ({ staffId }, { nameOf }) =>
    i18n.t('{name} joined it to another complaint about the same matter; it goes on there.', {
      name: nameOf(staffId),
    }),
  ComplaintSplit: ({ staffId }, { nameOf }) =>
    i18n.t(
      '{name} made a complaint of its own out of one part of it. It has its own reference, and this one goes on as well.',
      { name: nameOf(staffId) },
    ),
  ComplaintParted: ({ staffId }, { nameOf }) =>
    i18n.t('{name} took it apart from the other complaint; it goes on by itself.', {
      name: nameOf(staffId),
    }),
  NextDateSet: () => null,
  PrivateLinkRenewed: () => i18n.t('You got a new link to this page; the old one no longer works.'),
  PromiseMade: ({ ownerId, dueAt }, { nameOf, promiseText, zone }, entry) =>
    i18n.t('{name} promised by {by}: {promise}', {
      name: nameOf(ownerId),
      by: at(dueAt, zone),
      promise: promiseText(entry.stream),
    }),
  PromiseKept: (_, { promiseText }, entry) =>
    i18n.t('We say this is done: {promise}', { promise: promiseText(entry.stream) }),
  PromiseReopened: ({ cause }, { promiseText }, entry) => {
    const promise = promiseText(entry.stream);
    return cause === 'not_fixed'
      ? i18n.t('We looked, and this is not done yet, so it is open again: {promise}', { promise })
      : i18n.t('This is open again, because our message did not reach you: {promise}', { promise });
  },
  PromiseBroken: ({ dueAt }, { promiseText, zone }, entry) =>
    i18n.t('We did not keep our promise for {by}: {promise}', {
      by: at(dueAt, zone),
      promise: promiseText(entry.stream),
    }),
  PromiseRenewed: ({ ownerId, dueAt }, { nameOf, promiseText, zone }, entry) =>
    i18n.t('{name} gave a new date, {by}: {promise}', {
      name: nameOf(ownerId),
      by: at(dueAt, zone),
      promise: promiseText(entry.stream),
    }),
  PromiseConfirmed: (_, { promiseText }, entry) =>
    i18n.t('You said we kept it: {promise}', { promise: promiseText(entry.stream) }),
  PromiseDisputed: (_, { promiseText }, entry) =>
    i18n.t('You said we did not keep it: {promise}', { promise: promiseText(entry.stream) }),
  PromiseReleased: (_, { promiseText }, entry) =>
    i18n.t('No longer needed: {what}', { what: promiseText(entry.stream) }),
  PromisePassedOn: ({ ownerId }, { nameOf, promiseText }, entry) =>
    i18n.t('{name} now sees to it: {what}', {
      name: nameOf(ownerId),
      what: promiseText(entry.stream),
    }),
  RemedyProposed: ({ by }, { remedyText }, entry) =>
    by === 'customer'
      ? i18n.t('You told us what would put it right: {what}', { what: remedyText(entry.stream) })
      : null,
  RemedyApprovalAsked: () => null,
  ApprovalMovedUp: () => null,
  RemedyApproved: () => null,
  RemedyRefused: ({ told, staffId }, { nameOf, remedyText }, entry) =>
    told
      ? i18n.t('{name} cannot give you what you proposed, and says why: {what}', {
          name: nameOf(staffId),
          what: remedyText(entry.stream),
        })
      : null,
  RemedyOffered: ({ staffId, accepts }, { nameOf, remedyText }, entry) =>
    i18n.t(accepts ? /*i18n*/ '{name} gives you: {what}' : /*i18n*/ '{name} offers you: {what}', {
      name: nameOf(staffId),
      what: remedyText(entry.stream),
    }),
  RemedyAccepted: ({ by }, { remedyText }, entry) =>
    by === 'customer' ? i18n.t('You accepted: {what}', { what: remedyText(entry.stream) }) : null,
  RemedyDeclined: (_, { remedyText }, entry) =>
    i18n.t('You declined: {what}', { what: remedyText(entry.stream) }),
  RemedyDelivered: (_, { remedyText }, entry) =>
    i18n.t('We say that you have it: {what}', { what: remedyText(entry.stream) }),
  RemedyConfirmed: (_, { remedyText }, entry) =>
    i18n.t('You said that you have it: {what}', { what: remedyText(entry.stream) }),
  RemedyDisputed: (_, { remedyText }, entry) =>
    i18n.t('You said that you do not have it: {what}', { what: remedyText(entry.stream) }),
  RemedyWithdrawn: ({ staffId }, { nameOf, remedyText }, entry) =>
    staffId
      ? i18n.t('{name} took this back, with a reason: {what}', {
          name: nameOf(staffId),
          what: remedyText(entry.stream),
        })
      : i18n.t('No longer needed: {what}', { what: remedyText(entry.stream) }),
  RemedyPassedOn: ({ ownerId }, { nameOf, remedyText }, entry) =>
    i18n.t('{name} now sees to it: {what}', {
      name: nameOf(ownerId),
      what: remedyText(entry.stream),
    }),
  ...errandSentences,
  EscalationRaised: ({ raisedTo, raisedBy }, { nameOf }) =>
    raisedBy === 'customer'
      ? i18n.t('You had it taken higher, to {name}.', { name: nameOf(raisedTo) })
      : i18n.t('It was taken higher, to {name}.', { name: nameOf(raisedTo) }),
  EscalationPassedOn: ({ raisedTo }, { nameOf }) =>
    i18n.t('It is with {name} now.', { name: nameOf(raisedTo) }),
  EscalationAnswered: ({ staffId }, { nameOf }) =>
    i18n.t('{name} answered.', { name: nameOf(staffId) }),
  PacksApplied: () => null,
  RecordFilled: () => null,
  LetterSent: () => null,
  StageBegun: ({ stage, staffId }, { nameOf }) =>
    `You wanted it looked at once more: stage ${String(stage)}, with ${nameOf(staffId)}.`,
  NoticeQueued: () => null,
  NoticeDelivered: ({ postedOn }) =>
    typeof postedOn === 'string'
      ? i18n.t('We posted a letter to you on {day}.', { day: dayInWords(postedOn) })
      : null,
  ComplaintTracedToFlaw: ({ by }) =>
    by === 'program'
      ? null
      : i18n.t('We found that this is something wrong on our side, and work on ending it.'),
  ComplaintUntracedFromFlaw: () => null,
  NoticeFailed: ({ cause }) =>
    i18n.t(
      failures[String(cause)] ??
        /*i18n*/ 'A message to you could not be delivered. It stands here instead.',
    ),
};

/** Says each entry in words; null where there is nothing to say to the customer. */
export function sentenceOf(entry: Entry, known: Known): string | null {
  const say = sentences[entry.type];
  if (!say) throw new Error(`no sentence for ${entry.type}`);
  return say(entry.data, known, entry);
}

const failures: Readonly<Record<string, string>> = {
  unsure: /*i18n*/ 'We cannot tell whether a message of ours reached you. It stands here instead.',
  partly_refused:
    /*i18n*/ 'A message of ours did not reach everybody it was for. It stands here instead.',
  bounced: /*i18n*/ 'A message to you came back. It stands here instead.',
};

export const dayInWords = (day: string): string =>
  new Intl.DateTimeFormat(formatLocale(languageNow()), {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(day));

/** What we found about a point, said to whoever complained of it. */
export const found: Readonly<Record<string, string>> = {
  upheld: /*i18n*/ 'You were right.',
  partly_upheld: /*i18n*/ 'You were right in part.',
  not_upheld: /*i18n*/ 'We do not find that this went wrong. Our reason stands with it.',
};

function wroteToYou(isFinal: boolean, isWithoutAction: boolean): string {
  if (isFinal && isWithoutAction) {
    return /*i18n*/ '{name} gave you our final answer and says why nothing can be done.';
  }
  if (isFinal) return /*i18n*/ '{name} gave you our final answer.';
  if (isWithoutAction) return /*i18n*/ '{name} wrote to you and says why nothing can be done.';
  return /*i18n*/ '{name} wrote to you.';
}

/** That somebody says nothing is no sign that they are content. */
function closedOnDocuments(name: string, isSilent: boolean): string {
  const sentence = isSilent
    ? /*i18n*/ '{name} closed it without a word from you: we asked whether it is fixed and heard nothing. We recorded that as silence, and not as a sign that you are satisfied. If that is wrong, say so: it is open again at once.'
    : /*i18n*/ '{name} closed it without your yes and told you why. If that is wrong, say so: it is open again at once.';
  return i18n.t(sentence, { name });
}

const closings: Readonly<Record<string, string>> = {
  confirmed: /*i18n*/ 'You said that it is fixed. Thank you.',
  withdrawn: /*i18n*/ 'You withdrew it.',
  joined: /*i18n*/ 'It goes on in another complaint.',
  documented:
    /*i18n*/ 'We closed it and told you why. If that is wrong, say so: it is open again at once.',
};
