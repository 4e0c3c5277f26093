import { z } from 'zod';
import * as fields from '#http/fields.ts';
import { uploadTickets } from '#http/uploads.ts';
import { failureCauses, noticeChannels, noticeStates } from './notice.ts';

const mailbox = z.object({
  id: z.string().nullable().describe('Null for the address of the organisation itself.'),
  address: z.string(),
});

export const listQuery = z.strictObject({
  state: z.enum(noticeStates).default('waiting'),
  channel: z.enum(noticeChannels).optional(),
});

export const listAnswer = z.object({
  notices: z.array(
    z
      .object({
        id: z.string(),
        complaintId: z.string().nullable(),
        reference: z.string().nullable(),
        kind: z.string(),
        channel: z.enum(noticeChannels),
        state: z.enum(noticeStates),
        queuedAt: z.date(),
        settledAt: z.date().nullable(),
        to: z.string().nullable().describe('Addresses of mail, or the one on the envelope.'),
        cc: z.array(z.string()),
        subject: z.string(),
        text: z.string(),
        mailbox,
        attempts: z.number(),
        lastFault: z.string().nullable(),
        cause: z.enum(failureCauses).nullable().describe('Why it failed.'),
        code: z.string().nullable().describe('What the other side gave as the reason.'),
        refused: z.array(z.string()).describe('Whom the mail server would not have it for.'),
      })
      .meta({ title: 'Notice' }),
  ),
  mailboxes: z.array(
    mailbox.extend({
      perMinute: z.number().describe('How many mails may go out in a minute.'),
      lastMinute: z.number(),
      configured: z.boolean().describe('False while there is no server to send by.'),
      fault: z.string().nullable(),
    }),
  ),
});

export const byId = z.strictObject({ id: fields.uuid });

export const againBody = z.strictObject({
  to: fields.email.optional().describe('Another address, where nobody was reached at the first.'),
});

const addressesMax = 20;
const addresses = z.array(fields.email).max(addressesMax, `are more than ${addressesMax}`);

/** More in one letter, and nobody keeps them. */
const promisesMax = 10;

export const answerBody = z.strictObject({
  text: fields.longText,
  answering: fields.uuid
    .optional()
    .describe('The message of the customer that it answers; the latest by default.'),
  to: addresses.min(1, 'must name somebody').optional().describe('By default whoever wrote it.'),
  cc: addresses.optional().describe('By default whoever else stood on it.'),
  confirmNew: addresses
    .optional()
    .describe('Addresses that were not part of this conversation and shall be now.'),
  quoteHistory: z.boolean().optional().describe('The message that it answers stands below it.'),
  by: z.enum(['mail', 'post']).optional(),
  files: uploadTickets,
  promises: z
    .array(
      z.strictObject({
        text: fields.longText,
        dueAt: fields.moment,
        ownerId: fields.uuid.optional().describe('Who sees to it; you, if you name nobody.'),
      }),
    )
    .max(promisesMax, `are more than ${promisesMax}`)
    .optional()
    .describe('What is promised with it; made with the answer, or not at all.'),
  isFinal: z.boolean().optional().describe('The last word on what was complained of.'),
  noAction: fields.longText
    .optional()
    .describe('Why nothing can be done, where an apology comes without anything that is done.'),
  seen: fields.uuid
    .nullable()
    .optional()
    .describe('The latest message that you have read. Refused where a newer one has come.'),
  take: z.boolean().optional().describe('It is yours from then on, with all that was promised.'),
});

export type AnswerWish = z.infer<typeof answerBody>;

const address = z.object({ address: z.string(), name: z.string() });

export const recipientsAnswer = z.object({
  to: z.array(address),
  cc: z.array(address),
  mailbox: mailbox.extend({ name: z.string() }).describe('Out of which the answer goes.'),
  answering: z.string().nullable(),
  byPost: z.boolean().describe('There is an address for a letter on paper.'),
});
