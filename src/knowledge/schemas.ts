import { z } from 'zod';
import * as fields from '#http/fields.ts';
import { articleParts } from './queries.ts';

/** An article that nobody can read to its end helps nobody. */
const textMax = 50_000;
const titleMax = 200;

const language = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language such as en or pt-BR');

const title = fields.shortText.refine((text) => text.length <= titleMax, {
  error: `is longer than ${titleMax} characters`,
});

const text = fields.longText.refine((written) => written.length <= textMax, {
  error: `is longer than ${textMax} characters; two articles are read more than a long one`,
  params: { code: 'text_too_long' },
});

const words = { title, text, language };

export const newArticle = z.strictObject({
  ...words,
  reviewOn: fields.day.describe('By this day its owner looks whether it is still right.'),
  ownerId: fields.uuid.optional().describe('Who answers for it; you, if you name nobody.'),
  wantedId: fields.uuid.optional().describe('The wanted article that this is.'),
});

export const changedArticle = z.strictObject({
  ...words,
  edition: z.int().min(1).describe('The one that you changed; refused when there is a newer.'),
});

const searchMax = 200;

export const articlesQuery = z.strictObject({
  q: z.string().max(searchMax, 'is longer than 200 characters').optional(),
  part: z.enum(articleParts).default('all'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

const named = z.object({ id: z.string(), name: z.string() });

const articleHead = {
  id: z.string(),
  title: z.string(),
  language: z.string(),
  owner: z.object({ id: z.string(), name: z.string(), title: z.string() }),
  reviewOn: z.string(),
  isPastReview: z.boolean(),
  reviewedAt: z.date(),
  isPublic: z.boolean(),
  isFirst: z.boolean().describe('It stands on the first page of the customers’ site.'),
  edition: z.number(),
  changedAt: z.date(),
  retiredAt: z.date().nullable(),
};

export const articleRow = z.object(articleHead);

export const blocks = z.array(
  z.object({
    kind: z.enum(['paragraph', 'list']),
    lines: z.array(z.array(z.object({ text: z.string(), href: z.string().nullable() }))),
  }),
);

export const wholeArticle = z.object({
  ...articleHead,
  text: z.string(),
  blocks: blocks.describe('The text, taken apart: paragraphs, lists and links.'),
  address: z.string().nullable().describe('Where customers read it.'),
  editions: z.array(
    z.object({
      edition: z.number(),
      language: z.string(),
      title: z.string(),
      text: z.string(),
      writtenAt: z.date(),
      writtenBy: z.string().nullable(),
    }),
  ),
});

const ofComplaint = z.object({ id: z.string(), reference: z.string() });

export const wanted = z.object({
  id: z.string(),
  what: z.string(),
  complaints: z.array(ofComplaint),
  customers: z.number().nullable().describe('How many brought it up; null: one of us asks.'),
  by: z.string().nullable(),
  wantedAt: z.date(),
});

export const trainingItem = z.object({
  id: z.string(),
  what: z.string(),
  person: named,
  complaint: ofComplaint,
  notedAt: z.date(),
  doneAt: z.date().nullable(),
});

export const what = fields.shortText;
export const reason = fields.longText;
