import { type Policy, roles } from '#http/caller.ts';

export const mailPolicy = {
  read: roles,
  decide: ['handler', 'manager', 'executive'],
} as const satisfies Policy;
