import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { type I18n, setupI18n } from '@lingui/core';
import { parsePoFile } from '@lingui/format-po';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { allLanguages, directionOf, type Language } from './languages.ts';

// In which language the program speaks is a matter of who listens: of the request that is answered,
// or of the letter that is written. It is set there once, and no sentence has to be handed it.

const listening = new AsyncLocalStorage<Language>();

export const languageNow = (): Language => listening.getStore() ?? 'en';

/** Everything that is said within, also later in what it began, is said in this language. */
export const inLanguage = <T>(language: Language, work: () => T): T =>
  listening.run(language, work);

export const i18n = {
  /**
   * The sentence in the language of whoever listens. It stands in English in the code, in the form
   * of ICU MessageFormat: `{name}` and `{many, plural, one {# file} other {# files}}`.
   */
  t: (sentence: string, values?: Record<string, unknown>): string =>
    wordsNow().t(sentence, values && isolated(values)),
};

/** A number such as +49 40 123456 would be read from its end within words from right to left. */
function isolated(values: Record<string, unknown>): Record<string, unknown> {
  if (directionOf(languageNow()) === 'ltr') return values;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, leftToRight(value)] as const),
  );
}

const leftToRight = (value: unknown): unknown =>
  typeof value === 'string' && /^\+?[\d(][\d\s()/-]+$/.test(value) ? `\u2066${value}\u2069` : value;

/** For sentences with parts that are elements: `<Trans id="…">` of Lingui. */
export const wordsNow = (): I18n => words[languageNow()];

const compiled = new Map<string, ReturnType<typeof compileMessage>>();

/** Reading a sentence takes longer than saying it. */
function compile(sentence: string): ReturnType<typeof compileMessage> {
  const known = compiled.get(sentence) ?? compileMessage(sentence);
  compiled.set(sentence, known);
  return known;
}

const words = Object.fromEntries(
  allLanguages.map((language) => [language, wordsIn(language)]),
) as Record<Language, I18n>;

function wordsIn(language: Language): I18n {
  const i18n = setupI18n({ locale: language, messages: { [language]: catalogOf(language) } });
  return i18n.setMessagesCompiler(compile);
}

/** What is not translated yet is said in English. */
function catalogOf(language: Language): Record<string, string> {
  if (language === 'en') return {};
  const file = new URL(`${language}.po`, import.meta.url);
  const { items } = parsePoFile(readFileSync(file, 'utf8'));
  return Object.fromEntries(
    items.flatMap(({ msgid, msgstr, obsolete }) =>
      msgstr[0] && !obsolete ? [[msgid, msgstr[0]] as const] : [],
    ),
  );
}
