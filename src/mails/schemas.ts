import { z } from 'zod';
import type { MailView } from './queries.ts';

const address = z.object({ name: z.string(), address: z.string() });
const complaint = z.object({ id: z.string(), reference: z.string() });

export const mailView = z
  .object({
    id: z.string(),
    state: z.enum(['stored', 'complaint', 'message', 'parked', 'unparsed', 'copy']),
    reason: z.string().nullable(),
    arrivedAt: z.date(),
    size: z.number(),
    mailboxId: z.string().nullable(),
    reading: z
      .object({
        from: address.nullable(),
        to: z.array(address),
        cc: z.array(address),
        subject: z.string(),
        date: z.string().nullable(),
        machine: z.string().nullable(),
        bounce: z
          .object({ recipient: z.string().nullable(), code: z.string(), hard: z.boolean() })
          .nullable(),
        trust: z
          .object({
            verdict: z.enum(['proven', 'failed', 'unknown']),
            spf: z.string(),
            dkim: z.string(),
            dmarc: z.string(),
            arc: z.string(),
          })
          .nullable(),
        oddities: z.array(z.string()),
      })
      .nullable(),
    complaint: complaint.nullable(),
    suggested: complaint.nullable().describe('Looks like this complaint; a person says yes or no.'),
    decidedAt: z.date().nullable(),
    isDoubtful: z.boolean().describe('Parked, and a person should look at it.'),
  })
  .meta({ title: 'Mail' });

/** Exactly what the schema names: the rest of what was read stays here. */
export const presentMail = (mail: MailView): z.infer<typeof mailView> => mailView.parse(mail);
