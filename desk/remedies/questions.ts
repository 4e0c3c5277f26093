import { queryOptions } from '@tanstack/react-query';
import { read } from '../api/client.ts';
import type { Approval, LimitSettings, OwnLimits } from './remedy-types.ts';

const pollMs = 30_000;

/** Everything of remedies lies under one key, so that a change asks for all of it again. */
export const approvalsQuestion = queryOptions({
  queryKey: ['remedies', 'approvals'],
  queryFn: async () => (await read<{ approvals: Approval[] }>('/approvals')).approvals,
  refetchInterval: pollMs,
});

export const ownLimitsQuestion = queryOptions({
  queryKey: ['remedies', 'own'],
  queryFn: () => read<OwnLimits>('/remedy-limits/mine'),
});

export const limitsQuestion = queryOptions({
  queryKey: ['remedies', 'limits'],
  queryFn: () => read<LimitSettings>('/remedy-limits'),
});
