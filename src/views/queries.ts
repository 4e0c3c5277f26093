import type { z } from 'zod';
import type { Database, Tx } from '#database/connection.ts';
import type { viewFilters } from './schemas.ts';

export type SavedView = {
  id: string;
  name: string;
  filters: z.infer<typeof viewFilters>;
  place: number;
};

/** Somebody's own views in their own order. */
export async function viewsOf(db: Database | Tx, staffId: string): Promise<SavedView[]> {
  const rows = await db
    .selectFrom('saved_views')
    .select(['view_id as id', 'name', 'filters', 'place'])
    .where('staff_id', '=', staffId)
    .orderBy('place')
    .orderBy('view_id')
    .execute();
  return rows as SavedView[];
}
