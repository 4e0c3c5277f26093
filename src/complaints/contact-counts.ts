import { sql } from 'kysely';
import type { Later } from '#database/pending.ts';
import { addUp, loadColumns, movedLoads, standing } from './loads.ts';

type Came = { customerId: string; complaintId: string; at: Date };

/**
 * Counts contacts, and makes it our turn. Several of one complaint come to the same as one after the
 * other. What it was before is read from the locked row, as in `changeComplaint`.
 */
export const countContact: Later<Came> = {
  tables: ['complaints', 'staff_loads'],
  statement(tx, rows) {
    const byComplaint = Map.groupBy(rows, ({ complaintId }) => complaintId);
    const came = [...byComplaint.values()].map((list) => ({
      of: list[0],
      last: list.at(-1),
      list,
    }));
    return tx
      .with('came', (db) =>
        db
          .selectFrom(
            sql<{ customer_id: string; complaint_id: string; times: number; at: Date }>`unnest(
              ${came.map(({ of }) => of?.customerId)}::uuid[],
              ${came.map(({ of }) => of?.complaintId)}::uuid[],
              ${came.map(({ list }) => list.length)}::int[],
              ${came.map(({ last }) => last?.at)}::timestamptz[])`.as(
              sql`came (customer_id, complaint_id, times, at)`,
            ),
          )
          .selectAll(),
      )
      .with('before', (db) =>
        db
          .selectFrom('complaints')
          .select(standing)
          .where(sql<boolean>`(customer_id, complaint_id) in (
            select customer_id, complaint_id from came)`)
          .orderBy('customer_id')
          .orderBy('complaint_id')
          .forUpdate(),
      )
      .with('after', (db) =>
        db
          .updateTable('complaints')
          .from('came')
          .set({
            contacts: sql`contacts + came.times`,
            // One that goes on in another complaint stays done; the other has the contact, too.
            state: sql`case when joined_complaint_id is null then 'to_do' else state end`,
            put_off_at: null,
            next_at: sql`coalesce((
              select min(due_at) from complaint_dates as promised
              where promised.customer_id = complaints.customer_id
                and promised.complaint_id = complaints.complaint_id), look_at)`,
            last_activity_at: sql`came.at`,
          })
          .whereRef('complaints.customer_id', '=', 'came.customer_id')
          .whereRef('complaints.complaint_id', '=', 'came.complaint_id')
          // Locked and read before it is changed.
          .where(sql<boolean>`exists (select from before)`)
          .returning(standing.map((column) => `complaints.${column}` as const)),
      )
      .insertInto('staff_loads')
      .columns(loadColumns)
      .expression(movedLoads)
      .onConflict(addUp)
      .compile();
  },
};
