import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, isDone, post } from '#http/route.ts';
import { complaintPolicy } from './policy.ts';
import { putOff } from './putting-off.ts';
import { findComplaint } from './queries.ts';
import * as schemas from './schemas.ts';

export function nextDateRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/complaints/:id/next-date',
    summary: 'Look at it again on another day. It stays to do or waiting, as it was.',
    tag: 'Complaints',
    params: schemas.byId,
    body: z.strictObject({
      at: fields.moment.describe('At most 30 days ahead, and not after what was promised.'),
      reason: fields.longText.optional().describe('Kept as a note between ourselves.'),
    }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'putOff', caller);
      const of = await findComplaint(unit.tx, params.id);
      await putOff(unit, of, { at: body.at, reason: body.reason, staffId });
      return isDone;
    },
  });
}
