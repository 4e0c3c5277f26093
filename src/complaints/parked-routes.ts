import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay } from '#http/caller.ts';
import { done, get, isDone, post } from '#http/route.ts';
import type { Intake } from './intake.ts';
import { acceptParked, listParked, rejectParked } from './parked.ts';
import { complaintPolicy } from './policy.ts';
import { byId, reason } from './schemas.ts';

const tag = 'Held back';
const shownMax = 200;

export function parkedRoutes(server: FastifyInstance, intake: Intake): void {
  const { context } = intake;
  get(server, context, {
    url: '/api/parked',
    summary: 'What the form’s safeguards held back and nobody has looked at yet.',
    tag,
    answer: z.object({
      parked: z.array(
        z.object({
          id: z.string(),
          reason: z.string(),
          parkedAt: z.date(),
          text: z.string(),
          name: z.string().nullable(),
          email: z.string().nullable(),
        }),
      ),
    }),
    read: async ({ caller }) => {
      assertMay(complaintPolicy, 'decideParked', caller);
      return { parked: await listParked(context.db, shownMax) };
    },
  });
  post(server, context, {
    url: '/api/parked/:id/complaint',
    summary: 'It is a complaint: take it in as of the moment it was sent.',
    tag,
    status: 201,
    params: byId,
    answer: z.object({ id: z.string(), reference: z.string() }),
    act: async (unit, { params, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'decideParked', caller);
      return acceptParked(intake, unit, { parkedId: params.id, staffId });
    },
  });
  post(server, context, {
    url: '/api/parked/:id/rubbish',
    summary: 'It is rubbish. It is kept, with your name as the one who said so.',
    tag,
    params: byId,
    body: reason,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'decideParked', caller);
      await rejectParked(unit, { parkedId: params.id, staffId, reason: body.reason });
      return isDone;
    },
  });
}
