import { type Clock, secondMs } from '#clock.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Entry } from '#ledger/entry.ts';
import type { Ledger } from '#ledger/ledger.ts';
import { assertOrganisation } from '#staff/index.ts';
import type { ComplaintFact } from './complaint.ts';

/** Chooses whose a new complaint is. */
export type Owners = { choose(db: Database | Tx): Promise<string> };

/** Other processes change loads, too; after this time the counts are read again. */
const freshMs = 5 * secondMs;

/**
 * The handler with the fewest open complaints; without handlers, whoever answers for complaints.
 * The counts are kept in memory between reads, so that accepting a complaint reads nothing for it.
 */
export function keepOwners(ledger: Ledger, clock: Clock): Owners {
  let loads = new Map<string, number>();
  let readAt = Number.NEGATIVE_INFINITY;

  ledger.onCommit((entries) => {
    for (const entry of entries) {
      if (entry.type === 'StaffJoined') readAt = Number.NEGATIVE_INFINITY;
      if (entry.type === 'OwnerChanged') move(entry as Entry<ComplaintFact>);
    }
  });

  function move({ type, data }: Entry<ComplaintFact>): void {
    if (type !== 'OwnerChanged') return;
    add(data.previousOwnerId, -1);
    add(data.ownerId, 1);
  }

  function add(staffId: string, change: number): void {
    const open = loads.get(staffId);
    if (open !== undefined) loads.set(staffId, Math.max(0, open + change));
  }

  return {
    async choose(db) {
      const now = clock.now().getTime();
      if (Math.abs(now - readAt) > freshMs) {
        loads = await readLoads(db);
        readAt = now;
      }
      const chosen = leastLoaded(loads);
      if (!chosen) return (await assertOrganisation(db)).answerableId;
      add(chosen, 1);
      return chosen;
    },
  };
}

function leastLoaded(loads: ReadonlyMap<string, number>): string | undefined {
  let least: [string, number] | undefined;
  for (const load of loads) if (!least || load[1] < least[1]) least = load;
  return least?.[0];
}

async function readLoads(db: Database | Tx): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('staff')
    .leftJoin('staff_loads', 'staff_loads.staff_id', 'staff.staff_id')
    .select([
      'staff.staff_id as staffId',
      (eb) => eb.fn.sum<number | null>('open_count').as('open'),
    ])
    .where((eb) => eb(eb.val('handler'), '=', eb.fn.any('roles')))
    .where('left_at', 'is', null)
    .groupBy('staff.staff_id')
    .orderBy('staff.staff_id')
    .execute();
  return new Map(rows.map((row) => [row.staffId, Number(row.open ?? 0)]));
}
