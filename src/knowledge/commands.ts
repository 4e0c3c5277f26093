import { dayOf } from '#calendar/day.ts';
import { BeginAgain, sqlState } from '#database/transaction.ts';
import { newId, ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { assertOrganisation, staffById } from '#staff/index.ts';
import {
  type Article,
  type ArticleFact,
  type ArticleWords,
  articleFrom,
  articleStream,
  askForReview,
  assertNewest,
  giveTo,
  makeInternal,
  publish,
  retire,
  review,
  rewrite,
  write,
} from './article.ts';
import { isWantedOpen } from './queries.ts';
import { finish, trainingFrom, trainingStream } from './training.ts';
import { decline, type WantedFact, wantedFrom, wantedStream } from './wanted.ts';

type ArticleText = { title: string; text: string; language: string };

export type ArticleWish = ArticleText & {
  ownerId: string;
  reviewOn: string;
  /** The wanted article that this one is. */
  wantedId: string | null;
};

export async function writeArticle(unit: Unit, wish: ArticleWish): Promise<{ articleId: string }> {
  const { ownerId, reviewOn, wantedId } = wish;
  await assertHere(unit, ownerId);
  if (wantedId) await assertWanted(unit, wantedId);
  const words = await keepArticleWords(unit, wish);
  const facts = write({ ...words, ownerId, reviewOn, wantedId }, await today(unit));
  const articleId = newId();
  await unit.record(articleStream(articleId), facts);
  return { articleId };
}

/** Two who write it at once: the first to come locks it, the second reads that it is settled. */
async function assertWanted(unit: Unit, wantedId: string): Promise<void> {
  const wanted = wantedFrom(await unit.load(wantedStream(wantedId)));
  if (!wanted) throw notFound('There is no such wanted article.');
  if (await isWantedOpen(unit.tx, wantedId)) return;
  throw new Refusal(
    'settled_already',
    'This article was written meanwhile, or is not needed after all. Look at it first, then write yours by itself.',
    { status: 409 },
  );
}

export const changeArticle = (
  unit: Unit,
  articleId: string,
  wish: ArticleText & { edition: number },
): Promise<void> =>
  change(unit, articleId, async (article) => {
    // Before the words are kept: what is refused leaves nothing behind.
    assertNewest(article, wish.edition);
    return rewrite(article, await keepArticleWords(unit, wish), wish.edition);
  });

export const publishArticle = (unit: Unit, articleId: string, isFirst: boolean): Promise<void> =>
  change(unit, articleId, async (article) => publish(article, isFirst));

export const makeArticleInternal = (unit: Unit, articleId: string): Promise<void> =>
  change(unit, articleId, async (article) => makeInternal(article));

export const reviewArticle = (unit: Unit, articleId: string, reviewOn: string): Promise<void> =>
  change(unit, articleId, async (article) => review(article, reviewOn, await today(unit)));

/** Called by the clock. */
export const askForArticleReview = (unit: Unit, articleId: string): Promise<void> =>
  change(unit, articleId, async (article) => askForReview(article, await today(unit)));

export async function giveArticleTo(unit: Unit, articleId: string, ownerId: string): Promise<void> {
  await assertHere(unit, ownerId);
  await change(unit, articleId, async (article) => giveTo(article, ownerId));
}

export const retireArticle = (unit: Unit, articleId: string): Promise<void> =>
  change(unit, articleId, async (article) => retire(article));

type Want = {
  what: string;
  complaintIds: string[];
  customers: number | null;
  by: string | null;
};

/** With an id that follows from its cause it is wanted once, however often the cause is met. */
export async function wantArticle(
  unit: Unit,
  wish: Want,
  wantedId = newId(),
): Promise<{ wantedId: string }> {
  const stream = wantedStream(wantedId);
  if ((await unit.load(stream)).length > 0) return { wantedId };
  const { what, ...rest } = wish;
  const wanted: WantedFact = {
    type: 'ArticleWanted',
    data: { what: await keep(unit, what), ...rest },
  };
  await unit.record(stream, [wanted]).catch(lookAgainIfThere);
  return { wantedId };
}

/** A second sweep met the same cause at the same moment, and has just committed. */
function lookAgainIfThere(error: unknown): never {
  throw sqlState(error) === '23505' ? new BeginAgain() : error;
}

export async function declineWanted(
  unit: Unit,
  wantedId: string,
  { reason, by }: { reason: string; by: string },
): Promise<void> {
  await assertWanted(unit, wantedId);
  const stream = wantedStream(wantedId);
  const wanted = wantedFrom(await unit.load(stream));
  if (!wanted) throw notFound('There is no such wanted article.');
  await unit.record(stream, decline(wanted, await keep(unit, reason), by));
}

export async function noteTraining(
  unit: Unit,
  wish: { staffId: string; complaintId: string; what: string },
): Promise<{ trainingId: string }> {
  const { staffId, complaintId } = wish;
  const trainingId = newId();
  const what = await keep(unit, wish.what);
  await unit.record(trainingStream(trainingId), [
    { type: 'TrainingItemNoted', data: { staffId, complaintId, what } },
  ]);
  return { trainingId };
}

export async function finishTraining(
  unit: Unit,
  trainingId: string,
  staffId: string,
): Promise<void> {
  const stream = trainingStream(trainingId);
  const item = trainingFrom(await unit.load(stream));
  if (!item) throw notFound('There is no such item.');
  const managerId = (await staffById(unit.tx, item.staffId))?.managerId ?? null;
  await unit.record(stream, finish(item, { staffId, managerId }));
}

async function assertHere(unit: Unit, staffId: string): Promise<void> {
  if (!(await staffById(unit.tx, staffId))) throw notFound('There is no such person here.');
}

async function today(unit: Unit): Promise<string> {
  const { zone } = await assertOrganisation(unit.tx);
  return dayOf(unit.now, zone);
}

async function keepArticleWords(
  unit: Unit,
  { title, text, language }: ArticleText,
): Promise<ArticleWords> {
  return { title: await keep(unit, title), text: await keep(unit, text), language };
}

async function keep(unit: Unit, text: string): Promise<WordsRef> {
  const [words] = await unit.keepWords(ORGANISATION_ID, [text]);
  if (!words) throw new Error('the words were not kept');
  return words;
}

/** Load, decide, record. */
async function change(
  unit: Unit,
  articleId: string,
  decide: (article: Article) => Promise<ArticleFact[]>,
): Promise<void> {
  const stream = articleStream(articleId);
  const article = articleFrom(await unit.load(stream));
  if (!article) throw notFound('There is no such article.');
  await unit.record(stream, await decide(article));
}
