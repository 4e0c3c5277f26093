import { Temporal } from 'temporal-polyfill';
import type { Database, Tx } from '#database/connection.ts';
import { Refusal } from '#refusal.ts';
import { assertOrganisation } from '#staff/index.ts';
import type { Pack } from './pack.ts';
import { packsOfComplaint } from './queries.ts';
import { linesOf, valuesOf } from './register.ts';
import type { Shipped } from './shipped.ts';

/** What is not on record yet, and who can say it. */
export type Gap = {
  complaintId: string;
  reference: string;
  owner: { id: string; name: string };
  missing: { field: string; label: string }[];
};

export type Return = {
  rows: Record<string, string | null>[];
  gaps: Gap[];
  /** Nothing came: said aloud, because a return that is forgotten looks the same. */
  isNil: boolean;
};

/** More than this would not be looked through by anybody; whoever has more asks by shorter periods. */
const rowsMax = 10_000;

type Asked = {
  packId: string;
  from?: Date | undefined;
  to?: Date | undefined;
  limit?: number;
};

/** What a pack wants to know of its complaints, one row for each, and what is missing. */
export async function returnFor(
  db: Database | Tx,
  shipped: Shipped,
  { packId, from, to, limit = rowsMax }: Asked,
): Promise<Return> {
  const complaints = await complaintsUnder(db, { packId, from, to, limit });
  const rows: Return['rows'] = [];
  const gaps: Gap[] = [];
  for (const { customerId, complaintId, ...row } of complaints) {
    const of = { customerId, complaintId };
    const packs = (await packsOfComplaint(db, of)).filter((each) => each.packId === packId);
    const values = await valuesOf(db, of);
    const missing = linesOf(
      packs.map(({ pack }) => pack),
      shipped,
      values,
    )
      .filter(isGap)
      .map(({ field, label }) => ({ field, label }));
    const owner = { id: row.ownerId, name: row.ownerName };
    rows.push(values);
    if (missing.length > 0) gaps.push({ complaintId, reference: row.reference, owner, missing });
  }
  return { rows, gaps, isNil: rows.length === 0 };
}

/** What we would know ourselves once it has happened is no gap that somebody could fill. */
const isGap = ({ value, isKnown }: { value: string | null; isKnown: boolean }): boolean =>
  value === null && !isKnown;

async function complaintsUnder(db: Database | Tx, { packId, from, to, limit }: Asked) {
  const rows = await db
    .selectFrom('complaint_packs')
    .innerJoin('complaints', (join) =>
      join
        .onRef('complaints.customer_id', '=', 'complaint_packs.customer_id')
        .onRef('complaints.complaint_id', '=', 'complaint_packs.complaint_id'),
    )
    .innerJoin('staff', 'staff.staff_id', 'complaints.owner_id')
    .select([
      'complaints.customer_id as customerId',
      'complaints.complaint_id as complaintId',
      'complaints.reference',
      'complaints.owner_id as ownerId',
      'staff.name as ownerName',
    ])
    .where('pack_id', '=', packId)
    .$if(from !== undefined, (query) => query.where('received_at', '>=', from as Date))
    .$if(to !== undefined, (query) => query.where('received_at', '<', to as Date))
    .orderBy('received_at')
    .orderBy('complaints.complaint_id')
    .limit((limit ?? rowsMax) + 1)
    .execute();
  if (rows.length <= rowsMax) return rows.slice(0, limit);
  throw new Refusal('return_too_large', 'More than {most} complaints: ask for less at once.', {
    status: 409,
    values: { most: rowsMax },
  });
}

/** 2026-H1, 2026-Q3 or 2026: from its first instant to the first of the next, by our clock. */
export async function periodOf(db: Database | Tx, name: string): Promise<{ from: Date; to: Date }> {
  const { zone } = await assertOrganisation(db);
  const [year = '', part = ''] = name.split('-');
  const months = part.startsWith('H') ? 6 : part.startsWith('Q') ? 3 : 12;
  const first = Temporal.PlainDate.from({ year: Number(year), month: 1, day: 1 }).add({
    months: months * (Number(part.slice(1) || 1) - 1),
  });
  const instant = (day: Temporal.PlainDate): Date =>
    new Date(day.toZonedDateTime(zone).epochMilliseconds);
  return { from: instant(first), to: instant(first.add({ months })) };
}

/** The table to send, in the pack's own columns. */
export function csvOf({ report }: Pack, { rows, isNil }: Return, period: string): string {
  const columns = report?.template ?? [];
  if (isNil)
    return csv([
      ['nil_return', 'period'],
      ['true', period],
    ]);
  return csv([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]);
}

const csv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** What a spreadsheet would take for a formula must not run on the desk of whoever opens it. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t]/.test(text) && !/^[+-]?[\d.,]+$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
