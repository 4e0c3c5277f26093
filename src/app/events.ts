import { absenceFactTypes, askCover, projectAbsence } from '#absences/index.ts';
import {
  acknowledge,
  complaintFactTypes,
  countedPromiseFactTypes,
  countPromises,
  countRaised,
  datedFactTypes,
  keepNextDate,
  pointFactTypes,
  projectComplaint,
  projectDates,
  projectFailedNotice,
  projectPoint,
  projectSentAgain,
  projectTurn,
  tellAfterAll,
  turningFactTypes,
  undatingFactTypes,
  untell,
} from '#complaints/index.ts';
import { customerFactTypes, projectCustomer } from '#customers/index.ts';
import {
  answerByMessage,
  escalationFactTypes,
  projectEscalation,
  raiseAsAddressed,
} from '#escalations/index.ts';
import {
  articleFactTypes,
  finishReviewTask,
  finishWantedTask,
  giveReviewTask,
  giveWantedTask,
  projectArticle,
  projectTraining,
  projectWanted,
  trainingFactTypes,
  wantedFactTypes,
} from '#knowledge/index.ts';
import type { Projection, Reaction, Registry } from '#ledger/ledger.ts';
import { mailboxFactTypes, projectMailbox } from '#mailboxes/index.ts';
import { answerSuggestion, mailFactTypes } from '#mails/index.ts';
import {
  type NoticeMeans,
  noticeFactTypes,
  noticeReactions,
  projectNotice,
} from '#notices/index.ts';
import {
  keepAnswerPromises,
  keepToldPromises,
  passPromisesOn,
  projectPromise,
  promiseAnswer,
  promiseFactTypes,
  releasePromises,
  reopenUntoldPromises,
} from '#promises/index.ts';
import {
  deliverKept,
  endRemedies,
  followVerdict,
  limitFactTypes,
  passRemediesOn,
  passRemedyWithPromise,
  projectLimits,
  projectRemedy,
  remedyFactTypes,
  settlePromise,
  settlingFactTypes,
} from '#remedies/index.ts';
import {
  indexComplaint,
  indexParted,
  indexPerson,
  personFactTypes,
  wordFactTypes,
} from '#search/index.ts';
import { projectSkill, skillFactTypes } from '#skills/index.ts';
import { projectStaff, staffFactTypes } from '#staff/index.ts';
import { projectTask, taskFactTypes } from '#tasks/index.ts';
import { projectTextBlock, textBlockFactTypes } from '#text-blocks/index.ts';

/** Tables that can be rebuilt from the ledger, and are compared with it by `amends verify`. */
export const projectedTables = [
  'staff',
  'organisation',
  'absences',
  'areas',
  'skills',
  'customers',
  'complaints',
  'complaint_dates',
  'messages',
  'message_files',
  'points',
  'staff_loads',
  'promises',
  'remedies',
  'escalations',
  'notices',
  'tasks',
  'mailboxes',
  'remedy_limits',
  'articles',
  'article_editions',
  'wanted_articles',
  'training_items',
  'text_blocks',
] as const;

/** Kinds of stream in the order in which entries of the same instant are replayed. */
export const streamOrder = [
  'staff',
  'organisation',
  'absence',
  'area',
  'skills',
  'customer',
  'complaint',
  'promise',
  'remedy',
  'escalation',
  'notice',
  'task',
  'mailbox',
  'limits',
  'wanted',
  'article',
  'training',
  'text_block',
  'mail',
] as const;

/** How each type of entry keeps the tables in step. */
const projections = byType<Projection>([
  [staffFactTypes, projectStaff],
  [absenceFactTypes, projectAbsence],
  [skillFactTypes, projectSkill],
  [customerFactTypes, projectCustomer],
  [complaintFactTypes, projectComplaint],
  [pointFactTypes, projectPoint],
  // Before the rows change, to know what they were.
  [countedPromiseFactTypes, countPromises],
  [promiseFactTypes, projectPromise],
  [datedFactTypes, projectDates],
  [remedyFactTypes, projectRemedy],
  [turningFactTypes, projectTurn],
  [limitFactTypes, projectLimits],
  [escalationFactTypes, countRaised],
  [escalationFactTypes, projectEscalation],
  [noticeFactTypes, projectNotice],
  [['NoticeFailed'], projectFailedNotice],
  [['NoticeDelivered'], projectSentAgain],
  [taskFactTypes, projectTask],
  [mailboxFactTypes, projectMailbox],
  [articleFactTypes, projectArticle],
  [wantedFactTypes, projectWanted],
  [trainingFactTypes, projectTraining],
  [textBlockFactTypes, projectTextBlock],
  // What was read in a mail cannot be told from the ledger: its row is written by whoever reads it.
  [mailFactTypes, async () => undefined],
]);

/** What follows from each type of entry in other slices. */
const reactions = (means: NoticeMeans) =>
  byType<Reaction>([
    [absenceFactTypes, askCover],
    [['ComplaintReceived'], promiseAnswer],
    [['ComplaintReceived'], raiseAsAddressed],
    [['OwnerChanged'], passPromisesOn],
    [['MessageAdded'], keepAnswerPromises],
    [['MessageAdded'], answerByMessage],
    [['ComplaintClosed', 'ComplaintJoined'], releasePromises],
    [['PromiseKept'], deliverKept],
    [['PromiseConfirmed', 'PromiseDisputed'], followVerdict],
    [['PromisePassedOn'], passRemedyWithPromise],
    [['OwnerChanged'], passRemediesOn],
    [['ComplaintClosed'], endRemedies],
    [settlingFactTypes, settlePromise],
    [['NoticeDelivered'], acknowledge],
    [['NoticeDelivered'], keepToldPromises],
    [['NoticeFailed'], untell],
    [['NoticeDelivered'], tellAfterAll],
    [['NoticeFailed'], reopenUntoldPromises],
    [['ComplaintJoined'], answerSuggestion],
    [['ArticleReviewDue'], giveReviewTask],
    [['ArticleReviewed', 'ArticleOwnerChanged', 'ArticleRetired'], finishReviewTask],
    [['ArticleWanted'], giveWantedTask],
    [['ArticleWritten', 'ArticleNotNeeded'], finishWantedTask],
    [wordFactTypes, indexComplaint],
    [personFactTypes, indexPerson],
    [['CustomersUnmerged'], indexParted],
    // Last, because the others may make or keep promises.
    [undatingFactTypes, keepNextDate],
    ...Object.entries(noticeReactions(means)).map(([type, react]): [string[], Reaction] => [
      [type],
      react,
    ]),
  ]);

export const createRegistry = (means: NoticeMeans): Registry => ({
  projections,
  reactions: reactions(means),
});

/** For replaying: the tables follow, and nobody is told or promised anything a second time. */
export const registry: Registry = { projections, reactions: new Map() };

function byType<T>(rows: readonly (readonly [readonly string[], T])[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const [types, work] of rows) {
    for (const type of types) map.set(type, [...(map.get(type) ?? []), work]);
  }
  return map;
}
