import { type Policy, roles } from '#http/caller.ts';

/** Who may do what with a flaw. Everybody reads it, speaks in its thread and may trace a complaint to it. */
export const flawPolicy = {
  read: roles,
  speak: roles,
  trace: ['handler', 'fixer', 'designer', 'manager', 'executive'],
  /** Confirm, name, merge, split, dismiss, say what it is about and why it happened. */
  judge: ['handler', 'designer', 'manager', 'executive'],
  liveWith: ['manager', 'executive'],
  askDesign: ['handler', 'designer', 'manager', 'executive'],
  answerDesign: ['designer', 'fixer', 'manager', 'executive'],
  fix: ['fixer', 'designer', 'manager', 'executive'],
  /** What goes to customers, and what stands on a public page. */
  tell: ['designer', 'manager', 'executive'],
} as const satisfies Policy;
