import type { Tx } from '#database/connection.ts';
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
] as const satisfies readonly CustomerFact['type'][];

export async function projectCustomer(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, recordedAt } = entry as Entry<CustomerFact>;
  switch (type) {
    case 'CustomerCame':
      return insert(tx, entry, data);
    case 'CustomerDetailsGiven':
      return update(tx, entry, columnsOf(await readDetails(tx, entry, data.details.words)));
    case 'CustomerCorrected': {
      const columns = columnsOf(await readDetails(tx, entry, data.details.words));
      const isNewAddress = 'email' in columns;
      return update(tx, entry, { ...columns, ...(isNewAddress && noFault) });
    }
    case 'CustomerAddressFailed':
      return update(tx, entry, { email_failed_at: recordedAt, email_fault: data.code });
    case 'CustomersMerged':
      return update(tx, entry, { person_id: data.personId });
    case 'CustomersUnmerged':
      return update(tx, entry, { person_id: null });
  }
}

const noFault = { email_failed_at: null, email_fault: null };

async function insert(
  tx: Tx,
  entry: Entry,
  data: Extract<CustomerFact, { type: 'CustomerCame' }>['data'],
): Promise<void> {
  const details = data.details ? await readDetails(tx, entry, data.details.words) : {};
  await tx
    .insertInto('customers')
    .values({
      customer_id: entry.customerId,
      ...columnsOf(details),
      language: data.language,
      came_at: entry.recordedAt,
    })
    .execute();
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

const columnsOf = ({ name, email, phone, postalAddress }: CustomerDetails) => ({
  ...(name && { name }),
  ...(email && { email }),
  ...(phone && { phone }),
  ...(postalAddress && { postal_address: postalAddress }),
});

async function readDetails(tx: Tx, entry: Entry, wordsId: string): Promise<CustomerDetails> {
  const text = await readWords(tx, entry.customerId, wordsId);
  return text ? (JSON.parse(text) as CustomerDetails) : {};
}
