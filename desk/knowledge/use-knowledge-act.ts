import { useQueryClient } from '@tanstack/react-query';
import { useAct } from '../parts/use-act.ts';

/** An act after which everything that is known is asked for anew. */
export function useKnowledgeAct<A = unknown>({ said, onDone }: Parameters<typeof useAct<A>>[0]) {
  const client = useQueryClient();
  return useAct<A>({
    said,
    onDone: async (answer) => {
      await client.invalidateQueries({ queryKey: ['knowledge'] });
      await onDone?.(answer);
    },
  });
}
