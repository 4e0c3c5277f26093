import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { complaintPolicy, findComplaint } from '#complaints/index.ts';
import { transaction } from '#database/transaction.ts';
import { assertMay } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { doings, notePresence, presentBut } from './presence.ts';

const tag = 'Presence';

export function presenceRoutes(server: FastifyInstance, context: Context): void {
  const { db, clock } = context;
  get(server, context, {
    url: '/api/presence',
    summary: 'Who else has which complaint in front of them at the moment.',
    tag,
    answer: z.object({
      present: z.array(
        z.object({
          complaintId: z.string(),
          person: z.object({ id: z.string(), name: z.string() }),
          doing: z.enum(doings),
        }),
      ),
    }),
    read: async ({ caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'read', caller);
      return { present: await presentBut(db, staffId, clock.now()) };
    },
  });
  post(server, context, {
    url: '/api/complaints/:id/presence',
    summary: 'Say that you are looking at a complaint or writing in it; again every 20 seconds.',
    tag,
    params: z.strictObject({ id: fields.uuid }),
    body: z.strictObject({ is: z.enum([...doings, 'gone']) }),
    answer: done,
    run: async ({ params, body, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'read', caller);
      const of = await findComplaint(db, params.id);
      const doing = body.is === 'gone' ? null : body.is;
      await transaction(db, (tx) =>
        notePresence(tx, { ...of, staffId }, { doing, now: clock.now() }),
      );
      return isDone;
    },
  });
}
