import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { mustSignIn, Refused } from './api/refused.ts';

const triesMax = 2;

/** One rule for every answer that says: sign in first. */
export function createClient(onSignedOut: () => void): QueryClient {
  const onError = (fault: unknown): void => {
    if (mustSignIn(fault)) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // A refusal does not change by asking again.
        retry: (tries, fault) => !(fault instanceof Refused) && tries < triesMax,
        // The server may be on this very machine: the browser's idea of being offline says nothing.
        networkMode: 'always',
        staleTime: 5_000,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
