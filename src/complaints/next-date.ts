import { sql } from 'kysely';
import { type Entry, idOf } from '#ledger/entry.ts';

// The one next date of a complaint, as its own facts leave it; its promises do so in
// dates-projection.ts. Both tell it from the rows as they are, so that their order does not matter.

/** Chosen by its owner, it comes before what was promised; else it stands in where nothing was. */
export function dateSet(entry: Entry, { at, staffId }: { at: string; staffId?: string }) {
  const putOff = staffId ? at : null;
  return {
    look_at: new Date(at),
    put_off_at: putOff,
    next_at: sql`least(${earliest(entry, at)}, ${putOff}::timestamptz)`,
  };
}

/** Any word of the customer's, or to them, ends a putting off. */
export const notPutOff = (entry: Entry) => ({
  put_off_at: null,
  next_at: sql`coalesce(${earliest(entry, null)}, look_at)`,
});

/** The earliest of the open promises, else the day on which its owner looks at it again. */
export const earliest = (
  { customerId, stream }: Entry,
  lookAt: string | null,
) => sql<Date | null>`coalesce(
  (select min(due_at) from complaint_dates
   where customer_id = ${customerId} and complaint_id = ${idOf(stream)}),
  ${lookAt}::timestamptz)`;
