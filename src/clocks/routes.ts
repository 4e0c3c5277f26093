import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { clockEvents } from '#calendar/clock-rule.ts';
import { countedUnits } from '#calendar/counting.ts';
import { dayNumber } from '#calendar/day.ts';
import { complaintPolicy, findComplaint } from '#complaints/index.ts';
import { assertMay } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { get } from '#http/route.ts';
import { Refusal } from '#refusal.ts';
import { datesOf, dueByTeam, today, weekAround } from './queries.ts';

const tag = 'Clocks';
const confidence = z.enum(['read', 'second_hand', 'unseen']);
const state = z.enum(['running', 'breached', 'met', 'ended']);
const named = z.object({ id: z.string(), name: z.string() });

const clock = z.object({
  id: z.string(),
  pack: z.object({ id: z.string(), version: z.string(), name: z.string().nullable() }),
  rule: z.string(),
  notice: z.string(),
  stage: z.number().nullable(),
  state,
  anchor: z.enum(clockEvents),
  anchoredAt: z.date(),
  dueAt: z.date(),
  firstDueAt: z.date(),
  breachedAt: z.date().nullable(),
  metAt: z.date().nullable(),
  metBy: z.enum(clockEvents).nullable(),
  warnings: z.array(z.date()).describe('When somebody is told that it will soon be due.'),
  length: z.object({ amount: z.number(), unit: z.enum(countedUnits) }).nullable(),
  why: z.string().nullable(),
  source: z.string().nullable(),
  confidence: confidence.nullable(),
  counts: z.boolean().describe('Of several packs the earliest date of each kind counts.'),
  moves: z.array(
    z.object({
      at: z.date(),
      from: z.date(),
      to: z.date(),
      cause: z.enum(['calendar', 'extension', 'pack']),
      reason: z.string().nullable(),
    }),
  ),
});

const dates = z.object({
  zone: z.string(),
  clocks: z.array(clock),
  windows: z.array(
    z.object({
      pack: named.extend({ version: z.string() }),
      rule: z.string(),
      until: z.date(),
      why: z.string(),
      source: z.string(),
      confidence,
    }),
  ),
  waited: z
    .object({ seconds: z.number(), since: z.date().nullable() })
    .describe('How long we waited for the customer; no clock stops because of that.'),
});

const week = z.object({
  from: z.string(),
  until: z.string(),
  zone: z.string(),
  teams: z.array(
    z.object({
      lead: named.nullable(),
      clocks: z.array(
        z.object({
          id: z.string(),
          complaintId: z.string(),
          reference: z.string(),
          packId: z.string(),
          rule: z.string(),
          notice: z.string(),
          dueAt: z.date(),
          state,
          owner: named,
        }),
      ),
    }),
  ),
  isMore: z.boolean(),
});

const daysMax = 62;

export function clockRoutes(server: FastifyInstance, context: Context): void {
  const { db, clock: time } = context;
  get(server, context, {
    url: '/api/complaints/:id/clocks',
    summary: 'The dates of a complaint, each with why, and how they moved.',
    tag,
    params: z.strictObject({ id: fields.uuid }),
    answer: dates,
    read: async ({ params, caller }) => {
      assertMay(complaintPolicy, 'read', caller);
      return dates.parse(await datesOf(db, await findComplaint(db, params.id), time.now()));
    },
  });
  get(server, context, {
    url: '/api/clocks',
    summary: 'What is due between two days, by team; this week if no days are given.',
    tag,
    query: z.strictObject({ from: fields.day.optional(), until: fields.day.optional() }),
    answer: week,
    read: async ({ query, caller }) => {
      assertMay(complaintPolicy, 'read', caller);
      const usual = weekAround(query.from ?? (await today(db, time.now())));
      const from = query.from ?? usual.from;
      const until = query.until ?? usual.until;
      const days = dayNumber(until) - dayNumber(from);
      if (days < 0 || days > daysMax) {
        throw new Refusal(
          'unusable_days',
          'Name a first and a last day, at most two months apart.',
        );
      }
      return dueByTeam(db, { from, until });
    },
  });
}
