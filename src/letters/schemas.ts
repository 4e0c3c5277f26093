import { z } from 'zod';
import * as fields from '#http/fields.ts';
import { uploadTickets } from '#http/uploads.ts';
import { allLanguages } from '#languages/languages.ts';
import { type BlockId, blockIds, letterBlocks, letterKinds } from '#packs/index.ts';

const ownBlocks = blockIds.filter((block) => letterBlocks[block] === 'own');

const ownLengthMax = 20_000;
const ownText = z
  .string()
  .max(ownLengthMax, `is longer than ${ownLengthMax} characters`)
  .refine((text) => !text.includes('\0') && text.isWellFormed(), {
    error: 'holds characters that cannot be kept',
    params: { code: 'unusable_characters' },
  });

const packName = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be a name');

const shape = z.strictObject({
  kind: z.enum(letterKinds),
  language: z
    .enum(allLanguages)
    .describe('Of our own sentences; the customer’s by default.')
    .optional(),
  own: z
    .partialRecord(z.enum(ownBlocks as [BlockId, ...BlockId[]]), ownText)
    .default({})
    .describe('What only you can say, by block. Nothing stands there before.'),
  waiver: z.enum(['waived', 'notWaived']).nullable().default(null),
  newDate: fields.moment.nullable().default(null),
  files: uploadTickets,
  by: z.enum(['mail', 'post']).optional(),
  noAction: fields.longText.optional(),
  extends: z
    .strictObject({ packId: packName, clockId: packName })
    .optional()
    .describe('The date that a holding letter puts off, where the rules allow that.'),
  hasConsent: z.boolean().default(false).describe('The customer has agreed to the new date.'),
});

export const letterBody = shape as unknown as z.ZodType<z.output<typeof shape>>;

/** A letter as it is wished for, in a language that has been settled. */
export type LetterBody = Omit<z.output<typeof shape>, 'language'> & {
  language: NonNullable<z.output<typeof shape>['language']>;
};

export const byComplaint = z.strictObject({ id: fields.uuid });

const part = z
  .object({
    block: z.string(),
    kind: z.enum(['own', 'filled', 'choice']),
    lead: z.string().nullable(),
    text: z.string(),
    missing: z.string().nullable().describe('What to do about it; null where nothing is missing.'),
    by: z.array(
      z.object({
        packId: z.string(),
        source: z.string(),
        confidence: z.enum(['read', 'second_hand', 'unseen']),
      }),
    ),
  })
  .meta({ title: 'LetterPart' });

export const previewAnswer = z.object({
  subject: z.string(),
  language: z.enum(allLanguages),
  stage: z.number(),
  parts: z.array(part),
  banned: z.array(z.object({ id: z.string(), found: z.string(), why: z.string() })),
  canBeSent: z.boolean(),
  text: z.string(),
  html: z.string().describe('As a program for mail shows it.'),
});

export const letterLine = z
  .object({
    id: z.string(),
    kind: z.enum(letterKinds),
    stage: z.number().nullable(),
    language: z.string(),
    author: z.string(),
    messageId: z.string(),
    digest: z.string().describe('Salted; the same stands in the ledger.'),
    newDateAt: z.date().nullable(),
    sentAt: z.date(),
    text: z.string().nullable().describe('Null where it was erased.'),
  })
  .meta({ title: 'SentLetter' });
