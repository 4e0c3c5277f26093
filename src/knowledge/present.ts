import { fold } from '#likeness/fold.ts';
import type { ArticleRow } from './queries.ts';

export function presentArticle(row: ArticleRow, today: string) {
  const { articleId, ownerId, ownerName, ownerTitle, writtenAt: _, ...rest } = row;
  return {
    ...rest,
    id: articleId,
    owner: { id: ownerId, name: ownerName, title: ownerTitle },
    isPastReview: row.retiredAt === null && row.reviewOn < today,
  };
}

const slugMax = 60;

/** The id decides; the words before it are for whoever reads the address. */
export function addressOf({ articleId, title }: { articleId: string; title: string }): string {
  const slug = fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, slugMax)
    .replace(/^-+|-+$/g, '');
  return `/answers/${slug && `${slug}-`}${articleId}`;
}

/** Undefined where an address ends with no id. */
export const idInAddress = (slug: string): string | undefined =>
  /(?:^|-)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(slug)?.[1];

const rightToLeft = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'ks',
  'ps',
  'sd',
  'ug',
  'ur',
  'yi',
]);

export const directionOf = (language: string): 'ltr' | 'rtl' =>
  rightToLeft.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';
