import { z } from 'zod';
import * as fields from '#http/fields.ts';
import { reaches } from './facts.ts';

export const packId = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be the name of a pack');
export const version = z
  .string()
  .regex(/^\d{1,4}(?:\.\d{1,3})?$/, 'must be a version such as 2026.1');

export const byPack = z.strictObject({ id: packId });
export const byComplaint = z.strictObject({ id: fields.uuid });

const areasMax = 200;

export const switchOnBody = z.strictObject({
  version,
  appliesTo: z.enum(reaches),
  areaIds: z.array(fields.uuid).max(areasMax, `are more than ${areasMax}`).default([]),
  reason: fields.longText.describe('Why these rules hold here; kept in the ledger.'),
});

export const switchOffBody = z.strictObject({ version, reason: fields.longText });

export const packVersion = z
  .object({
    version: z.string(),
    digest: z.string(),
    effectiveFrom: z.string().nullable(),
    effectiveTo: z.string().nullable(),
    verifiedOn: z.string(),
    isOn: z.boolean(),
    isCharter: z.boolean(),
    appliesTo: z.enum(reaches),
    areaIds: z.array(z.string()),
    reason: z.string().nullable(),
    changedBy: z.string().nullable().describe('Who switched it last.'),
    changedAt: z.date().nullable(),
    rules: z.object({ read: z.number(), second_hand: z.number(), unseen: z.number() }),
  })
  .meta({ title: 'PackVersion' });

export const packLine = z
  .object({
    id: z.string(),
    name: z.string(),
    scope: z.string(),
    jurisdiction: z.string(),
    body: z.string().nullable(),
    versions: z.array(packVersion),
  })
  .meta({ title: 'Pack' });

export const difference = z.object({
  path: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

const shortOrNull = fields.shortText.nullable();

export const bodyBody = z.strictObject({
  name: fields.shortText,
  website: shortOrNull,
  phone: shortOrNull,
  address: shortOrNull,
  email: shortOrNull,
});

export const bodyAnswer = z.object({
  id: z.string(),
  name: z.string().nullable(),
  website: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  email: z.string().nullable(),
  isStated: z.boolean().describe('By the organisation itself.'),
  source: z.string(),
  confidence: z.enum(['read', 'second_hand', 'unseen']),
});

export const recordLine = z.object({
  field: z.string(),
  label: z.string(),
  type: z.enum(['text', 'choice', 'number', 'money', 'day']),
  options: z.array(z.string()).nullable(),
  isKnown: z.boolean(),
  value: z.string().nullable(),
  packs: z.array(z.string()),
});

export const gap = z.object({
  complaintId: z.string(),
  reference: z.string(),
  owner: z.object({ id: z.string(), name: z.string() }),
  missing: z.array(z.object({ field: z.string(), label: z.string() })),
});

export const period = z
  .string()
  .regex(/^20\d{2}(?:-(?:H[12]|Q[1-4]))?$/, 'must be such as 2026-H1');

const valueLengthMax = 10_000;
const valuesMax = 100;

export const recordBody = z.strictObject({
  values: z
    .record(
      z.string().max(60),
      z.string().trim().min(1, 'is empty').max(valueLengthMax, 'is too long'),
    )
    .refine((values) => Object.keys(values).length <= valuesMax, `are more than ${valuesMax}`),
});

export const rulesAnswer = z.object({
  packs: z.array(
    z.object({
      id: z.string(),
      version: z.string(),
      digest: z.string(),
      name: z.string(),
      variant: z.string().nullable(),
      variants: z.array(z.object({ id: z.string(), name: z.string() })),
      appliedAt: z.date(),
    }),
  ),
  stage: z.number(),
  stages: z.array(
    z.object({
      stage: z.number(),
      staff: z.object({ id: z.string(), name: z.string() }),
      requestedAt: z.date(),
    }),
  ),
});
