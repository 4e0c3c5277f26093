import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';
import type { AffectedHow } from './telling.ts';

// Customers whom a flaw may have hit and who did not complain of it.

export type AffectedView = {
  customerId: string;
  name: string | null;
  email: string | null;
  how: AffectedHow;
  foundAt: Date;
  decision: 'tell' | 'leave' | null;
  decidedBy: string | null;
  reason: string | null;
};

const listedMax = 500;

/** Those not decided yet come first. */
export async function affectedOf(db: Database | Tx, rootId: string): Promise<AffectedView[]> {
  const rows = await db
    .selectFrom('flaw_affected')
    .innerJoin('flaws', 'flaws.flaw_id', 'flaw_affected.flaw_id')
    .innerJoin('customers', 'customers.customer_id', 'flaw_affected.customer_id')
    .leftJoin('staff', 'staff.staff_id', 'flaw_affected.decided_by')
    .leftJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'flaw_affected.customer_id')
        .onRef('words.words_id', '=', 'flaw_affected.reason_id'),
    )
    .select([
      'flaw_affected.customer_id as customerId',
      'customers.name',
      'customers.email',
      'how',
      'found_at as foundAt',
      'decision',
      'staff.name as decidedBy',
      'words.text as reason',
    ])
    .where('flaws.root_id', '=', rootId)
    .orderBy(sql`decision is not null`)
    .orderBy('found_at')
    .orderBy('flaw_affected.customer_id')
    .limit(listedMax)
    .execute();
  return rows as AffectedView[];
}

/**
 * By the flaw's facts: who had to do with the same product (and place, and channel, where the flaw has
 * them) since it began, on whatever matter, and never pointed to this flaw. Nobody twice who is one person.
 */
export async function foundByFacts(db: Database | Tx, rootId: string): Promise<string[]> {
  const { rows } = await sql<{ customerId: string }>`
    with flaw as (
      select flaws.*, lower(place.text) as place_text, lower(product.text) as product_text
      from flaws
      left join words as place on place.words_id = place_id
      left join words as product on product.words_id = product_id
      where flaw_id = ${rootId}),
    hit as (
      select distinct coalesce(person_id, customers.customer_id) as person
      from flaw_traces
      join flaws on flaws.flaw_id = flaw_traces.flaw_id
      join customers on customers.customer_id = flaw_traces.customer_id
      where flaws.root_id = ${rootId} and flaw_traces.ended_at is null
      union
      select coalesce(person_id, customers.customer_id)
      from flaw_affected
      join flaws on flaws.flaw_id = flaw_affected.flaw_id
      join customers on customers.customer_id = flaw_affected.customer_id
      where flaws.root_id = ${rootId})
    select distinct on (coalesce(person_id, customers.customer_id))
      customers.customer_id as "customerId"
    from flaw
    join complaints on complaints.received_at >= flaw.since
    left join likeness_rows on likeness_rows.customer_id = complaints.customer_id
      and likeness_rows.complaint_id = complaints.complaint_id
    join customers on customers.customer_id = complaints.customer_id
    where (flaw.area_id is not null or flaw.product_text is not null)
      and (flaw.area_id is null or complaints.area_id = flaw.area_id)
      and (flaw.product_text is null or lower(likeness_rows.product) = flaw.product_text)
      and (flaw.place_text is null or lower(likeness_rows.place) = flaw.place_text)
      and (flaw.channel is null or complaints.channel = flaw.channel)
      and coalesce(person_id, customers.customer_id) not in (select person from hit)
    order by coalesce(person_id, customers.customer_id), complaints.received_at
    limit ${listedMax}`.execute(db);
  return rows.map((row) => row.customerId);
}

/** Under which flaw a customer was listed: this one, or one that was merged into it. */
export async function listedUnder(
  db: Database | Tx,
  rootId: string,
  customerId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('flaw_affected')
    .innerJoin('flaws', 'flaws.flaw_id', 'flaw_affected.flaw_id')
    .select('flaw_affected.flaw_id as flawId')
    .where('customer_id', '=', customerId)
    .where('flaws.root_id', '=', rootId)
    .orderBy('found_at')
    .executeTakeFirst();
  return row?.flawId;
}
