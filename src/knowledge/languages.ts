import { type RawBuilder, sql } from 'kysely';
import { wordsOf } from '#likeness/stems.ts';

/** How PostgreSQL finds the stem of a word in a language; by the first part of its tag. */
const configs: Readonly<Record<string, string>> = {
  ar: 'arabic',
  da: 'danish',
  de: 'german',
  el: 'greek',
  en: 'english',
  es: 'spanish',
  fi: 'finnish',
  fr: 'french',
  hu: 'hungarian',
  it: 'italian',
  nb: 'norwegian',
  nl: 'dutch',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sv: 'swedish',
  tr: 'turkish',
};

export const configOf = (language: string): string =>
  configs[language.split('-')[0] ?? ''] ?? 'simple';

/** What somebody looks for, in any language; the last word may be its beginning only. */
export function queryOf(written: string): RawBuilder<string> {
  const inLanguages = [...new Set(Object.values(configs))].map(
    (config) => sql`websearch_to_tsquery(${config}::regconfig, ${written})`,
  );
  const words = wordsOf(written).map((word) => `'${word.replace(/['\\]/g, ' ')}'`);
  const folded = words.length > 0 ? `${words.join(' & ')}:*` : '';
  return sql<string>`(${sql.join([...inLanguages, sql`to_tsquery('simple', ${folded})`], sql` || `)})`;
}
