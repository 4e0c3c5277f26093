import { type RawBuilder, sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { stemsOf, wordsOf } from '#likeness/stems.ts';
import { configOf } from './languages.ts';
import { articlesInUse, titleText, wholeText } from './queries.ts';

const batchMax = 50;

/** Swept after each change of an article: what is found by searching is made from its words. */
export async function indexArticles(db: Database): Promise<number> {
  const articles = await unindexed(db);
  for (const article of articles) await index(db, article);
  return articles.length;
}

const unindexed = (db: Database) =>
  articlesInUse(db)
    .leftJoin('article_index', 'article_index.article_id', 'articles.article_id')
    .select([
      'articles.article_id as articleId',
      'articles.edition',
      'articles.language',
      titleText,
      wholeText,
    ])
    .where('articles.edition', 'is distinct from', sql<number>`article_index.edition`)
    .orderBy('articles.changed_at')
    .limit(batchMax)
    .execute();

type Unindexed = Awaited<ReturnType<typeof unindexed>>[number];

async function index(db: Database, { articleId, edition, ...said }: Unindexed): Promise<void> {
  const { title, text } = said;
  const row = {
    edition,
    document: documentOf(said),
    title_stems: [...stemsOf(title).keys()],
    stems: [...stemsOf(`${title}\n${text}`).keys()],
  };
  await db
    .insertInto('article_index')
    .values({ ...row, article_id: articleId })
    .onConflict((conflict) => conflict.column('article_id').doUpdateSet(row))
    .execute();
}

/**
 * Each word by its stem, and folded as it stands: folding before the stem is looked for would lose
 * words such as "remboursée", and without folding "remboursee" would find nothing.
 */
function documentOf({
  title,
  text,
  language,
}: {
  title: string;
  text: string;
  language: string;
}): RawBuilder<string> {
  const config = configOf(language);
  const both = (words: string) =>
    sql`to_tsvector(${config}::regconfig, ${words}) || to_tsvector('simple', ${wordsOf(words).join(' ')})`;
  return sql<string>`setweight(${both(title)}, 'A') || setweight(${both(text)}, 'B')`;
}
