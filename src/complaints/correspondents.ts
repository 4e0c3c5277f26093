import { customersOfPerson, normalEmail } from '#customers/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Of } from './commands.ts';

/** The addresses of a complaint's customer, also those under which we know the same person. */
export async function correspondentsOf(
  db: Database | Tx,
  { customerId }: Of,
): Promise<Set<string>> {
  const people = await customersOfPerson(db, customerId);
  return new Set(people.flatMap(({ email }) => (email ? [normalEmail(email)] : [])));
}
