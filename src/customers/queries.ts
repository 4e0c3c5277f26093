import type { Database, Tx } from '#database/connection.ts';
import { hashOfEmail } from './commands.ts';
import { normalEmail } from './customer.ts';

export type Customer = {
  customerId: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  language: string | null;
};

export async function customerById(
  db: Database | Tx,
  customerId: string,
): Promise<Customer | undefined> {
  const row = await db
    .selectFrom('customers')
    .selectAll()
    .where('customer_id', '=', customerId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { name, email, phone, language } = row;
  return { customerId, name, email, phone, language };
}

export async function customerIdOfEmail(
  db: Database | Tx,
  email: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('email_lookup')
    .select('customer_id')
    .where('email_hash', '=', hashOfEmail(normalEmail(email)))
    .executeTakeFirst();
  return row?.customer_id;
}
