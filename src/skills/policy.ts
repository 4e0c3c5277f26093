import type { Policy } from '#http/caller.ts';

export const skillPolicy = {
  nameAreas: ['administrator', 'manager', 'executive'],
  grant: ['manager', 'executive'],
} as const satisfies Policy;
