import { absenceFactTypes, askCover, projectAbsence } from '#absences/index.ts';
import {
  clockFactTypes,
  followComplaint,
  followedTypes,
  followRemedy,
  followStage,
  noteCorrection,
  passClocksOn,
  projectClock,
  startClocks,
  startClocksOfPacks,
} from '#clocks/index.ts';
import {
  acknowledge,
  complaintFactTypes,
  countedPromiseFactTypes,
  countPromises,
  countRaised,
  datedFactTypes,
  finishAccountTask,
  keepNextDate,
  pointFactTypes,
  projectComplaint,
  projectDates,
  projectFailedNotice,
  projectPoint,
  projectSentAgain,
  projectTurn,
  tellAccountOwner,
  tellAfterAll,
  turningFactTypes,
  undatingFactTypes,
  untell,
} from '#complaints/index.ts';
import { customerFactTypes, projectCustomer } from '#customers/index.ts';
import {
  callOffWith,
  callOffWithdrawn,
  errandFactTypes,
  finishWaiting,
  followOwner,
  judgeWithCustomer,
  mailedFactTypes,
  mailTeam,
  movingFactTypes,
  projectErrand,
  projectTeam,
  queueDelivery,
  sendVisitor,
  takeBackKept,
  teamFactTypes,
  tellDone,
} from '#errands/index.ts';
import {
  answerByMessage,
  escalationFactTypes,
  projectEscalation,
  raiseAsAddressed,
} from '#escalations/index.ts';
import type { Conclusion, Projection, Reaction, Registry } from '#ledger/ledger.ts';
import { letterFactTypes, projectLetter } from '#letters/index.ts';
import { mailboxFactTypes, projectMailbox } from '#mailboxes/index.ts';
import { answerSuggestion, mailFactTypes } from '#mails/index.ts';
import {
  type NoticeMeans,
  noticeFactTypes,
  noticeReactions,
  projectNotice,
} from '#notices/index.ts';
import { applyPacks, packFactTypes, projectPack } from '#packs/index.ts';
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
import { flawProjections, flawReactions, flawStreams, flawTables } from './flaw-events.ts';
import { knowledgeProjections, knowledgeReactions } from './knowledge-events.ts';

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
  'fixer_teams',
  'fixer_team_members',
  'errands',
  'errand_questions',
  'notices',
  'tasks',
  'mailboxes',
  'remedy_limits',
  'articles',
  'article_editions',
  'wanted_articles',
  'training_items',
  'text_blocks',
  'packs',
  'outside_bodies',
  'complaint_packs',
  'complaint_stages',
  'complaint_fields',
  'letters',
  'clocks',
  ...flawTables,
] as const;

/** Kinds of stream in the order in which entries of the same instant are replayed. */
export const streamOrder = [
  'staff',
  'organisation',
  'absence',
  'fixer_team',
  'area',
  'skills',
  'customer',
  'complaint',
  'promise',
  'remedy',
  'errand',
  'escalation',
  'notice',
  'clocks',
  'task',
  'mailbox',
  'limits',
  'wanted',
  'article',
  'training',
  'text_block',
  'pack',
  'body',
  'rules',
  'letter',
  'mail',
  ...flawStreams,
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
  [teamFactTypes, projectTeam],
  [errandFactTypes, projectErrand],
  [noticeFactTypes, projectNotice],
  [['NoticeFailed'], projectFailedNotice],
  [['NoticeDelivered'], projectSentAgain],
  [clockFactTypes, projectClock],
  [taskFactTypes, projectTask],
  [mailboxFactTypes, projectMailbox],
  ...knowledgeProjections,
  [textBlockFactTypes, projectTextBlock],
  [packFactTypes, projectPack],
  [letterFactTypes, projectLetter],
  ...flawProjections,
  // What was read in a mail cannot be told from the ledger: its row is written by whoever reads it.
  [mailFactTypes, async () => undefined],
]);

/** What follows from each type of entry in other slices. */
const reactions = (means: NoticeMeans) =>
  byType<Reaction>([
    [absenceFactTypes, askCover],
    [['ComplaintReceived', 'AreaSet'], applyPacks],
    [['ComplaintReceived'], promiseAnswer],
    [['ComplaintReceived'], raiseAsAddressed],
    [['ComplaintReceived'], startClocks],
    [['PacksApplied'], startClocksOfPacks],
    [followedTypes, followComplaint],
    [['RemedyOffered', 'RemedyAccepted', 'RemedyDelivered'], followRemedy],
    [['StageBegun'], followStage],
    [['OwnerChanged'], passClocksOn],
    [['WorkingWeekSet', 'HolidaysSet'], noteCorrection],
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
    [['ErrandAccepted'], sendVisitor],
    [['ErrandDone'], tellDone],
    [['ErrandReturned'], takeBackKept],
    [movingFactTypes, finishWaiting],
    [errandFactTypes, queueDelivery],
    [mailedFactTypes, mailTeam(means.linkKey)],
    [
      ['PromiseConfirmed', 'PromiseDisputed', 'RemedyConfirmed', 'RemedyDisputed'],
      judgeWithCustomer,
    ],
    [['PromiseReleased', 'RemedyDeclined', 'RemedyWithdrawn'], callOffWith],
    [['ComplaintClosed'], callOffWithdrawn],
    [['OwnerChanged'], followOwner],
    [['NoticeDelivered'], acknowledge],
    [['NoticeDelivered'], keepToldPromises],
    [['NoticeFailed'], untell],
    [['NoticeDelivered'], tellAfterAll],
    [['NoticeFailed'], reopenUntoldPromises],
    [['ComplaintJoined'], answerSuggestion],
    [['ComplaintReceived'], tellAccountOwner],
    [['ComplaintClosed', 'ComplaintJoined'], finishAccountTask],
    ...knowledgeReactions,
    ...flawReactions,
    [wordFactTypes, indexComplaint],
    [personFactTypes, indexPerson],
    [['CustomersUnmerged'], indexParted],
    ...Object.entries(noticeReactions(means)).map(([type, react]): [string[], Reaction] => [
      [type],
      react,
    ]),
  ]);

/** What follows when the reactions are done, because they may make or keep promises. */
const conclusions = byType<Conclusion>([[undatingFactTypes, keepNextDate]]);

export const createRegistry = (means: NoticeMeans): Registry => ({
  projections,
  reactions: reactions(means),
  conclusions,
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
