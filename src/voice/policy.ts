import { type Policy, roles } from '#http/caller.ts';

/** Everybody speaks and reads; who decides about policies and systems answers. */
export const voicePolicy = {
  speak: roles,
  read: roles,
  answer: ['designer', 'manager', 'executive', 'administrator'],
  passOn: ['manager', 'executive'],
  settle: ['handler', 'fixer', 'designer', 'manager', 'executive'],
  assume: ['manager', 'executive'],
} as const satisfies Policy;
