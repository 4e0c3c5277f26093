import { queryOptions } from '@tanstack/react-query';
import { read } from '../api/client.ts';
import type { Capacity, Errand, FixerTeam, WholeErrand } from './errand-types.ts';

const pollMs = 30_000;

/** Everything of errands lies under one key, so that a change asks for all of it again. */
const errandsAt = (path: string) =>
  queryOptions({
    queryKey: ['errands', path],
    queryFn: async () => (await read<{ errands: Errand[] }>(path)).errands,
    refetchInterval: pollMs,
  });

export const boardQuestion = (of: 'me' | 'teams') => errandsAt(`/errands?of=${of}`);

export const complaintErrandsQuestion = (complaintId: string) =>
  errandsAt(`/complaints/${complaintId}/errands`);

export const errandQuestion = (id: string) =>
  queryOptions({
    queryKey: ['errands', 'whole', id],
    queryFn: () => read<WholeErrand>(`/errands/${id}`),
  });

export const fixerTeamsQuestion = queryOptions({
  queryKey: ['errands', 'fixer teams'],
  queryFn: async () => (await read<{ teams: FixerTeam[] }>('/teams')).teams.filter(isOpen),
});

const isOpen = ({ isClosed }: FixerTeam): boolean => !isClosed;

export const capacityQuestion = (teamId: string) =>
  queryOptions({
    queryKey: ['errands', 'capacity', teamId],
    queryFn: () => read<Capacity>(`/teams/${teamId}/capacity`),
  });
