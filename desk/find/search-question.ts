import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { read } from '../api/client.ts';
import type { Row } from '../api/types.ts';

export type Result = { complaint: Row; excerpt: { text: string; isHit: boolean }[] };

type Found = {
  results: Result[];
  /** What was looked for instead of a word that nobody has written. */
  corrected: string | null;
  isMore: boolean;
  next: string | null;
};

/** What was found before stays until the next answer is there; a question overtaken is dropped. */
export const searchQuestion = (q: string) =>
  infiniteQueryOptions({
    queryKey: ['search', q],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : '';
      return read<Found>(`/search?q=${encodeURIComponent(q)}${cursor}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    enabled: q !== '',
    gcTime: 60_000,
  });
