import { dayOf } from '#calendar/day.ts';
import { dayMs } from '#clock.ts';
import type { Of } from '#complaints/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { assertOrganisation, staffNames } from '#staff/index.ts';
import type { Pack } from './pack.ts';
import { packsOfComplaint, recordValues, stagesOf } from './queries.ts';
import { requiredFields } from './requirements.ts';
import type { RecordField, Shipped } from './shipped.ts';

/** One thing that a pack wants on record about a complaint. */
export type RecordLine = {
  field: string;
  label: string;
  type: RecordField['type'];
  options: string[] | null;
  /** Told from what we know anyway: nobody is asked. */
  isKnown: boolean;
  value: string | null;
  packs: string[];
};

/** What must be on record about a complaint, and what is. */
export async function recordOf(db: Database | Tx, shipped: Shipped, of: Of): Promise<RecordLine[]> {
  const packs = (await packsOfComplaint(db, of)).map(({ pack }) => pack);
  const values = await valuesOf(db, of);
  return linesOf(packs, shipped, values);
}

export function linesOf(
  packs: readonly Pack[],
  { fields }: Pick<Shipped, 'fields'>,
  values: Readonly<Record<string, string | null>>,
): RecordLine[] {
  return requiredFields(packs, values).flatMap(({ field, packs: by }) => {
    const known = fields[field];
    if (!known) return [];
    const { label, type, options = null } = known;
    const value = values[field] ?? null;
    return [{ field, label, type, options, isKnown: Boolean(known.known), value, packs: by }];
  });
}

/** Everything that can stand in a register: what was filled in, and what we know anyway. */
export async function valuesOf(db: Database | Tx, of: Of): Promise<Record<string, string | null>> {
  return { ...(await recordValues(db, of)), ...(await knownValues(db, of)) };
}

async function knownValues(db: Database | Tx, of: Of): Promise<Record<string, string | null>> {
  const row = await db
    .selectFrom('complaints')
    .innerJoin('customers', 'customers.customer_id', 'complaints.customer_id')
    .leftJoin('words as wishes', (join) =>
      join
        .onRef('wishes.customer_id', '=', 'complaints.customer_id')
        .onRef('wishes.words_id', '=', 'complaints.wish_id'),
    )
    .select([
      'complaints.reference',
      'complaints.channel',
      'complaints.received_at as receivedAt',
      'complaints.closed_at as closedAt',
      'complaints.next_at as nextAt',
      'complaints.state',
      'complaints.owner_id as ownerId',
      'customers.name',
      'customers.email',
      'customers.phone',
      'customers.postal_address as postalAddress',
      'wishes.text as wish',
    ])
    .where('complaints.customer_id', '=', of.customerId)
    .where('complaints.complaint_id', '=', of.complaintId)
    .executeTakeFirst();
  if (!row) return {};
  const { zone } = await assertOrganisation(db);
  const day = (at: Date | null): string | null => (at ? dayOf(at, zone) : null);
  const { receivedAt, closedAt } = row;
  return {
    reference: row.reference,
    channel: row.channel,
    receivedOn: day(receivedAt),
    acknowledgedOn: day(await acknowledgedAt(db, of)),
    closedOn: day(closedAt),
    daysToResolve: closedAt ? String(daysBetween(receivedAt, closedAt)) : null,
    dueOn: day(row.nextAt),
    status: row.state === 'done' ? 'closed' : 'open',
    complainantName: row.name,
    complainantContact: row.email ?? row.phone ?? row.postalAddress,
    remedySought: row.wish,
    stageHandlers: await handlersOf(db, of, row.ownerId),
    upheld: await findingOf(db, of),
    promisedKept: await keptOf(db, of),
  };
}

const daysBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.round((to.getTime() - from.getTime()) / dayMs));

async function acknowledgedAt(db: Database | Tx, of: Of): Promise<Date | null> {
  const row = await db
    .selectFrom('notices')
    .select('settled_at')
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .where('kind', '=', 'acknowledgement')
    .where('state', '=', 'delivered')
    .orderBy('settled_at')
    .limit(1)
    .executeTakeFirst();
  return row?.settled_at ?? null;
}

async function handlersOf(db: Database | Tx, of: Of, ownerId: string): Promise<string> {
  const stages = await stagesOf(db, of);
  const names = await staffNames(db, [ownerId, ...stages.map(({ staffId }) => staffId)]);
  const later = stages.map(({ stage, staffId }) => `${stage}: ${names.get(staffId) ?? ''}`);
  return [`1: ${names.get(ownerId) ?? ''}`, ...later].join('; ');
}

/** All upheld, none, or some: once each point has its finding. */
async function findingOf(db: Database | Tx, of: Of): Promise<string | null> {
  const rows = await db
    .selectFrom('points')
    .select('finding')
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .where('dropped_at', 'is', null)
    .execute();
  if (rows.length === 0 || rows.some(({ finding }) => finding === null)) return null;
  const kinds = new Set(rows.map(({ finding }) => finding));
  const [only] = kinds;
  return kinds.size === 1 && only ? only : 'partly_upheld';
}

async function keptOf(db: Database | Tx, of: Of): Promise<string | null> {
  const row = await db
    .selectFrom('promises')
    .select('broken_times')
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .where('kind', '=', 'answer')
    .limit(1)
    .executeTakeFirst();
  return row ? (row.broken_times === 0 ? 'yes' : 'no') : null;
}
