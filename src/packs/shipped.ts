import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { exitCodes, Stop } from '#refusal.ts';
import { isBlockId } from './blocks.ts';
import { confidences, type Pack, packSchema } from './pack.ts';

/** A pack with what names it for ever. */
export type VersionedPack = { pack: Pack; digest: string };

const mark = { source: z.string(), confidence: z.enum(confidences) };

const bodySchema = z.strictObject({
  name: z.string().nullable(),
  website: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  email: z.string().nullable(),
  ...mark,
});

/** Where a customer can turn outside. */
export type OutsideBody = z.infer<typeof bodySchema>;

const fieldSchema = z.strictObject({
  label: z.string().min(1),
  type: z.enum(['text', 'choice', 'number', 'money', 'day']),
  options: z.array(z.string()).min(2).optional(),
  /** What the program knows by itself: nobody is asked. */
  known: z.string().optional(),
});

/** Something that a pack wants on record. */
export type RecordField = z.infer<typeof fieldSchema>;

export type Shipped = {
  packs: readonly VersionedPack[];
  bodies: Readonly<Record<string, OutsideBody>>;
  fields: Readonly<Record<string, RecordField>>;
};

const packsFolder = fileURLToPath(new URL('../../packs', import.meta.url));

/** Everything in `packs/`. Throws `Stop` with file, path and reason where one cannot be used. */
export function readShipped(folder = packsFolder): Shipped {
  const bodies = read(join(folder, 'shared/bodies.json'), z.record(z.string(), bodySchema));
  const fields = read(join(folder, 'shared/fields.json'), z.record(z.string(), fieldSchema));
  const packs = readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.endsWith('.test.json'))
    .toSorted()
    .map((name) => {
      const file = join(folder, name);
      const pack = read(file, packSchema);
      const [place] = unknownIn(pack, { bodies, fields });
      if (place) throw unusable(file, place.path, place.message);
      if (name !== `${pack.id}.json` && name !== `${pack.id}@${pack.version}.json`) {
        throw unusable(
          file,
          'id',
          `must be the name of the file; an older version lies in ${pack.id}@${pack.version}.json`,
        );
      }
      return { pack, digest: digestOfPack(pack) };
    });
  return { packs, bodies, fields };
}

/** SHA-256 over the pack as canonical JSON: the same for everybody who has the same rules. */
export const digestOfPack = (pack: Pack): string =>
  createHash('sha256')
    .update(canonicalize(pack) ?? '')
    .digest('hex');

type Known = Pick<Shipped, 'bodies' | 'fields'>;
type Place = { path: string; message: string };

/** Names in a pack that mean nothing here. */
export function unknownIn(pack: Pack, { bodies, fields }: Known): Place[] {
  const fieldNames = [
    ...pack.fields.required.map((field) => ['fields.required', field]),
    ...pack.fields.conditional.flatMap(({ field, when }) => [
      ['fields.conditional', field],
      ['fields.conditional', when.field],
    ]),
    ...(pack.report?.template ?? []).map((field) => ['report.template', field]),
  ] as [string, string][];
  return [
    ...pack.notices.flatMap(({ requiredBlocks }, place) =>
      requiredBlocks
        .filter((block) => !isBlockId(block))
        .map((block) => ({
          path: `notices.${place}.requiredBlocks`,
          message: `there is no block called ${block}`,
        })),
    ),
    ...fieldNames
      .filter(([, field]) => !Object.hasOwn(fields, field))
      .map(([path, field]) => ({ path, message: `there is no field called ${field}` })),
    ...(pack.body === null || Object.hasOwn(bodies, pack.body)
      ? []
      : [{ path: 'body', message: `there is no body called ${pack.body}` }]),
  ];
}

function read<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(jsonIn(file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unusable(file, issue?.path.join('.') ?? '', issue?.message ?? 'cannot be used');
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw unusable(file, '', (error as Error).message);
  }
}

const unusable = (file: string, path: string, reason: string): Stop =>
  new Stop(`${file}: ${path || 'the whole file'}: ${reason}`, exitCodes.configuration);
