import { sql } from 'kysely';
import type { Of } from '#complaints/index.ts';
import type { Database } from '#database/connection.ts';
import { eachInItsUnit } from '#jobs/each.ts';
import type { Entry } from '#ledger/entry.ts';
import type { Ledger, Unit } from '#ledger/ledger.ts';
import { loadScene, promisedDays, recordClocks } from './commands.ts';
import { recompute } from './moving.ts';

// The organisation's calendar was corrected: every running clock is reckoned anew, page by page, with
// the correction as the reason. A program that stops in between goes on where it was.

const batchMax = 200;
const nobody = '00000000-0000-0000-0000-000000000000';

export async function noteCorrection(unit: Unit, { version, recordedAt }: Entry): Promise<void> {
  await unit.tx
    .insertInto('clock_corrections')
    .values({
      version,
      corrected_at: recordedAt,
      customer_id: nobody,
      clock_id: nobody,
      is_done: false,
    })
    .execute();
}

/** Swept: the next page of clocks that the oldest correction has not reached. */
export async function correctClocks(db: Database, ledger: Ledger): Promise<number> {
  const correction = await db
    .selectFrom('clock_corrections')
    .selectAll()
    .where('is_done', '=', false)
    .orderBy('version')
    .executeTakeFirst();
  if (!correction) return 0;
  const page = await pageAfter(db, correction);
  const complaints = new Map(page.map((row) => [row.complaintId, row]));
  await eachInItsUnit(ledger, [...complaints.values()], (unit, of) =>
    correctComplaint(unit, of, correction.version),
  );
  const last = page.at(-1);
  await db
    .updateTable('clock_corrections')
    .set(last ? { customer_id: last.customerId, clock_id: last.clockId } : { is_done: true })
    .where('version', '=', correction.version)
    .execute();
  return page.length + 1;
}

type Cursor = { customer_id: string; clock_id: string; corrected_at: Date };

const pageAfter = (db: Database, { customer_id, clock_id, corrected_at }: Cursor) =>
  db
    .selectFrom('clocks')
    .select(['customer_id as customerId', 'clock_id as clockId', 'complaint_id as complaintId'])
    .where(sql<boolean>`(customer_id, clock_id) > (${customer_id}, ${clock_id})`)
    .where('state', '=', 'running')
    .where('started_at', '<=', corrected_at)
    .orderBy('customer_id')
    .orderBy('clock_id')
    .limit(batchMax)
    .execute();

async function correctComplaint(unit: Unit, of: Of, correction: number): Promise<void> {
  const scene = await loadScene(unit, of);
  const promised = await promisedDays(unit, of);
  const facts = scene.clocks.flatMap((clock) =>
    recompute(scene, clock, { cause: 'calendar', correction, promised }),
  );
  await recordClocks(unit, of, { clocks: scene.clocks, facts });
}
