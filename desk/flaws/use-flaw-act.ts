import { useQueryClient } from '@tanstack/react-query';
import { useAct } from '../parts/use-act.ts';

/** An act after which every flaw is asked for anew. */
export function useFlawAct({ said, onDone }: { said: string; onDone?: () => void }) {
  const client = useQueryClient();
  return useAct({
    said,
    onDone: async () => {
      await client.invalidateQueries({ queryKey: ['flaws'] });
      onDone?.();
    },
  });
}
