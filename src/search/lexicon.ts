import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';
import { closest, oneSlipAway } from './slips.ts';

/** Stands for all complaints together. */
const everyDocument = '';

/**
 * Notes which words there are and, roughly, in how many complaints: one that is indexed again
 * counts its words as they were the first time. In one order, so that two never wait for each other.
 */
export async function addWords(
  tx: Tx,
  documents: readonly { words: readonly string[]; isNew: boolean }[],
): Promise<void> {
  const counts = new Map<string, number>();
  for (const { words, isNew } of documents) {
    for (const word of [everyDocument, ...words]) {
      counts.set(word, (counts.get(word) ?? 0) + (isNew ? 1 : 0));
    }
  }
  const rows = [...counts].toSorted(([one], [other]) => (one < other ? -1 : 1));
  await keepMissing(
    tx,
    rows.flatMap(([word, count]) => (count === 0 ? word : [])),
  );
  await countUp(
    tx,
    rows.filter(([, count]) => count > 0),
  );
}

async function keepMissing(tx: Tx, words: readonly string[]): Promise<void> {
  if (words.length === 0) return;
  await sql`insert into search_words (word, documents)
    select word, 1 from unnest(${words}::text[]) as word
    on conflict do nothing`.execute(tx);
}

async function countUp(tx: Tx, rows: readonly (readonly [string, number])[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into search_words (word, documents)
    select * from unnest(${rows.map(([word]) => word)}::text[],
      ${rows.map(([, count]) => count)}::integer[])
    on conflict (word) do update set documents = search_words.documents + excluded.documents`.execute(
    tx,
  );
}

/** How many complaints there are, and how many have each of the words. */
export async function countsOf(
  db: Database | Tx,
  words: readonly string[],
): Promise<{ all: number; of: ReadonlyMap<string, number> }> {
  const asked = [everyDocument, ...words];
  const { rows } = await sql<{ word: string; documents: number }>`
    select word, documents from search_words where word = any (${asked}::text[])`.execute(db);
  const of = new Map(rows.map(({ word, documents }) => [word, documents]));
  return { all: of.get(everyDocument) ?? 0, of };
}

/** Beginnings that more words have than this are frequent enough to be called so. */
const beginningsMax = 2_000;

/** In how many complaints, at most, a word begins so. */
export async function countOfBeginning(db: Database | Tx, beginning: string): Promise<number> {
  const { rows } = await sql<{ documents: number }>`
    select coalesce(sum(documents), 0) as documents from (
      select documents from search_words
      where word >= ${beginning} and word < ${`${beginning}\u{10ffff}`}
      order by word limit ${sql.lit(beginningsMax)}) as begun`.execute(db);
  return rows[0]?.documents ?? 0;
}

/** Shorter words have too many neighbours. */
const correctedLengthMin = 4;

/** The word that was most likely meant by one that nobody has written. */
export async function meantBy(db: Database | Tx, word: string): Promise<string | undefined> {
  if (word.length < correctedLengthMin) return undefined;
  const near = await countsOf(db, oneSlipAway(word));
  const [best] = [...near.of]
    .filter(([found]) => found !== everyDocument)
    .toSorted(([, one], [, other]) => other - one);
  return best?.[0] ?? closest(word, await alike(db, word));
}

async function alike(db: Database | Tx, word: string) {
  const { rows } = await sql<{ word: string; documents: number }>`
    select word, documents from search_words
    where word % ${word} and length(word) >= 4 and word !~ '[0-9#]'
    order by similarity(word, ${word}) desc limit 20`.execute(db);
  return rows;
}
