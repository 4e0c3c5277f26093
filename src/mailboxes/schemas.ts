import { z } from 'zod';
import * as fields from '#http/fields.ts';
import { serverFaults } from '#mail/faults.ts';
import type { MailboxSecrets, MailboxSettings } from './mailbox.ts';

const server = {
  host: z
    .string('must be a text')
    .regex(/^[^\s/@]{1,253}$/u, 'must be the name of a server, and nothing else'),
  port: z.int('must be a whole number').min(1).max(65_535),
  tls: z.enum(['tls', 'starttls', 'none']),
  certificate: z
    .string()
    .max(20_000, 'is too long')
    .regex(/-----BEGIN CERTIFICATE-----/, 'must be a certificate as PEM')
    .nullable()
    .default(null)
    .describe('Of a server for which no public authority vouches.'),
};

/** How a mailbox is set up; `line` is how a line of text is checked. */
const settingsWith = (line: z.ZodType<string>) =>
  z.strictObject({
    name: line.describe('How it is called here, and in front of the address.'),
    in: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('imap'),
        ...server,
        user: line,
        folder: line.default('INBOX'),
        take: z.enum(['new', 'all']).default('new'),
      }),
      z.strictObject({ kind: z.literal('listener') }),
      z.strictObject({ kind: z.literal('none') }),
    ]),
    out: z
      .strictObject({ ...server, user: line.nullable().default(null) })
      .nullable()
      .default(null)
      .describe('Null: by the server in SMTP_URL.'),
    plusAddressing: z.boolean().default(true),
    perMinute: z.int().min(1).max(10_000).default(60),
    dkim: z
      .strictObject({
        domain: z.string().regex(/^[a-z0-9.-]{1,253}$/i, 'must be a domain such as example.org'),
        selector: z.string().regex(/^[a-z0-9._-]{1,63}$/i, 'must be a name such as mail2026'),
      })
      .nullable()
      .default(null),
  });

const settings = settingsWith(fields.shortText) as unknown as z.ZodType<MailboxSettings>;

const password = z.string().min(1, 'is empty').max(1_000, 'is too long');

const secrets = z
  .strictObject({
    imapPassword: password,
    smtpPassword: password,
    dkimKey: z.string().min(1, 'is empty').max(20_000, 'is too long').describe('As PEM.'),
  })
  .partial() as unknown as z.ZodType<Partial<MailboxSecrets>>;

export const newMailboxBody = z.strictObject({
  address: fields.email,
  settings,
  secrets: secrets.optional(),
  standsForId: fields.uuid.nullable().optional().describe('Whose address it is, if somebody’s.'),
  keeperId: fields.uuid.optional().describe('Who looks after it; you, if you name nobody.'),
});

export const changeBody = newMailboxBody.omit({ address: true }).partial();

export const trialBody = z.strictObject({
  mailboxId: fields.uuid.optional().describe('A mailbox as it is, or whose passwords to use.'),
  settings: settings.optional().describe('Settings that are not saved yet.'),
  secrets: secrets.optional(),
});

const person = z.object({ id: z.string(), name: z.string() });

export const mailboxAnswer = z
  .object({
    id: z.string(),
    address: z.string(),
    settings: settingsWith(z.string()),
    saved: z
      .object({ imapPassword: z.boolean(), smtpPassword: z.boolean(), dkimKey: z.boolean() })
      .describe('Which secrets are saved. What they are is never told.'),
    standsFor: person.nullable(),
    keeper: person,
    openedAt: z.date(),
    health: z.object({
      okAt: z.date().nullable().describe('When its server last answered and everything was here.'),
      fault: z.object({ code: z.enum(serverFaults), sentence: z.string() }).nullable(),
      faultSince: z.date().nullable(),
      countedAt: z.date().nullable(),
      missing: z.number().describe('Mails of the last month that are on the server and not here.'),
      gaps: z.number().describe('Mails of any age that could not be fetched.'),
    }),
  })
  .meta({ title: 'Mailbox' });

export const dayAnswer = z.object({
  day: z.string(),
  onServer: z.number(),
  stored: z.number(),
  checkedAt: z.date(),
});

export const stepAnswer = z.object({ step: z.string(), ok: z.boolean(), sentence: z.string() });
