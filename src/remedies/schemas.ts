import { z } from 'zod';
import { channels } from '#complaints/index.ts';
import { roles } from '#http/caller.ts';
import * as fields from '#http/fields.ts';
import { limitedKinds } from './limits.ts';
import { isCurrency } from './money.ts';
import type { RemedyView } from './queries.ts';
import { remedyKinds, remedyStates, wishAnswers } from './remedy.ts';

const person = z.object({ id: z.string(), name: z.string() });

/** A remedy as its customer may see it. */
const shared = {
  id: z.string(),
  kind: z.enum(remedyKinds),
  amount: z.number().nullable().describe('In minor units of the currency, such as cents.'),
  currency: z.string().nullable(),
  what: z.string().nullable(),
  owner: person.nullable().describe('Who sees to it.'),
  from: z.date().nullable(),
  until: z.date().nullable(),
  zone: z.string().nullable(),
  dueAt: z.date().nullable(),
  state: z.enum(remedyStates),
  proposedBy: z.enum(['customer', 'staff']).nullable(),
  wish: z.enum(wishAnswers).nullable().describe('How it stands to what the customer asked for.'),
  why: z.string().nullable(),
  reason: z.string().nullable().describe('Why it was refused, declined or withdrawn.'),
  promiseId: z.string().nullable(),
  offeredAt: z.date().nullable(),
  deliveredAt: z.date().nullable(),
  arrivedAt: z.date().nullable(),
  result: z.string().nullable(),
};

export const customerRemedy = z.object(shared);

export const remedyView = z.object({
  ...shared,
  madeAt: z.date(),
  askedBy: person.nullable(),
  approver: person.nullable(),
  movesUpAt: z.date().nullable(),
  refusedBy: z.string().nullable(),
  offeredBy: z.string().nullable(),
});

const personOf = (id: string | null, name: string | null) => (id ? { id, name: name ?? '' } : null);

export const presentRemedy = (remedy: RemedyView): z.infer<typeof remedyView> => ({
  ...remedy,
  id: remedy.remedyId,
  owner: personOf(remedy.ownerId, remedy.ownerName),
  askedBy: personOf(remedy.askedBy, remedy.askedByName),
  approver: personOf(remedy.approverId, remedy.approverName),
  refusedBy: remedy.refusedByName,
  offeredBy: remedy.offeredByName,
});

/** What is asked between ourselves is no answer to what the customer proposed. */
export const presentTheirRemedy = (remedy: RemedyView): z.infer<typeof customerRemedy> =>
  customerRemedy.parse({
    ...presentRemedy(remedy),
    state: remedy.state === 'asked' ? 'proposed' : remedy.state,
    reason: ended.has(remedy.state) ? remedy.reason : null,
  });

const ended: ReadonlySet<string> = new Set(['refused', 'declined', 'withdrawn']);

/** A thousand millions in most currencies; more is a slip of the hand. */
const amountMax = 100_000_000_000;
const amount = z
  .int('must be a whole number of minor units, such as 4000 for 40.00')
  .positive('must be more than nothing')
  .max(amountMax, 'is more than anybody gives');

const terms = {
  kind: z.enum(remedyKinds),
  amount: amount.optional().describe('In minor units: 4000 is 40.00.'),
  currency: z.string().length(3).optional().describe('ISO 4217; the organisation’s, if left out.'),
  what: fields.longText.describe('What we do, so that the customer understands it.'),
};

const seeing = {
  ownerId: fields.uuid.optional().describe('Who sees to it; you, if you name nobody.'),
  dueAt: fields.moment.optional().describe('By when; makes a promise with this date.'),
  from: fields.moment.optional().describe('Of a visit or a call back: from when,'),
  until: fields.moment.optional().describe('until when,'),
  zone: fields.zone.optional().describe('and the customer’s time zone.'),
};

export const offerBody = z.strictObject({
  ...terms,
  ...seeing,
  wish: z.enum(wishAnswers).optional().describe('Is it what the customer asked for?'),
  why: fields.longText.optional().describe('Why it is not what the customer asked for.'),
  noQuestions: z.boolean().optional().describe('Given at once, without asking the customer.'),
  asProposed: z.boolean().optional().describe('Just what the customer asked for: no yes needed.'),
});

export const proposalAnswerBody = z.strictObject({
  ...seeing,
  instead: z
    .strictObject({ ...terms, why: fields.longText.describe('Why; the customer reads it.') })
    .optional()
    .describe('Something else; left out, it is given as it stands.'),
});

export const proposalBody = z.strictObject(terms);

export const saidBody = z.strictObject({
  channel: z.enum(channels).describe('How the customer said it.'),
  text: fields.longText.describe('What they said, as near to their own words as you can.'),
});

export const deliveryBody = z.strictObject({
  arrivedAt: fields.moment.optional().describe('When we arrived, for a visit.'),
  result: fields.longText.optional().describe('What came of it, as the customer reads it.'),
});

export const reasonBody = z.strictObject({ reason: fields.longText });

const measure = z.int().min(0).max(amountMax).nullable().describe('null: as much as it takes');

const limit = z.strictObject({
  role: z.enum(roles),
  kind: z.enum(limitedKinds),
  eachMax: measure,
  periodMax: measure,
  countMax: z.int().min(0).max(100_000).nullable(),
});

export const limitsBody = z.strictObject({
  currency: z.string().refine(isCurrency, 'must be a currency such as EUR'),
  periodDays: z.int().min(1).max(366),
  approvalHours: z.int().min(1).max(200).describe('Working hours before an approval moves up.'),
  limits: z
    .array(limit)
    .max(roles.length * limitedKinds.length)
    .refine(
      (limits) => new Set(limits.map(({ role, kind }) => `${role} ${kind}`)).size === limits.length,
      'names a role and kind twice',
    ),
});

export const outcome = z.object({
  id: z.string(),
  state: z.enum(['asked', 'offered', 'accepted']),
  approver: person.nullable().describe('Who decides, where it is beyond your limit.'),
});
