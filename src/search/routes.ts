import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { complaintPolicy, complaintSummary, findComplaint, summaryOf } from '#complaints/index.ts';
import { assertMayRead } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { get } from '#http/route.ts';
import { search } from './find.ts';
import { similarComplaints } from './similar.ts';

const tag = 'Search';

const questionMax = 200;

const searchQuery = z.strictObject({
  q: z
    .string('is missing')
    .max(questionMax, `is longer than ${questionMax} characters`)
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'holds unusable characters')
    .describe('Words, "exact words", a name, an address, a phone number, a reference.'),
  limit: z.coerce.number().int().min(1).max(50).default(20),
  cursor: z.string().max(200).optional(),
});

const searchAnswer = z.object({
  results: z.array(
    z.object({
      complaint: complaintSummary,
      excerpt: z
        .array(z.object({ text: z.string(), isHit: z.boolean() }))
        .describe('The passage that was found, in parts; those that were looked for are marked.'),
    }),
  ),
  corrected: z
    .string()
    .nullable()
    .describe('What was looked for instead, because nobody has written a word of it.'),
  isMore: z.boolean(),
  next: z.string().nullable().describe('Send it as `cursor` for the next page.'),
});

const similarLimit = 5;

const similarAnswer = z.object({
  similar: z.array(
    complaintSummary.pick({
      id: true,
      reference: true,
      text: true,
      state: true,
      closedBasis: true,
      receivedAt: true,
      owner: true,
    }),
  ),
});

export function searchRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/search',
    summary: 'Complaints by any word, name, address or number in them, newest first.',
    tag,
    query: searchQuery,
    answer: searchAnswer,
    read: async ({ query, caller }) => {
      assertMayRead(complaintPolicy, 'read', caller);
      const { results, corrected, next } = await search(context.db, query);
      return {
        results: results.map(({ row, excerpt }) => ({
          complaint: summaryOf(row, 'start'),
          excerpt,
        })),
        corrected,
        isMore: next !== null,
        next,
      };
    },
  });
  get(server, context, {
    url: '/api/complaints/:id/similar',
    summary: 'The most similar earlier complaints, of any customer, and how they ended.',
    tag,
    params: z.strictObject({ id: fields.uuid }),
    answer: similarAnswer,
    read: async ({ params, caller }) => {
      assertMayRead(complaintPolicy, 'read', caller);
      const of = await findComplaint(context.db, params.id);
      const rows = await similarComplaints(context.db, of, similarLimit);
      return { similar: rows.map((row) => summaryOf(row, 'start')) };
    },
  });
}
