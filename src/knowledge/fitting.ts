import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { fit, fitFrom } from './likeness.ts';
import { articlesInUse, titleText } from './queries.ts';

type Stems = ReadonlySet<string>;

/** Only so many that share most words are looked at closely. */
const candidatesMax = 30;

/** Articles that fit what somebody wrote, the best first. */
export async function fittingArticles(
  db: Database,
  stems: Stems,
  limit: number,
): Promise<{ articleId: string; title: string; isPublic: boolean; fit: number }[]> {
  if (stems.size === 0) return [];
  const rows = await candidates(db, stems);
  return rows
    .map(({ titleStems, stems: whole, ...row }) => ({
      ...row,
      fit: fit(stems, { title: new Set(titleStems), whole: new Set(whole) }),
    }))
    .filter((row) => row.fit >= fitFrom)
    .toSorted((one, other) => other.fit - one.fit)
    .slice(0, limit);
}

const candidates = (db: Database, stems: Stems) => {
  const written = sql`${[...stems]}::text[]`;
  return articlesInUse(db)
    .innerJoin('article_index', 'article_index.article_id', 'articles.article_id')
    .select([
      'articles.article_id as articleId',
      titleText,
      'articles.is_public as isPublic',
      'article_index.title_stems as titleStems',
      'article_index.stems as stems',
    ])
    .where(sql<boolean>`article_index.stems && ${written}`)
    .orderBy(
      sql`(select count(*) from unnest(article_index.stems) as stem where stem = any(${written}))`,
      'desc',
    )
    .orderBy('articles.article_id')
    .limit(candidatesMax)
    .execute();
};
