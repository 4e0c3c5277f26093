import type { Database, Tx } from '#database/connection.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { areaById } from '#skills/index.ts';
import type { Of } from './commands.ts';
import { complaintFrom, complaintStream } from './complaint.ts';

type Named = { id: string; name: string };

/** What one has to be trained for to see to it. */
export async function areaOf(db: Database | Tx, of: Of): Promise<Named | null> {
  const row = await db
    .selectFrom('complaints')
    .innerJoin('areas', 'areas.area_id', 'complaints.area_id')
    .select(['areas.area_id as id', 'areas.name'])
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .executeTakeFirst();
  return row ?? null;
}

/** Who stands beside its owner, or beside whoever it is offered to. */
export async function partnerOf(db: Database | Tx, of: Of): Promise<Named | null> {
  const row = await db
    .selectFrom('complaints')
    .innerJoin('staff', 'staff.staff_id', 'complaints.paired_with')
    .select(['staff.staff_id as id', 'staff.name'])
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .executeTakeFirst();
  return row ?? null;
}

export async function setArea(
  unit: Unit,
  of: Of,
  { areaId, staffId }: { areaId: string | null; staffId: string },
): Promise<void> {
  const stream = complaintStream(of.customerId, of.complaintId);
  if (!complaintFrom(await unit.load(stream))) throw notFound('There is no such complaint.');
  const before = await areaOf(unit.tx, of);
  if ((before?.id ?? null) === areaId) return;
  const area = areaId === null ? null : await areaById(unit.tx, areaId);
  if (area === undefined || area?.isRetired) {
    throw new Refusal('unknown_area', 'There is no such area (any more).');
  }
  await unit.record(stream, [{ type: 'AreaSet', data: { areaId, staffId } }]);
}
