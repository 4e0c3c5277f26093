import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { staffById } from '#staff/index.ts';
import type { Of } from './commands.ts';
import { complaintFrom, complaintStream } from './complaint.ts';

export type PraiseView = { complaintId: string; text: string | null; receivedAt: Date };

const shownMax = 50;

/** What customers said to a person, the latest first. Never how many: kind words are no score. */
export async function praiseOf(db: Database, staffId: string): Promise<PraiseView[]> {
  return db
    .selectFrom('complaints')
    .innerJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'complaints.customer_id')
        .onRef('words.words_id', '=', 'complaints.words_id'),
    )
    .select(['complaint_id as complaintId', 'words.text', 'received_at as receivedAt'])
    .where('kind', '=', 'praise')
    .where(sql<boolean>`coalesce(praised_id, owner_id) = ${staffId}`)
    .orderBy('recorded_at', 'desc')
    .orderBy('complaint_id')
    .limit(shownMax)
    .execute();
}

/** The customer thanks somebody who is not its owner; null: its owner after all. */
export async function namePraised(
  unit: Unit,
  of: Of,
  { praisedId, staffId }: { praisedId: string | null; staffId: string },
): Promise<void> {
  const stream = complaintStream(of.customerId, of.complaintId);
  if (!complaintFrom(await unit.load(stream))) throw notFound('There is no such complaint.');
  const row = await unit.tx
    .selectFrom('complaints')
    .select(['kind', 'praised_id'])
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .executeTakeFirstOrThrow();
  if (row.kind !== 'praise') {
    throw new Refusal('no_praise', 'Only praise names whom it is for.', { status: 409 });
  }
  if (row.praised_id === praisedId) return;
  if (praisedId && !(await staffById(unit.tx, praisedId))) {
    throw notFound('There is no such person here.');
  }
  await unit.record(stream, [{ type: 'PraiseNamed', data: { praisedId, staffId } }]);
}
