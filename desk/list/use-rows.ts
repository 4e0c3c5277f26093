import { useInfiniteQuery } from '@tanstack/react-query';
import { listQuestion, type View } from '../api/questions.ts';
import type { Row } from '../api/types.ts';

export type Rows = {
  all: Row[];
  isLoading: boolean;
  fault: unknown;
  hasMore: boolean;
  isLoadingMore: boolean;
  more: () => void;
};

/** The rows of a view as far as they were asked for. */
export function useRows(view: View): Rows {
  const list = useInfiniteQuery(listQuestion(view));
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  return {
    all: onceEach(data?.pages.flatMap(({ complaints }) => complaints) ?? []),
    isLoading: list.isPending,
    fault: data ? undefined : list.error,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    more: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
  };
}

/** A row whose date moved between two pages could come twice. */
function onceEach(rows: Row[]): Row[] {
  const seen = new Set<string>();
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id));
}
