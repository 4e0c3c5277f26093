import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { recogniseCustomer } from '#customers/index.ts';
import { assertMay, assertMayRead } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { get, post } from '#http/route.ts';
import { notFound } from '#refusal.ts';
import { staffNames } from '#staff/index.ts';
import { affectedOf, foundByFacts, listedUnder } from './affected.ts';
import { fixKinds, windowDaysUsual } from './fix.ts';
import { dropFix, planFix, publishFix, shipFix } from './fix-commands.ts';
import { publishedFixes } from './fix-queries.ts';
import { flawPolicy } from './policy.ts';
import { flawRow, wordsOf } from './queries.ts';
import { affectedView, byId, done, isDone, person, reasonBody } from './schemas.ts';
import { decideAffected, noteAffected } from './telling-commands.ts';

const tag = 'Fixes';

/** Windows in which too little comes in to tell anything would call everything fixed. */
const windowDays = z.number().int().min(7).max(180).default(windowDaysUsual);

const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en or pt-BR')
  .max(35, 'is too long');

const toldText = z.strictObject({
  language,
  wrong: fields.longText.describe('What was wrong, in words for those whom it hit.'),
  different: fields.longText.describe('What is different now.'),
});

/** What ends a flaw, and everybody who is told. */
export function fixRoutes(server: FastifyInstance, context: Context): void {
  planRoutes(server, context);
  toldRoutes(server, context);
  affectedRoutes(server, context);
}

function planRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/flaws/:id/fixes',
    summary: 'Plan what ends it, by whom and by when, and whose idea it was.',
    tag,
    status: 201,
    params: byId,
    body: z.strictObject({
      kind: z.enum(fixKinds).default('change'),
      what: fields.longText,
      dueOn: fields.day,
      ownerId: fields.uuid.optional(),
      credited: z.array(fields.uuid).max(20).default([]),
    }),
    answer: z.object({ fixId: z.string() }),
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'fix', caller);
      const { ownerId = staffId, ...rest } = body;
      return planFix(unit, params.id, { ...rest, ownerId, staffId });
    },
  });
  post(server, context, {
    url: '/api/fixes/:id/shipping',
    summary: 'It is shipped. Everybody whom it hit is told, in the words given here.',
    tag,
    params: byId,
    body: z.strictObject({
      texts: z.array(toldText).min(1, 'needs what was wrong and what is different').max(20),
      shippedAt: fields.moment.optional(),
      windowDays,
    }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'fix', caller);
      const { shippedAt = null, ...rest } = body;
      await shipFix(unit, params.id, { ...rest, shippedAt, staffId });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/fixes/:id/dropping',
    summary: 'It will not be shipped, and why.',
    tag,
    params: byId,
    body: reasonBody,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'fix', caller);
      await dropFix(unit, params.id, { ...body, staffId });
      return isDone;
    },
  });
}

function toldRoutes(server: FastifyInstance, context: Context): void {
  const { db } = context;
  post(server, context, {
    url: '/api/fixes/:id/publishing',
    summary: '"You said, we did": tell a verified fix to all staff, or on the public page.',
    tag,
    params: byId,
    body: z.strictObject({ to: z.enum(['staff', 'public']), text: fields.longText }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'tell', caller);
      await publishFix(unit, params.id, { ...body, staffId });
      return isDone;
    },
  });
  get(server, context, {
    url: '/api/you-said-we-did',
    summary: 'Verified fixes as they were told to all staff.',
    tag,
    answer: z.object({
      fixes: z.array(
        z.object({
          id: z.string(),
          flaw: person,
          text: z.string(),
          verifiedAt: z.date(),
          complaints: z.number().describe('How many had come before it.'),
          credited: z.array(person),
        }),
      ),
    }),
    read: async ({ caller }) => {
      assertMayRead(flawPolicy, 'read', caller);
      const rows = await publishedFixes(db, 'staff');
      const text = await wordsOf(
        db,
        rows.flatMap(({ nameId, wordsId }) => [nameId, wordsId]),
      );
      const names = await staffNames(
        db,
        rows.flatMap(({ credited }) => credited),
      );
      const fixes = rows.map(({ fixId, flawId, nameId, wordsId, judgedAt, ...row }) => ({
        id: fixId,
        flaw: { id: flawId, name: text(nameId) ?? '' },
        text: text(wordsId) ?? '',
        verifiedAt: judgedAt as Date,
        complaints: row.complaints,
        credited: row.credited.map((id) => ({ id, name: names.get(id) ?? '' })),
      }));
      return { fixes };
    },
  });
}

function affectedRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/flaws/:id/affected',
    summary: 'Customers whom it may have hit and who did not complain of it.',
    tag,
    params: byId,
    answer: z.object({ affected: z.array(affectedView) }),
    read: async ({ params, caller }) => {
      assertMay(flawPolicy, 'trace', caller);
      const row = await flawRow(context.db, params.id);
      if (!row) throw notFound('There is no such flaw.');
      return { affected: await affectedOf(context.db, row.rootId) };
    },
  });
  post(server, context, {
    url: '/api/flaws/:id/affected',
    summary: 'List customers by the flaw’s facts, or by addresses from your own systems.',
    tag,
    params: byId,
    body: z.strictObject({ emails: z.array(fields.email).max(500).optional() }),
    answer: z.object({ found: z.number() }),
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'tell', caller);
      const row = await flawRow(unit.tx, params.id);
      if (!row) throw notFound('There is no such flaw.');
      const customerIds = body.emails ? [] : await foundByFacts(unit.tx, row.rootId);
      for (const email of body.emails ?? []) {
        customerIds.push(await recogniseCustomer(unit, { details: { email }, language: null }));
      }
      const how = body.emails ? 'listed' : 'facts';
      const flawId = row.rootId;
      for (const customerId of new Set(customerIds)) {
        await noteAffected(unit, { customerId, flawId, how, staffId });
      }
      return { found: new Set(customerIds).size };
    },
  });
  post(server, context, {
    url: '/api/flaws/:id/affected/decisions',
    summary: 'Tell these customers when it is fixed, or leave them, and why.',
    tag,
    params: byId,
    body: reasonBody.extend({
      customerIds: z.array(fields.uuid).min(1).max(500),
      decision: z.enum(['tell', 'leave']),
    }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'tell', caller);
      const { customerIds, ...wish } = body;
      for (const customerId of new Set(customerIds)) {
        const flawId = (await listedUnder(unit.tx, params.id, customerId)) ?? params.id;
        await decideAffected(unit, { ...wish, customerId, flawId, staffId });
      }
      return isDone;
    },
  });
}
