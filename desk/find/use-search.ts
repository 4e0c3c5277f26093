import { useInfiniteQuery } from '@tanstack/react-query';
import { type Result, searchQuestion } from './search-question.ts';

export type Search = {
  asked: string;
  results: Result[];
  corrected: string | null;
  hasMore: boolean;
  /** The answer to what was asked last is not there yet. */
  isStale: boolean;
  fault: unknown;
  more: () => void;
  isLoadingMore: boolean;
};

/** What was found so far. */
export function useSearch(asked: string): Search {
  const search = useInfiniteQuery(searchQuestion(asked));
  const { data, isFetching, hasNextPage } = search;
  const pages = asked === '' ? [] : (data?.pages ?? []);
  const isWaiting = isFetching && !data;
  return {
    asked: asked.trim(),
    results: onceEach(pages.flatMap(({ results }) => results)),
    corrected: pages[0]?.corrected ?? null,
    hasMore: pages.length > 0 && hasNextPage,
    isStale: search.isPlaceholderData || isWaiting,
    fault: isFetching ? undefined : search.error,
    more: () => void search.fetchNextPage(),
    isLoadingMore: search.isFetchingNextPage,
  };
}

/** One that was looked for by its reference stands first and may come again in its place. */
function onceEach(results: Result[]): Result[] {
  const seen = new Set<string>();
  return results.filter(({ complaint: { id } }) => !seen.has(id) && seen.add(id));
}
