import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

const reconnectMs = 5_000;

/** What others change appears by itself; polling stands behind it. */
export function useChanges(): void {
  const client = useQueryClient();
  useEffect(() => listen(client), [client]);
}

function listen(client: QueryClient): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    source = new EventSource('/api/changes');
    source.addEventListener('change', (event) => forget(client, idsIn(event.data)));
    source.onerror = () => {
      // The browser reconnects by itself, but not after a refusal: then we do.
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, reconnectMs);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function idsIn(data: unknown): string[] {
  try {
    const told = JSON.parse(String(data)) as { complaints?: unknown };
    return Array.isArray(told.complaints) ? told.complaints.map(String) : [];
  } catch {
    return [];
  }
}

function forget(client: QueryClient, ids: readonly string[]): void {
  for (const id of ids) void client.invalidateQueries({ queryKey: ['complaint', id] });
  for (const name of ['complaints', 'me', 'notices', 'parked']) {
    void client.invalidateQueries({ queryKey: [name] });
  }
}

/** After an act of our own: the complaint and everything that shows a part of it. */
export async function refresh(client: QueryClient, id?: string): Promise<void> {
  forget(client, []);
  if (id) await client.invalidateQueries({ queryKey: ['complaint', id] });
}
