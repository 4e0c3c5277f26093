import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type LinkTarget, readLinkToken } from '#complaints/index.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, isDone, post } from '#http/route.ts';
import type { Unit } from '#ledger/ledger.ts';
import { proposalBody } from '#remedies/index.ts';
import { customerActor, openLink } from './link.ts';
import { propose, sayWhetherHad, takeOffer } from './remedy-wishes.ts';

const link = z.string().max(200);
const byBoth = z.strictObject({ link, remedyId: fields.uuid });

/** What the customer says about remedies, for programs. */
export function remedyWordRoutes(server: FastifyInstance, context: Context): void {
  const shape = {
    tag: 'The customer’s page',
    answer: done,
  };
  const actor = <P extends { link: string }>({ params }: { params: P }): string =>
    customerActor(readLinkToken(context.linkKey, params.link));
  const open = (unit: Unit, token: string): Promise<LinkTarget> =>
    openLink(context, token, unit.tx);
  post(server, context, {
    ...shape,
    url: '/api/story/:link/remedies',
    summary: 'Say what would put it right.',
    params: z.strictObject({ link }),
    body: proposalBody.omit({ currency: true, what: true }).extend({ text: fields.longText }),
    actor,
    act: async (unit, { params, body }) => {
      const { kind, amount = null, text } = body;
      await propose(unit, await open(unit, params.link), { kind, amount, text });
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/story/:link/remedies/:remedyId/answer',
    summary: 'Take what was offered, or not.',
    params: byBoth,
    body: z.strictObject({ yes: z.boolean() }),
    actor,
    act: async (unit, { params, body }) => {
      const { remedyId } = params;
      await takeOffer(unit, await open(unit, params.link), { remedyId, yes: body.yes });
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/story/:link/remedies/:remedyId/verdict',
    summary: 'Say whether you have it.',
    params: byBoth,
    body: z.strictObject({ has: z.boolean() }),
    actor,
    act: async (unit, { params, body }) => {
      const { remedyId } = params;
      await sayWhetherHad(unit, await open(unit, params.link), { remedyId, has: body.has });
      return isDone;
    },
  });
}
