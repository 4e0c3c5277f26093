import type { Me, Role } from './api/types.ts';

// The server decides; this only keeps buttons away that it would refuse. It follows the policy
// tables of the slices complaints, promises, remedies, errands, escalations, customers, mails, mailboxes and staff.

export const deciders: readonly Role[] = ['handler', 'manager', 'executive'];

const table = {
  answer: deciders,
  promise: deciders,
  renew: deciders,
  keep: [...deciders, 'fixer'],
  offerRemedies: deciders,
  recordRemedyWord: [...deciders, 'account_owner'],
  setRemedyLimits: ['manager', 'executive', 'administrator'],
  logContact: [...deciders, 'account_owner'],
  readComplaints: [...deciders, 'designer', 'account_owner', 'administrator'],
  handErrands: deciders,
  handOver: deciders,
  putOff: deciders,
  takeOver: deciders,
  askWhetherFixed: deciders,
  closeDocumented: ['manager', 'executive'],
  judgePoints: deciders,
  join: deciders,
  decideParked: deciders,
  decideMail: deciders,
  correctCustomer: [...deciders, 'account_owner'],
  mergeCustomers: deciders,
  nameAccountOwner: ['manager', 'account_owner'],
  readCustomers: [...deciders, 'account_owner', 'administrator'],
  keepMailboxes: ['administrator'],
  writeArticles: [...deciders, 'designer'],
  traceFlaws: [...deciders, 'fixer', 'designer'],
  judgeFlaws: [...deciders, 'designer'],
  publishArticles: ['designer', 'manager', 'executive'],
  useTextBlocks: deciders,
  writeTextBlocks: ['handler', 'manager'],
  addStaff: ['administrator'],
  changeStaff: ['administrator'],
  grantSkills: ['manager', 'executive'],
  setCalendar: ['administrator', 'manager', 'executive'],
  brand: ['administrator', 'executive'],
  planAbsences: ['manager', 'executive', 'administrator'],
  switchPacks: ['administrator'],
  stateRights: ['administrator', 'manager', 'executive'],
} as const satisfies Record<string, readonly Role[]>;

export type Act = keyof typeof table;

export function may(me: Me, act: Act): boolean {
  const wanted: readonly Role[] = table[act];
  return me.roles.some((role) => wanted.includes(role));
}
