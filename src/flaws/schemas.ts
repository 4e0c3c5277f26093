import { z } from 'zod';
import { channels } from '#complaints/index.ts';
import * as fields from '#http/fields.ts';
import { causeCodes } from './causes.ts';
import { fixKinds, fixStates } from './fix.ts';
import { flawStates, harms } from './flaw.ts';
import { affectedWays } from './telling.ts';

export const person = z.object({ id: z.string(), name: z.string() });
export const byId = z.strictObject({ id: fields.uuid });
export const done = z.object({ done: z.literal(true) });
export const isDone = { done: true as const };
export const reasonBody = z.strictObject({ reason: fields.longText });

const about = z.object({
  area: person.nullable(),
  product: z.string().nullable(),
  place: z.string().nullable(),
  channel: z.string().nullable(),
});

export const aboutBody = z.strictObject({
  areaId: fields.uuid.nullable().default(null),
  product: fields.shortText.nullable().default(null),
  place: fields.shortText.nullable().default(null),
  channel: z.enum(channels).nullable().default(null),
  reason: fields.longText,
});

export const nameBody = z.strictObject({
  name: fields.shortText.describe('What we call it, so that everybody knows what is meant.'),
  harm: z.enum(harms),
  ownerId: fields.uuid.optional().describe('Who answers for it; you, if you name nobody.'),
  since: fields.moment.optional().describe('When it began, as far as it is known.'),
  reason: fields.longText,
});

export const causeBody = z.strictObject({
  cause: z.enum(causeCodes as [string, ...string[]]),
  behind: z
    .enum(causeCodes as [string, ...string[]])
    .nullable()
    .default(null)
    .describe('For a mistake of the customer’s: what of ours let it happen.'),
  reason: fields.longText,
});

export const flawSummary = z
  .object({
    id: z.string(),
    state: z.enum(flawStates),
    name: z.string().describe('Given by a person, or the words by which the program found it.'),
    harm: z.enum(harms).nullable(),
    owner: person,
    about,
    cause: z.string().nullable(),
    causeBehind: z.string().nullable(),
    ending: z.string().nullable(),
    since: z.date(),
    recordedAt: z.date(),
    complaints: z.number(),
    customers: z.number(),
    newestAt: z.date().nullable(),
    designDueAt: z
      .date()
      .nullable()
      .describe('By when the designers answer; null: not asked, or answered.'),
    designMissedTimes: z.number(),
    returnedTimes: z.number(),
    fix: z.object({ id: z.string(), state: z.enum(fixStates) }).nullable(),
  })
  .meta({ title: 'FlawSummary' });

const window = z.object({ traced: z.number(), others: z.number(), days: z.number() });

export const figures = z.object({
  before: window,
  after: window,
  ratio: z.number().nullable().describe('Rate after by rate before, growth taken out.'),
  chance: z
    .number()
    .describe('How likely so few are by chance: exact conditional test of two rates.'),
  isFallen: z.boolean(),
});

export const fixView = z
  .object({
    id: z.string(),
    kind: z.enum(fixKinds),
    state: z.enum(fixStates),
    what: z.string(),
    owner: person,
    dueOn: z.string(),
    credited: z.array(person),
    plannedAt: z.date(),
    shippedAt: z.date().nullable(),
    texts: z.array(z.object({ language: z.string(), wrong: z.string(), different: z.string() })),
    judgeAt: z.date().nullable(),
    judgedAt: z.date().nullable(),
    figures: figures.nullable(),
    told: z.object({
      told: z.number(),
      delivered: z.number(),
      failed: z.number(),
      broken: z.number(),
      works: z.number(),
    }),
    toStaff: z.string().nullable(),
    toPublic: z.string().nullable(),
  })
  .meta({ title: 'Fix' });

export const flawView = flawSummary
  .extend({
    mergedInto: z.string().nullable(),
    splitFrom: z.string().nullable(),
    evidence: z
      .object({
        complaints: z.array(z.object({ id: z.string(), reference: z.string() })),
        usual: z.number().nullable().describe('How many were to be expected.'),
        chance: z.number().nullable(),
        words: z.array(z.string()),
      })
      .nullable()
      .describe('Why the program suspected it.'),
    versions: z.array(
      z.object({
        axis: z.enum(['about', 'cause', 'ending']),
        told: z.record(z.string(), z.unknown()),
        reason: z.string().nullable(),
        by: z.string().nullable(),
        at: z.date(),
      }),
    ),
    designer: person.nullable(),
    designAnsweredAt: z.date().nullable(),
    known: z.object({ text: z.string(), until: z.string() }).nullable(),
    returnedAt: z.date().nullable(),
    thread: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['remark', 'proposal', 'design_answer']),
        author: person,
        text: z.string(),
        at: z.date(),
      }),
    ),
    cost: z.object({
      contacts: z.number(),
      remedies: z.array(
        z.object({ currency: z.string().nullable(), amount: z.number(), count: z.number() }),
      ),
    }),
    trend: z.array(z.object({ weekOf: z.string(), traced: z.number(), others: z.number() })),
    handlers: z.array(person).describe('Who answers for the complaints behind it.'),
    newest: z.array(
      z.object({
        id: z.string(),
        reference: z.string(),
        text: z.string(),
        receivedAt: z.date(),
        state: z.string(),
        by: z.string(),
      }),
    ),
    fixes: z.array(fixView),
  })
  .meta({ title: 'Flaw' });

export const affectedView = z.object({
  customerId: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  how: z.enum(affectedWays),
  foundAt: z.date(),
  decision: z.enum(['tell', 'leave']).nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
});

export const besideComplaint = z.object({
  traced: z.array(flawSummary.extend({ by: z.string() })),
  looksLike: z.array(
    z.object({
      flaw: flawSummary,
      likeness: z.number(),
      words: z.array(z.string()).describe('Which both have.'),
      facts: z.array(z.enum(['product', 'place', 'channel'])).describe('Which both have.'),
      complaint: z
        .object({ id: z.string(), reference: z.string() })
        .nullable()
        .describe('The complaint behind it that is most alike.'),
    }),
  ),
  campaign: z
    .object({ letters: z.number(), foundAt: z.date() })
    .nullable()
    .describe('One letter sent in by many people.'),
});
