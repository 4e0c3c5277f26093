import type { Policy } from '#http/caller.ts';

/** Who may see how mail comes and goes, and change it. What is fetched is another matter. */
export const mailboxPolicy = {
  keep: ['administrator'],
} as const satisfies Policy;
