import type { Policy } from '#http/caller.ts';

export const staffPolicy = {
  add: ['administrator'],
  stateRights: ['administrator', 'manager', 'executive'],
} as const satisfies Policy;
