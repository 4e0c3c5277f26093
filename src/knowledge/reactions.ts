import { type Entry, idOf } from '#ledger/entry.ts';
import type { Unit } from '#ledger/ledger.ts';
import { assertOrganisation } from '#staff/index.ts';
import { finishTask, giveTask } from '#tasks/index.ts';
import type { ArticleFact } from './article.ts';
import type { WantedFact } from './wanted.ts';

const reviewKey = (articleId: string): string => `article_review:${articleId}`;
const wantedKey = (wantedId: string): string => `article_wanted:${wantedId}`;

/** Its owner looks whether it is still right. */
export async function giveReviewTask(unit: Unit, entry: Entry): Promise<void> {
  const { data, stream } = entry as Entry<Extract<ArticleFact, { type: 'ArticleReviewDue' }>>;
  const articleId = idOf(stream);
  await giveTask(unit, {
    staffId: data.ownerId,
    kind: 'article_review',
    key: reviewKey(articleId),
    subject: { articleId },
  });
}

/** It was looked at, or nobody reads it any more; a new owner is asked anew. */
export const finishReviewTask = (unit: Unit, { stream }: Entry): Promise<void> =>
  finishTask(unit, reviewKey(idOf(stream)));

/** Until an article has an owner, whoever answers for complaints here finds it one. */
export async function giveWantedTask(unit: Unit, entry: Entry): Promise<void> {
  const { data, stream } = entry as Entry<Extract<WantedFact, { type: 'ArticleWanted' }>>;
  const { answerableId } = await assertOrganisation(unit.tx);
  const wantedId = idOf(stream);
  const [complaintId] = data.complaintIds;
  await giveTask(unit, {
    staffId: answerableId,
    kind: 'article_wanted',
    key: wantedKey(wantedId),
    subject: { wantedId, ...(complaintId && { complaintId }) },
  });
}

/** Written, or not needed after all. */
export async function finishWantedTask(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, stream } = entry as Entry<ArticleFact | WantedFact>;
  const wantedId = type === 'ArticleWritten' ? data.wantedId : idOf(stream);
  if (wantedId) await finishTask(unit, wantedKey(wantedId));
}
