import type { Me, Role } from './api/types.ts';

// The server decides; this only keeps buttons away that it would refuse. It follows the policy
// tables of the slices complaints, promises, escalations, customers, mails, mailboxes and staff.

export const deciders: readonly Role[] = ['handler', 'manager', 'executive'];

const table = {
  answer: deciders,
  promise: deciders,
  renew: deciders,
  keep: [...deciders, 'fixer'],
  logContact: [...deciders, 'account_owner'],
  handOver: deciders,
  takeOver: deciders,
  askWhetherFixed: deciders,
  closeDocumented: ['manager', 'executive'],
  join: deciders,
  decideParked: deciders,
  decideMail: deciders,
  correctCustomer: [...deciders, 'account_owner'],
  mergeCustomers: deciders,
  readCustomers: [...deciders, 'account_owner', 'administrator'],
  keepMailboxes: ['administrator'],
  addStaff: ['administrator'],
  stateRights: ['administrator', 'manager', 'executive'],
} as const satisfies Record<string, readonly Role[]>;

export type Act = keyof typeof table;

export function may(me: Me, act: Act): boolean {
  const wanted: readonly Role[] = table[act];
  return me.roles.some((role) => wanted.includes(role));
}
