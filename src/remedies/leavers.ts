import type { Database } from '#database/connection.ts';
import { eachInItsUnit } from '#jobs/each.ts';
import type { Ledger } from '#ledger/ledger.ts';
import { leaverOf } from '#staff/index.ts';
import { passApprovalOn } from './approving.ts';

const batchMax = 100;

/** Swept: what waits for a decision of somebody who has left. */
export const handOnApprovals = async (db: Database, ledger: Ledger): Promise<number> =>
  eachInItsUnit(ledger, await orphanedApprovals(db), async (unit, { approverId, ...of }) => {
    const leaver = approverId && (await leaverOf(unit, approverId));
    if (leaver) await passApprovalOn(unit, of, leaver.successorId);
  });

const orphanedApprovals = (db: Database) =>
  db
    .selectFrom('staff')
    .innerJoin('remedies', 'remedies.approver_id', 'staff.staff_id')
    .select([
      'remedies.customer_id as customerId',
      'remedy_id as remedyId',
      'approver_id as approverId',
    ])
    .where('left_at', 'is not', null)
    .where('remedies.state', '=', 'asked')
    .limit(batchMax)
    .execute();
