import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';
import { ORGANISATION_ID } from '#id.ts';
import { Refusal } from '#refusal.ts';
import { queryOf } from './languages.ts';

export type ArticleRow = {
  articleId: string;
  title: string;
  language: string;
  ownerId: string;
  ownerName: string;
  ownerTitle: string;
  reviewOn: string;
  reviewedAt: Date;
  isPublic: boolean;
  isFirst: boolean;
  edition: number;
  writtenAt: Date;
  changedAt: Date;
  retiredAt: Date | null;
};

/** Empty where the words were erased. */
export const titleText = sql<string>`coalesce(titles.text, '')`.as('title');
export const wholeText = sql<string>`coalesce(texts.text, '')`.as('text');

const rowColumns = [
  'articles.article_id as articleId',
  titleText,
  'articles.language',
  'articles.owner_id as ownerId',
  'staff.name as ownerName',
  'staff.title as ownerTitle',
  'articles.review_on as reviewOn',
  'articles.reviewed_at as reviewedAt',
  'articles.is_public as isPublic',
  'articles.is_first as isFirst',
  'articles.edition',
  'articles.written_at as writtenAt',
  'articles.changed_at as changedAt',
  'articles.retired_at as retiredAt',
] as const;

const withWords = (db: Database | Tx) =>
  db
    .selectFrom('articles')
    .innerJoin('staff', 'staff.staff_id', 'articles.owner_id')
    .innerJoin('words as titles', (join) =>
      join
        .on('titles.customer_id', '=', ORGANISATION_ID)
        .onRef('titles.words_id', '=', 'articles.title_id'),
    )
    .innerJoin('words as texts', (join) =>
      join
        .on('texts.customer_id', '=', ORGANISATION_ID)
        .onRef('texts.words_id', '=', 'articles.text_id'),
    );

/** All that were not retired, with their words. */
export const articlesInUse = (db: Database | Tx) =>
  withWords(db).where('articles.retired_at', 'is', null);

export const articleParts = ['all', 'mine', 'past_review', 'public', 'retired'] as const;

export type ArticlesWish = {
  part: (typeof articleParts)[number];
  staffId: string;
  today: string;
  cursor?: string | undefined;
  limit: number;
};

/** One page of articles, the one changed last first. */
export async function listArticles(
  db: Database,
  wish: ArticlesWish,
): Promise<{ rows: ArticleRow[]; next: string | null }> {
  let query = ofPart(db, wish);
  if (wish.cursor) {
    const [at, id] = readCursor(wish.cursor);
    query = query.where(sql<boolean>`(changed_at, article_id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const rows = await query
    .select(rowColumns)
    .orderBy('articles.changed_at', 'desc')
    .orderBy('articles.article_id', 'desc')
    .limit(wish.limit + 1)
    .execute();
  const page = rows.slice(0, wish.limit);
  const last = rows.length > wish.limit ? page.at(-1) : undefined;
  return { rows: page, next: last ? writeCursor(last) : null };
}

function ofPart(db: Database, { part, staffId, today }: Omit<ArticlesWish, 'limit'>) {
  switch (part) {
    case 'all':
      return articlesInUse(db);
    case 'mine':
      return articlesInUse(db).where('articles.owner_id', '=', staffId);
    case 'past_review':
      return articlesInUse(db).where('articles.review_on', '<', today);
    case 'public':
      return articlesInUse(db).where('articles.is_public', '=', true);
    case 'retired':
      return withWords(db).where('articles.retired_at', 'is not', null);
  }
}

const writeCursor = ({ changedAt, articleId }: ArticleRow): string =>
  Buffer.from(`${changedAt.toISOString()} ${articleId}`).toString('base64url');

const cursorPattern =
  /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function readCursor(cursor: string): [string, string] {
  const [, at, id] = cursorPattern.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at && id && !Number.isNaN(Date.parse(at))) return [at, id];
  throw new Refusal('invalid_cursor', 'This cursor is not one of ours. Begin with the first page.');
}

/** Articles that say what somebody looks for, the best first. */
export async function searchArticles(
  db: Database,
  wish: Omit<ArticlesWish, 'cursor'> & { q: string },
): Promise<ArticleRow[]> {
  const query = queryOf(wish.q);
  return ofPart(db, wish)
    .innerJoin('article_index', 'article_index.article_id', 'articles.article_id')
    .select(rowColumns)
    .where(sql<boolean>`article_index.document @@ ${query}`)
    .orderBy(sql`ts_rank(article_index.document, ${query})`, 'desc')
    .orderBy('articles.article_id', 'desc')
    .limit(wish.limit)
    .execute();
}

/** Those that stand on the first page of the customers' site. */
export async function firstArticles(db: Database, limit: number): Promise<ArticleRow[]> {
  return articlesInUse(db)
    .select(rowColumns)
    .where('articles.is_public', '=', true)
    .where('articles.is_first', '=', true)
    .orderBy('articles.changed_at', 'desc')
    .limit(limit)
    .execute();
}

export type WholeArticle = ArticleRow & { text: string };

export async function articleById(
  db: Database | Tx,
  articleId: string,
): Promise<WholeArticle | undefined> {
  return withWords(db)
    .select(rowColumns)
    .select(wholeText)
    .where('articles.article_id', '=', articleId)
    .executeTakeFirst();
}

/** The ids of articles whose review date has passed and whose owner was not asked yet. */
export async function reviewsDue(db: Database, today: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('articles')
    .select('article_id')
    .where('retired_at', 'is', null)
    .where('review_on', '<', today)
    .where('review_asked_on', 'is distinct from', sql<string>`review_on`)
    .orderBy('review_on')
    .limit(limit)
    .execute();
  return rows.map((row) => row.article_id);
}

const writtenBy = sql<string | null>`(
  select name from staff where 'staff:' || staff_id = article_editions.written_by)`;

/** What it said before, the newest first. */
export async function editionsOf(db: Database, articleId: string) {
  return db
    .selectFrom('article_editions')
    .innerJoin('words as titles', (join) =>
      join
        .on('titles.customer_id', '=', ORGANISATION_ID)
        .onRef('titles.words_id', '=', 'article_editions.title_id'),
    )
    .innerJoin('words as texts', (join) =>
      join
        .on('texts.customer_id', '=', ORGANISATION_ID)
        .onRef('texts.words_id', '=', 'article_editions.text_id'),
    )
    .select(['edition', 'language', titleText, wholeText, 'written_at as writtenAt'])
    .select(writtenBy.as('writtenBy'))
    .where('article_id', '=', articleId)
    .orderBy('edition', 'desc')
    .limit(editionsMax)
    .execute();
}

const editionsMax = 50;

export async function isWantedOpen(tx: Tx, wantedId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('wanted_articles')
    .select('settled_at')
    .where('wanted_id', '=', wantedId)
    .executeTakeFirst();
  return row !== undefined && row.settled_at === null;
}
