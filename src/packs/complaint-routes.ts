import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { findComplaint } from '#complaints/index.ts';
import { assertMay } from '#http/caller.ts';
import * as fields from '#http/fields.ts';
import { get, post } from '#http/route.ts';
import { notFound, Refusal } from '#refusal.ts';
import { staffNames } from '#staff/index.ts';
import { applyPack, beginStage, currentStage, fillRecord } from './applying.ts';
import type { Pack } from './pack.ts';
import { packPolicy } from './policy.ts';
import { contentOf, keptPacks, packsOfComplaint, stagesOf } from './queries.ts';
import { recordOf } from './register.ts';
import { csvOf, periodOf, type Return, returnFor } from './returns.ts';
import type { Doors } from './routes.ts';
import * as schemas from './schemas.ts';

const tag = 'Packs';
const done = z.object({ done: z.literal(true) });

/** What the packs make of one complaint, and of all complaints of one period. */
export function complaintPackRoutes(server: FastifyInstance, context: Doors): void {
  const { db, shipped } = context;
  const shape = { tag, params: schemas.byComplaint };
  get(server, context, {
    ...shape,
    url: '/api/complaints/:id/packs',
    summary: 'Under which rules this complaint stands, in which version, and at which stage it is.',
    answer: z.object({
      packs: z.array(
        z.object({
          id: z.string(),
          version: z.string(),
          digest: z.string(),
          name: z.string(),
          variant: z.string().nullable(),
          variants: z.array(z.object({ id: z.string(), name: z.string() })),
          appliedAt: z.date(),
        }),
      ),
      stage: z.number(),
      stages: z.array(
        z.object({
          stage: z.number(),
          staff: z.object({ id: z.string(), name: z.string() }),
          requestedAt: z.date(),
        }),
      ),
    }),
    read: async ({ params, caller }) => {
      assertMay(packPolicy, 'read', caller);
      const of = await findComplaint(db, params.id);
      const stages = await stagesOf(db, of);
      const names = await staffNames(
        db,
        stages.map(({ staffId }) => staffId),
      );
      return {
        packs: (await packsOfComplaint(db, of)).map(({ packId, pack, ...applied }) => ({
          ...applied,
          id: packId,
          name: pack.name,
          variants: pack.variants.map(({ id, name }) => ({ id, name })),
        })),
        stage: stages.at(-1)?.stage ?? 1,
        stages: stages.map(({ stage, staffId, requestedAt }) => ({
          stage,
          requestedAt,
          staff: { id: staffId, name: names.get(staffId) ?? '' },
        })),
      };
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/complaints/:id/packs',
    summary: 'These rules hold for this complaint, too; or another variant of them does.',
    body: z.strictObject({
      packId: schemas.packId,
      variant: schemas.packId.nullable().default(null) as z.ZodType<string | null>,
    }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const by = assertMay(packPolicy, 'apply', caller).staffId;
      await applyPack(unit, await findComplaint(unit.tx, params.id), { ...body, by });
      return { done: true as const };
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/complaints/:id/stages',
    summary: 'The customer wants the next stage. You have it from now on.',
    status: 201,
    body: z.strictObject({
      requestedAt: fields.moment
        .optional()
        .describe('When the customer asked for it; now by default.'),
    }),
    answer: z.object({ stage: z.number() }),
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(packPolicy, 'beginStage', caller);
      const of = await findComplaint(unit.tx, params.id);
      const stage = (await currentStage(unit, of)) + 1;
      const requestedAt = body.requestedAt ?? unit.now;
      if (requestedAt > unit.now) {
        throw new Refusal('date_in_the_future', 'This date has not come yet.');
      }
      await beginStage(unit, of, { stage, staffId, requestedAt });
      return { stage };
    },
  });
  recordRoutes(server, context);
  returnRoutes(server, context);
}

function recordRoutes(server: FastifyInstance, context: Doors): void {
  const { db, shipped } = context;
  const shape = { tag, params: schemas.byComplaint, url: '/api/complaints/:id/record' };
  get(server, context, {
    ...shape,
    summary: 'What the rules want on record about this complaint, and what is.',
    answer: z.object({ fields: z.array(schemas.recordLine) }),
    read: async ({ params, caller }) => {
      assertMay(packPolicy, 'read', caller);
      return { fields: await recordOf(db, shipped, await findComplaint(db, params.id)) };
    },
  });
  post(server, context, {
    ...shape,
    summary: 'Put something on record that the rules want.',
    body: schemas.recordBody,
    answer: done,
    act: async (unit, { params, body: { values }, caller }) => {
      const by = assertMay(packPolicy, 'fillRecord', caller).staffId;
      await fillRecord(unit, await findComplaint(unit.tx, params.id), { values, by, shipped });
      return { done: true as const };
    },
  });
}

const gapsMax = 200;

function returnRoutes(server: FastifyInstance, context: Doors): void {
  const { db, shipped } = context;
  get(server, context, {
    url: '/api/packs/:id/gaps',
    summary: 'What this pack wants on record and is not, and whose it is to say.',
    tag,
    params: schemas.byPack,
    answer: z.object({ gaps: z.array(schemas.gap) }),
    read: async ({ params, caller }) => {
      assertMay(packPolicy, 'read', caller);
      const { gaps } = await returnFor(db, shipped, { packId: params.id, limit: gapsMax });
      return { gaps };
    },
  });
  get(server, context, {
    url: '/api/packs/:id/return',
    summary:
      'Whether the return of a period can be sent: how many rows, what is missing, or that it is nil.',
    tag,
    params: schemas.byPack,
    query: z.strictObject({ period: schemas.period }),
    answer: z.object({
      rows: z.number(),
      isNil: z.boolean(),
      sentence: z.string(),
      gaps: z.array(schemas.gap),
    }),
    read: async ({ params, query, caller }) => {
      assertMay(packPolicy, 'report', caller);
      const found = await returnIn(context, params.id, query.period);
      const gaps = found.gaps.slice(0, gapsMax);
      return { rows: found.rows.length, isNil: found.isNil, sentence: inWords(found), gaps };
    },
  });
  server.get<{ Params: { id: string }; Querystring: unknown }>(
    '/api/packs/:id/return.csv',
    {
      schema: {
        summary: 'The return of a period as a table, once nothing is missing.',
        tags: [tag],
      },
    },
    async (request, reply) => {
      assertMay(packPolicy, 'report', request.caller);
      const { id } = fields.parse(schemas.byPack, request.params);
      const { period } = fields.parse(z.strictObject({ period: schemas.period }), request.query);
      const found = await returnIn(context, id, period);
      if (found.gaps.length > 0) throw incomplete(found);
      const pack = await latestPack(context, id);
      if (!pack.report)
        throw new Refusal('no_return', 'This pack wants no return.', { status: 409 });
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${id}-${period}.csv"`)
        .send(csvOf(pack, found, period));
    },
  );
}

const returnIn = async ({ db, shipped }: Doors, packId: string, period: string): Promise<Return> =>
  returnFor(db, shipped, { packId, ...(await periodOf(db, period)) });

async function latestPack({ db, shipped }: Doors, packId: string): Promise<Pack> {
  const kept = (await keptPacks(db)).filter((each) => each.packId === packId);
  const latest = kept.toSorted(newestFirst)[0];
  if (latest) return contentOf(db, latest);
  const own = shipped.packs.findLast(({ pack }) => pack.id === packId);
  if (own) return own.pack;
  throw notFound('There is no such pack.');
}

const newestFirst = (one: { version: string }, other: { version: string }): number =>
  other.version.localeCompare(one.version, 'en', { numeric: true });

const incomplete = ({ rows, gaps }: Return): Refusal =>
  new Refusal(
    'return_incomplete',
    `Not everything that has to stand in the return is on record: ${gaps.length} of ${rows.length} complaints lack something. Fill it in first.`,
    {
      status: 409,
      fields: gaps.slice(0, gapsMax).map(({ reference, owner, missing }) => ({
        field: reference,
        message: `${owner.name}: ${missing.map(({ label }) => label).join(', ')}`,
      })),
    },
  );

function inWords({ rows, gaps, isNil }: Return): string {
  if (isNil) return 'No complaint came in this period. That is a nil return: send it all the same.';
  if (gaps.length > 0) return `${gaps.length} of ${rows.length} rows lack something.`;
  return `${rows.length} rows, and nothing is missing.`;
}
