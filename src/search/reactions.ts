import { complaintKeysOf, type Of } from '#complaints/index.ts';
import { customerStream, personIds } from '#customers/index.ts';
import type { Tx } from '#database/connection.ts';
import { putIn } from '#database/pending.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { Unit } from '#ledger/ledger.ts';

// What accepting a complaint pays for search: one small row. The rest is done by the sweep.

/** Lists every complaint, for a database that came from elsewhere. */
export const indexAll = `insert into search_pending (customer_id, complaint_id)
  select customer_id, complaint_id from complaints on conflict do nothing`;

export const wordFactTypes = [
  'ComplaintReceived',
  'MessageAdded',
  'ContactLogged',
  'OwnerChanged',
] as const;

/** Words were added, or a name changed: this complaint is indexed anew. */
export async function indexComplaint(unit: Unit, entry: Entry): Promise<void> {
  await list(unit.tx, [{ customerId: entry.customerId, complaintId: idOf(entry.stream) }]);
}

export const personFactTypes = [
  'CustomerDetailsGiven',
  'CustomerCorrected',
  'CustomersMerged',
] as const;

/** A person is found by all their names and addresses in all their complaints. */
export async function indexPerson(unit: Unit, { customerId }: Entry): Promise<void> {
  await listPersons(unit.tx, await personIds(unit.tx, customerId));
}

/** They are two people after all: neither is found by the other's name any more. */
export async function indexParted(unit: Unit, { customerId }: Entry): Promise<void> {
  const entries = await unit.load(customerStream(customerId));
  const merged = entries.findLast(({ type }) => type === 'CustomersMerged');
  const former = merged ? await personIds(unit.tx, String(merged.data['personId'])) : [];
  await listPersons(unit.tx, [customerId, ...former]);
}

const listPersons = async (tx: Tx, customerIds: readonly string[]): Promise<void> =>
  list(tx, await complaintKeysOf(tx, customerIds));

async function list(tx: Tx, keys: readonly Of[]): Promise<void> {
  for (const { customerId, complaintId } of keys) {
    const row = { customer_id: customerId, complaint_id: complaintId };
    await putIn(tx, 'search_pending', row, { known: true });
  }
}
