import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertPerson } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { orderViews, removeView, saveView, viewsMax } from './commands.ts';
import { viewsOf } from './queries.ts';
import { view, viewBody } from './schemas.ts';

const tag = 'Views';

export function viewRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/views',
    summary: 'The lists that you have put together for yourself.',
    tag,
    answer: z.object({ views: z.array(view) }),
    read: async ({ caller }) => ({
      views: await viewsOf(context.db, assertPerson(caller).staffId),
    }),
  });
  post(server, context, {
    url: '/api/views',
    summary: `Save a view under a name. You can have ${viewsMax}.`,
    tag,
    status: 201,
    body: viewBody,
    answer: z.object({ id: z.string() }),
    act: (unit, { body, caller }) => saveView(unit.tx, assertPerson(caller).staffId, body),
  });
  post(server, context, {
    url: '/api/views/order',
    summary: 'Put your views in another order.',
    tag,
    body: z.strictObject({ ids: z.array(fields.uuid).max(viewsMax) }),
    answer: done,
    act: async (unit, { body, caller }) => {
      await orderViews(unit.tx, assertPerson(caller).staffId, body.ids);
      return isDone;
    },
  });
  post(server, context, {
    method: 'DELETE',
    url: '/api/views/:id',
    summary: 'Remove a view of yours. The complaints stay where they are.',
    tag,
    params: z.strictObject({ id: fields.uuid }),
    answer: done,
    act: async (unit, { params, caller }) => {
      await removeView(unit.tx, assertPerson(caller).staffId, params.id);
      return isDone;
    },
  });
}
