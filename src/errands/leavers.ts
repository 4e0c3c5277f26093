import type { Database } from '#database/connection.ts';
import { eachInItsUnit } from '#jobs/each.ts';
import type { Ledger } from '#ledger/ledger.ts';
import { leaverOf } from '#staff/index.ts';
import { replaceInErrand } from './commands.ts';
import type { OfErrand } from './errand.ts';

const batchMax = 100;

/** Swept: whatever part somebody had in open errands who has left, their successor has. */
export async function handOnErrands(db: Database, ledger: Ledger): Promise<number> {
  return eachInItsUnit(ledger, await orphaned(db), async (unit, { from, ...of }) => {
    const leaver = await leaverOf(unit, from);
    if (leaver) {
      await replaceInErrand(unit, of, { from, to: leaver.successorId, cause: 'left' });
    }
  });
}

const orphaned = (db: Database): Promise<(OfErrand & { from: string })[]> =>
  db
    .selectFrom('errands')
    .innerJoin('staff', (join) =>
      join.on((eb) =>
        eb.or([
          eb('staff.staff_id', '=', eb.ref('errands.owner_id')),
          eb('staff.staff_id', '=', eb.ref('errands.handler_id')),
          eb('staff.staff_id', '=', eb.ref('errands.fixer_id')),
        ]),
      ),
    )
    .select(['customer_id as customerId', 'errand_id as errandId', 'staff.staff_id as from'])
    .where('staff.left_at', 'is not', null)
    .where('errands.next_at', 'is not', null)
    .orderBy('errand_id')
    .limit(batchMax)
    .execute();
