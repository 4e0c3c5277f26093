import { z } from 'zod';
import { mailView } from '#mails/index.ts';

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
  receivedAt: z.date(),
  nextAt: z.date().nullable(),
  answeredAt: z.date().nullable(),
  closedAt: z.date().nullable(),
  closedBasis: z.enum(['confirmed', 'withdrawn', 'documented', 'joined']).nullable(),
  askedTimes: z.number(),
  wish: z.string().nullable(),
  messages: z.array(message),
  promises: z.array(promise),
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
    }),
    goesOnIn: z
      .object({ id: z.string(), reference: z.string() })
      .nullable()
      .describe('The complaint to which this one was joined.'),
    messages: z.array(message.extend({ mail: mailView.nullable() })),
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
