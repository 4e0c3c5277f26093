import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';

// PostgreSQL's own stemmers, asked for each word once: a text has far fewer different words than words.

const knownMax = 100_000;
const known = new Map<string, readonly string[]>();

const keyOf = (language: string, word: string): string => `${language} ${word}`;

/** The stem of a word; none for words that say nothing, such as "the". Ask after `learnStems`. */
export const stemOf = (language: string, word: string): readonly string[] =>
  known.get(keyOf(language, word)) ?? [];

/** Looks up all stems that are not known yet, in one question. */
export async function learnStems(
  db: Database | Tx,
  pairs: Iterable<readonly [language: string, word: string]>,
): Promise<void> {
  const missing = new Map<string, readonly [string, string]>();
  for (const pair of pairs) if (!known.has(keyOf(...pair))) missing.set(keyOf(...pair), pair);
  if (missing.size === 0) return;
  if (known.size + missing.size > knownMax) known.clear();
  const asked = [...missing.values()];
  const { rows } = await sql<{ language: string; word: string; stems: string[] | null }>`
    select language, word, ts_lexize((language || '_stem')::regdictionary, word) as stems
    from unnest(${asked.map(([language]) => language)}::text[],
      ${asked.map(([, word]) => word)}::text[]) as asked (language, word)`.execute(db);
  for (const { language, word, stems } of rows) known.set(keyOf(language, word), stems ?? []);
}
