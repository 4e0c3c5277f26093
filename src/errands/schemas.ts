import { z } from 'zod';
import * as fields from '#http/fields.ts';
import { errandStates } from './errand.ts';
import type { ErrandView, QuestionView } from './queries.ts';
import type { TeamView } from './team-queries.ts';

const named = z.object({ id: z.string(), name: z.string() });

export const teamView = z.object({
  id: z.string(),
  name: z.string(),
  lead: named,
  members: z.array(named),
  answerHours: z.number(),
  isMailed: z.boolean(),
  seesWhole: z.boolean(),
  hasWebhook: z.boolean(),
  isClosed: z.boolean(),
});

/** The address of the webhook may hold a key: it is not told. */
export const presentTeam = ({ teamId: id, webhookUrl, ...team }: TeamView) =>
  teamView.parse({ id, hasWebhook: webhookUrl !== null, ...team });

export const teamBody = z.strictObject({
  name: fields.shortText,
  leadId: fields.uuid.describe('Has what nobody has accepted yet.'),
  memberIds: z.array(fields.uuid).max(500),
  answerHours: z
    .number()
    .int()
    .min(1)
    .max(80)
    .default(4)
    .describe('Working hours within which an errand is accepted or declined; then it moves up.'),
  isMailed: z.boolean().default(true),
  seesWhole: z
    .boolean()
    .default(false)
    .describe('Its fixers may read the whole complaint and not the errand alone.'),
});

const question = z.object({
  id: z.string(),
  asker: z.enum(['fixer', 'handler']),
  askedBy: named,
  text: z.string().nullable(),
  isUnclear: z.boolean().describe('A mail that could not be understood.'),
  askedAt: z.date(),
  answeredBy: named.nullable(),
  answer: z.string().nullable(),
  answeredAt: z.date().nullable(),
});

const promised = z.object({
  id: z.string(),
  text: z.string().nullable(),
  dueAt: z.date(),
  state: z.string(),
});

const remedy = z.object({
  id: z.string(),
  kind: z.string(),
  what: z.string().nullable(),
  from: z.date().nullable(),
  until: z.date().nullable(),
  zone: z.string().nullable(),
  state: z.string(),
});

const contact = z.object({
  phone: z.string().nullable(),
  address: z.string().nullable(),
});

export const errandView = z.object({
  id: z.string(),
  complaint: z.object({ id: z.string(), reference: z.string() }),
  team: named,
  state: z.enum(errandStates),
  what: z.string().nullable(),
  why: z.string().nullable().describe('Why it matters to the customer.'),
  customerName: z.string().nullable(),
  owner: named.nullable(),
  nextAt: z.date().nullable(),
  handler: named,
  fixer: named.nullable(),
  raisedTo: named.nullable(),
  neededBy: z.date().nullable(),
  honestAt: z.date().nullable(),
  warnedAt: z.date().nullable(),
  dueAt: z.date().nullable(),
  passedTimes: z.number(),
  returnedTimes: z.number(),
  isManagers: z.boolean(),
  reason: z.string().nullable(),
  result: z.string().nullable(),
  arrivedAt: z.date().nullable(),
  reference: z.string().nullable(),
  handedAt: z.date(),
  teamSince: z.date(),
  doneAt: z.date().nullable(),
  settledAt: z.date().nullable(),
});

export const errandWhole = errandView.extend({
  promise: promised.nullable(),
  remedy: remedy.nullable(),
  contact: contact.nullable().describe('Where to come to: for a visit only.'),
  questions: z.array(question),
});

export function presentErrand(errand: ErrandView): z.infer<typeof errandView> {
  const { errandId: id, complaintId, complaintReference: reference, teamId, teamName } = errand;
  return errandView.parse({
    ...errand,
    id,
    complaint: { id: complaintId, reference },
    team: { id: teamId, name: teamName },
  });
}

type Rest = {
  promise: z.infer<typeof promised> | null;
  remedy: z.infer<typeof remedy> | null;
  contact: z.infer<typeof contact> | null;
  questions: QuestionView[];
};

export const presentWhole = (errand: ErrandView, rest: Rest): z.infer<typeof errandWhole> =>
  errandWhole.parse({ ...presentErrand(errand), ...rest });

export const handBody = z.strictObject({
  teamId: fields.uuid,
  what: fields.longText.describe('What is to be done, for whoever does it.'),
  why: fields.longText.describe('Why it matters to the customer.'),
  promiseId: fields.uuid.optional().describe('What the customer was promised.'),
  remedyId: fields.uuid.optional().describe('A visit, or another remedy that this delivers.'),
  neededBy: fields.moment.optional().describe('As promised, where nothing is given.'),
  knowingly: z
    .boolean()
    .default(false)
    .describe('Sooner than the team’s capacity allows; it is put on record that you knew.'),
});

/** A tool names the person of its team; whoever acts for themselves leaves it out. */
export const fixerId = fields.uuid.optional();
const reference = fields.shortText.optional().describe('What the team’s own tool calls it.');

export const acceptBody = z.strictObject({ dueAt: fields.moment, fixerId, reference });
export const declineBody = z.strictObject({ reason: fields.longText, fixerId });
export const dateBody = z.strictObject({
  dueAt: fields.moment,
  reason: fields.longText,
  fixerId,
});
export const doneBody = z.strictObject({
  result: fields.longText.optional(),
  arrivedAt: fields.moment.optional().describe('For a visit: when we were there.'),
  fixerId,
  reference,
});
export const askBody = z.strictObject({ text: fields.longText, fixerId });
export const passBody = z.strictObject({ teamId: fields.uuid, reason: fields.longText });
export const reasonBody = z.strictObject({ reason: fields.longText });
export const verdictBody = z.strictObject({
  isFixed: z.boolean(),
  by: z
    .enum(['customer', 'check'])
    .describe('The customer told you, or you have looked yourself. Never the fixer.'),
  text: fields.longText.optional().describe('What they said, or how it was checked.'),
});

export const capacityView = z.object({
  team: named,
  earliest: z.date().nullable().describe('Null while too little is known to be honest.'),
  method: z.string().describe('How the date came about, in a sentence.'),
  basedOn: z.number().describe('Finished errands that the date is told from.'),
  queueDays: z.number().nullable(),
  marginDays: z.number().nullable(),
  open: z.number(),
  returned: z.number(),
  oldestDays: z.number(),
  teamPaceOfWeek: z
    .number()
    .nullable()
    .describe('Errands done in a week by the whole team; a team of one or two has none.'),
  isOverloaded: z.boolean(),
  willBreak: z.array(
    z.object({
      errandId: z.string(),
      complaintId: z.string(),
      promisedBy: z.date(),
      likelyAt: z.date(),
    }),
  ),
});
