import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay, assertPerson } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { stateRights } from './commands.ts';
import { staffPolicy } from './policy.ts';
import { assertOrganisation } from './queries.ts';
import { changeAnswerable } from './team-commands.ts';

const tag = 'Organisation';
const rights = z.string().trim().min(1).max(5_000).nullable();

const organisationAnswer = z
  .object({
    name: z.string(),
    zone: z.string(),
    address: z.string(),
    phone: z.string(),
    email: z.string(),
    answerableId: z.string(),
    deputyId: z.string(),
    workingDays: z.array(z.number()).describe('Days of the week on which we work; 1 is Monday.'),
    holidays: z.array(z.object({ day: z.string(), name: z.string() })),
    brand: z
      .object({
        accent: z.object({ light: z.string(), dark: z.string() }).nullable(),
        logoId: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ title: 'Organisation' });

/** What the organisation says about itself to every customer. */
export function organisationRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/organisation',
    summary: 'Who we are, and who answers for complaints.',
    tag,
    answer: organisationAnswer,
    read: async ({ caller }) => {
      assertPerson(caller);
      return assertOrganisation(context.db);
    },
  });
  get(server, context, {
    url: '/api/organisation/rights',
    summary: 'What each acknowledgement says about the customer’s rights, in our own words.',
    tag,
    answer: z.object({ text: z.string().nullable() }),
    read: async ({ caller }) => {
      assertPerson(caller);
      return { text: (await assertOrganisation(context.db)).rights };
    },
  });
  post(server, context, {
    url: '/api/organisation/rights',
    summary: 'State the customers’ rights: a blank line begins a new paragraph. Null says nothing.',
    tag,
    body: z.strictObject({ text: rights }),
    answer: done,
    act: async (unit, { body, caller }) => {
      const { staffId } = assertMay(staffPolicy, 'stateRights', caller);
      await assertOrganisation(unit.tx);
      await stateRights(unit, { text: body.text, staffId });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/organisation/answerable',
    summary: 'Say who answers for complaints, and who is the deputy. Customers may ask for them.',
    tag,
    body: z.strictObject({ answerableId: fields.uuid, deputyId: fields.uuid }),
    answer: done,
    act: async (unit, { body, caller }) => {
      const by = assertMay(staffPolicy, 'change', caller).staffId;
      await changeAnswerable(unit, { ...body, by });
      return isDone;
    },
  });
}
