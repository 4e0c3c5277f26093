import { i18n, type Messages } from '@lingui/core';
import { keep, kept } from './storage.ts';

/** Each by the name that its speakers call it. */
export const languages = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
} as const;

export type Language = keyof typeof languages;

const known = Object.keys(languages) as Language[];

const setting = 'amends.language';

/** What this person chose here, else the first language of the machine that we speak. */
function languageNow(): Language {
  const wanted = [kept(setting), ...navigator.languages.map((tag) => tag.split('-')[0])];
  return wanted.flatMap((wish) => known.filter((language) => language === wish))[0] ?? 'en';
}

/** The words of a screen are fixed while it is open, so the desk is loaded again. Drafts are kept. */
export function chooseLanguage(language: Language): void {
  keep(setting, language);
  location.reload();
}

const catalogs: Readonly<Record<Language, () => Promise<{ messages: Messages }>>> = {
  en: () => import('./languages/en.po'),
  de: () => import('./languages/de.po'),
  fr: () => import('./languages/fr.po'),
  es: () => import('./languages/es.po'),
  ar: () => import('./languages/ar.po'),
};

/** Comes before any other module of the desk is read: their words are taken from here. */
export async function speakLanguage(): Promise<void> {
  const language = languageNow();
  const { messages } = await catalogs[language]();
  i18n.loadAndActivate({ locale: language, locales: formatLocaleOf(language), messages });
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
}

export const languageShown = (): Language => i18n.locale as Language;

/** For dates and numbers. English here is that of Britain; Arabic keeps the digits of the forms. */
const formatLocales: Partial<Record<Language, string>> = { en: 'en-GB', ar: 'ar-u-nu-latn' };

const formatLocaleOf = (language: Language): string => formatLocales[language] ?? language;

export const formatLocale = (): string => formatLocaleOf(languageShown());
