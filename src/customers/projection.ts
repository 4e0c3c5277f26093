import type { Tx } from '#database/connection.ts';
import { putIn } from '#database/pending.ts';
import { readWords } from '#ledger/content.ts';
import type { Entry } from '#ledger/entry.ts';
import type { CustomerDetails, CustomerFact } from './customer.ts';

export const customerFactTypes = [
  'CustomerCame',
  'CustomerDetailsGiven',
  'CustomerCorrected',
  'CustomerAddressFailed',
  'CustomersMerged',
  'CustomersUnmerged',
  'AccountOwnerNamed',
] as const satisfies readonly CustomerFact['type'][];

export async function projectCustomer(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, recordedAt } = entry as Entry<CustomerFact>;
  switch (type) {
    case 'CustomerCame':
      return insert(tx, entry, data);
    case 'CustomerDetailsGiven':
      return update(tx, entry, {
        ...columnsOf(await readDetails(tx, entry, data.details.words)),
        ...(data.complaintId && { needs_from: data.complaintId }),
      });
    case 'CustomerCorrected': {
      const columns = columnsOf(await readDetails(tx, entry, data.details.words));
      const isNewAddress = 'email' in columns;
      const isOurs = 'needs' in columns && { needs_from: null };
      return update(tx, entry, { ...columns, ...(isNewAddress && noFault), ...isOurs });
    }
    case 'CustomerAddressFailed':
      return update(tx, entry, { email_failed_at: recordedAt, email_fault: data.code });
    case 'CustomersMerged':
      return update(tx, entry, { person_id: data.personId });
    case 'CustomersUnmerged':
      return update(tx, entry, { person_id: null });
    case 'AccountOwnerNamed':
      return update(tx, entry, { account_owner_id: data.accountOwnerId });
  }
}

const noFault = { email_failed_at: null, email_fault: null };

async function insert(
  tx: Tx,
  entry: Entry,
  data: Extract<CustomerFact, { type: 'CustomerCame' }>['data'],
): Promise<void> {
  const details = data.details ? await readDetails(tx, entry, data.details.words) : {};
  await putIn(tx, 'customers', {
    customer_id: entry.customerId,
    ...columnsOf(details),
    language: data.language,
    came_at: entry.recordedAt,
  });
}

async function update(
  tx: Tx,
  entry: Entry,
  values: Record<string, string | Date | null>,
): Promise<void> {
  if (Object.keys(values).length === 0) return;
  await tx
    .updateTable('customers')
    .set(values)
    .where('customer_id', '=', entry.customerId)
    .execute();
}

const columnsOf = (details: CustomerDetails) => ({
  ...(details.name && { name: details.name }),
  ...(details.email && { email: details.email }),
  ...(details.phone && { phone: details.phone }),
  ...(details.postalAddress && { postal_address: details.postalAddress }),
  ...(details.since && { since_on: details.since }),
  // Said to be needed no more, it is gone; what we merely do not hear of stays.
  ...(details.needs !== undefined && { needs: details.needs || null }),
});

async function readDetails(tx: Tx, entry: Entry, wordsId: string): Promise<CustomerDetails> {
  const text = await readWords(tx, entry.customerId, wordsId);
  return text ? (JSON.parse(text) as CustomerDetails) : {};
}
