import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { findComplaint } from '#complaints/index.ts';
import { assertMay } from '#http/caller.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { i18n } from '#languages/i18n.ts';
import { notFound, Refusal } from '#refusal.ts';
import { fillRecord } from './applying.ts';
import type { Pack } from './pack.ts';
import { packPolicy } from './policy.ts';
import { contentOf, keptPacks } from './queries.ts';
import { recordOf } from './register.ts';
import { csvOf, periodOf, type Return, returnFor } from './returns.ts';
import type { Doors } from './routes.ts';
import * as schemas from './schemas.ts';

const tag = 'Packs';

/** What the packs want on record about a complaint, and of all complaints of a period. */
export function registerRoutes(server: FastifyInstance, context: Doors): void {
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
      return isDone;
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
    'Not everything that has to stand in the return is on record: {some} of {all} complaints lack something. Fill it in first.',
    {
      status: 409,
      values: { some: gaps.length, all: rows.length },
      fields: gaps.slice(0, gapsMax).map(({ reference, owner, missing }) => ({
        field: reference,
        message: `${owner.name}: ${missing.map(({ label }) => label).join(', ')}`,
      })),
    },
  );

function inWords({ rows, gaps, isNil }: Return): string {
  if (isNil) {
    return i18n.t('No complaint came in this period. That is a nil return: send it all the same.');
  }
  const [some, all] = [gaps.length, rows.length];
  if (some > 0) return i18n.t('{some} of {all} rows lack something.', { some, all });
  return i18n.t('{all, plural, one {# row} other {# rows}}, and nothing is missing.', { all });
}
