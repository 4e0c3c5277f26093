import { plural, t } from '@lingui/core/macro';
import { useSyncExternalStore } from 'react';
import { formatLocale } from './language.ts';

export type DateWords = { words: string; mood: 'calm' | 'soon' | 'broken' };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const clockTime = new Intl.DateTimeFormat(formatLocale(), { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(formatLocale(), { weekday: 'long' });
const day = new Intl.DateTimeFormat(formatLocale(), { day: 'numeric', month: 'short' });
const dayOfYear = new Intl.DateTimeFormat(formatLocale(), {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const weekdayAndDay = new Intl.DateTimeFormat(formatLocale(), {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});
const full = new Intl.DateTimeFormat(formatLocale(), { dateStyle: 'full', timeStyle: 'short' });

/** A date that was promised, as one would say it. */
export function dueInWords(iso: string, now: Date): DateWords {
  const due = new Date(iso);
  const lateMs = now.getTime() - due.getTime();
  if (lateMs >= 0) return { words: lateBy(lateMs), mood: 'broken' };
  return { words: dayAndTime(due, now), mood: -lateMs < dayMs ? 'soon' : 'calm' };
}

/** When something happened. */
export function pastInWords(iso: string, now: Date): string {
  return dayAndTime(new Date(iso), now);
}

export const wholeDate = (iso: string): string => full.format(new Date(iso));

/** The day of something that happened, with its year. */
export const wholeDay = (iso: string): string => dayOfYear.format(new Date(iso));

function dayAndTime(at: Date, now: Date): string {
  const days = calendarDays(now, at);
  const time = clockTime.format(at);
  if (days === 0) return t`today ${time}`;
  if (days === 1) return t`tomorrow ${time}`;
  if (days === -1) return t`yesterday ${time}`;
  if (days > 1 && days < 7) {
    const dayOfWeek = weekday.format(at);
    return t`${dayOfWeek} ${time}`;
  }
  if (at.getFullYear() !== now.getFullYear()) return dayOfYear.format(at);
  const date = day.format(at);
  return t`${date}, ${time}`;
}

/** A day of the calendar such as 2026-11-23, whatever the zone. */
export const calendarDay = (day: string): string => weekdayAndDay.format(new Date(`${day}T12:00`));

/** The same with its year, for days that may be far off. */
export const calendarDate = (day: string): string => dayOfYear.format(new Date(`${day}T12:00`));

/** Whole days between two dates as the wall calendar counts them; summer time changes nothing. */
function calendarDays(from: Date, to: Date): number {
  const noon = (date: Date): number =>
    Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), 12);
  return Math.round((noon(to) - noon(from)) / dayMs);
}

function lateBy(ms: number): string {
  if (ms < hourMs) {
    const minutes = Math.max(1, Math.floor(ms / minuteMs));
    return plural(minutes, { one: '# minute late', other: '# minutes late' });
  }
  if (ms < dayMs) {
    const hours = Math.floor(ms / hourMs);
    return plural(hours, { one: '# hour late', other: '# hours late' });
  }
  const days = Math.floor(ms / dayMs);
  return plural(days, { one: '# day late', other: '# days late' });
}

/** The server stops counting here. */
const countMax = 1_000;

const number = new Intl.NumberFormat(formatLocale());

export const capped = (many: number): string =>
  many > countMax ? `${number.format(countMax)}+` : String(many);

/** What a `datetime-local` field shows and gives is the time on the wall, without a zone. */
export function toLocalField(date: Date): string {
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * minuteMs);
  return shifted.toISOString().slice(0, 16);
}

/** Undefined while the field is empty or half filled in. */
export function fromLocalField(text: string): string | undefined {
  const date = new Date(text);
  return text === '' || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The next working day at five in the afternoon: a date to begin with, never sent unseen. */
export function suggestedDate(now: Date): Date {
  const date = new Date(now);
  do date.setDate(date.getDate() + 1);
  while (date.getDay() === 0 || date.getDay() === 6);
  date.setHours(17, 0, 0, 0);
  return date;
}

/** Nine in the morning, so many days from now. */
export function morningIn(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 9);
}

/** Nine in the morning of the Monday that comes. */
export const nextMonday = (now: Date): Date => morningIn(now, ((7 - now.getDay()) % 7) + 1);

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

// One tick for the whole screen, so that all words of time change together.
const tickMs = 30_000;
let now = new Date();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function listen(tell: () => void): () => void {
  listeners.add(tell);
  timer ??= setInterval(tick, tickMs);
  return () => {
    listeners.delete(tell);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  now = new Date();
  for (const tell of listeners) tell();
}

export const useNow = (): Date => useSyncExternalStore(listen, () => now);
