import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { freshenRows } from '../list/freshen-rows.ts';

const reconnectMs = 5_000;

/** What others change appears by itself; polling stands behind it. */
export function useChanges(): void {
  const client = useQueryClient();
  useEffect(() => listen(client), [client]);
}

/**
 * A connection is open only while the tab is in sight: a browser allows six to one server, and
 * somebody with ten tabs would otherwise wait for ever. What was missed is asked for on return.
 */
function listen(client: QueryClient): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const gatherer = gather((ids) => forget(client, ids));
  const close = (): void => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const open = (): void => {
    close();
    if (document.hidden) return;
    source = new EventSource('/api/changes');
    source.addEventListener('change', (event) => gatherer.add(idsIn(event.data)));
    source.addEventListener(
      'presence',
      () => void client.invalidateQueries({ queryKey: ['presence'] }),
    );
    source.onerror = () => {
      // The browser reconnects by itself, but not after a refusal: then we do.
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, reconnectMs);
    };
  };
  open();
  document.addEventListener('visibilitychange', open);
  return () => {
    document.removeEventListener('visibilitychange', open);
    gatherer.stop();
    close();
  };
}

/** In a busy minute hundreds of changes are told; the lists are asked for once a second at most. */
const gatherMs = 1_000;

function gather(tell: (ids: string[]) => void) {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    tell([...waiting]);
    waiting.clear();
  };
  return {
    add: (ids: readonly string[]): void => {
      for (const id of ids) waiting.add(id);
      timer ??= setTimeout(flush, gatherMs);
    },
    stop: (): void => clearTimeout(timer),
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

const lists = [
  'me',
  'remedies',
  'notices',
  'parked',
  'mails',
  'tasks',
  'errands',
  'customer',
  'drafts',
];

/** A list that is being read already is not begun anew, or it might never come to its end. */
function forget(client: QueryClient, ids: readonly string[]): void {
  for (const id of ids) void client.invalidateQueries({ queryKey: ['complaint', id] });
  for (const name of lists) {
    void client.invalidateQueries({ queryKey: [name] }, { cancelRefetch: false });
  }
  freshenRows(client);
}

/** After an act of our own: the complaint and everything that shows a part of it. */
export async function refresh(client: QueryClient, id?: string): Promise<void> {
  for (const name of lists) void client.invalidateQueries({ queryKey: [name] });
  freshenRows(client);
  if (id) await client.invalidateQueries({ queryKey: ['complaint', id] });
}
