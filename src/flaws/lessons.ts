import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import type { Lesson } from '#likeness/index.ts';
import { rowsOf } from './finder-queries.ts';

type Known = ReadonlyMap<string, string>;

const lessonsMax = 5_000;

/**
 * What people said about which complaint belongs to which flaw, as far as the kit does not know it
 * yet. What the program traced by itself teaches nothing, until a person has confirmed the flaw.
 */
export async function lessonsNow(db: Database, known: Known): Promise<Map<string, Lesson>> {
  const { rows } = await sql<{ complaintId: string; flawId: string; belongs: boolean }>`
    select flaw_traces.complaint_id as "complaintId", flaws.root_id as "flawId",
      flaw_traces.ended_at is null as belongs
    from flaw_traces
    join flaws on flaws.flaw_id = flaw_traces.flaw_id
    join flaws as root on root.flaw_id = flaws.root_id
    where root.state in ('named', 'ended')
      and (traced_by <> 'program' or flaw_traces.ended_at is not null
        or flaw_traces.complaint_id = any(flaws.suspected_rows))
    order by coalesce(flaw_traces.ended_at, traced_at) desc
    limit ${lessonsMax}`.execute(db);
  const news = rows
    .map((row) => ({
      ...row,
      key: `${row.flawId} ${row.complaintId}`,
      kind: row.belongs ? ('belongs' as const) : ('belongs not' as const),
    }))
    .filter(({ key, kind }) => known.get(key) !== kind)
    .toReversed();
  if (news.length === 0) return new Map();
  const kept = await rowsOf(
    db,
    news.map(({ complaintId }) => complaintId),
  );
  return new Map(
    news.flatMap(({ key, kind, complaintId, flawId }) => {
      const row = kept.get(complaintId);
      return row ? [[key, { kind, row, flaw: flawId }] as const] : [];
    }),
  );
}
