import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay, type Caller } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, isDone, post } from '#http/route.ts';
import type { Unit } from '#ledger/ledger.ts';
import { findings } from './points.ts';
import { addPoint, find, sayBetter, takeOut } from './points-commands.ts';
import { complaintPolicy } from './policy.ts';
import { findComplaint } from './queries.ts';
import * as schemas from './schemas.ts';

const pointLengthMax = 2_000;

/** One thing, in a sentence or two: the whole letter is no point. */
const pointText = fields.longText.refine((text) => text.length <= pointLengthMax, {
  error: `is longer than ${pointLengthMax} characters; note one thing at a time`,
  params: { code: 'text_too_long' },
});

const byBoth = z.strictObject({ id: fields.uuid, pointId: fields.uuid });

/** What the customer complains of, thing by thing, and what we found about each. */
export function pointRoutes(server: FastifyInstance, context: Context): void {
  const url = '/api/complaints/:id/points';
  const tag = 'Complaints';
  post(server, context, {
    url,
    tag,
    summary: 'Note one thing that the customer complains of. They see it.',
    status: 201,
    params: schemas.byId,
    body: z.strictObject({
      text: pointText,
      messageId: fields.uuid.optional().describe('The words of the customer it was taken from.'),
    }),
    answer: z.object({ pointId: z.string() }),
    act: async (unit, { params, body, caller }) => {
      const by = await wisher(unit, params.id, caller);
      const { text, messageId = null } = body;
      return addPoint(unit, by.of, { staffId: by.staffId, text, messageId });
    },
  });
  const shape = { tag, params: byBoth, answer: done };
  post(server, context, {
    ...shape,
    url: `${url}/:pointId/finding`,
    summary: 'Say what was found about a point, and why. Can be said anew with another reason.',
    body: z.strictObject({ finding: z.enum(findings), reason: fields.longText }),
    act: async (unit, { params: { id, pointId }, body, caller }) => {
      const { of, staffId } = await wisher(unit, id, caller);
      await find(unit, of, { pointId, staffId, ...body });
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: `${url}/:pointId/rewording`,
    summary: 'Say a point better. It needs a finding anew.',
    body: z.strictObject({ text: pointText, reason: fields.longText }),
    act: async (unit, { params: { id, pointId }, body, caller }) => {
      const { of, staffId } = await wisher(unit, id, caller);
      await sayBetter(unit, of, { pointId, staffId, ...body });
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: `${url}/:pointId/removal`,
    summary: 'Take a point out, with a reason: it was noted twice, or never meant.',
    body: schemas.reason,
    act: async (unit, { params: { id, pointId }, body, caller }) => {
      const { of, staffId } = await wisher(unit, id, caller);
      await takeOut(unit, of, { pointId, staffId, ...body });
      return isDone;
    },
  });
}

async function wisher(unit: Unit, id: string, caller: Caller) {
  const { staffId } = assertMay(complaintPolicy, 'judgePoints', caller);
  return { staffId, of: await findComplaint(unit.tx, id) };
}
