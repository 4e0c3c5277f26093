import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertPerson } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { finishTaskById } from './commands.ts';
import { openTasks } from './queries.ts';
import { taskKinds } from './task.ts';

const tag = 'Tasks';
const shownMax = 200;

const task = z.object({
  id: z.string(),
  kind: z.enum(taskKinds),
  subject: z.object({
    mailboxId: z.string().optional(),
    mailId: z.string().optional(),
    complaintId: z.string().optional(),
    articleId: z.string().optional(),
    wantedId: z.string().optional(),
    staffId: z.string().optional(),
    clockId: z.string().optional(),
    flawId: z.string().optional(),
    fixId: z.string().optional(),
    voiceId: z.string().optional(),
  }),
  owner: z.object({ id: z.string(), name: z.string() }),
  givenAt: z.date(),
});

export function taskRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/tasks',
    summary: 'What went wrong by itself and waits for a person; mine, or everybody’s.',
    tag,
    query: z.strictObject({ of: z.enum(['me', 'everybody']).default('me') }),
    answer: z.object({ tasks: z.array(task) }),
    read: async ({ query, caller }) => {
      const { staffId } = assertPerson(caller);
      const whose = query.of === 'me' ? staffId : null;
      return { tasks: await openTasks(context.db, { staffId: whose, limit: shownMax }) };
    },
  });
  post(server, context, {
    url: '/api/tasks/:id/done',
    summary: 'I have seen to it.',
    tag,
    params: z.strictObject({ id: fields.uuid }),
    answer: done,
    act: async (unit, { params, caller }) => {
      const { staffId } = assertPerson(caller);
      await finishTaskById(unit, params.id, staffId);
      return isDone;
    },
  });
}
