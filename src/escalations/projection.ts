import type { Tx } from '#database/connection.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { EscalationFact } from './escalation.ts';

export const escalationFactTypes = [
  'EscalationRaised',
  'EscalationPassedOn',
  'EscalationAnswered',
] as const satisfies readonly EscalationFact['type'][];

export async function projectEscalation(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, customerId, stream, recordedAt } = entry as Entry<EscalationFact>;
  if (type === 'EscalationRaised') {
    await tx
      .insertInto('escalations')
      .values({
        customer_id: customerId,
        escalation_id: idOf(stream),
        complaint_id: data.complaintId,
        level: data.level,
        raised_to: data.raisedTo,
        raised_by: data.raisedBy,
        reason_id: data.reason?.words ?? null,
        raised_at: recordedAt,
      })
      .execute();
    return;
  }
  const change =
    type === 'EscalationPassedOn'
      ? { raised_to: data.raisedTo }
      : { answered_at: recordedAt, answered_by: data.staffId };
  await tx
    .updateTable('escalations')
    .set(change)
    .where('customer_id', '=', customerId)
    .where('escalation_id', '=', idOf(stream))
    .execute();
}
