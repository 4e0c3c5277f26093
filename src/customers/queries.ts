import { sql } from 'kysely';
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
  /** What to know when we get in touch. */
  needs: string | null;
  /** The complaint on whose page they said so. */
  needsFrom: string | null;
  sinceOn: string | null;
  accountOwnerId: string | null;
  cameAt: Date;
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
      'needs',
      'needs_from as needsFrom',
      'since_on as sinceOn',
      'account_owner_id as accountOwnerId',
      'came_at as cameAt',
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

/** Who of ours looks after this person, under whichever of their records they were named. */
export async function accountOwnerIdOf(
  db: Database | Tx,
  customerId: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ staffId: string }>`
    select other.account_owner_id as "staffId"
    from customers as own
    join customers as other on other.customer_id = coalesce(own.person_id, own.customer_id)
      or other.person_id = coalesce(own.person_id, own.customer_id)
    where own.customer_id = ${customerId} and other.account_owner_id is not null
    order by other.person_id is not null, other.came_at
    limit 1`.execute(db);
  return rows[0]?.staffId;
}

/** Somebody here looks after customers. */
export async function ownsAccounts(db: Database, staffId: string): Promise<boolean> {
  const row = await db
    .selectFrom('customers')
    .select('customer_id')
    .where('account_owner_id', '=', staffId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

const personMax = 100;

/** The ids of everybody who is one person with this customer, and their own. */
export async function personIds(db: Database | Tx, customerId: string): Promise<string[]> {
  return (await customersOfPerson(db, customerId)).map((customer) => customer.customerId);
}

/** For many customers at once: everybody who is one person with each. */
export async function samePersons(
  db: Database | Tx,
  customerIds: readonly string[],
): Promise<Map<string, Customer[]>> {
  const asked = await presentCustomers(db)
    .where('customer_id', '=', sql<string>`any (${[...new Set(customerIds)]}::uuid[])`)
    .execute();
  const firsts = sql<string>`any (${asked.map(firstOf)}::uuid[])`;
  const all = await presentCustomers(db)
    .where((eb) => eb.or([eb('customer_id', '=', firsts), eb('person_id', '=', firsts)]))
    .execute();
  const groups = Map.groupBy(all, firstOf);
  return new Map(
    asked.map((customer) => [customer.customerId, groups.get(firstOf(customer)) ?? []]),
  );
}

const firstOf = ({ customerId, personId }: Customer): string => personId ?? customerId;

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
