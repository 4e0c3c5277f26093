import { useEffect, useSyncExternalStore } from 'react';

// Confirmations: said once the server has confirmed, never before.

type Said = { text: string; number: number };

const shownMs = 8_000;
let said: Said | undefined;
let number = 0;
const listeners = new Set<() => void>();

export function say(text: string): void {
  number += 1;
  show({ text, number });
}

function show(next: Said | undefined): void {
  said = next;
  for (const tell of listeners) tell();
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** Read aloud by screen readers, and shown for a while; the page itself shows what has changed. */
export function Confirmation() {
  const current = useSyncExternalStore(listen, () => said);
  useEffect(() => {
    if (!current) return undefined;
    const timer = setTimeout(() => show(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [current]);
  return (
    <div className="confirmation" role="status">
      {current && (
        <p key={current.number}>
          <span aria-hidden="true">✓ </span>
          {current.text}
        </p>
      )}
    </div>
  );
}
