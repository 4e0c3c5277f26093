import { t } from '@lingui/core/macro';
import type { Errand } from './errand-types.ts';

/** Where an errand is, in a sentence. */
export function whereItIs(errand: Errand): string {
  const owner = errand.owner?.name ?? '';
  const fixer = errand.fixer?.name ?? '';
  const team = errand.team.name;
  switch (errand.state) {
    case 'handed':
      return errand.isManagers
        ? t`Passed on too often: ${owner} settles it`
        : t`With ${team}, nobody has accepted it yet`;
    case 'accepted':
      return t`${owner} has accepted it`;
    case 'declined':
      return t`Declined: ${owner} finds another way`;
    case 'done':
      return t`${fixer} says it is done: ${owner} finds out`;
    case 'returned':
      return t`Not fixed: back with ${owner}, first in line`;
    case 'confirmed':
      return t`Fixed, and confirmed`;
    case 'called_off':
      return t`Needed no more`;
  }
}
