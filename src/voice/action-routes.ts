import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay, assertMayRead } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { get, post } from '#http/route.ts';
import { steps } from './actions.ts';
import { assumeSilence, setStep, settleItem } from './commands.ts';
import { voicePolicy } from './policy.ts';
import { actionList, assumptions, listBefore } from './queries.ts';
import { silenceKinds } from './silence.ts';

const tag = 'Action list';
const person = z.object({ id: z.string(), name: z.string() });
const done = z.object({ done: z.literal(true) });
const isDone = { done: true as const };
const byItem = z.strictObject({ weekOn: fields.day, itemId: fields.uuid });

const item = z.object({
  id: z.string(),
  what: z.string(),
  flawId: z.string().nullable(),
  voiceId: z.string().nullable(),
  harm: z.number(),
  frequency: z.number().describe('Complaints a week, over four weeks.'),
  silence: z.number().describe('All whom it hits for each who complains: an assumption.'),
  score: z.number().describe('Harm × frequency × silence.'),
  owner: person,
  step: z.enum(steps),
  stepText: z.string().nullable().describe('The next step in a person’s words.'),
  outcome: z.enum(['done', 'dropped']).nullable(),
  outcomeText: z.string().nullable(),
  settledBy: z.string().nullable(),
  flawState: z.string().nullable().describe('How the flaw stands now, whatever was said.'),
});

const list = z
  .object({
    weekOn: z.string(),
    draftedAt: z.date(),
    complaints: z.number(),
    items: z.array(item),
  })
  .meta({ title: 'ActionList' });

const both = z.object({ list: list.nullable(), before: list.nullable() });

/** One page for each week, drafted by the program: what to do, who, and what was done before. */
export function actionRoutes(server: FastifyInstance, context: Context): void {
  const { db } = context;
  get(server, context, {
    url: '/api/action-list',
    summary: 'What to do this week, the worst first, and what was done with last week’s.',
    tag,
    query: z.strictObject({ weekOn: fields.day.optional() }),
    answer: both,
    read: async ({ query, caller }) => {
      assertMayRead(voicePolicy, 'read', caller);
      const found = await actionList(db, query.weekOn ?? null);
      const before = found && (await listBefore(db, found.weekOn));
      return both.parse({ list: found ?? null, before: before ?? null });
    },
  });
  post(server, context, {
    url: '/api/action-list/:weekOn/items/:itemId/step',
    summary: 'Say what comes next and who does it.',
    tag,
    params: byItem,
    body: z.strictObject({ ownerId: fields.uuid, step: fields.longText }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(voicePolicy, 'settle', caller);
      await setStep(unit, { ...params, staffId }, body);
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/action-list/:weekOn/items/:itemId/settling',
    summary: 'Say what was done with it, or why nothing was.',
    tag,
    params: byItem,
    body: z.strictObject({ outcome: z.enum(['done', 'dropped']), text: fields.longText }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(voicePolicy, 'settle', caller);
      await settleItem(unit, { ...params, staffId }, body);
      return isDone;
    },
  });
  silenceRoutes(server, context);
}

function silenceRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/silence',
    summary: 'For each who complains, how many do not: what is assumed, and why.',
    tag,
    answer: z.object({
      assumptions: z.array(
        z.object({
          kind: z.enum(silenceKinds),
          silent: z.number(),
          because: z.string(),
          by: z.string().nullable(),
        }),
      ),
    }),
    read: async ({ caller }) => {
      assertMayRead(voicePolicy, 'read', caller);
      return { assumptions: await assumptions(context.db) };
    },
  });
  post(server, context, {
    url: '/api/silence/:kind',
    summary: 'Assume something else, and why.',
    tag,
    params: z.strictObject({ kind: z.enum(silenceKinds) }),
    body: z.strictObject({ silent: z.number().min(0).max(1_000), reason: fields.longText }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(voicePolicy, 'assume', caller);
      await assumeSilence(unit, { ...params, ...body, staffId });
      return isDone;
    },
  });
}
