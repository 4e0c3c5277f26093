import {
  acknowledge,
  complaintFactTypes,
  datedFactTypes,
  keepNextDate,
  type LinkMaker,
  projectComplaint,
  projectDates,
  projectFailedNotice,
  undatingFactTypes,
} from '#complaints/index.ts';
import { customerFactTypes, projectCustomer } from '#customers/index.ts';
import {
  answerByMessage,
  escalationFactTypes,
  projectEscalation,
  raiseAsAddressed,
} from '#escalations/index.ts';
import type { Projection, Reaction, Registry } from '#ledger/ledger.ts';
import { noticeFactTypes, noticeReactions, projectNotice } from '#notices/index.ts';
import {
  keepAnswerPromises,
  passPromisesOn,
  projectPromise,
  promiseAnswer,
  promiseFactTypes,
  releasePromises,
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
  [taskFactTypes, projectTask],
]);

/** What follows from each type of entry in other slices. */
const reactions = (linkOf: LinkMaker) =>
  byType<Reaction>([
    [['ComplaintReceived'], promiseAnswer],
    [['ComplaintReceived'], raiseAsAddressed],
    [['OwnerChanged'], passPromisesOn],
    [['MessageAdded'], keepAnswerPromises],
    [['MessageAdded'], answerByMessage],
    [['ComplaintClosed', 'ComplaintJoined'], releasePromises],
    [['NoticeDelivered'], acknowledge],
    // Last, because the others may make or keep promises.
    [undatingFactTypes, keepNextDate],
    ...Object.entries(noticeReactions(linkOf)).map(([type, react]): [string[], Reaction] => [
      [type],
      react,
    ]),
  ]);

export const createRegistry = (linkOf: LinkMaker): Registry => ({
  projections,
  reactions: reactions(linkOf),
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
