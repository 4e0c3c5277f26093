import { useMemo, useSyncExternalStore } from 'react';
import { drop, keep, kept, keptJson, keptNames } from './storage.ts';

// What somebody types belongs to them until it is sent: it survives a failure, a walk to another
// complaint and a reload. The name holds the person, so that nobody finds another's words.

const prefixOf = (staffId: string): string => `amends.draft.${staffId}.`;

/** `about`: the complaint and what is being written, such as `<id>.reply`. */
export type DraftName = { staffId: string; about: string };

const listeners = new Set<() => void>();

function listen(tell: () => void): () => void {
  listeners.add(tell);
  // The same complaint may be open in a second tab.
  addEventListener('storage', tell);
  return () => {
    listeners.delete(tell);
    removeEventListener('storage', tell);
  };
}

function tellAll(): void {
  for (const tell of listeners) tell();
}

/** Outside React's state, because an answer may arrive after its screen was left and opened again. */
export function useDraft<T extends object>({ staffId, about }: DraftName, empty: T) {
  const name = `${prefixOf(staffId)}${about}`;
  const text = useSyncExternalStore(listen, () => kept(name));
  return useMemo(() => {
    const now = (): T => ({ ...empty, ...(keptJson(name) as Partial<T> | undefined) });
    return {
      draft: text === null ? empty : now(),
      change: (part: Partial<T>): void => {
        keep(name, JSON.stringify({ ...now(), ...part }));
        tellAll();
      },
      clear: (): void => {
        drop(name);
        tellAll();
      },
    };
  }, [name, text, empty]);
}

/** As it stands in this browser; undefined where nothing was typed. */
export const keptDraft = <T extends object>({ staffId, about }: DraftName): T | undefined =>
  keptJson(`${prefixOf(staffId)}${about}`) as T | undefined;

export const draftsOf = (staffId: string): string[] => keptNames(prefixOf(staffId));

export function dropDrafts(staffId: string): void {
  for (const name of draftsOf(staffId)) drop(name);
  tellAll();
}

/** What is kept under a person's name, as one text: it changes when a draft comes or goes. */
export const useDraftNames = (staffId: string): string =>
  useSyncExternalStore(listen, () => draftsOf(staffId).sort().join(' '));
