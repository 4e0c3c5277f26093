import type { Policy } from '#http/caller.ts';

/** Who may make, keep and renew promises. The customer alone says whether one was kept. */
export const promisePolicy = {
  make: ['handler', 'manager', 'executive'],
  keep: ['handler', 'fixer', 'manager', 'executive'],
  renew: ['handler', 'manager', 'executive'],
} as const satisfies Policy;
