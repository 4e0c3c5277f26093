import { type OnConflictBuilder, sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import type { Tables } from '#database/tables.ts';
import { type Entry, idOf } from '#ledger/entry.ts';

// How many open complaints each person has: counted as they come and go, never by looking.

/** A complaint closed on documents can be closed again by the customer's word; it counts once. */
export async function countClosed(tx: Tx, entry: Entry): Promise<void> {
  const { ownerId, isOpen } = await standing(tx, entry);
  if (isOpen) await addLoad(tx, entry, ownerId, -1);
}

/** Counts one open complaint more or less for a person. */
export async function addLoad(
  tx: Tx,
  entry: Entry,
  staffId: string,
  change: 1 | -1,
): Promise<void> {
  const row = loadRow(entry, staffId, change);
  await tx.insertInto('staff_loads').values(row).onConflict(addUp).execute();
}

export const loadRow = (entry: Entry, staffId: string, change: 1 | -1) => ({
  staff_id: staffId,
  slot: slotOf(entry),
  open_count: change,
});

/** To what the slot holds already, the change is added. */
export const addUp = (conflict: OnConflictBuilder<Tables, 'staff_loads'>) =>
  conflict
    .columns(['staff_id', 'slot'])
    .doUpdateSet({ open_count: sql`staff_loads.open_count + excluded.open_count` });

/** Whose the complaint is at this point of its story, and whether it is open. */
export async function standing(
  tx: Tx,
  entry: Entry,
): Promise<{ ownerId: string; isOpen: boolean }> {
  const row = await tx
    .selectFrom('complaints')
    .select(['owner_id', 'closed_at'])
    .where('customer_id', '=', entry.customerId)
    .where('complaint_id', '=', idOf(entry.stream))
    .executeTakeFirstOrThrow();
  return { ownerId: row.owner_id, isOpen: row.closed_at === null };
}

/** The end of the id: random, and the same at every replay. */
const slotOf = (entry: Entry): number => Number.parseInt(entry.stream.slice(-2), 16) % slots;

const slots = 64;
