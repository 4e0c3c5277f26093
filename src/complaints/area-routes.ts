import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, isDone, post } from '#http/route.ts';
import { setArea } from './area.ts';
import { complaintPolicy } from './policy.ts';
import { findComplaint } from './queries.ts';
import * as schemas from './schemas.ts';

export function areaRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/complaints/:id/area',
    summary: 'Say which area it is of; null: of none.',
    tag: 'Complaints',
    params: schemas.byId,
    body: z.strictObject({ areaId: fields.uuid.nullable() }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'handOver', caller);
      await setArea(unit, await findComplaint(unit.tx, params.id), { ...body, staffId });
      return isDone;
    },
  });
}
