import type { ComplaintFact } from '#complaints/index.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { Unit } from '#ledger/ledger.ts';
import { answerEscalation, raiseEscalation } from './commands.ts';
import { openEscalations } from './queries.ts';

/** A complaint that was addressed to a manager or to the head of the organisation goes there. */
export async function raiseAsAddressed(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<ComplaintFact>;
  if (type !== 'ComplaintReceived' || data.level === 'team') return;
  const complaintId = idOf(stream);
  const { ownerId, addressedTo } = data;
  await raiseEscalation(unit, {
    customerId,
    complaintId,
    ownerId,
    level: data.level,
    raisedBy: 'customer',
    reason: null,
    ...(addressedTo && { to: addressedTo }),
  });
}

/** Whoever it was taken to has written to the customer. */
export async function answerByMessage(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<ComplaintFact>;
  if (type !== 'MessageAdded' || data.audience !== 'customer') return;
  const complaintId = idOf(stream);
  for (const { escalationId } of await openEscalations(unit.tx, customerId, complaintId)) {
    await answerEscalation(unit, { customerId, complaintId, escalationId }, data.staffId);
  }
}
