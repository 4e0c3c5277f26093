import { later, secondMs } from '#clock.ts';
import type { Of } from '#complaints/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { hintDesks } from '#http/hints.ts';

export const doings = ['looking', 'writing'] as const;
export type Doing = (typeof doings)[number];

/** A desk says every twenty seconds that it is still there; two of these may be lost. */
const believedMs = 40 * secondMs;

type Here = Of & { staffId: string };

/** Somebody has a complaint in front of them; null: no more. Tells the other desks what is new. */
export async function notePresence(
  tx: Tx,
  here: Here,
  { doing, now }: { doing: Doing | null; now: Date },
): Promise<void> {
  const { customerId, complaintId, staffId } = here;
  await tx.deleteFrom('presence').where('until', '<', now).execute();
  const before = await tx
    .selectFrom('presence')
    .select('doing')
    .where('customer_id', '=', customerId)
    .where('complaint_id', '=', complaintId)
    .where('staff_id', '=', staffId)
    .executeTakeFirst();
  if (doing === null) await forget(tx, here);
  else await keep(tx, here, { doing, until: later(now, believedMs) });
  if ((before?.doing ?? null) !== doing) await hintDesks(tx, { presence: [complaintId] });
}

async function keep(tx: Tx, here: Here, has: { doing: Doing; until: Date }): Promise<void> {
  const { customerId, complaintId, staffId } = here;
  await tx
    .insertInto('presence')
    .values({ customer_id: customerId, complaint_id: complaintId, staff_id: staffId, ...has })
    .onConflict((conflict) =>
      conflict.columns(['customer_id', 'complaint_id', 'staff_id']).doUpdateSet(has),
    )
    .execute();
}

async function forget(tx: Tx, { customerId, complaintId, staffId }: Here): Promise<void> {
  await tx
    .deleteFrom('presence')
    .where('customer_id', '=', customerId)
    .where('complaint_id', '=', complaintId)
    .where('staff_id', '=', staffId)
    .execute();
}

const shownMax = 200;

export type Present = { complaintId: string; person: { id: string; name: string }; doing: Doing };

/** Who else has which complaint in front of them. */
export async function presentBut(db: Database, staffId: string, now: Date): Promise<Present[]> {
  const rows = await db
    .selectFrom('presence')
    .innerJoin('staff', 'staff.staff_id', 'presence.staff_id')
    .select(['complaint_id as complaintId', 'staff.staff_id as id', 'staff.name', 'doing'])
    .where('until', '>=', now)
    .where('presence.staff_id', '<>', staffId)
    .orderBy('until', 'desc')
    .limit(shownMax)
    .execute();
  return rows.map(({ complaintId, id, name, doing }) => ({
    complaintId,
    person: { id, name },
    doing: doing as Doing,
  }));
}
