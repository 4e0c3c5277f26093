import { t } from '@lingui/core/macro';
import type { Outcome } from '../../remedies/remedy-types.ts';

export function outcomeWords({ state, approver }: Outcome): string {
  const name = approver?.name ?? '';
  if (state === 'asked') return t`${name} is asked to decide.`;
  return state === 'accepted'
    ? t`Given. The customer reads it.`
    : t`Offered. The customer is asked.`;
}
