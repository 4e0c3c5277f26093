import { queryOptions } from '@tanstack/react-query';
import { read } from '../api/client.ts';
import type { BesideComplaint, Flaw, FlawRow } from './flaw-types.ts';

export const flawParts = ['open', 'ended', 'dismissed'] as const;
export type FlawPart = (typeof flawParts)[number];

export const flawsQuestion = (part: FlawPart) =>
  queryOptions({
    queryKey: ['flaws', part],
    queryFn: async () => (await read<{ flaws: FlawRow[] }>(`/flaws?part=${part}`)).flaws,
  });

export const flawQuestion = (id: string) =>
  queryOptions({
    queryKey: ['flaws', 'one', id],
    queryFn: () => read<Flaw>(`/flaws/${encodeURIComponent(id)}`),
  });

export const flawsBesideQuestion = (complaintId: string) =>
  queryOptions({
    queryKey: ['flaws', 'beside', complaintId],
    queryFn: () => read<BesideComplaint>(`/complaints/${encodeURIComponent(complaintId)}/flaws`),
  });
