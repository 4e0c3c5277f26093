import type { Policy } from '#http/caller.ts';

const answering = ['handler', 'manager', 'executive'] as const;

export const customerPolicy = {
  read: [...answering, 'account_owner', 'administrator'],
  correct: [...answering, 'account_owner'],
  merge: answering,
  nameAccountOwner: ['manager', 'account_owner'],
  /** Whoever looks after a customer reads what they complain of. */
  beAccountOwner: [...answering, 'account_owner', 'administrator'],
} as const satisfies Policy;
