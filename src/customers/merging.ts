import type { Tx } from '#database/connection.ts';
import type { Unit } from '#ledger/ledger.ts';
import { Refusal } from '#refusal.ts';
import { add } from './commands.ts';
import { customerById, customersOfPerson } from './queries.ts';

/**
 * Says that two customers are one person: all addresses then stand for all complaints. Nothing is
 * moved, every complaint keeps its customer, and so it can be taken back.
 */
export async function mergeCustomers(
  unit: Unit,
  wish: { customerId: string; into: string; staffId: string },
): Promise<void> {
  const personId = await headOf(unit.tx, wish.into);
  const group = await customersOfPerson(unit.tx, wish.customerId);
  if (group.some(({ customerId }) => customerId === personId)) {
    throw new Refusal('merged_already', 'These are one person already.', { status: 409 });
  }
  if (group.length === 0) throw unknown();
  const { staffId } = wish;
  for (const { customerId } of group) {
    await add(unit, customerId, { type: 'CustomersMerged', data: { personId, staffId } });
  }
}

async function headOf(tx: Tx, customerId: string): Promise<string> {
  const customer = await customerById(tx, customerId);
  if (!customer) throw unknown();
  return customer.personId ?? customerId;
}

/** They are two people after all. */
export async function unmergeCustomer(
  unit: Unit,
  wish: { customerId: string; staffId: string },
): Promise<void> {
  const customer = await customerById(unit.tx, wish.customerId);
  if (!customer?.personId) {
    throw new Refusal('not_merged', 'Take apart the one that was added, not the first one.', {
      status: 409,
    });
  }
  const { customerId, staffId } = wish;
  await add(unit, customerId, { type: 'CustomersUnmerged', data: { staffId } });
}

const unknown = (): Refusal =>
  new Refusal('not_found', 'There is no such customer.', { status: 404 });
