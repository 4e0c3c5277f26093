import type { Database } from '#database/connection.ts';
import { eachInItsUnit } from '#jobs/each.ts';
import type { Ledger } from '#ledger/ledger.ts';
import { leaverOf } from '#staff/index.ts';
import { escalationFrom, escalationStream, passOn } from './escalation.ts';

const batchMax = 100;

/** Swept: what was brought to somebody who has left goes to whoever took over. */
export async function handOnEscalations(db: Database, ledger: Ledger): Promise<number> {
  return eachInItsUnit(ledger, await orphanedEscalations(db), async (unit, orphaned) => {
    const { customerId, escalationId, complaintId, raisedTo } = orphaned;
    const stream = escalationStream(customerId, escalationId);
    const escalation = escalationFrom(await unit.load(stream));
    const leaver = await leaverOf(unit, raisedTo);
    if (!escalation || !leaver) return;
    await unit.record(stream, passOn(escalation, complaintId, leaver.successorId));
  });
}

const orphanedEscalations = (db: Database) =>
  db
    .selectFrom('staff')
    .innerJoin('escalations', 'escalations.raised_to', 'staff.staff_id')
    .select([
      'customer_id as customerId',
      'escalation_id as escalationId',
      'complaint_id as complaintId',
      'raised_to as raisedTo',
    ])
    .where('left_at', 'is not', null)
    .where('answered_at', 'is', null)
    .limit(batchMax)
    .execute();
