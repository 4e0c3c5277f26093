import { createHash } from 'node:crypto';
import type { Tx } from '#database/connection.ts';
import { putIn } from '#database/pending.ts';
import { holdsOne } from '#http/caller.ts';
import { newId } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { staffById } from '#staff/index.ts';
import {
  type CustomerDetails,
  type CustomerFact,
  customerStream,
  normalEmail,
} from './customer.ts';
import { customerPolicy } from './policy.ts';

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

/** Who has addresses that will be asked for; null where nobody has. */
const foreseen = new WeakMap<Tx, Map<string, string | null>>();

/** Looks many addresses up at once, for a unit in which many customers come. */
export async function foreseeCustomers(unit: Unit, addresses: readonly string[]): Promise<void> {
  const byHash = new Map(
    addresses.map(normalEmail).map((email) => [hashOfEmail(email).toString('hex'), email]),
  );
  const hashes = [...byHash.keys()].map((hash) => Buffer.from(hash, 'hex'));
  const rows = await unit.tx
    .selectFrom('email_lookup')
    .select(['email_hash', 'customer_id'])
    .where((eb) => eb('email_hash', '=', eb.fn.any(eb.val(hashes))))
    .execute();
  const found = new Map<string, string | null>([...byHash.values()].map((email) => [email, null]));
  for (const row of rows) {
    found.set(byHash.get(row.email_hash.toString('hex')) ?? '', row.customer_id);
  }
  foreseen.set(unit.tx, found);
}

/** Claims the address for `customerId`; returns the customer who has it already, if any. */
async function claimEmail(
  unit: Unit,
  email: string,
  customerId: string,
): Promise<string | undefined> {
  const emailHash = hashOfEmail(email);
  const holders = foreseen.get(unit.tx);
  const foreseenHolder = holders?.get(email);
  if (foreseenHolder) return foreseenHolder;
  if (holders && foreseenHolder === null) {
    await putIn(unit.tx, 'email_lookup', { email_hash: emailHash, customer_id: customerId });
    holders.set(email, customerId);
    return undefined;
  }
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
    .select(['name', 'phone', 'postal_address'])
    .where('customer_id', '=', customerId)
    .executeTakeFirstOrThrow();
  const added: CustomerDetails = {};
  if (given.name && !known.name) added.name = given.name;
  if (given.phone && !known.phone) added.phone = given.phone;
  if (given.postalAddress && !known.postal_address) added.postalAddress = given.postalAddress;
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

/** A person of ours puts right what we have wrong, or adds what the customer told them. */
export async function correctCustomer(
  unit: Unit,
  customerId: string,
  wish: { details: CustomerDetails; staffId: string },
): Promise<void> {
  const { email } = wish.details;
  const holder = email ? await claimEmail(unit, normalEmail(email), customerId) : undefined;
  if (holder && holder !== customerId) {
    throw new Refusal(
      'address_of_another',
      'This address belongs to another customer. If they are one person, merge them.',
      { status: 409 },
    );
  }
  const details = await keepDetails(unit, customerId, wish.details);
  if (!details) return;
  const { staffId } = wish;
  await add(unit, customerId, { type: 'CustomerCorrected', data: { details, staffId } });
}

/** The customer says on the page of a complaint what we should know when we get in touch. */
export async function sayNeeds(
  unit: Unit,
  { customerId, complaintId }: { customerId: string; complaintId: string },
  needs: string,
): Promise<void> {
  const details = await keepDetails(unit, customerId, { needs });
  if (!details) return;
  await add(unit, customerId, { type: 'CustomerDetailsGiven', data: { details, complaintId } });
}

/** Who looks after this customer; nobody where it is null. */
export async function nameAccountOwner(
  unit: Unit,
  customerId: string,
  { accountOwnerId, by }: { accountOwnerId: string | null; by: string },
): Promise<void> {
  if (accountOwnerId) await assertMayLookAfter(unit, accountOwnerId);
  await add(unit, customerId, { type: 'AccountOwnerNamed', data: { accountOwnerId, by } });
}

async function assertMayLookAfter(unit: Unit, staffId: string): Promise<void> {
  const person = await staffById(unit.tx, staffId);
  if (!person) throw notFound('There is no such person here.');
  if (holdsOne(person, customerPolicy.beAccountOwner)) return;
  throw new Refusal(
    'cannot_look_after',
    'Whoever looks after a customer must be allowed to read their complaints. Choose somebody else, or have their roles changed first.',
    { status: 409 },
  );
}

/** Mail to this customer's address came back for good. */
export const noteAddressFailed = (unit: Unit, customerId: string, code: string): Promise<void> =>
  add(unit, customerId, { type: 'CustomerAddressFailed', data: { code } });

/** Puts a fact at the end of a known customer's stream. */
export async function add(unit: Unit, customerId: string, fact: CustomerFact): Promise<void> {
  const stream = customerStream(customerId);
  const entries = await unit.load(stream);
  if (entries.length === 0) throw notFound('There is no such customer.');
  await unit.record(stream, [fact]);
}

/** SHA-256 of a normalised address: the key of the lookup table. */
export const hashOfEmail = (email: string): Buffer =>
  createHash('sha256').update(email, 'utf8').digest();
