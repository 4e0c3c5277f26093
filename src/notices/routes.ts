import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertPerson } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import { get } from '#http/route.ts';
import { listNotices } from './queries.ts';

const shownMax = 200;

export function noticeRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/notices',
    summary: 'The outbox: what waits to be sent, and what could not be.',
    tag: 'Notices',
    query: z.strictObject({ state: z.enum(['waiting', 'failed']).default('waiting') }),
    answer: z.object({
      notices: z.array(
        z.object({
          id: z.string(),
          complaintId: z.string().nullable(),
          kind: z.string(),
          state: z.string(),
          queuedAt: z.date(),
          to: z.string().nullable(),
          subject: z.string(),
          text: z.string(),
          attempts: z.number(),
          lastFault: z.string().nullable(),
        }),
      ),
    }),
    read: async ({ query, caller }) => {
      assertPerson(caller);
      const notices = await listNotices(context.db, query.state, shownMax);
      return {
        notices: notices.map(({ noticeId, text, ...rest }) => ({
          ...rest,
          id: noticeId,
          text: withoutKeys(text),
        })),
      };
    },
  });
}

/** A link in a letter is the key to a customer's page or to somebody's account. */
const withoutKeys = (text: string): string =>
  text.replace(/(\/(?:c|sign-in|set-up)\/)[\w-]{16,}/g, '$1…');
