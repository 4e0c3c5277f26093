import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, isDone, post } from '#http/route.ts';
import { setCalendar } from './organisation-calendar.ts';
import { staffPolicy } from './policy.ts';

const holidaysMax = 500;

const body = z.strictObject({
  workingDays: z
    .array(z.number().int().min(1).max(7))
    .min(1, 'needs at least one day')
    .max(7)
    .describe('Of the week: 1 is Monday.'),
  holidays: z.array(z.strictObject({ day: fields.day, name: fields.shortText })).max(holidaysMax),
});

export function calendarRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/organisation/calendar',
    summary: 'On which days of the week we work, and the holidays. Promised dates follow it.',
    tag: 'Organisation',
    body: body as unknown as z.ZodType<z.output<typeof body>>,
    answer: done,
    act: async (unit, { body: wish, caller }) => {
      const by = assertMay(staffPolicy, 'setCalendar', caller).staffId;
      await setCalendar(unit, { ...wish, by });
      return isDone;
    },
  });
}
