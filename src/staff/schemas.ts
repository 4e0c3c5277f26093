import { z } from 'zod';
import { roles } from '#http/caller.ts';
import * as fields from '#http/fields.ts';

const details = {
  name: fields.shortText,
  email: fields.email,
  phone: fields.shortText.nullish().transform((phone) => phone ?? null),
  title: fields.shortText,
};

export const personBody = z.strictObject(details);

export const newPersonBody = z.strictObject({
  ...details,
  roles: z.array(z.enum(roles)).min(1, 'needs at least one'),
  managerId: fields.uuid.nullish().transform((id) => id ?? null),
});

/** What is not given stays as it is. */
export const personChange = z.strictObject({
  name: fields.shortText.optional(),
  email: fields.email.optional(),
  phone: fields.shortText.nullable().optional(),
  title: fields.shortText.optional(),
  roles: z.array(z.enum(roles)).min(1, 'needs at least one').max(roles.length).optional(),
  managerId: fields.uuid.nullable().optional(),
});

/** What a first run must say. The deputy is no luxury: somebody answers also in the holidays. */
export const setUpBody = z.strictObject({
  organisation: z.union([
    fields.shortText.transform((name) => ({ name, zone: undefined, witnesses: undefined })),
    z.strictObject({
      name: fields.shortText,
      zone: fields.zone.optional(),
      witnesses: z.array(fields.email).max(10).optional(),
    }),
  ]),
  administrator: personBody,
  answerable: personBody,
  deputy: personBody,
  contact: z.strictObject({
    address: fields.shortText,
    phone: fields.shortText,
    email: fields.email,
  }),
});

export const personAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    title: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    roles: z.array(z.enum(roles)),
    managerId: z.string().nullable(),
    loadMax: z.number().nullable().describe('At most so many open complaints, as agreed.'),
  })
  .meta({ title: 'Person' });
