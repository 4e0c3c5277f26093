import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Filters, filtersIn } from './filters.ts';

/** What the list in this address shows, without what else stands there. */
export function useFilters(): Filters {
  const search = useSearch({ from: '/shell/lists' });
  return useMemo(() => filtersIn(search), [search]);
}
