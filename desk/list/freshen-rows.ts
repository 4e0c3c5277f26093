import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { freshPagesMax, listQuestion, readRows } from '../api/questions.ts';
import type { RowPage } from '../api/types.ts';
import type { Filters } from './filters.ts';

/**
 * Something has changed: each list is asked for again. Of one that somebody has followed a long way
 * only the beginning, because nobody reads thousands of rows anew for one that came in.
 */
export function freshenRows(client: QueryClient): void {
  for (const query of client.getQueryCache().findAll({ queryKey: ['complaints'] })) {
    const { queryKey } = query;
    const pages = (query.state.data as InfiniteData<RowPage> | undefined)?.pages.length ?? 0;
    if (pages <= freshPagesMax) {
      // One that is being read is not begun anew, or it might never come to its end.
      void client.invalidateQueries({ queryKey, exact: true }, { cancelRefetch: false });
    } else if (query.isActive()) {
      void freshenBeginning(client, queryKey[1] as Filters);
    } else {
      client.removeQueries({ queryKey, exact: true });
    }
  }
}

async function freshenBeginning(client: QueryClient, filters: Filters): Promise<void> {
  const { complaints } = await readRows(filters).catch(() => ({ complaints: [] }));
  const isFresh = new Set(complaints.map(({ id }) => id));
  client.setQueryData(listQuestion(filters).queryKey, (data) => {
    const [first, ...others] = data?.pages ?? [];
    if (!data || !first) return data;
    const kept = first.complaints.filter(({ id }) => !isFresh.has(id));
    return { ...data, pages: [{ ...first, complaints: [...complaints, ...kept] }, ...others] };
  });
}

/** Back at the beginning, nobody needs what lay far below. */
export function forgetFarRows(client: QueryClient, filters: Filters): void {
  const { queryKey } = listQuestion(filters);
  const pages = client.getQueryData(queryKey)?.pages.length ?? 0;
  if (pages <= freshPagesMax) return;
  client.setQueryData(
    queryKey,
    (data) =>
      data && {
        pages: data.pages.slice(0, freshPagesMax),
        pageParams: data.pageParams.slice(0, freshPagesMax),
      },
  );
  void client.invalidateQueries({ queryKey, exact: true });
}
