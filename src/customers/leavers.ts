import type { Database } from '#database/connection.ts';
import { eachInItsUnit } from '#jobs/each.ts';
import type { Ledger } from '#ledger/ledger.ts';
import { leaverOf } from '#staff/index.ts';
import { add } from './commands.ts';
import { customerById } from './queries.ts';

const batchMax = 100;

/** Swept: customers whom somebody looked after who has left. */
export async function handOnAccounts(db: Database, ledger: Ledger): Promise<number> {
  return eachInItsUnit(
    ledger,
    await orphanedAccounts(db),
    async (unit, { customerId, staffId }) => {
      const leaver = await leaverOf(unit, staffId);
      const customer = await customerById(unit.tx, customerId);
      if (!leaver || customer?.accountOwnerId !== staffId) return;
      const data = { accountOwnerId: leaver.successorId, by: leaver.leftBy };
      await add(unit, customerId, { type: 'AccountOwnerNamed', data });
    },
  );
}

const orphanedAccounts = (db: Database) =>
  db
    .selectFrom('staff')
    .innerJoin('customers', 'customers.account_owner_id', 'staff.staff_id')
    .select(['customer_id as customerId', 'staff_id as staffId'])
    .where('left_at', 'is not', null)
    .limit(batchMax)
    .execute();
