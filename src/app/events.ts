import {
  acknowledge,
  complaintFactTypes,
  datedFactTypes,
  keepNextDate,
  projectComplaint,
  projectDates,
  projectFailedNotice,
  projectSentAgain,
  tellAfterAll,
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
import { projectStaff, staffFactTypes } from '#staff/index.ts';
import { projectTask, taskFactTypes } from '#tasks/index.ts';

/** Tables that can be rebuilt from the ledger, and are compared with it by `amends verify`. */
export const projectedTables = [
  'staff',
  'organisation',
  'customers',
  'complaints',
  'complaint_dates',
  'messages',
  'message_files',
  'staff_loads',
  'promises',
  'escalations',
  'notices',
  'tasks',
  'mailboxes',
] as const;

/** Kinds of stream in the order in which entries of the same instant are replayed. */
export const streamOrder = [
  'staff',
  'organisation',
  'customer',
  'complaint',
  'promise',
  'escalation',
  'notice',
  'task',
  'mailbox',
  'mail',
] as const;

/** How each type of entry keeps the tables in step. */
const projections = byType<Projection>([
  [staffFactTypes, projectStaff],
  [customerFactTypes, projectCustomer],
  [complaintFactTypes, projectComplaint],
  [promiseFactTypes, projectPromise],
  [datedFactTypes, projectDates],
  [escalationFactTypes, projectEscalation],
  [noticeFactTypes, projectNotice],
  [['NoticeFailed'], projectFailedNotice],
  [['NoticeDelivered'], projectSentAgain],
  [taskFactTypes, projectTask],
  [mailboxFactTypes, projectMailbox],
  // What was read in a mail cannot be told from the ledger: its row is written by whoever reads it.
  [mailFactTypes, async () => undefined],
]);

/** What follows from each type of entry in other slices. */
const reactions = (means: NoticeMeans) =>
  byType<Reaction>([
    [['ComplaintReceived'], promiseAnswer],
    [['ComplaintReceived'], raiseAsAddressed],
    [['OwnerChanged'], passPromisesOn],
    [['MessageAdded'], keepAnswerPromises],
    [['MessageAdded'], answerByMessage],
    [['ComplaintClosed', 'ComplaintJoined'], releasePromises],
    [['NoticeDelivered'], acknowledge],
    [['NoticeDelivered'], keepToldPromises],
    [['NoticeFailed'], untell],
    [['NoticeDelivered'], tellAfterAll],
    [['NoticeFailed'], reopenUntoldPromises],
    [['ComplaintJoined'], answerSuggestion],
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
