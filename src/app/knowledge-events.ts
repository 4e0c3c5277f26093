import {
  articleFactTypes,
  finishReviewTask,
  finishWantedTask,
  giveReviewTask,
  giveWantedTask,
  projectArticle,
  projectTraining,
  projectWanted,
  trainingFactTypes,
  wantedFactTypes,
} from '#knowledge/index.ts';
import type { Projection, Reaction } from '#ledger/ledger.ts';

// The part of events.ts about what we know and what is still to be learnt.

type Rows<T> = readonly (readonly [readonly string[], T])[];

export const knowledgeProjections: Rows<Projection> = [
  [articleFactTypes, projectArticle],
  [wantedFactTypes, projectWanted],
  [trainingFactTypes, projectTraining],
];

export const knowledgeReactions: Rows<Reaction> = [
  [['ArticleReviewDue'], giveReviewTask],
  [['ArticleReviewed', 'ArticleOwnerChanged', 'ArticleRetired'], finishReviewTask],
  [['ArticleWanted'], giveWantedTask],
  [['ArticleWritten', 'ArticleNotNeeded'], finishWantedTask],
];
