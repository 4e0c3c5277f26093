import type { Database, Tx } from '#database/connection.ts';
import type { Of } from './commands.ts';

/** By when the first thing is due to this customer that the rules ask for, of what is still to come. */
export async function earliestClockOf(
  db: Database | Tx,
  of: Of,
  now: Date,
): Promise<Date | undefined> {
  const row = await db
    .selectFrom('clocks')
    .select((eb) => eb.fn.min('due_at').as('at'))
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .where('state', '=', 'running')
    .where('due_at', '>', now)
    .executeTakeFirst();
  return row?.at ?? undefined;
}
