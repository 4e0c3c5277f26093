import { z } from 'zod';
import { channels, kinds } from '#complaints/index.ts';
import * as fields from '#http/fields.ts';

/**
 * What a view shows, in words that stay true tomorrow: "this week" and not two dates. Whoever opens
 * it says what the words mean on that day.
 */
export const viewFilters = z.strictObject({
  view: z
    .enum(['mine', 'covered', 'team', 'promised', 'offered', 'raised', 'accounts', 'all', 'done'])
    .optional(),
  owner: fields.uuid.optional().describe('Of one person, where the view is `all`.'),
  state: z.enum(['to_do', 'waiting', 'open', 'done', 'any']).optional(),
  received: z.enum(['today', 'this_week', 'last_week', 'this_month', 'last_month']).optional(),
  due: z.enum(['today', 'tomorrow', 'this_week', 'next_week']).optional(),
  channel: z.enum(channels).optional(),
  kind: z.enum(kinds).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'must be a language such as de')
    .optional(),
  order: z.enum(['next', 'newest']).optional(),
});

export const viewBody = z.strictObject({
  name: fields.shortText.refine((name) => name.length <= 60, 'is longer than 60 characters'),
  filters: viewFilters,
});

export const view = z.object({ id: z.string(), name: z.string(), filters: viewFilters });
