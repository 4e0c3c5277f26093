import { sql } from 'kysely';
import { dayMs } from '#clock.ts';
import type { Database, Tx } from '#database/connection.ts';
import { activeTraces } from './queries.ts';
import type { Window } from './rates.ts';

// What a flaw costs and how it goes, counted from the complaints behind it.

export type Cost = {
  contacts: number;
  /** Remedies that were delivered, by currency; in minor units. */
  remedies: { currency: string | null; amount: number; count: number }[];
};

export async function costOf(db: Database | Tx, rootId: string): Promise<Cost> {
  const { rows: contacts } = await sql<{ contacts: string | null }>`
    select sum(contacts) as contacts from complaints
    join (${traced(db, rootId)}) as traced using (customer_id, complaint_id)`.execute(db);
  const { rows: remedies } = await sql<{ currency: string | null; amount: string; count: string }>`
    select currency, coalesce(sum(amount), 0) as amount, count(*) as count from remedies
    join (${traced(db, rootId)}) as traced using (customer_id, complaint_id)
    where state in ('delivered', 'confirmed') group by currency order by currency`.execute(db);
  return {
    contacts: Number(contacts[0]?.contacts ?? 0),
    remedies: remedies.map(({ currency, amount, count }) => ({
      currency,
      amount: Number(amount),
      count: Number(count),
    })),
  };
}

const traced = (db: Database | Tx, rootId: string) =>
  activeTraces(db, rootId)
    .select(['flaw_traces.customer_id', 'flaw_traces.complaint_id'])
    .distinct();

export type Week = { weekOf: string; traced: number; others: number };

const weeksShown = 26;

/** By weeks up to now, the newest last: those that point to it, and all others beside them. */
export async function trendOf(db: Database | Tx, rootId: string, now: Date): Promise<Week[]> {
  const { rows } = await sql<{ weekOf: string; traced: string; others: string }>`
    with weeks as (
      select generate_series(
        date_trunc('week', ${now}::timestamptz at time zone 'UTC') - ${weeksShown - 1} * interval '7 days',
        date_trunc('week', ${now}::timestamptz at time zone 'UTC'), '7 days') as week),
    counted as (
      select date_trunc('week', received_at at time zone 'UTC') as week,
        count(*) filter (where traced.complaint_id is not null) as traced,
        count(*) filter (where traced.complaint_id is null) as others
      from complaints left join (${traced(db, rootId)}) as traced using (customer_id, complaint_id)
      where received_at >= ${now}::timestamptz - ${weeksShown} * interval '7 days'
        and recorded_at >= ${now}::timestamptz - ${weeksShown} * interval '7 days'
        and kind <> 'praise'
      group by 1)
    select to_char(week, 'YYYY-MM-DD') as "weekOf",
      coalesce(traced, 0) as traced, coalesce(others, 0) as others
    from weeks left join counted using (week) order by week`.execute(db);
  return rows.map(({ weekOf, traced: ours, others }) => ({
    weekOf,
    traced: Number(ours),
    others: Number(others),
  }));
}

/** How many came between two moments: those that point to the flaw, and all others. */
export async function windowOf(
  db: Database | Tx,
  rootId: string,
  { from, until }: { from: Date; until: Date },
): Promise<Window> {
  const { rows } = await sql<{ traced: string; others: string }>`
    select count(*) filter (where traced.complaint_id is not null) as traced,
      count(*) filter (where traced.complaint_id is null) as others
    from complaints left join (${traced(db, rootId)}) as traced using (customer_id, complaint_id)
    where received_at >= ${from} and received_at < ${until} and recorded_at >= ${from}
      and kind <> 'praise'`.execute(db);
  return {
    traced: Number(rows[0]?.traced ?? 0),
    others: Number(rows[0]?.others ?? 0),
    days: Math.max(0, (until.getTime() - from.getTime()) / dayMs),
  };
}
