import { type Policy, roles } from '#http/caller.ts';

/** Who may do what with what we know. Publishing speaks for the organisation. */
export const knowledgePolicy = {
  read: roles,
  write: ['handler', 'designer', 'manager', 'executive'],
  publish: ['designer', 'manager', 'executive'],
  learn: roles,
  want: roles,
} as const satisfies Policy;
