import type { Outcome } from '../../remedies/remedy-types.ts';

export function outcomeWords({ state, approver }: Outcome): string {
  if (state === 'asked') return `${approver?.name} is asked to decide.`;
  return state === 'accepted' ? 'Given. The customer reads it.' : 'Offered. The customer is asked.';
}
