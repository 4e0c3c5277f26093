import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';
import type { FixKind, FixState, ToldText } from './fix.ts';
import type { Verdict } from './rates.ts';

export type FixRow = {
  fixId: string;
  flawId: string;
  rootId: string;
  kind: FixKind;
  state: FixState;
  whatId: string;
  ownerId: string;
  ownerName: string;
  dueOn: string;
  credited: string[];
  plannedAt: Date;
  shippedAt: Date | null;
  shippedBy: string | null;
  texts: ToldText[] | null;
  windowDays: number | null;
  judgeAt: Date | null;
  judgedAt: Date | null;
  figures: Verdict | null;
  staffWordsId: string | null;
  publicWordsId: string | null;
};

export const presentFixes = (db: Database | Tx) =>
  db
    .selectFrom('fixes')
    .innerJoin('flaws', 'flaws.flaw_id', 'fixes.flaw_id')
    .innerJoin('staff', 'staff.staff_id', 'fixes.owner_id')
    .select([
      'fix_id as fixId',
      'fixes.flaw_id as flawId',
      'flaws.root_id as rootId',
      'fixes.kind',
      'fixes.state',
      'what_id as whatId',
      'fixes.owner_id as ownerId',
      'staff.name as ownerName',
      'due_on as dueOn',
      'credited',
      'planned_at as plannedAt',
      'shipped_at as shippedAt',
      'shipped_by as shippedBy',
      'texts',
      'window_days as windowDays',
      'judge_at as judgeAt',
      'judged_at as judgedAt',
      'figures',
      'staff_words_id as staffWordsId',
      'public_words_id as publicWordsId',
    ]);

/** Fixes of a flaw and of all that were merged into it, in the order in which they were planned. */
export async function fixesOfFlaw(db: Database | Tx, rootId: string): Promise<FixRow[]> {
  const rows = await presentFixes(db)
    .where('flaws.root_id', '=', rootId)
    .orderBy('planned_at')
    .orderBy('fix_id')
    .execute();
  return rows as FixRow[];
}

export async function fixRow(db: Database | Tx, fixId: string): Promise<FixRow | undefined> {
  const row = await presentFixes(db).where('fix_id', '=', fixId).executeTakeFirst();
  return row as FixRow | undefined;
}

/** Fixes whose window is over and that nobody has judged. */
export async function fixesToJudge(db: Database, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('fixes')
    .select('fix_id')
    .where('state', '=', 'shipped')
    .where('judge_at', '<=', now)
    .orderBy('judge_at')
    .limit(100)
    .execute();
  return rows.map((row) => row.fix_id);
}

/** Shipped fixes that did not return yet, with what customers say of them. */
export async function fixesToWatch(db: Database | Tx): Promise<(FixRow & { broken: number })[]> {
  const broken = sql<string>`(
    select count(distinct coalesce(person_id, customers.customer_id)) from fix_tellings
    join customers on customers.customer_id = fix_tellings.customer_id
    where fix_tellings.fix_id = fixes.fix_id and answer = 'broken')`;
  const rows = await presentFixes(db)
    .select(broken.as('broken'))
    .where('fixes.state', 'in', ['shipped', 'verified'])
    .orderBy('shipped_at', 'desc')
    .limit(500)
    .execute();
  return rows.map((row) => ({ ...row, broken: Number(row.broken) })) as (FixRow & {
    broken: number;
  })[];
}

export type Told = {
  told: number;
  delivered: number;
  failed: number;
  broken: number;
  works: number;
};

/** How far telling everyone has come. */
export async function toldOf(db: Database | Tx, fixId: string): Promise<Told> {
  const { rows } = await sql<Record<keyof Told, string>>`
    select count(*) as told,
      count(*) filter (where notices.state = 'delivered') as delivered,
      count(*) filter (where notices.state = 'failed' and again_as is null) as failed,
      count(*) filter (where answer = 'broken') as broken,
      count(*) filter (where answer = 'works') as works
    from fix_tellings
    join notices using (customer_id, notice_id)
    where fix_id = ${fixId}`.execute(db);
  const number = (name: keyof Told): number => Number(rows[0]?.[name] ?? 0);
  return {
    told: number('told'),
    delivered: number('delivered'),
    failed: number('failed'),
    broken: number('broken'),
    works: number('works'),
  };
}

/** Which fix a notice told of, and who answers for it: the complaint's owner, else the fix's. */
export async function tellingOfNotice(
  db: Database | Tx,
  of: { customerId: string; noticeId: string },
): Promise<{ fixId: string; complaintId: string | null; ownerId: string } | undefined> {
  return db
    .selectFrom('fix_tellings')
    .innerJoin('fixes', 'fixes.fix_id', 'fix_tellings.fix_id')
    .leftJoin('complaints', (join) =>
      join
        .onRef('complaints.customer_id', '=', 'fix_tellings.customer_id')
        .onRef('complaints.complaint_id', '=', 'fix_tellings.complaint_id'),
    )
    .select([
      'fix_tellings.fix_id as fixId',
      'fix_tellings.complaint_id as complaintId',
      sql<string>`coalesce(complaints.owner_id, fixes.owner_id)`.as('ownerId'),
    ])
    .where('fix_tellings.customer_id', '=', of.customerId)
    .where('notice_id', '=', of.noticeId)
    .executeTakeFirst();
}

export type Untold = { customerId: string; complaintId: string | null };

/**
 * Who is still to be told of a shipped fix: one customer for each person, with the first of their
 * complaints that point to the flaw; and those who did not complain and for whom somebody decided so.
 * A complaint that came after the fix is no reason to tell that it is fixed.
 */
export async function untoldOf(
  db: Database | Tx,
  { fixId, rootId, shippedAt }: { fixId: string; rootId: string; shippedAt: Date },
  limit: number,
): Promise<Untold[]> {
  const { rows } = await sql<Untold>`
    with hit as (
      select flaw_traces.customer_id, flaw_traces.complaint_id, complaints.received_at
      from flaw_traces
      join flaws on flaws.flaw_id = flaw_traces.flaw_id
      join complaints on complaints.customer_id = flaw_traces.customer_id
        and complaints.complaint_id = flaw_traces.complaint_id
      where flaws.root_id = ${rootId} and flaw_traces.ended_at is null
        and complaints.received_at <= ${shippedAt}
      union all
      select flaw_affected.customer_id, null, 'infinity'
      from flaw_affected join flaws on flaws.flaw_id = flaw_affected.flaw_id
      where flaws.root_id = ${rootId} and decision = 'tell'),
    told as (
      select coalesce(person_id, customers.customer_id) as person
      from fix_tellings
      join customers on customers.customer_id = fix_tellings.customer_id
      join fixes on fixes.fix_id = fix_tellings.fix_id
      join flaws on flaws.flaw_id = fixes.flaw_id
      where fixes.fix_id = ${fixId}
        -- Two flaws that turned out to be one: who heard of the other's fix has heard it.
        or (flaws.root_id = ${rootId} and fixes.state in ('shipped', 'verified')
          and fixes.flaw_id <> (select flaw_id from fixes where fix_id = ${fixId})))
    select distinct on (coalesce(person_id, customers.customer_id))
      hit.customer_id as "customerId", complaint_id as "complaintId"
    from hit join customers on customers.customer_id = hit.customer_id
    where coalesce(person_id, customers.customer_id) not in (select person from told)
    order by coalesce(person_id, customers.customer_id), received_at, complaint_id
    limit ${limit}`.execute(db);
  return rows;
}

/** Fixes of which somebody may still have to be told. */
export async function fixesToTell(
  db: Database,
): Promise<{ fixId: string; rootId: string; shippedAt: Date }[]> {
  const rows = await presentFixes(db)
    .where('fixes.state', 'in', ['shipped', 'verified', 'unproven'])
    .where('shipped_at', 'is not', null)
    .orderBy('shipped_at', 'desc')
    .limit(200)
    .execute();
  return rows.map(({ fixId, rootId, shippedAt }) => ({
    fixId,
    rootId,
    shippedAt: shippedAt as Date,
  }));
}

export type Verified = {
  fixId: string;
  flawId: string;
  nameId: string | null;
  wordsId: string | null;
  judgedAt: Date | null;
  credited: string[];
  complaints: number;
};

/** "You said, we did": what was verified and told, the newest first. */
export async function publishedFixes(
  db: Database | Tx,
  to: 'staff' | 'public',
): Promise<Verified[]> {
  const column = to === 'staff' ? 'staff_words_id' : 'public_words_id';
  const rows = await presentFixes(db)
    .select([
      'flaws.name_id as nameId',
      sql<string>`coalesce((figures #>> '{before,traced}')::int, 0)`.as('complaints'),
    ])
    .where(column, 'is not', null)
    .where('fixes.state', '=', 'verified')
    .orderBy('judged_at', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    fixId: row.fixId,
    flawId: row.flawId,
    nameId: row.nameId,
    wordsId: to === 'staff' ? row.staffWordsId : row.publicWordsId,
    judgedAt: row.judgedAt,
    credited: row.credited,
    complaints: Number(row.complaints),
  }));
}

/** How its newest fix stands; null where there is none. */
export async function newestFixOf(db: Database | Tx, rootId: string): Promise<FixState | null> {
  const fixes = await fixesOfFlaw(db, rootId);
  return fixes.findLast(({ state }) => state !== 'dropped')?.state ?? null;
}
