import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay, assertMayRead } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { notFound } from '#refusal.ts';
import { correctCustomer, nameAccountOwner } from './commands.ts';
import { mergeCustomers, unmergeCustomer } from './merging.ts';
import { customerPolicy } from './policy.ts';
import { customersOfPerson } from './queries.ts';

const tag = 'Customers';

/** What to know when we get in touch; empty where it holds no more. */
export const needsText = z
  .string('must be a text')
  .trim()
  .max(300, 'is longer than 300 characters')
  .refine(
    (text) => !text.includes('\0') && text.isWellFormed(),
    'holds characters that cannot be kept',
  );

const byId = z.strictObject({ id: fields.uuid });

const customer = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  language: z.string().nullable(),
  postalAddress: z.string().nullable(),
  emailFailedAt: z.date().nullable().describe('Since when mail to the address comes back.'),
  emailFault: z.string().nullable(),
  needs: z.string().nullable().describe('What to know when we get in touch.'),
  sinceOn: z.string().nullable().describe('Since when they are a customer, if somebody said so.'),
  isFirst: z.boolean().describe('The others were added to this one.'),
});

export function customerRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/customers/:id',
    summary: 'A customer, and all others that are the same person.',
    tag,
    params: byId,
    answer: z.object({ customers: z.array(customer) }),
    read: async ({ params, caller }) => {
      assertMayRead(customerPolicy, 'read', caller);
      const people = await customersOfPerson(context.db, params.id);
      if (people.length === 0) throw notFound('There is no such customer.');
      const customers = people.map(({ customerId: id, personId, ...rest }) => ({
        ...rest,
        id,
        isFirst: personId === null,
      }));
      return { customers };
    },
  });
  post(server, context, {
    url: '/api/customers/:id/correction',
    summary: 'Put right, or add, how we reach a customer.',
    tag,
    params: byId,
    body: z
      .strictObject({
        name: fields.shortText,
        email: fields.email,
        phone: fields.shortText,
        postalAddress: z.string().trim().min(1).max(1_000),
        needs: needsText,
        since: fields.day.describe('Since when they are a customer.'),
      })
      .partial(),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(customerPolicy, 'correct', caller);
      const given = Object.entries(body).filter(([, value]) => value !== undefined);
      await correctCustomer(unit, params.id, { details: Object.fromEntries(given), staffId });
      return isDone;
    },
  });
  ownerRoute(server, context);
  mergingRoutes(server, context);
}

function ownerRoute(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/customers/:id/account-owner',
    summary: 'Name who of ours looks after this customer, or nobody.',
    tag,
    params: byId,
    body: z.strictObject({ staffId: fields.uuid.nullable() }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId: by } = assertMay(customerPolicy, 'nameAccountOwner', caller);
      await nameAccountOwner(unit, params.id, { accountOwnerId: body.staffId, by });
      return isDone;
    },
  });
}

function mergingRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/customers/:id/merging',
    summary: 'These two are one person. Every complaint keeps its customer.',
    tag,
    params: byId,
    body: z.strictObject({ into: fields.uuid }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(customerPolicy, 'merge', caller);
      await mergeCustomers(unit, { customerId: params.id, into: body.into, staffId });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/customers/:id/unmerging',
    summary: 'They are two people after all.',
    tag,
    params: byId,
    answer: done,
    act: async (unit, { params, caller }) => {
      const { staffId } = assertMay(customerPolicy, 'merge', caller);
      await unmergeCustomer(unit, { customerId: params.id, staffId });
      return isDone;
    },
  });
}
