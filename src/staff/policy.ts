import type { Policy } from '#http/caller.ts';

export const staffPolicy = {
  add: ['administrator'],
  change: ['administrator'],
  agreeLoad: ['manager', 'executive'],
  setCalendar: ['administrator', 'manager', 'executive'],
  brand: ['administrator', 'executive'],
  stateRights: ['administrator', 'manager', 'executive'],
} as const satisfies Policy;
