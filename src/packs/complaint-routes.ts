import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { findComplaint, type Of } from '#complaints/index.ts';
import type { Database } from '#database/connection.ts';
import { assertMay } from '#http/caller.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { Refusal } from '#refusal.ts';
import { staffNames } from '#staff/index.ts';
import { applyPack, beginStage, currentStage } from './applying.ts';
import { packPolicy } from './policy.ts';
import { packsOfComplaint, stagesOf } from './queries.ts';
import type { Doors } from './routes.ts';
import * as schemas from './schemas.ts';

const tag = 'Packs';

/** What the packs make of one complaint. */
export function complaintPackRoutes(server: FastifyInstance, context: Doors): void {
  const { db } = context;
  const shape = { tag, params: schemas.byComplaint };
  get(server, context, {
    ...shape,
    url: '/api/complaints/:id/packs',
    summary: 'Under which rules this complaint stands, in which version, and at which stage it is.',
    answer: schemas.rulesAnswer,
    read: async ({ params, caller }) => {
      assertMay(packPolicy, 'read', caller);
      return rulesView(db, await findComplaint(db, params.id));
    },
  });
  actRoutes(server, context);
}

function actRoutes(server: FastifyInstance, context: Doors): void {
  const shape = { tag, params: schemas.byComplaint };
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
      return isDone;
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
}

async function rulesView(db: Database, of: Of) {
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
}
