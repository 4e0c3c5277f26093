import type { Database } from '#database/connection.ts';
import { eachInItsUnit } from '#jobs/each.ts';
import type { Ledger } from '#ledger/ledger.ts';
import { leaverOf } from '#staff/index.ts';
import { inheritPromise, type OfPromise } from './commands.ts';

const batchMax = 100;

/** Swept: what people promised who have left, also on complaints of others. */
export async function handOnPromises(db: Database, ledger: Ledger): Promise<number> {
  return eachInItsUnit(ledger, await orphanedPromises(db), async (unit, { ownerId, ...of }) => {
    const leaver = await leaverOf(unit, ownerId);
    if (leaver) await inheritPromise(unit, of, leaver.successorId);
  });
}

const orphanedPromises = (db: Database): Promise<(OfPromise & { ownerId: string })[]> =>
  db
    .selectFrom('staff')
    .innerJoin('promises', 'promises.owner_id', 'staff.staff_id')
    .select(['customer_id as customerId', 'promise_id as promiseId', 'owner_id as ownerId'])
    .where('left_at', 'is not', null)
    .where('state', 'in', ['open', 'broken'])
    .limit(batchMax)
    .execute();
