import type { Policy } from '#http/caller.ts';

export const staffPolicy = {
  add: ['administrator'],
} as const satisfies Policy;
