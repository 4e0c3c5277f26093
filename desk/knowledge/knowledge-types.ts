import type { ComplaintState, Named, Row } from '../api/types.ts';

export const articleParts = ['all', 'mine', 'past_review', 'public', 'retired'] as const;
export type ArticlePart = (typeof articleParts)[number];

export type ArticleRow = {
  id: string;
  title: string;
  language: string;
  owner: Named & { title: string };
  /** A day such as 2027-05-03. */
  reviewOn: string;
  isPastReview: boolean;
  reviewedAt: string;
  isPublic: boolean;
  isFirst: boolean;
  edition: number;
  changedAt: string;
  retiredAt: string | null;
};

export type ArticlePage = { articles: ArticleRow[]; next: string | null };

export type Block = {
  kind: 'paragraph' | 'list';
  lines: { text: string; href: string | null }[][];
};

export type Edition = {
  edition: number;
  language: string;
  title: string;
  text: string;
  writtenAt: string;
  writtenBy: string | null;
};

export type Article = ArticleRow & {
  text: string;
  blocks: Block[];
  /** Where customers read it. */
  address: string | null;
  editions: Edition[];
};

type OfComplaint = { id: string; reference: string };

export type Wanted = {
  id: string;
  what: string;
  complaints: OfComplaint[];
  /** How many brought it up; null where one of us asks for it. */
  customers: number | null;
  by: string | null;
  wantedAt: string;
};

export type TrainingItem = {
  id: string;
  what: string;
  person: Named;
  complaint: OfComplaint;
  notedAt: string;
  doneAt: string | null;
};

/** What is known beside a complaint. */
export type Beside = {
  articles: Pick<ArticleRow, 'id' | 'title' | 'isPublic'>[];
  items: TrainingItem[];
  wanted: Wanted[];
};

export type Similar = Pick<
  Row,
  'id' | 'reference' | 'text' | 'closedBasis' | 'receivedAt' | 'owner'
> & { state: ComplaintState };
