import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { read } from '../api/client.ts';
import type {
  Article,
  ArticlePage,
  ArticlePart,
  Beside,
  Similar,
  TrainingItem,
  Wanted,
} from './knowledge-types.ts';

export const articlesQuestion = (part: ArticlePart, q: string) =>
  infiniteQueryOptions({
    queryKey: ['knowledge', 'articles', part, q],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ part });
      if (q) query.set('q', q);
      if (pageParam) query.set('cursor', pageParam);
      return read<ArticlePage>(`/articles?${query}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });

export const articleQuestion = (id: string) =>
  queryOptions({
    queryKey: ['knowledge', 'article', id],
    queryFn: () => read<Article>(`/articles/${encodeURIComponent(id)}`),
  });

export const wantedQuestion = queryOptions({
  queryKey: ['knowledge', 'wanted'],
  queryFn: async () => (await read<{ wanted: Wanted[] }>('/wanted-articles')).wanted,
});

export const trainingQuestion = queryOptions({
  queryKey: ['knowledge', 'training'],
  queryFn: async () => (await read<{ items: TrainingItem[] }>('/training')).items,
});

/** What a customer wrote first does not change, and articles seldom do. */
const staleMs = 60_000;

export const besideQuestion = (id: string) =>
  queryOptions({
    queryKey: ['knowledge', 'beside', id],
    queryFn: () => read<Beside>(`/complaints/${encodeURIComponent(id)}/knowledge`),
    staleTime: staleMs,
  });

export const similarQuestion = (id: string) =>
  queryOptions({
    queryKey: ['knowledge', 'similar', id],
    queryFn: async () =>
      (await read<{ similar: Similar[] }>(`/complaints/${encodeURIComponent(id)}/similar`)).similar,
    staleTime: staleMs,
  });
