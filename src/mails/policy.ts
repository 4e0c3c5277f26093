import type { Policy } from '#http/caller.ts';

const everybody = [
  'handler',
  'fixer',
  'designer',
  'manager',
  'executive',
  'account_owner',
  'administrator',
] as const;

export const mailPolicy = {
  read: everybody,
  decide: ['handler', 'manager', 'executive'],
} as const satisfies Policy;
