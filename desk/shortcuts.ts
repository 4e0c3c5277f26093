import { t } from '@lingui/core/macro';
import { useEffect, useRef } from 'react';
import type { ActName } from './complaint/acts/names.ts';
import { keep, kept } from './storage.ts';

// Single keys, off in fields and dialogs. Whoever speaks to the machine can turn them off
// (WCAG 2.1.4), because a spoken word would press many.

const setting = 'amends.keys';

export const areKeysOn = (): boolean => kept(setting) !== 'off';
export const turnKeys = (isOn: boolean): void => keep(setting, isOn ? 'on' : 'off');

/** Every key and what it does. The help, the palette and the handlers all go by this list. */
export const shortcuts = [
  { key: 'j', also: '↓', words: t`Next complaint` },
  { key: 'k', also: '↑', words: t`Complaint before` },
  { key: 'e', words: t`Done here: next complaint that is to do` },
  { key: 'u', words: t`Back to the list` },
  { key: 'r', words: t`Reply to the customer` },
  { key: 'p', words: t`Reply with a promise` },
  { key: 'n', words: t`Note between ourselves` },
  { key: '[', words: t`Put in a text block` },
  { key: 'o', words: t`Note what is marked as a point` },
  { key: 'h', words: t`Hand on` },
  { key: 'z', words: t`Put off: look at it again on another day` },
  { key: 'g', words: t`Put it right` },
  { key: 'f', words: t`Hand the work to those who can fix it` },
  { key: 'w', words: t`What we know: articles, and complaints like this one` },
  { key: 'm', words: t`Change the article that you are reading` },
  { key: 'c', words: t`New complaint: a call, a letter, a visit` },
  { key: '/', words: t`Search all complaints` },
  { key: '?', words: t`Show these keys` },
] as const;

export type Key = (typeof shortcuts)[number]['key'];

/** What is done without a single key of its own; the palette leads there. */
type Named = `act:${ActName}`;

export type Wish = Key | Named;

export type Keys = Readonly<Partial<Record<Wish, () => void>>>;

/** Whoever answers to keys at the moment, the latest last. */
const listening = new Set<{ current: Keys }>();

export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isPlain(event) || !areKeysOn() || isTaken(event.target)) return;
      const act = actOf(latest.current, event.key);
      if (!act) return;
      event.preventDefault();
      act();
    };
    listening.add(latest);
    document.addEventListener('keydown', onKey);
    return () => {
      listening.delete(latest);
      document.removeEventListener('keydown', onKey);
    };
  }, []);
}

/** Escape leads out of a field, so that the keys are keys again. What was typed stays. */
export function useWayOutOfFields(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !isPlain(event)) return;
      const field = event.target;
      if (!(field instanceof HTMLElement) || !field.matches('input, textarea, select')) return;
      // There it closes what the field lies in.
      if (!field.closest('dialog[open], [role="dialog"]')) field.blur();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

const actOf = (keys: Keys, wish: string): (() => void) | undefined =>
  Object.hasOwn(keys, wish) ? keys[wish as Wish] : undefined;

/** What a key would do on the screen as it is; undefined when it would do nothing. */
export function whatDoes(wish: Wish): (() => void) | undefined {
  return [...listening].map(({ current }) => actOf(current, wish)).findLast((act) => act);
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
