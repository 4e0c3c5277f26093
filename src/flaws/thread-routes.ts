import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { get, post } from '#http/route.ts';
import { knownProblems } from './known.ts';
import { flawPolicy } from './policy.ts';
import { byId, done, isDone } from './schemas.ts';
import { askDesigners, speak, stopTelling, tellThatWeKnow } from './thread.ts';

const tag = 'Flaws';

/** The thread of a flaw, the answer of its designers, and what customers are told of it beforehand. */
export function threadRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/flaws/:id/messages',
    summary:
      'Say something in its thread: a remark, an idea how to end it, or the designers’ answer.',
    tag,
    status: 201,
    params: byId,
    body: z.strictObject({
      text: fields.longText,
      kind: z.enum(['remark', 'proposal', 'design_answer']).default('remark'),
    }),
    answer: z.object({ messageId: z.string() }),
    act: async (unit, { params, body, caller }) => {
      const act = body.kind === 'design_answer' ? 'answerDesign' : 'speak';
      const { staffId } = assertMay(flawPolicy, act, caller);
      return speak(unit, params.id, { ...body, staffId });
    },
  });
  post(server, context, {
    url: '/api/flaws/:id/design-question',
    summary: 'Ask the designers for an answer by a date. Without one it moves up.',
    tag,
    params: byId,
    body: z.strictObject({ designerId: fields.uuid, dueAt: fields.moment }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'askDesign', caller);
      await askDesigners(unit, params.id, { ...body, staffId });
      return isDone;
    },
  });
  knownRoutes(server, context);
}

function knownRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/flaws/:id/known-problem',
    summary: 'Tell customers that we know about it and by when it will be fixed.',
    tag,
    params: byId,
    body: z.strictObject({ text: fields.longText, until: fields.day }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'tell', caller);
      await tellThatWeKnow(unit, params.id, { ...body, staffId });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/flaws/:id/known-problem/removal',
    summary: 'Customers no longer read of it.',
    tag,
    params: byId,
    answer: done,
    act: async (unit, { params, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'tell', caller);
      await stopTelling(unit, params.id, staffId);
      return isDone;
    },
  });
  get(server, context, {
    url: '/api/known-problems',
    summary: 'What we know is broken and by when it will be fixed; for everybody.',
    tag: 'The customer’s page',
    answer: z.object({
      problems: z.array(
        z.object({
          id: z.string(),
          text: z.string(),
          until: z.string(),
          product: z.string().nullable(),
          place: z.string().nullable(),
        }),
      ),
    }),
    read: async () => ({ problems: await knownProblems(context.db) }),
  });
}
