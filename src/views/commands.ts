import type { z } from 'zod';
import type { Tx } from '#database/connection.ts';
import { newId } from '#id.ts';
import { Refusal } from '#refusal.ts';
import { viewsOf } from './queries.ts';
import type { viewBody } from './schemas.ts';

export const viewsMax = 30;

/** Puts a view at the end of one's own. */
export async function saveView(
  tx: Tx,
  staffId: string,
  { name, filters }: z.infer<typeof viewBody>,
): Promise<{ id: string }> {
  const own = await lockedViews(tx, staffId);
  if (own.length >= viewsMax) {
    throw new Refusal(
      'too_many_views',
      'You have {viewsMax} views, which is as many as there can be. Remove one first.',
      { status: 409, values: { viewsMax } },
    );
  }
  if (own.some((view) => view.name === name)) {
    throw new Refusal('view_exists', 'You have a view of this name. Choose another.', {
      status: 409,
    });
  }
  const id = newId();
  const place = (own.at(-1)?.place ?? 0) + 1;
  await tx
    .insertInto('saved_views')
    .values({ staff_id: staffId, view_id: id, name, filters: JSON.stringify(filters), place })
    .execute();
  return { id };
}

/** The ids in their new order; those that are not named follow as they were. */
export async function orderViews(tx: Tx, staffId: string, ids: readonly string[]): Promise<void> {
  const own = (await lockedViews(tx, staffId)).map(({ id }) => id);
  const wanted = ids.filter((id) => own.includes(id));
  const order = [...new Set([...wanted, ...own])];
  for (const [at, id] of order.entries()) {
    await tx
      .updateTable('saved_views')
      .set({ place: at + 1 })
      .where('staff_id', '=', staffId)
      .where('view_id', '=', id)
      .execute();
  }
}

export async function removeView(tx: Tx, staffId: string, id: string): Promise<void> {
  await tx
    .deleteFrom('saved_views')
    .where('staff_id', '=', staffId)
    .where('view_id', '=', id)
    .execute();
}

/** Of two tabs that save at once, the second waits and sees what the first has done. */
async function lockedViews(tx: Tx, staffId: string) {
  await tx
    .selectFrom('staff')
    .select('staff_id')
    .where('staff_id', '=', staffId)
    .forNoKeyUpdate()
    .execute();
  return viewsOf(tx, staffId);
}
