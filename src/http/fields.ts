import { z } from 'zod';
import { i18n } from '#languages/i18n.ts';
import { type FieldFault, Refusal } from '#refusal.ts';

// Building blocks of request schemas. A `code` in `params` becomes the refusal's code.

/** No text of a customer may be longer than this many characters. Longer ones fit in a file. */
export const textLengthMax = 100_000;

const usable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

const unusable = {
  error: /*i18n*/ 'holds characters that cannot be kept (a zero character or half of a pair)',
  params: { code: 'unusable_characters' },
};

/** A longer text in somebody's own words, kept to the letter. */
export const longText = z
  .string({
    error: ({ input }) => (input === undefined ? /*i18n*/ 'is missing' : /*i18n*/ 'must be a text'),
  })
  .refine((text) => text.trim().length > 0, {
    error: /*i18n*/ 'is empty',
    params: { code: 'text_missing' },
  })
  .refine((text) => text.length <= textLengthMax, {
    error: /*i18n*/ 'is longer than 100000 characters; shorten it, or send the rest as a file',
    params: { code: 'text_too_long' },
  })
  .refine(usable, unusable);

/** A line such as a name or a reference, without blanks around it. */
export const shortText = z
  .string(/*i18n*/ 'must be a text')
  .max(500, /*i18n*/ 'is longer than 500 characters')
  .refine(usable, unusable)
  .transform((text) => text.trim())
  .refine((text) => text.length > 0, /*i18n*/ 'is empty');

export const email = z
  .string(/*i18n*/ 'must be a text')
  .max(254, /*i18n*/ 'is too long')
  .transform((text) => text.trim())
  .pipe(z.email(/*i18n*/ 'is not an address of mail such as ann@example.org'));

export const moment = z.iso
  .datetime({
    offset: true,
    error: /*i18n*/ 'must be a date and time such as 2026-11-23T17:00:00Z',
  })
  .transform((text) => new Date(text));

/** The calendar of the database has no year 0. */
export const day = z.iso
  .date(/*i18n*/ 'must be a day such as 2026-11-23')
  .refine((text) => text >= '0001', /*i18n*/ 'must be a day such as 2026-11-23');

export const uuid = z.uuid(/*i18n*/ 'must be an id');

export const zone = z
  .string()
  .refine((name) => isZone(name), /*i18n*/ 'must be a time zone such as Europe/Berlin');

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Parses what came from outside; throws a refusal that names every fault. */
export function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw refusalOf(parsed.error);
}

function refusalOf(error: z.ZodError): Refusal {
  const fields = error.issues.flatMap(faultsOf);
  const code = error.issues.map(codeOf).find((found) => found !== undefined);
  const list = fields.map(({ field, message }) => `${field} ${message}`).join('; ');
  return new Refusal(code ?? 'invalid_input', 'This cannot be taken as it is: {faults}.', {
    fields,
    values: { faults: list },
  });
}

function faultsOf(issue: z.core.$ZodIssue): FieldFault[] {
  const at = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...at, key].join('.'),
      message: i18n.t('is not known here'),
    }));
  }
  return [{ field: at.join('.') || 'body', message: i18n.t(issue.message) }];
}

function codeOf(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'unrecognized_keys') return 'unknown_field';
  if (issue.code === 'custom') return issue.params?.['code'] as string | undefined;
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  return missing && issue.path.join('.') === 'text' ? 'text_missing' : undefined;
}
