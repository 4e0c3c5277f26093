import { z } from 'zod';
import { mailView } from '#mails/index.ts';
import { customerRemedy, remedyView } from '#remedies/index.ts';

const named = z.object({ id: z.string(), reference: z.string() });

const person = z.object({ id: z.string(), name: z.string() });

const file = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
});

const message = z.object({
  id: z.string(),
  author: z.enum(['customer', 'staff', 'program']),
  authorName: z.string().nullable(),
  audience: z.enum(['customer', 'internal']),
  channel: z.string(),
  occurredAt: z.date(),
  text: z.string().nullable(),
  quoted: z.string().nullable().describe('What stood below the new words of a mail.'),
  files: z.array(file),
  isFinal: z.boolean().describe('With it everything was answered.'),
  noAction: z.string().nullable().describe('Why nothing can be done.'),
});

const point = z.object({
  id: z.string(),
  text: z.string().nullable(),
  messageId: z.string().nullable().describe('The words of the customer it was taken from.'),
  notedAt: z.date(),
  notedByName: z.string().nullable(),
  finding: z.enum(['upheld', 'partly_upheld', 'not_upheld']).nullable(),
  reason: z.string().nullable(),
  foundAt: z.date().nullable(),
  foundByName: z.string().nullable(),
  foundTimes: z.number(),
});

const promise = z.object({
  id: z.string(),
  kind: z.enum(['answer', 'action', 'follow_up']),
  text: z.string().nullable(),
  owner: person,
  dueAt: z.date(),
  zone: z.string(),
  state: z.enum(['open', 'broken', 'kept', 'confirmed', 'disputed', 'released']),
  madeAt: z.date(),
  brokenTimes: z.number(),
  keptAt: z.date().nullable(),
  renewedTimes: z.number(),
});

const escalation = z.object({
  id: z.string(),
  level: z.enum(['manager', 'executive']),
  raisedTo: person,
  raisedBy: z.string(),
  raisedAt: z.date(),
  answeredAt: z.date().nullable(),
});

const line = z.object({ at: z.date(), type: z.string(), sentence: z.string() });

const shared = {
  id: z.string(),
  reference: z.string(),
  kind: z.string(),
  channel: z.string(),
  level: z.string(),
  state: z.enum(['to_do', 'waiting', 'done']),
  owner: person.extend({ title: z.string() }),
  meanwhile: z
    .object({ until: z.string(), cover: person.extend({ title: z.string() }) })
    .nullable()
    .describe('Its owner is away until this day; who answers meanwhile.'),
  receivedAt: z.date(),
  nextAt: z.date().nullable(),
  answeredAt: z.date().nullable(),
  closedAt: z.date().nullable(),
  closedBasis: z.enum(['confirmed', 'withdrawn', 'documented', 'joined']).nullable(),
  closedInSilence: z.boolean().describe('Asked, and heard nothing: no sign of satisfaction.'),
  askedTimes: z.number(),
  wish: z.string().nullable(),
  splitFrom: named.nullable().describe('The complaint of which it was a part.'),
  splitInto: z.array(named).describe('Parts of it that became complaints of their own.'),
  messages: z.array(message),
  points: z.array(point).describe('What the customer complains of, and what we found.'),
  promises: z.array(promise),
  remedies: z.array(customerRemedy).describe('What is done to put it right.'),
  escalations: z.array(escalation),
  story: z.array(line),
};

export const customerStory = z
  .object({ ...shared, next: z.object({ headline: z.string(), detail: z.string().nullable() }) })
  .meta({ title: 'Story' });

export const staffStory = z
  .object({
    ...shared,
    text: z.string().nullable(),
    customerName: z.string().nullable(),
    recordedAt: z.date(),
    contacts: z.number(),
    offeredTo: z.string().nullable(),
    details: z.record(z.string(), z.string()),
    customer: z.object({
      id: z.string(),
      name: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      language: z.string().nullable(),
      postalAddress: z.string().nullable(),
      emailFailedAt: z.date().nullable(),
      emailFault: z.string().nullable(),
      needs: z.string().nullable().describe('What to know when we get in touch.'),
      sinceOn: z.string().nullable().describe('Since when they are a customer, where known.'),
    }),
    goesOnIn: z
      .object({ id: z.string(), reference: z.string() })
      .nullable()
      .describe('The complaint to which this one was joined.'),
    messages: z.array(message.extend({ mail: mailView.nullable() })),
    remedies: z.array(remedyView),
    area: z
      .object({ id: z.string(), name: z.string() })
      .nullable()
      .describe('What one has to be trained for to see to it.'),
    pairedWith: person.nullable().describe('Who is trained for it and stands beside its owner.'),
    handOver: z.object({ to: person, from: person, reason: z.string() }).nullable(),
    notices: z.array(
      z.object({
        id: z.string(),
        kind: z.string(),
        state: z.enum(['waiting', 'delivered', 'failed']),
        channel: z.enum(['mail', 'page', 'post']),
        queuedAt: z.date(),
        settledAt: z.date().nullable(),
        messageId: z.string().nullable().describe('The words of ours that it carries.'),
        to: z.string().nullable(),
        cc: z.array(z.string()),
        cause: z.string().nullable().describe('Why it failed.'),
        code: z.string().nullable(),
        againAs: z.string().nullable().describe('The same words, sent once more.'),
        subject: z.string(),
      }),
    ),
  })
  .meta({ title: 'Complaint' });
