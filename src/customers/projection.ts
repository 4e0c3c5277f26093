import type { Tx } from '#database/connection.ts';
import { readWords } from '#ledger/content.ts';
import type { Entry } from '#ledger/entry.ts';
import type { CustomerDetails, CustomerFact } from './customer.ts';

export const customerFactTypes = ['CustomerCame', 'CustomerDetailsGiven'] as const;

export async function projectCustomer(tx: Tx, entry: Entry): Promise<void> {
  const { customerId, recordedAt } = entry;
  const fact = entry as Entry<CustomerFact>;
  const details = await readDetails(tx, customerId, fact.data.details?.words);
  if (fact.type === 'CustomerCame') {
    await tx
      .insertInto('customers')
      .values({
        customer_id: customerId,
        name: details.name ?? null,
        email: details.email ?? null,
        phone: details.phone ?? null,
        language: fact.data.language,
        came_at: recordedAt,
      })
      .execute();
    return;
  }
  await tx
    .updateTable('customers')
    .set({
      ...(details.name ? { name: details.name } : {}),
      ...(details.phone ? { phone: details.phone } : {}),
    })
    .where('customer_id', '=', customerId)
    .execute();
}

async function readDetails(
  tx: Tx,
  customerId: string,
  wordsId: string | undefined,
): Promise<CustomerDetails> {
  const text = wordsId ? await readWords(tx, customerId, wordsId) : null;
  return text ? (JSON.parse(text) as CustomerDetails) : {};
}
