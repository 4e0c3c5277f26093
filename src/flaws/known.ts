import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';
import { wordsOf } from './queries.ts';

export type KnownProblem = {
  id: string;
  text: string;
  until: string;
  product: string | null;
  place: string | null;
};

const shownMax = 50;

/** "We know about this, and it will be fixed by …": the newest first. */
export async function knownProblems(db: Database | Tx): Promise<KnownProblem[]> {
  const rows = await db
    .selectFrom('flaws')
    .leftJoin('areas', 'areas.area_id', 'flaws.area_id')
    .select([
      'flaw_id as id',
      'known_text_id as textId',
      sql<string>`known_until`.as('until'),
      'areas.name as area',
      'product_id as productId',
      'place_id as placeId',
    ])
    .where('known_text_id', 'is not', null)
    .whereRef('root_id', '=', 'flaw_id')
    .orderBy('recorded_at', 'desc')
    .limit(shownMax)
    .execute();
  const text = await wordsOf(
    db,
    rows.flatMap((row) => [row.textId, row.productId, row.placeId]),
  );
  return rows.map(({ id, textId, until, area, productId, placeId }) => ({
    id,
    until,
    text: text(textId) ?? '',
    product: area ?? text(productId),
    place: text(placeId),
  }));
}
