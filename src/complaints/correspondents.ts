import { customersOfPerson, normalEmail } from '#customers/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Of } from './commands.ts';
import { goingOnIn } from './joining.ts';

/** The addresses of a complaint's customer, also those under which we know the same person. */
export async function correspondentsOf(db: Database | Tx, of: Of): Promise<Set<string>> {
  const addresses = new Set<string>();
  for (const { customerId } of await goingOnIn(db, of)) {
    for (const { email } of await customersOfPerson(db, customerId)) {
      if (email) addresses.add(normalEmail(email));
    }
  }
  return addresses;
}
