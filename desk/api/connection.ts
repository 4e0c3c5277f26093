import { useSyncExternalStore } from 'react';

// Whether the last request reached the server: the desk says so when it did not.

let isReached = true;
const listeners = new Set<() => void>();

export function reached(now: boolean): void {
  if (now === isReached) return;
  isReached = now;
  for (const tell of listeners) tell();
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export const useReached = (): boolean => useSyncExternalStore(listen, () => isReached);
