import { useMutation, useQueryClient } from '@tanstack/react-query';
import { refresh } from '../api/changes.ts';
import { patch, post, remove } from '../api/client.ts';
import { say } from './Say.tsx';

type Wish = { method?: 'POST' | 'PATCH' | 'DELETE'; path: string; body?: object };

type After<A> = {
  /** The complaint that it changes, if it is one. */
  complaintId?: string;
  /** What to say once the server has confirmed. */
  said: string | ((answer: A) => string);
  onDone?: (answer: A) => void | Promise<void>;
};

/** One act: sent once, busy while it is under way, confirmed only by the server. */
export function useAct<A = unknown>({ complaintId, said, onDone }: After<A>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, body }: Wish) => {
      if (method === 'DELETE') return remove<A>(path);
      return method === 'PATCH' ? patch<A>(path, body) : post<A>(path, body);
    },
    onSuccess: (answer) => {
      say(typeof said === 'string' ? said : said(answer));
      void onDone?.(answer);
      void refresh(client, complaintId);
    },
  });
}
