import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, isDone, post } from '#http/route.ts';
import {
  acceptErrand,
  declineErrand,
  finishErrand,
  redateErrand,
  referenceErrand,
} from './commands.ts';
import { doing } from './doing.ts';
import * as schemas from './schemas.ts';

const tag = 'Errands';
const byId = z.strictObject({ id: fields.uuid });

/** What fixers say, at the desk or through the tool of their team. */
export function fixerRoutes(server: FastifyInstance, context: Context): void {
  const shape = { tag, params: byId, answer: done };
  post(server, context, {
    ...shape,
    url: '/api/errands/:id/acceptance',
    summary: 'Accept it, with the day on which it is done.',
    body: schemas.acceptBody,
    act: async (unit, { params, body, caller }) => {
      const { dueAt, fixerId, reference } = body;
      const { of, doer } = await doing(unit, params.id, { caller, fixerId });
      const { staffId, way, mayName } = doer;
      const isNamed = mayName && fixerId !== undefined;
      await acceptErrand(unit, of, { fixerId: staffId, by: staffId, dueAt, way, isNamed });
      if (reference) await referenceErrand(unit, of, reference);
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/errands/:id/declination',
    summary: 'Decline it, with the reason. Its handler has it again at once.',
    body: schemas.declineBody,
    act: async (unit, { params, body, caller }) => {
      const { of, doer } = await doing(unit, params.id, { caller, fixerId: body.fixerId });
      await declineErrand(unit, of, { ...doer, reason: body.reason });
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/errands/:id/new-date',
    summary: 'Give another date than the one that was accepted, with the reason.',
    body: schemas.dateBody,
    act: async (unit, { params, body, caller }) => {
      const { fixerId, dueAt, reason } = body;
      const { of, doer } = await doing(unit, params.id, { caller, fixerId });
      await redateErrand(unit, of, { ...doer, dueAt, reason });
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/errands/:id/done',
    summary: 'Say that it is done. It is over when the customer says so, or somebody has checked.',
    body: schemas.doneBody,
    act: async (unit, { params, body, caller }) => {
      const { result = null, arrivedAt = null, fixerId, reference } = body;
      const { of, doer } = await doing(unit, params.id, { caller, fixerId });
      await finishErrand(unit, of, { ...doer, result, arrivedAt });
      if (reference) await referenceErrand(unit, of, reference);
      return isDone;
    },
  });
}
