import { t } from '@lingui/core/macro';
import type { FixState, FlawState, Harm } from './flaw-types.ts';

export const stateWords: Readonly<Record<FlawState, string>> = {
  suspected: t({ message: 'Suspected', context: 'state of a flaw' }),
  named: t({ message: 'Confirmed', context: 'state of a flaw' }),
  ended: t({ message: 'Fixed or left', context: 'state of a flaw' }),
  dismissed: t({ message: 'No flaw', context: 'state of a flaw' }),
};

export const fixWords: Readonly<Record<FixState, string>> = {
  planned: t({ message: 'Planned', context: 'state of a fix' }),
  shipped: t({ message: 'Shipped', context: 'state of a fix' }),
  verified: t({ message: 'Verified: fewer complaints came', context: 'state of a fix' }),
  unproven: t({ message: 'No fewer complaints came', context: 'state of a fix' }),
  returned: t({ message: 'Broken again', context: 'state of a fix' }),
  dropped: t({ message: 'Dropped', context: 'state of a fix' }),
};

export const harmWords: Readonly<Record<Harm, string>> = {
  nuisance: t`A nuisance`,
  loss: t`Costs money or time`,
  hardship: t`Hardship`,
  danger: t`Danger`,
};
