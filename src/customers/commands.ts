import { createHash } from 'node:crypto';
import { newId } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import {
  type CustomerDetails,
  type CustomerFact,
  customerStream,
  normalEmail,
} from './customer.ts';

type Arrival = { details: CustomerDetails; language: string | null };

/** Finds the customer of an address, or makes a new one; nobody needs an address to be a customer. */
export async function recogniseCustomer(unit: Unit, arrival: Arrival): Promise<string> {
  const customerId = newId();
  const { email } = arrival.details;
  const known = email ? await claimEmail(unit, normalEmail(email), customerId) : undefined;
  if (known) {
    await noteNewDetails(unit, known, arrival.details);
    return known;
  }
  const details = await keepDetails(unit, customerId, arrival.details);
  const came: CustomerFact = {
    type: 'CustomerCame',
    data: { details, language: arrival.language },
  };
  await unit.record(customerStream(customerId), [came]);
  return customerId;
}

/** Claims the address for `customerId`; returns the customer who has it already, if any. */
async function claimEmail(
  unit: Unit,
  email: string,
  customerId: string,
): Promise<string | undefined> {
  const emailHash = hashOfEmail(email);
  const claimed = await unit.tx
    .insertInto('email_lookup')
    .values({ email_hash: emailHash, customer_id: customerId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('customer_id')
    .executeTakeFirst();
  if (claimed) return undefined;
  const holder = await unit.tx
    .selectFrom('email_lookup')
    .select('customer_id')
    .where('email_hash', '=', emailHash)
    .executeTakeFirstOrThrow();
  return holder.customer_id;
}

async function noteNewDetails(
  unit: Unit,
  customerId: string,
  given: CustomerDetails,
): Promise<void> {
  const known = await unit.tx
    .selectFrom('customers')
    .select(['name', 'phone'])
    .where('customer_id', '=', customerId)
    .executeTakeFirstOrThrow();
  const added: CustomerDetails = {};
  if (given.name && !known.name) added.name = given.name;
  if (given.phone && !known.phone) added.phone = given.phone;
  const details = await keepDetails(unit, customerId, added);
  if (!details) return;
  const stream = customerStream(customerId);
  await unit.load(stream);
  const fact: CustomerFact = { type: 'CustomerDetailsGiven', data: { details } };
  await unit.record(stream, [fact]);
}

async function keepDetails(unit: Unit, customerId: string, details: CustomerDetails) {
  if (Object.keys(details).length === 0) return null;
  const [ref] = await unit.keepWords(customerId, [JSON.stringify(details)]);
  return ref ?? null;
}

/** SHA-256 of a normalised address: the key of the lookup table. */
export const hashOfEmail = (email: string): Buffer =>
  createHash('sha256').update(email, 'utf8').digest();
