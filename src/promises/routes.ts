import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { findComplaint } from '#complaints/index.ts';
import { assertMay } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, isDone, post } from '#http/route.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound } from '#refusal.ts';
import { keepPromise, makePromise, renewPromise } from './commands.ts';
import { promisePolicy } from './policy.ts';
import { promiseById } from './queries.ts';

const tag = 'Promises';
const byBoth = z.strictObject({ id: fields.uuid, promiseId: fields.uuid });

/** A promise of this complaint, not just any of the same customer. */
async function findPromise(unit: Unit, { id, promiseId }: z.infer<typeof byBoth>) {
  const { customerId, complaintId } = await findComplaint(unit.tx, id);
  const promise = await promiseById(unit.tx, { customerId, promiseId });
  if (promise?.complaintId !== complaintId) throw notFound('There is no such promise.');
  return { customerId, promiseId };
}

export function promiseRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/complaints/:id/promises',
    summary: 'Promise the customer something, by a date. They see it at once.',
    tag,
    status: 201,
    params: z.strictObject({ id: fields.uuid }),
    body: z.strictObject({
      text: fields.longText.describe('What will be done, so that the customer understands it.'),
      dueAt: fields.moment,
      ownerId: fields.uuid.optional().describe('Who sees to it; you, if you name nobody.'),
    }),
    answer: z.object({ promiseId: z.string() }),
    act: async (unit, { params: { id }, body, caller }) => {
      const { staffId } = assertMay(promisePolicy, 'make', caller);
      const { customerId, complaintId } = await findComplaint(unit.tx, id);
      const { text, dueAt, ownerId = staffId } = body;
      return makePromise(unit, { customerId, complaintId, kind: 'action', ownerId, text, dueAt });
    },
  });
  post(server, context, {
    url: '/api/complaints/:id/promises/:promiseId/keeping',
    summary: 'Say that it is done. The customer is asked whether that is so.',
    tag,
    params: byBoth,
    answer: done,
    act: async (unit, { params, caller }) => {
      const { staffId } = assertMay(promisePolicy, 'keep', caller);
      await keepPromise(unit, await findPromise(unit, params), staffId);
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/complaints/:id/promises/:promiseId/renewal',
    summary: 'Give a new date, with the reason that the customer reads.',
    tag,
    params: byBoth,
    body: z.strictObject({
      dueAt: fields.moment,
      reason: fields.longText,
      ownerId: fields.uuid.optional(),
    }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      assertMay(promisePolicy, 'renew', caller);
      const { dueAt, reason, ownerId = null } = body;
      await renewPromise(unit, await findPromise(unit, params), { dueAt, reason, ownerId });
      return isDone;
    },
  });
}
