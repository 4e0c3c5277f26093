import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { findComplaint, readLinkToken } from '#complaints/index.ts';
import { customerPolicy, needsText, sayNeeds } from '#customers/index.ts';
import { assertMayRead } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { contextOf } from './context.ts';
import { customerActor, openLink } from './link.ts';

const complaint = z.object({
  id: z.string(),
  reference: z.string(),
  kind: z.string(),
  state: z.enum(['to_do', 'waiting', 'done']),
  receivedAt: z.date(),
  closedAt: z.date().nullable(),
  closedBasis: z.enum(['confirmed', 'withdrawn', 'documented', 'joined']).nullable(),
  closedInSilence: z.boolean(),
  owner: z.string(),
});

const promise = z.object({
  id: z.string(),
  complaintId: z.string(),
  kind: z.enum(['answer', 'action', 'follow_up']),
  text: z.string().nullable(),
  dueAt: z.date(),
  state: z.enum(['open', 'broken', 'kept', 'confirmed', 'disputed', 'released']),
  brokenTimes: z.number(),
  keptAt: z.date().nullable(),
});

const contextAnswer = z
  .object({
    since: z.string().describe('The day since when they are a customer.'),
    needs: z.string().nullable().describe('What to know when we get in touch.'),
    accountOwner: z.object({ id: z.string(), name: z.string(), title: z.string() }).nullable(),
    complaints: z.array(complaint).describe('Others of the same person, newest first.'),
    promises: z.array(promise).describe('Made in those others, newest first.'),
  })
  .meta({ title: 'CustomerContext' });

/** What stands beside the thread, and what the customer wants us to know. */
export function contextRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/complaints/:id/context',
    summary: 'What we know of the customer beyond this complaint.',
    tag: 'Complaints',
    params: z.strictObject({ id: fields.uuid }),
    answer: contextAnswer,
    read: async ({ params: { id }, caller }) => {
      assertMayRead(customerPolicy, 'read', caller);
      return contextOf(context.db, await findComplaint(context.db, id));
    },
  });
  post(server, context, {
    url: '/api/story/:link/needs',
    summary: 'Say what we should know when we get in touch, such as large print.',
    tag: 'The customer’s page',
    params: z.strictObject({ link: z.string().max(200) }),
    body: z.strictObject({ text: needsText }),
    answer: done,
    actor: ({ params }) => customerActor(readLinkToken(context.linkKey, params.link)),
    act: async (unit, { params, body }) => {
      await sayNeeds(unit, await openLink(context, params.link, unit.tx), body.text);
      return isDone;
    },
  });
}
