import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { Refusal } from '#refusal.ts';
import { errandPolicy } from './policy.ts';

const tag = 'Teams of fixers';
const byId = z.strictObject({ id: fields.uuid });

const delivery = z.object({
  id: z.string(),
  errandId: z.string(),
  event: z.string(),
  madeAt: z.date(),
  state: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.number(),
  nextAttemptAt: z.date().nullable(),
  fault: z.string().nullable(),
  deliveredAt: z.date().nullable(),
});

const shownMax = 200;

/** What was told to a team's tool, and what was not. */
export function deliveryRoutes(server: FastifyInstance, context: Context): void {
  const { db, clock } = context;
  get(server, context, {
    url: '/api/teams/:id/deliveries',
    summary: 'What the team’s tool was told over its webhook, the latest first.',
    tag,
    params: byId,
    answer: z.object({ deliveries: z.array(delivery) }),
    read: async ({ params, caller }) => {
      assertMay(errandPolicy, 'setTeams', caller);
      const rows = await db
        .selectFrom('errand_deliveries')
        .selectAll()
        .where('team_id', '=', params.id)
        .orderBy('made_at', 'desc')
        .orderBy('delivery_id', 'desc')
        .limit(shownMax)
        .execute();
      return { deliveries: rows.map(present) };
    },
  });
  post(server, context, {
    url: '/api/deliveries/:id/again',
    summary: 'Try once more what the team’s tool did not take.',
    tag,
    params: byId,
    answer: done,
    act: async (unit, { params, caller }) => {
      assertMay(errandPolicy, 'setTeams', caller);
      const again = await unit.tx
        .updateTable('errand_deliveries')
        .set({ state: 'waiting', attempts: 0, next_attempt_at: clock.now() })
        .where('delivery_id', '=', params.id)
        .where('state', '=', 'failed')
        .executeTakeFirst();
      if (again.numUpdatedRows === 1n) return isDone;
      throw new Refusal('not_failed', 'This was told, or is still being tried.', { status: 409 });
    },
  });
}

type Row = {
  delivery_id: string;
  errand_id: string;
  event: string;
  made_at: Date;
  state: string;
  attempts: number;
  next_attempt_at: Date;
  last_fault: string | null;
  delivered_at: Date | null;
};

const present = (row: Row) => ({
  id: row.delivery_id,
  errandId: row.errand_id,
  event: row.event,
  madeAt: row.made_at,
  state: row.state as 'waiting' | 'delivered' | 'failed',
  attempts: row.attempts,
  nextAttemptAt: row.state === 'waiting' ? row.next_attempt_at : null,
  fault: row.last_fault,
  deliveredAt: row.delivered_at,
});
