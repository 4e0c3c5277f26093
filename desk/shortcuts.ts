import { useEffect, useRef } from 'react';
import { keep, kept } from './storage.ts';

// Single keys, off in fields and dialogs. Whoever speaks to the machine can turn them off
// (WCAG 2.1.4), because a spoken word would press many.

const setting = 'amends.keys';

export const areKeysOn = (): boolean => kept(setting) !== 'off';
export const turnKeys = (isOn: boolean): void => keep(setting, isOn ? 'on' : 'off');

export type Keys = Readonly<Record<string, () => void>>;

export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isPlain(event) || !areKeysOn() || isTaken(event.target)) return;
      const act = Object.hasOwn(latest.current, event.key) ? latest.current[event.key] : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

const isPlain = (event: KeyboardEvent): boolean =>
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !event.defaultPrevented &&
  !event.isComposing;

/** Where keys mean something else already. */
const isTaken = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, select, dialog[open], [role="menu"], [contenteditable]') !==
    null;
