import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { ArticleFact, ArticleWords } from './article.ts';
import type { TrainingFact } from './training.ts';
import type { WantedFact } from './wanted.ts';

export const articleFactTypes = [
  'ArticleWritten',
  'ArticleChanged',
  'ArticlePublished',
  'ArticleMadeInternal',
  'ArticleReviewed',
  'ArticleReviewDue',
  'ArticleOwnerChanged',
  'ArticleRetired',
] as const satisfies readonly ArticleFact['type'][];

export async function projectArticle(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, recordedAt } = entry as Entry<ArticleFact>;
  switch (type) {
    case 'ArticleWritten':
      return insert(tx, entry, data);
    case 'ArticleChanged':
      return change(tx, entry, data);
    case 'ArticlePublished':
      return update(tx, entry, { is_public: true, is_first: data.isFirst });
    case 'ArticleMadeInternal':
      return update(tx, entry, { is_public: false, is_first: false });
    case 'ArticleReviewed':
      return update(tx, entry, { review_on: data.reviewOn, reviewed_at: recordedAt });
    case 'ArticleReviewDue':
      return update(tx, entry, { review_asked_on: data.reviewOn });
    case 'ArticleOwnerChanged':
      return update(tx, entry, { owner_id: data.ownerId, review_asked_on: null });
    case 'ArticleRetired':
      return update(tx, entry, { retired_at: recordedAt, is_public: false, is_first: false });
  }
}

type Written = Extract<ArticleFact, { type: 'ArticleWritten' }>['data'];

async function insert(tx: Tx, entry: Entry, data: Written): Promise<void> {
  const { stream, recordedAt } = entry;
  await tx
    .insertInto('articles')
    .values({
      ...columnsOf(data),
      article_id: idOf(stream),
      owner_id: data.ownerId,
      review_on: data.reviewOn,
      review_asked_on: null,
      is_public: false,
      is_first: false,
      edition: 1,
      written_at: recordedAt,
      changed_at: recordedAt,
      reviewed_at: recordedAt,
      retired_at: null,
    })
    .execute();
  await insertEdition(tx, entry, data);
  if (data.wantedId)
    await settleWanted(tx, data.wantedId, { article_id: idOf(stream), recordedAt });
}

async function change(tx: Tx, entry: Entry, data: ArticleWords): Promise<void> {
  const edition = sql<number>`edition + 1`;
  await update(tx, entry, { ...columnsOf(data), edition, changed_at: entry.recordedAt });
  await insertEdition(tx, entry, data);
}

const columnsOf = ({ title, text, language }: ArticleWords) => ({
  title_id: title.words,
  text_id: text.words,
  language,
});

async function insertEdition(tx: Tx, entry: Entry, data: ArticleWords): Promise<void> {
  const articleId = idOf(entry.stream);
  await tx
    .insertInto('article_editions')
    .values((eb) => ({
      ...columnsOf(data),
      article_id: articleId,
      edition: eb
        .selectFrom('articles')
        .select('edition')
        .where('article_id', '=', articleId)
        .$asScalar(),
      written_by: entry.actor,
      written_at: entry.recordedAt,
    }))
    .execute();
}

async function update(tx: Tx, entry: Entry, values: Record<string, unknown>): Promise<void> {
  await tx
    .updateTable('articles')
    .set(values)
    .where('article_id', '=', idOf(entry.stream))
    .execute();
}

export const wantedFactTypes = [
  'ArticleWanted',
  'ArticleNotNeeded',
] as const satisfies readonly WantedFact['type'][];

export async function projectWanted(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, stream, recordedAt } = entry as Entry<WantedFact>;
  if (type === 'ArticleNotNeeded') {
    const declined = { declined_reason_id: data.reason.words, declined_by: data.by };
    return settleWanted(tx, idOf(stream), { ...declined, recordedAt });
  }
  await tx
    .insertInto('wanted_articles')
    .values({
      wanted_id: idOf(stream),
      what_id: data.what.words,
      complaint_ids: data.complaintIds,
      customers: data.customers,
      wanted_by: data.by,
      wanted_at: recordedAt,
      article_id: null,
      declined_reason_id: null,
      declined_by: null,
      settled_at: null,
    })
    .execute();
}

type Settled = {
  recordedAt: Date;
  article_id?: string;
  declined_reason_id?: string;
  declined_by?: string;
};

async function settleWanted(
  tx: Tx,
  wantedId: string,
  { recordedAt, ...values }: Settled,
): Promise<void> {
  await tx
    .updateTable('wanted_articles')
    .set({ ...values, settled_at: recordedAt })
    .where('wanted_id', '=', wantedId)
    .execute();
}

export const trainingFactTypes = [
  'TrainingItemNoted',
  'TrainingItemDone',
] as const satisfies readonly TrainingFact['type'][];

export async function projectTraining(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, stream, recordedAt } = entry as Entry<TrainingFact>;
  if (type === 'TrainingItemDone') {
    await tx
      .updateTable('training_items')
      .set({ done_at: recordedAt, done_by: data.staffId })
      .where('training_id', '=', idOf(stream))
      .execute();
    return;
  }
  await tx
    .insertInto('training_items')
    .values({
      training_id: idOf(stream),
      staff_id: data.staffId,
      complaint_id: data.complaintId,
      what_id: data.what.words,
      noted_at: recordedAt,
      done_at: null,
      done_by: null,
    })
    .execute();
}
