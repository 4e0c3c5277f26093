import { accountOwnerIdOf } from '#customers/index.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { Unit } from '#ledger/ledger.ts';
import { finishTask, giveTask } from '#tasks/index.ts';
import { type ComplaintFact, complaintIdOf } from './complaint.ts';

const keyOf = (complaintId: string): string => `account:${complaintId}`;

/** Whoever looks after a customer hears from us that they complain, and not from them. */
export async function tellAccountOwner(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<ComplaintFact>;
  // Of a part that was split off they have heard with the whole.
  if (type !== 'ComplaintReceived' || data.splitFrom) return;
  const staffId = await accountOwnerIdOf(unit.tx, customerId);
  if (!staffId || staffId === data.ownerId) return;
  const complaintId = idOf(stream);
  await giveTask(unit, {
    staffId,
    kind: 'account_wrote',
    key: keyOf(complaintId),
    subject: { complaintId },
  });
}

/** Nothing is left to help with. */
export const finishAccountTask = (unit: Unit, entry: Entry): Promise<void> =>
  finishTask(unit, keyOf(complaintIdOf(entry)));
