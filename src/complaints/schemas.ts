import { z } from 'zod';
import * as fields from '#http/fields.ts';
import { uploadTickets } from '#http/uploads.ts';
import { channels, closingBases, kinds, levels } from './complaint.ts';
import { listOrders } from './list.ts';
import { listStates } from './list-filters.ts';

const languageTag = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en or pt-BR')
  .max(35, 'is too long');

/** What a complaint may be sent with. One field is required: what happened. */
export const complaintBody = z.strictObject({
  text: fields.longText.describe('What happened, in the customer’s own words. Kept to the letter.'),
  name: fields.shortText.optional(),
  email: fields.email.optional(),
  phone: fields.shortText.optional(),
  wish: fields.longText.optional().describe('What would put it right.'),
  orderReference: fields.shortText.optional(),
  product: fields.shortText.optional(),
  place: fields.shortText.optional(),
  language: languageTag.optional(),
  occurredOn: fields.day.optional(),
  receivedAt: fields.moment
    .optional()
    .describe('Only for people of ours and with a token: when it first reached you.'),
  channel: z.enum(channels).optional(),
  externalId: fields.shortText
    .optional()
    .describe('Only with a token: your own id. The same id twice is the same complaint.'),
  kind: z.enum(kinds).optional(),
  level: z.enum(levels).optional().describe('How high it should go.'),
  postalAddress: z.string().trim().min(1).max(1_000).optional(),
  files: uploadTickets,
});

export type ComplaintBody = z.infer<typeof complaintBody>;

const person = z.object({ id: z.string(), name: z.string() });

export const receivedAnswer = z
  .object({
    id: z.string(),
    reference: z.string(),
    link: z.string().describe('The customer’s private page: keep it as secret as a key.'),
    owner: person.extend({ title: z.string() }),
    answerBy: z.date().describe('By when a person answers. A promise.'),
    claimCode: z.string().describe('With the reference it opens the private page at /claim.'),
    known: z.boolean().describe('True when this externalId was taken in before.'),
  })
  .meta({ title: 'Received' });

export const listQuery = z.strictObject({
  owner: z
    .union([z.literal('me'), fields.uuid])
    .optional()
    .describe('`me`, or the id of a person.'),
  offered: z.literal('me').optional().describe('Those that wait for your acceptance.'),
  promised: z
    .literal('me')
    .optional()
    .describe('Those with a promise that you have still to keep.'),
  raised: z.literal('me').optional().describe('Those brought to you and not answered by you yet.'),
  reference: fields.shortText.optional().describe('The one with this reference, in any spelling.'),
  team: z
    .literal('me')
    .optional()
    .describe('Those of the people who report to you, and of those who report to them.'),
  covered: z
    .literal('me')
    .optional()
    .describe('Those of the people for whom you cover at the moment.'),
  account: z.literal('me').optional().describe('Those of the customers whom you look after.'),
  state: z.enum(listStates).optional(),
  channel: z.enum(channels).optional(),
  kind: z.enum(kinds).optional(),
  language: languageTag.optional().describe('`de` finds `de-AT`, too.'),
  receivedFrom: fields.moment.optional(),
  receivedUntil: fields.moment.optional().describe('Before this moment.'),
  dueBefore: fields.moment.optional().describe('With a promise due before this moment.'),
  order: z.enum(listOrders).default('newest'),
  text: z.enum(['full', 'start']).default('full').describe('`start`: the first 200 characters.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});

export const complaintSummary = z
  .object({
    id: z.string(),
    reference: z.string(),
    text: z.string().nullable(),
    customerName: z.string().nullable(),
    kind: z.enum(kinds),
    channel: z.enum(channels),
    level: z.enum(levels),
    state: z.enum(['to_do', 'waiting', 'done']),
    owner: person,
    offeredTo: z.string().nullable(),
    receivedAt: z.date(),
    recordedAt: z.date(),
    nextAt: z
      .date()
      .nullable()
      .describe('The earliest open promise, or when its owner looks at it again.'),
    answeredAt: z.date().nullable(),
    closedAt: z.date().nullable(),
    closedBasis: z.enum(closingBases).nullable(),
    contacts: z.number(),
  })
  .meta({ title: 'ComplaintSummary' });

export const listAnswer = z.object({
  complaints: z.array(complaintSummary),
  next: z
    .string()
    .nullable()
    .describe(
      'Send it as `cursor` for the next page. While it is there, there may be more, also after a short or empty page: a rare filter is looked for step by step.',
    ),
});

export const byId = z.strictObject({ id: fields.uuid });
export const reason = z.strictObject({ reason: fields.longText });

const count = z.number().int().describe('1001 stands for more than a thousand.');

export const countsAnswer = z.object({
  toDo: count,
  waiting: count,
  offered: count,
  raised: count,
  promised: count,
});
