import { t } from '@lingui/core/macro';
import { formatLocale } from '../language.ts';
import type { ArticlePart, ArticleRow } from './knowledge-types.ts';

export const partWords: readonly (readonly [ArticlePart, string])[] = [
  ['all', t({ message: 'All', context: 'articles' })],
  ['mine', t({ message: 'Mine', context: 'articles' })],
  ['past_review', t`Past review`],
  ['public', t({ message: 'Public', context: 'articles' })],
  ['retired', t({ message: 'Retired', context: 'articles' })],
];

const dayWords = new Intl.DateTimeFormat(formatLocale(), { dateStyle: 'long', timeZone: 'UTC' });

/** A day of the calendar such as 2027-05-03 in words. */
export const dayInWords = (day: string): string => dayWords.format(new Date(`${day}T00:00:00Z`));

const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv', 'da', 'tr', 'uk', 'ar'];

const languageNames = new Intl.DisplayNames(formatLocale(), { type: 'language' });

/** A language by its name; what a person chooses from, and the one that an article has already. */
export const languageChoice = (also: string): (readonly [string, string])[] =>
  [...new Set([...languages, also])].map((tag) => [tag, languageName(tag)] as const);

export function languageName(tag: string): string {
  try {
    return languageNames.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export function standing({ isPublic, isFirst, retiredAt }: ArticleRow): string {
  if (retiredAt) return t`Retired`;
  if (isFirst) return t`Public, on the first page`;
  return isPublic ? t`Public` : t`For ourselves`;
}

/** Half a year from now: long enough to stay right, short enough to be looked at. */
export function suggestedReview(now: Date): string {
  const date = new Date(now);
  date.setMonth(date.getMonth() + 6);
  return date.toISOString().slice(0, 10);
}
