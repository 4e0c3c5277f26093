import type { Database, Tx } from '#database/connection.ts';
import { hashOfEmail } from './commands.ts';
import { normalEmail } from './customer.ts';

export type Customer = {
  customerId: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  language: string | null;
  postalAddress: string | null;
  /** Under whom this one and others stand as one person; null for the first, and for most. */
  personId: string | null;
  emailFailedAt: Date | null;
  emailFault: string | null;
};

export async function customerById(
  db: Database | Tx,
  customerId: string,
): Promise<Customer | undefined> {
  return presentCustomers(db).where('customer_id', '=', customerId).executeTakeFirst();
}

const presentCustomers = (db: Database | Tx) =>
  db
    .selectFrom('customers')
    .select([
      'customer_id as customerId',
      'name',
      'email',
      'phone',
      'language',
      'postal_address as postalAddress',
      'person_id as personId',
      'email_failed_at as emailFailedAt',
      'email_fault as emailFault',
    ]);

/** Everybody who is one person with this customer, the first one first. */
export async function customersOfPerson(
  db: Database | Tx,
  customerId: string,
): Promise<Customer[]> {
  const customer = await customerById(db, customerId);
  if (!customer) return [];
  const first = customer.personId ?? customerId;
  return presentCustomers(db)
    .where((eb) => eb.or([eb('customer_id', '=', first), eb('person_id', '=', first)]))
    .orderBy((eb) => eb('person_id', 'is not', null))
    .orderBy('came_at')
    .limit(personMax)
    .execute();
}

const personMax = 100;

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
