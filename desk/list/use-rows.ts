import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { listQuestion } from '../api/questions.ts';
import type { Row } from '../api/types.ts';
import type { Filters } from './filters.ts';

export type Rows = {
  all: Row[];
  isLoading: boolean;
  fault: unknown;
  hasMore: boolean;
  /** The next page could not be had: it is not asked for again by itself. */
  hasFailed: boolean;
  more: () => void;
};

/** The rows of a list as far as they were asked for. */
export function useRows(filters: Filters): Rows {
  const list = useInfiniteQuery(listQuestion(filters));
  const { data, hasNextPage, isFetching, fetchNextPage } = list;
  const all = useMemo(
    () => onceEach(data?.pages.flatMap(({ complaints }) => complaints) ?? []),
    [data],
  );
  return {
    all,
    isLoading: list.isPending,
    fault: data ? undefined : list.error,
    hasMore: hasNextPage,
    hasFailed: list.isFetchNextPageError,
    more: () => {
      if (hasNextPage && !isFetching) void fetchNextPage();
    },
  };
}

/** A row whose date moved between two pages could come twice. */
function onceEach(rows: Row[]): Row[] {
  const seen = new Set<string>();
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id));
}
