import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { findComplaint, referencesOf } from '#complaints/index.ts';
import type { Database } from '#database/connection.ts';
import { assertMay, assertMayRead } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { get, post } from '#http/route.ts';
import type { Lookalike } from '#likeness/index.ts';
import { traceComplaint, untraceComplaint } from './commands.ts';
import { finderOf } from './finder.ts';
import { rowsOf } from './finder-queries.ts';
import { flawPolicy } from './policy.ts';
import { presentFlaws } from './present.ts';
import { deniedFlaws, type FlawRow, flawRow, flawsOfComplaint } from './queries.ts';
import { besideComplaint, byId, done, isDone, reasonBody } from './schemas.ts';

const tag = 'Flaws';

/** Beside a complaint: which flaws it points to, and which it looks like. */
export function complaintFlawRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/complaints/:id/flaws',
    summary:
      'Which flaws it points to, which it looks like and why, and whether others sent the same letter.',
    tag,
    params: byId,
    answer: besideComplaint,
    read: async ({ params, caller }) => {
      assertMayRead(flawPolicy, 'read', caller);
      return besideComplaint.parse(await beside(context, params.id));
    },
  });
  post(server, context, {
    url: '/api/complaints/:id/flaws',
    summary: 'It points to this flaw. The program learns from it.',
    tag,
    params: byId,
    body: reasonBody.extend({ flawId: fields.uuid }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'trace', caller);
      const of = await findComplaint(unit.tx, params.id);
      await traceComplaint(unit, of, { ...body, by: 'staff', staffId });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/complaints/:id/flaws/:flawId/removal',
    summary: 'It does not point to this flaw, and why. The program learns from it.',
    tag,
    params: z.strictObject({ id: fields.uuid, flawId: fields.uuid }),
    body: reasonBody,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'trace', caller);
      const of = await findComplaint(unit.tx, params.id);
      await untraceComplaint(unit, of, { ...body, flawId: params.flawId, staffId });
      return isDone;
    },
  });
}

async function beside(context: Context, complaintId: string) {
  const { db } = context;
  const of = await findComplaint(db, complaintId);
  const rows = await flawsOfComplaint(db, of);
  const traced = await presentFlaws(db, rows);
  const pointsTo = new Set([...rows.map(({ flawId }) => flawId), ...(await deniedFlaws(db, of))]);
  return {
    traced: traced.map((flaw, place) => ({ ...flaw, by: rows[place]?.by ?? 'program' })),
    looksLike: await looksLike(context, complaintId, pointsTo),
    campaign: (await campaignOf(db, complaintId)) ?? null,
  };
}

const shownMax = 3;

async function looksLike(
  context: Context,
  complaintId: string,
  settled: ReadonlySet<string>,
): Promise<object[]> {
  const { db } = context;
  const row = (await rowsOf(db, [complaintId])).get(complaintId);
  if (!row) return [];
  const matters = await finderOf(context).matters();
  const found: { flaw: FlawRow; like: Lookalike }[] = [];
  for (const like of matters.lookalikes(row)) {
    const flaw = await flawRow(db, like.flaw);
    if (!flaw || flaw.rootId !== flaw.flawId || flaw.state === 'dismissed') continue;
    if (!settled.has(flaw.flawId)) found.push({ flaw, like });
  }
  const shown = found.slice(0, shownMax);
  const flaws = await presentFlaws(
    db,
    shown.map(({ flaw }) => flaw),
  );
  const references = await referencesOf(
    db,
    shown.map(({ like }) => like.row),
  );
  return shown.map(({ like }, place) => ({
    flaw: flaws[place],
    likeness: like.likeness,
    words: like.words,
    facts: (['product', 'place', 'channel'] as const).filter((key) => like.facts[key]),
    complaint: { id: like.row, reference: references.get(like.row) ?? '' },
  }));
}

async function campaignOf(
  db: Database,
  complaintId: string,
): Promise<{ letters: number; foundAt: Date } | undefined> {
  const row = await db
    .selectFrom('campaigns')
    .select([sql<number>`cardinality(complaint_ids)`.as('letters'), 'found_at as foundAt'])
    .where(sql<boolean>`${complaintId}::uuid = any(complaint_ids)`)
    .orderBy('found_at', 'desc')
    .executeTakeFirst();
  return row;
}
