import type { Policy } from '#http/caller.ts';

const answering = ['handler', 'manager', 'executive'] as const;

export const customerPolicy = {
  read: [...answering, 'account_owner', 'administrator'],
  correct: [...answering, 'account_owner'],
  merge: answering,
  nameAccountOwner: ['manager', 'account_owner'],
} as const satisfies Policy;
