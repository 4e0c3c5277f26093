// For each customer who complains, how many whom it hits do not: assumptions, said openly, that
// people can change. Surveys differ; that the silent are many, and most where conduct is concerned,
// they agree on.

export const silenceKinds = ['money', 'conduct', 'other', 'staff'] as const;
export type SilenceKind = (typeof silenceKinds)[number];

export const assumedSilence: Readonly<Record<SilenceKind, { silent: number; because: string }>> = {
  money: {
    silent: 0.6,
    because:
      'Of those who lost money 50 to 75 of 100 complain (TARP, United States, 1979 to 1990s).',
  },
  conduct: {
    silent: 4.7,
    because: 'Of those who were treated badly 5 to 30 of 100 complain (TARP, same studies).',
  },
  other: {
    silent: 1.8,
    because: 'Of those who were unhappy 36 of 100 complained (PHSO survey, United Kingdom, 2016).',
  },
  staff: {
    silent: 4,
    because: 'For each of us who speaks up we assume four who thought the same and did not.',
  },
};

const money = ['PRI', 'CON'];
const conduct = ['PPL', 'HND'];

/** By the branch of its cause; what is not found out yet counts as other. */
export function silenceKindOf(cause: string | null): SilenceKind {
  const branch = cause?.slice(0, 3) ?? '';
  if (money.includes(branch)) return 'money';
  return conduct.includes(branch) ? 'conduct' : 'other';
}

/** How much worse one harm is than another: each three times the one before. */
export const harmWeights: Readonly<Record<string, number>> = {
  nuisance: 1,
  loss: 3,
  hardship: 9,
  danger: 27,
};

/** What nobody has weighed yet is taken for a loss. */
export const harmUnknown = 3;
