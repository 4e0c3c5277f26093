import type { Clock } from '#clock.ts';
import type { Database } from '#database/connection.ts';
import { eachInItsUnit } from '#jobs/each.ts';
import type { Ledger } from '#ledger/ledger.ts';
import { moveApprovalUp } from './approving.ts';
import { dueApprovals } from './queries.ts';

const batchMax = 200;

/** Swept: what nobody decided in time goes to the next above. */
export async function moveApprovalsUp(db: Database, ledger: Ledger, clock: Clock): Promise<number> {
  return eachInItsUnit(ledger, await dueApprovals(db, clock.now(), batchMax), moveApprovalUp);
}
