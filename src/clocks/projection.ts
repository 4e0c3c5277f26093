import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import { putIn } from '#database/pending.ts';
import type { Entry } from '#ledger/entry.ts';
import type { ClockFact, Started } from './clock.ts';

export const clockFactTypes = [
  'ClockStarted',
  'ClockRecomputed',
  'ClockWarned',
  'ClockBreached',
  'ClockTold',
  'ClockMet',
  'ClockReopened',
  'ClockEnded',
] as const satisfies readonly ClockFact['type'][];

/** Keeps the table clocks in step with the ledger. */
export async function projectClock(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, customerId } = entry as Entry<ClockFact>;
  if (type === 'ClockStarted') return insert(tx, entry, data);
  const of = { customerId, clockId: data.clockId };
  switch (type) {
    case 'ClockRecomputed':
      return update(tx, of, {
        due_at: new Date(data.dueAt),
        moved_times: sql<number>`moved_times + 1`,
        warnings: JSON.stringify(data.warnAt),
        next_at: nextOf(data.warnAt, data.dueAt),
      });
    case 'ClockWarned':
      return update(tx, of, await warned(tx, of, data));
    case 'ClockBreached':
      return update(tx, of, {
        state: 'breached',
        breached_at: new Date(data.dueAt),
        warnings: '[]',
        next_at: null,
        ...telling('breach', data.tellAt),
      });
    case 'ClockTold': {
      const { about, nextAt, step } = data;
      return update(tx, of, { ...telling(nextAt ? about : null, nextAt), tell_step: step + 1 });
    }
    case 'ClockMet':
      return update(tx, of, {
        state: 'met',
        met_at: new Date(data.at),
        met_by: data.event,
        next_at: null,
        ...telling(null, null),
      });
    case 'ClockReopened':
      return update(tx, of, reopened);
    case 'ClockEnded':
      return update(tx, of, { state: 'ended', next_at: null, ...telling(null, null) });
  }
}

type OfClock = { customerId: string; clockId: string };

async function insert(tx: Tx, { customerId, recordedAt }: Entry, data: Started): Promise<void> {
  const dueAt = new Date(data.dueAt);
  await putIn(tx, 'clocks', {
    customer_id: customerId,
    clock_id: data.clockId,
    complaint_id: data.complaintId,
    pack_id: data.packId,
    pack_version: data.packVersion,
    rule_id: data.ruleId,
    notice: data.notice,
    stage: data.stage,
    anchor: data.anchor,
    anchored_at: new Date(data.anchoredAt),
    started_at: recordedAt,
    first_due_at: dueAt,
    due_at: dueAt,
    moved_times: 0,
    state: 'running',
    warnings: data.warnAt,
    tell_step: 0,
    next_at: nextOf(data.warnAt, data.dueAt),
  });
}

const nextOf = ([first]: readonly string[], dueAt: string): Date => new Date(first ?? dueAt);

const telling = (about: 'warning' | 'breach' | null, at: string | null) => ({
  telling: at && about,
  tell_at: at ? new Date(at) : null,
  tell_step: 0,
});

async function warned(
  tx: Tx,
  of: OfClock,
  data: { warnAt: string; dueAt: string; tellAt: string },
) {
  const row = await tx
    .selectFrom('clocks')
    .select('warnings')
    .where('customer_id', '=', of.customerId)
    .where('clock_id', '=', of.clockId)
    .executeTakeFirstOrThrow();
  const left = (row.warnings as string[]).filter((at) => at > data.warnAt);
  return {
    warnings: JSON.stringify(left),
    next_at: nextOf(left, data.dueAt),
    ...telling('warning', data.tellAt),
  };
}

/** Its warnings that were still to come run on with it. */
const reopened = {
  state: sql<string>`case when breached_at is null then 'running' else 'breached' end`,
  met_at: null,
  met_by: null,
  next_at: sql<Date | null>`case when breached_at is null
    then coalesce((warnings ->> 0)::timestamptz, due_at) end`,
};

async function update(
  tx: Tx,
  { customerId, clockId }: OfClock,
  values: Record<string, unknown>,
): Promise<void> {
  await tx
    .updateTable('clocks')
    .set(values)
    .where('customer_id', '=', customerId)
    .where('clock_id', '=', clockId)
    .execute();
}
