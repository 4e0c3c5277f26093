import { sql } from 'kysely';
import { dayMs, later } from '#clock.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Unit } from '#ledger/ledger.ts';
import { lineAbove, type StaffMember, staffById } from '#staff/index.ts';
import {
  type Authority,
  authorityFor,
  covers,
  defaultLimits,
  type Limit,
  type LimitSettings,
  limitStream,
  type Price,
  type Used,
  unlimited,
} from './limits.ts';
import type { RemedyKind } from './remedy.ts';

// What one person may decide, and who can decide what they may not.

export async function limitSettings(db: Database | Tx): Promise<LimitSettings> {
  const row = await db.selectFrom('remedy_limits').selectAll().executeTakeFirst();
  if (!row) return defaultLimits;
  return {
    currency: row.currency,
    periodDays: row.period_days,
    approvalHours: row.approval_hours,
    limits: row.limits as Limit[],
  };
}

export async function setLimits(unit: Unit, limits: LimitSettings, staffId: string): Promise<void> {
  await unit.load(limitStream);
  await unit.record(limitStream, [{ type: 'RemedyLimitsSet', data: { ...limits, staffId } }]);
}

/**
 * Two wishes of one person at once must not both slip under the limit: the second waits for this
 * row until the first is committed, and then counts it.
 */
export async function lockSpending(tx: Tx, staffId: string): Promise<void> {
  await tx
    .selectFrom('staff')
    .select('staff_id')
    .where('staff_id', '=', staffId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

/** What a person has given of one kind in the period, and when some of it is free again. */
export async function usedBy(
  db: Database | Tx,
  spent: { staffId: string; kind: RemedyKind; settings: LimitSettings },
  now: Date,
): Promise<Used & { oldest: Date | null }> {
  const { staffId, kind, settings } = spent;
  const row = await db
    .selectFrom('remedies')
    .select((eb) => [
      sql<string>`coalesce(sum(amount) filter (where currency = ${settings.currency}), 0)`.as(
        'amount',
      ),
      eb.fn.countAll<string>().as('count'),
      eb.fn.min('offered_at').as('oldest'),
    ])
    .where('spent_by', '=', staffId)
    .where('kind', '=', kind)
    .where('offered_at', '>', later(now, -settings.periodDays * dayMs))
    .where('state', 'not in', ['declined', 'withdrawn'])
    .executeTakeFirstOrThrow();
  return { amount: Number(row.amount), count: Number(row.count), oldest: row.oldest };
}

/** What a person may give; whoever has nobody above them needs nobody's permission. */
export async function authorityOf(
  db: Database | Tx,
  staff: Pick<StaffMember, 'staffId' | 'roles'>,
  { kind, settings }: { kind: RemedyKind; settings: LimitSettings },
): Promise<Authority | undefined> {
  const line = await lineAbove(db, staff.staffId);
  return line.length === 0 ? unlimited : authorityFor(settings, staff.roles, kind);
}

type Question = { price: Price; settings: LimitSettings };

/** Whether this person may give it now, by themselves. */
export async function maySpend(
  tx: Database | Tx,
  staffId: string,
  { price, settings }: Question,
  now: Date,
): Promise<boolean> {
  const staff = await staffById(tx, staffId);
  if (!staff) return false;
  const { kind } = price;
  const authority = await authorityOf(tx, staff, { kind, settings });
  const used = await usedBy(tx, { staffId, kind, settings }, now);
  return covers(authority, used, { price, currency: settings.currency });
}

/**
 * Who decides: the next above in the line whose own limit suffices; at the top there is none.
 * Undefined when nobody is left above.
 */
export async function nextApprover(
  tx: Database | Tx,
  asked: { askedBy: string; after: string | null; question: Question },
  now: Date,
): Promise<string | undefined> {
  const { askedBy, after, question } = asked;
  const line = (await lineAbove(tx, askedBy)).filter(({ staffId }) => staffId !== askedBy);
  const above = line.slice(line.findIndex(({ staffId }) => staffId === after) + 1);
  for (const { staffId } of above) {
    if (await maySpend(tx, staffId, question, now)) return staffId;
  }
  return above.at(-1)?.staffId;
}
