import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay, assertPerson } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { differences } from './compare.ts';
import { packSchema } from './pack.ts';
import { packPolicy } from './policy.ts';
import { presentPacks } from './present.ts';
import { outsideBodies } from './queries.ts';
import * as schemas from './schemas.ts';
import type { Shipped } from './shipped.ts';
import { findPack, stateBody, switchOff, switchOn, writeCharter } from './switching.ts';

const tag = 'Packs';

export type Doors = Context & { shipped: Shipped };

/** By which rules we work: packs, our own charter, and whom customers can turn to outside. */
export function packRoutes(server: FastifyInstance, context: Doors): void {
  const { db, shipped } = context;
  get(server, context, {
    url: '/api/packs',
    summary:
      'All sets of rules that there are, in all versions, and which of them are switched on.',
    tag,
    answer: z.object({ packs: z.array(schemas.packLine) }),
    read: async ({ caller }) => {
      assertMay(packPolicy, 'read', caller);
      return { packs: await presentPacks(db, shipped) };
    },
  });
  get(server, context, {
    url: '/api/packs/:id/versions/:version',
    summary: 'One version of a pack, with everything that it says and where that stands.',
    tag,
    params: z.strictObject({ id: schemas.packId, version: schemas.version }),
    answer: z.object({ digest: z.string(), pack: z.record(z.string(), z.unknown()) }),
    read: async ({ params: { id, version }, caller }) => {
      assertMay(packPolicy, 'read', caller);
      return findPack(db, shipped, { packId: id, version });
    },
  });
  get(server, context, {
    url: '/api/packs/:id/comparison',
    summary: 'What is different between two versions.',
    tag,
    params: schemas.byPack,
    query: z.strictObject({ from: schemas.version, to: schemas.version }),
    answer: z.object({ differences: z.array(schemas.difference) }),
    read: async ({ params: { id: packId }, query: { from, to }, caller }) => {
      assertMay(packPolicy, 'read', caller);
      const before = await findPack(db, shipped, { packId, version: from });
      const after = await findPack(db, shipped, { packId, version: to });
      return { differences: differences(before.pack, after.pack) };
    },
  });
  switchRoutes(server, context);
  bodyRoutes(server, context);
}

function switchRoutes(server: FastifyInstance, context: Doors): void {
  const { shipped } = context;
  post(server, context, {
    url: '/api/packs/:id/switching-on',
    summary: 'From now on complaints that come fall under this version.',
    tag,
    params: schemas.byPack,
    body: schemas.switchOnBody as unknown as z.ZodType<z.output<typeof schemas.switchOnBody>>,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const by = assertMay(packPolicy, 'switch', caller).staffId;
      await switchOn(unit, shipped, { packId: params.id, ...body, by });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/packs/:id/switching-off',
    summary: 'Complaints that come no longer fall under this version. Those that do keep it.',
    tag,
    params: schemas.byPack,
    body: schemas.switchOffBody,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const by = assertMay(packPolicy, 'switch', caller).staffId;
      await switchOff(unit, { packId: params.id, ...body, by });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/packs/charter',
    summary: 'Write down what we promise ourselves, as a pack. It counts once it is switched on.',
    tag,
    status: 201,
    body: z.strictObject({
      pack: packSchema as unknown as z.ZodType<z.output<typeof packSchema>>,
      reason: fields.longText,
    }),
    answer: z.object({ packId: z.string(), version: z.string(), digest: z.string() }),
    act: async (unit, { body, caller }) => {
      const by = assertMay(packPolicy, 'writeCharter', caller).staffId;
      return writeCharter(unit, shipped, { ...body, by });
    },
  });
}

function bodyRoutes(server: FastifyInstance, context: Doors): void {
  const { db, shipped } = context;
  get(server, context, {
    url: '/api/outside-bodies',
    summary: 'Where customers can turn outside, as our letters say it.',
    tag,
    answer: z.object({ bodies: z.array(schemas.bodyAnswer) }),
    read: async ({ caller }) => {
      assertPerson(caller);
      const bodies = await outsideBodies(db, shipped);
      return { bodies: Object.entries(bodies).map(([id, body]) => ({ id, ...body })) };
    },
  });
  post(server, context, {
    url: '/api/outside-bodies/:id',
    summary: 'State how an outside body is called and reached. All letters say it so from then on.',
    tag,
    params: schemas.byPack,
    body: schemas.bodyBody,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const by = assertMay(packPolicy, 'stateBody', caller).staffId;
      await stateBody(unit, shipped, { bodyId: params.id, body, by });
      return isDone;
    },
  });
}
