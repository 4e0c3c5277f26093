import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';

// PostgreSQL's own stemmers, asked for each word once: a text has far fewer different words than words.

const knownMax = 100_000;
const stemsOf = new Map<string, Map<string, readonly string[]>>();
let knownCount = 0;

/** The stem of a word; none for words that say nothing, such as "the". Ask after `learnStems`. */
export const stemOf = (language: string, word: string): readonly string[] =>
  stemsOf.get(language)?.get(word) ?? [];

/** Looks up all stems that are not known yet, in one question for each language. */
export async function learnStems(
  db: Database | Tx,
  pairs: readonly (readonly [language: string, word: string])[],
): Promise<void> {
  forgetSome();
  const missing = Map.groupBy(
    pairs.filter(([language, word]) => !stemsOf.get(language)?.has(word)),
    ([language]) => language,
  );
  for (const [language, asked] of missing) {
    await learn(db, language, [...new Set(asked.map(([, word]) => word))]);
  }
}

/** Before anything is looked up, so that what is asked for together is known together. */
function forgetSome(): void {
  if (knownCount <= knownMax) return;
  stemsOf.clear();
  knownCount = 0;
}

async function learn(db: Database | Tx, language: string, words: readonly string[]): Promise<void> {
  // At once, so that two who learn the same language add to one map.
  const known = stemsOf.get(language) ?? new Map<string, readonly string[]>();
  stemsOf.set(language, known);
  const { rows } = await sql<{ word: string; stems: string[] | null }>`
    select word, ts_lexize(${`${language}_stem`}::regdictionary, word) as stems
    from unnest(${words}::text[]) as word`.execute(db);
  for (const { word, stems } of rows) known.set(word, stems ?? []);
  knownCount += rows.length;
}
