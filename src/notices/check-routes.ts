import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { complaintPolicy, findComplaint, warningsAbout } from '#complaints/index.ts';
import { assertMay } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { post } from '#http/route.ts';
import { answerToSend } from './acting.ts';
import { answerBody } from './schemas.ts';

/** What an answer would be told before it is sent; asked while somebody still writes. */
export function checkRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/complaints/:id/messages/check',
    tag: 'Complaints',
    summary: 'What would be refused about an answer, and what looks as if everybody got it.',
    params: z.strictObject({ id: fields.uuid }),
    body: answerBody.pick({ text: true, isFinal: true, noAction: true, promises: true }),
    answer: z.object({
      warnings: z.array(
        z.object({
          code: z.string().describe('As it would be refused with, or `like_earlier`.'),
          message: z.string(),
        }),
      ),
    }),
    run: async ({ params, body, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'answer', caller);
      const { db } = context;
      const of = await findComplaint(db, params.id);
      const answer = await answerToSend(db, of, body);
      return { warnings: await warningsAbout(db, of, answer, staffId) };
    },
  });
}
