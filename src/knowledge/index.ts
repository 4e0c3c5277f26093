// Knowledge: articles for ourselves and for customers, which articles are wanted, and what a person
// of ours did not know. Owns articles, article_editions, article_index, wanted_articles and
// training_items, and the streams article:<id>, wanted:<id> and training:<id>.
// Nobody is counted or compared by what they did not know.
export { publishArticle, wantArticle, writeArticle } from './commands.ts';
export { gapRoutes } from './gap-routes.ts';
export { indexArticles } from './indexing.ts';
export { askForReviews, findMissingArticles } from './jobs.ts';
export { answerPages, Headlines } from './pages.tsx';
export {
  articleFactTypes,
  projectArticle,
  projectTraining,
  projectWanted,
  trainingFactTypes,
  wantedFactTypes,
} from './projection.ts';
export { type ArticleRow, firstArticles } from './queries.ts';
export {
  finishReviewTask,
  finishWantedTask,
  giveReviewTask,
  giveWantedTask,
} from './reactions.ts';
export { articleRoutes } from './routes.ts';
