/** The languages that the program itself speaks, each by the name that its speakers call it. */
export const languages = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
} as const;

export type Language = keyof typeof languages;

export const allLanguages = Object.keys(languages) as Language[];

/** Ours for a tag such as `de-AT`; undefined for a language that we do not speak. */
export const languageOf = (tag: string | null | undefined): Language | undefined =>
  allLanguages.find((language) => language === tag?.toLowerCase().split('-')[0]);

export const directionOf = (language: Language): 'rtl' | 'ltr' =>
  language === 'ar' ? 'rtl' : 'ltr';

/** For dates and numbers. English is that of Britain; Arabic keeps the digits of forms and references. */
export const formatLocale = (language: Language): string =>
  ({ en: 'en-GB', ar: 'ar-u-nu-latn' })[language as string] ?? language;

/** The best of ours for a header `Accept-Language` (RFC 9110, 12.5.4). */
export function languageAsked(header: string | undefined): Language {
  const wishes = (header ?? '').slice(0, 500).split(',').map(readWish);
  const ours = wishes.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  return ours.flatMap(({ language }) => language ?? [])[0] ?? 'en';
}

function readWish(text: string): { language: Language | undefined; weight: number } {
  const [tag, ...options] = text.split(';').map((part) => part.trim());
  const weight = options.find((option) => option.startsWith('q='))?.slice(2) ?? '1';
  return { language: languageOf(tag), weight: Number(weight) || 0 };
}
