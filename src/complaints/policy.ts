import type { Policy } from '#http/caller.ts';

const everybody = [
  'handler',
  'fixer',
  'designer',
  'manager',
  'executive',
  'account_owner',
  'administrator',
] as const;

/** Who may do what with a complaint. Who it belongs to is checked where it matters, in commands. */
export const complaintPolicy = {
  read: everybody,
  note: everybody,
  answer: ['handler', 'manager', 'executive'],
  logContact: ['handler', 'manager', 'executive', 'account_owner'],
  handOver: ['handler', 'manager', 'executive'],
  takeOver: ['handler', 'manager', 'executive'],
  askWhetherFixed: ['handler', 'manager', 'executive'],
  closeDocumented: ['manager', 'executive'],
  join: ['handler', 'manager', 'executive'],
  decideParked: ['handler', 'manager', 'executive'],
} as const satisfies Policy;
