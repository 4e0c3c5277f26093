import { queryOptions } from '@tanstack/react-query';
import { postSecret, read } from './client.ts';
import type { CheckWarning, DraftPlace, Present, ServerDraft, TextBlock } from './draft-types.ts';

const pollMs = 30_000;

/** What I am writing in a complaint, in this browser or another. */
export const draftsQuestion = (id: string) =>
  queryOptions({
    queryKey: ['complaint', id, 'drafts'],
    queryFn: async () =>
      (await read<{ drafts: ServerDraft[] }>(`/complaints/${encodeURIComponent(id)}/drafts`))
        .drafts,
    refetchInterval: pollMs,
  });

/** Where I am writing. */
export const draftPlacesQuestion = queryOptions({
  queryKey: ['drafts'],
  queryFn: async () => (await read<{ drafts: DraftPlace[] }>('/drafts')).drafts,
  refetchInterval: pollMs,
});

/** Who else is where; told at once, and asked again in case that was lost. */
export const presenceQuestion = queryOptions({
  queryKey: ['presence'],
  queryFn: async () => (await read<{ present: Present[] }>('/presence')).present,
  refetchInterval: 20_000,
});

export const textBlocksQuestion = queryOptions({
  queryKey: ['text-blocks'],
  queryFn: async () => (await read<{ textBlocks: TextBlock[] }>('/text-blocks')).textBlocks,
  staleTime: 60_000,
});

/** What the server would say to this answer. */
export const checkQuestion = (id: string, answer: object | null) =>
  queryOptions({
    queryKey: ['complaint', id, 'check', answer],
    queryFn: async () =>
      (
        await postSecret<{ warnings: CheckWarning[] }>(
          `/complaints/${id}/messages/check`,
          answer ?? {},
        )
      ).warnings,
    enabled: answer !== null,
    placeholderData: (before) => before,
    retry: false,
    gcTime: 60_000,
  });
