import { type Policy, roles } from '#http/caller.ts';

/** Who may put things right. How much of it by themselves is set by the limits. */
export const remedyPolicy = {
  read: roles,
  propose: ['handler', 'manager', 'executive', 'account_owner'],
  offer: ['handler', 'manager', 'executive'],
  recordWord: ['handler', 'manager', 'executive', 'account_owner'],
  deliver: ['handler', 'fixer', 'manager', 'executive'],
  withdraw: ['handler', 'manager', 'executive'],
  setLimits: ['manager', 'executive', 'administrator'],
} as const satisfies Policy;
