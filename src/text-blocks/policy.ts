import type { Policy } from '#http/caller.ts';

/** Who may use and write text blocks: those who answer customers. */
export const textBlockPolicy = {
  read: ['handler', 'manager', 'executive'],
  write: ['handler', 'manager'],
} as const satisfies Policy;
