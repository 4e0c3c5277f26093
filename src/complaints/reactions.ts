import { type Entry, idOf } from '#ledger/entry.ts';
import type { Unit } from '#ledger/ledger.ts';
import type { NoticeFact } from '#notices/index.ts';
import { noteAcknowledged } from './commands.ts';

/** Acknowledged is what reached the customer: taken by their mail server, or shown on their page. */
export async function acknowledge(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<NoticeFact>;
  if (type !== 'NoticeDelivered' || data.kind !== 'acknowledgement' || !data.complaintId) return;
  await noteAcknowledged(unit, { customerId, complaintId: data.complaintId }, idOf(stream));
}
