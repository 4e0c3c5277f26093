import { ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import { type Entry, type Fact, idOf, type Stream } from '#ledger/entry.ts';
import { Refusal } from '#refusal.ts';

/** What an article says: its words lie outside the ledger. */
export type ArticleWords = { title: WordsRef; text: WordsRef; language: string };

type Is<T extends string, D> = { type: T; data: D };
type Nothing = Record<string, never>;

export type ArticleFact = Fact &
  (
    | Is<
        'ArticleWritten',
        ArticleWords & { ownerId: string; reviewOn: string; wantedId: string | null }
      >
    | Is<'ArticleChanged', ArticleWords>
    | Is<'ArticlePublished', { isFirst: boolean }>
    | Is<'ArticleMadeInternal', Nothing>
    | Is<'ArticleReviewed', { reviewOn: string }>
    | Is<'ArticleReviewDue', { ownerId: string; reviewOn: string }>
    | Is<'ArticleOwnerChanged', { ownerId: string; previousOwnerId: string }>
    | Is<'ArticleRetired', Nothing>
  );

export const articleStream = (articleId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `article:${articleId}`,
});

export type Article = {
  articleId: string;
  ownerId: string;
  reviewOn: string;
  /** The review date about which the owner was asked already. */
  askedOn: string | null;
  edition: number;
  isPublic: boolean;
  isFirst: boolean;
  isRetired: boolean;
};

/** The article as its entries leave it; undefined when there are none. */
export function articleFrom(entries: readonly Entry[]): Article | undefined {
  const [first, ...rest] = entries as Entry<ArticleFact>[];
  if (first?.type !== 'ArticleWritten') return undefined;
  return rest.reduce(apply, {
    articleId: idOf(first.stream),
    ownerId: first.data.ownerId,
    reviewOn: first.data.reviewOn,
    askedOn: null,
    edition: 1,
    isPublic: false,
    isFirst: false,
    isRetired: false,
  });
}

function apply(article: Article, { type, data }: ArticleFact): Article {
  switch (type) {
    case 'ArticleWritten':
      return article;
    case 'ArticleChanged':
      return { ...article, edition: article.edition + 1 };
    case 'ArticlePublished':
      return { ...article, isPublic: true, isFirst: data.isFirst };
    case 'ArticleMadeInternal':
      return { ...article, isPublic: false, isFirst: false };
    case 'ArticleReviewed':
      return { ...article, reviewOn: data.reviewOn };
    case 'ArticleReviewDue':
      return { ...article, askedOn: data.reviewOn };
    case 'ArticleOwnerChanged':
      // Whoever has it now has not been asked.
      return { ...article, ownerId: data.ownerId, askedOn: null };
    case 'ArticleRetired':
      return { ...article, isRetired: true, isPublic: false, isFirst: false };
  }
}

export type NewArticle = ArticleWords & {
  ownerId: string;
  reviewOn: string;
  wantedId: string | null;
};

export function write(wish: NewArticle, today: string): ArticleFact[] {
  assertAhead(wish.reviewOn, today);
  return [{ type: 'ArticleWritten', data: wish }];
}

/** `edition` is the one that the writer had before them. */
export function rewrite(article: Article, words: ArticleWords, edition: number): ArticleFact[] {
  assertInUse(article);
  assertNewest(article, edition);
  return [{ type: 'ArticleChanged', data: words }];
}

export function assertNewest(article: Article, edition: number): void {
  if (article.edition === edition) return;
  throw new Refusal(
    'changed_meanwhile',
    'Somebody has changed this article while you were writing. Nothing of yours is lost: look at the newest edition, and put in what is still missing.',
    { status: 409 },
  );
}

export function publish(article: Article, isFirst: boolean): ArticleFact[] {
  assertInUse(article);
  if (article.isPublic && article.isFirst === isFirst) return [];
  return [{ type: 'ArticlePublished', data: { isFirst } }];
}

export const makeInternal = (article: Article): ArticleFact[] =>
  article.isPublic ? [{ type: 'ArticleMadeInternal', data: {} }] : [];

/** Somebody has looked: it is right as it stands, until the next look. */
export function review(article: Article, reviewOn: string, today: string): ArticleFact[] {
  assertInUse(article);
  assertAhead(reviewOn, today);
  return [{ type: 'ArticleReviewed', data: { reviewOn } }];
}

/** Called by the clock: the day is over and nobody has looked. Said once for each review date. */
export function askForReview(article: Article, today: string): ArticleFact[] {
  const { ownerId, reviewOn, askedOn, isRetired } = article;
  if (isRetired || reviewOn >= today || askedOn === reviewOn) return [];
  return [{ type: 'ArticleReviewDue', data: { ownerId, reviewOn } }];
}

export function giveTo(article: Article, ownerId: string): ArticleFact[] {
  assertInUse(article);
  if (article.ownerId === ownerId) return [];
  return [{ type: 'ArticleOwnerChanged', data: { ownerId, previousOwnerId: article.ownerId } }];
}

export const retire = (article: Article): ArticleFact[] =>
  article.isRetired ? [] : [{ type: 'ArticleRetired', data: {} }];

function assertInUse({ isRetired }: Article): void {
  if (!isRetired) return;
  throw new Refusal(
    'article_retired',
    'This article was retired. Write a new one, and take over from it what still holds.',
    { status: 409 },
  );
}

const reviewYearsMax = 2;

/** An article that nobody looks at for years is not known to be right. */
function assertAhead(reviewOn: string, today: string): void {
  if (reviewOn <= today) {
    throw new Refusal('date_in_the_past', 'The day of the next review has to lie ahead.');
  }
  const latest = `${Number(today.slice(0, 4)) + reviewYearsMax}${today.slice(4)}`;
  if (reviewOn <= latest) return;
  throw new Refusal('date_too_far', 'The next review can be at most two years ahead.');
}
