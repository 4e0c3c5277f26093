import { type Policy, type Role, roles } from '#http/caller.ts';

/** Fixers see their errands; the whole file only where their team's setting lets them. */
const readers: readonly Role[] = roles.filter((role) => role !== 'fixer');

/** Who may do what with a complaint. Who it belongs to is checked where it matters, in commands. */
export const complaintPolicy = {
  read: readers,
  note: roles,
  answer: ['handler', 'manager', 'executive'],
  logContact: ['handler', 'manager', 'executive', 'account_owner'],
  handOver: ['handler', 'manager', 'executive'],
  putOff: ['handler', 'manager', 'executive'],
  takeOver: ['handler', 'manager', 'executive'],
  askWhetherFixed: ['handler', 'manager', 'executive'],
  closeDocumented: ['manager', 'executive'],
  /** Points of a complaint: what it is about, and what was found. */
  judgePoints: ['handler', 'manager', 'executive'],
  join: ['handler', 'manager', 'executive'],
  decideParked: ['handler', 'manager', 'executive'],
} as const satisfies Policy;
