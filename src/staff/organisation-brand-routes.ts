import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay, assertPerson } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { filesOfTickets } from '#http/uploads.ts';
import { ORGANISATION_ID } from '#id.ts';
import { notFound } from '#refusal.ts';
import { brandStyle, brandStyleAddress } from '#web/brand.ts';
import { isColour } from '#web/contrast.ts';
import { readability, setBrand } from './organisation-brand.ts';
import { staffPolicy } from './policy.ts';
import { organisationOf } from './queries.ts';

const tag = 'Organisation';

const colour = z
  .string()
  .transform((text) => text.toLowerCase())
  .refine(isColour, 'must be a colour such as #1a5fb4');

const colours = z.strictObject({ light: colour, dark: colour });

const read = z.object({
  contrast: z.number().describe('To 1; words need 4.5.'),
  canBeRead: z.boolean(),
  nearest: z.string().describe('The nearest shade that can be read.'),
  ink: z.string().describe('Words on this colour are of that one.'),
});

export function brandRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/organisation/colours',
    summary: 'How well these colours can be read on light and on dark pages.',
    tag,
    query: colours as unknown as z.ZodType<z.output<typeof colours>>,
    answer: z.object({ light: read, dark: read }),
    read: async ({ query, caller }) => {
      assertPerson(caller);
      return { light: readability('light', query.light), dark: readability('dark', query.dark) };
    },
  });
  post(server, context, {
    url: '/api/organisation/branding',
    summary: 'Our colour and our logo on the pages of customers. Null takes away.',
    tag,
    body: brandBody as unknown as z.ZodType<z.output<typeof brandBody>>,
    answer: done,
    act: async (unit, { body, caller }) => {
      const by = assertMay(staffPolicy, 'brand', caller).staffId;
      await setBrand(unit, { accent: body.accent, logo: logoIn(context, body.logo), by });
      return isDone;
    },
  });
  brandFiles(server, context);
}

const brandBody = z.strictObject({
  accent: colours.nullable(),
  logo: z.string().max(4_000).nullish().describe('A ticket from /api/uploads.'),
});

/** Not given is not the same as taken away. */
function logoIn(context: Context, ticket: string | null | undefined) {
  if (!ticket) return ticket === null ? null : undefined;
  return filesOfTickets(context, [ticket])[0];
}

const forEver = 'public, max-age=31536000, immutable';

/** Everybody may see these: they stand on every page. */
function brandFiles(server: FastifyInstance, context: Context): void {
  const hidden = { schema: { hide: true } };
  server.get('/brand/style.css', hidden, async (request, reply) => {
    const brand = (await organisationOf(context.db))?.brand;
    const isCurrent = brand && brandStyleAddress(brand) === request.url;
    return reply
      .header('cache-control', isCurrent ? forEver : 'no-cache')
      .type('text/css')
      .send(brand ? brandStyle(brand) : '');
  });
  server.get<{ Querystring: { v?: string } }>('/brand/logo', hidden, async (request, reply) => {
    const logo = await logoOf(context);
    if (!logo) throw notFound('There is no logo.');
    return reply
      .header('cache-control', request.query.v === logo.fileId ? forEver : 'no-cache')
      .type(logo.mediaType)
      .send(logo.bytes);
  });
}

async function logoOf({ db, files }: Context) {
  const row = await db
    .selectFrom('organisation')
    .innerJoin('files', 'files.file_id', 'organisation.logo_id')
    .select(['file_id as fileId', 'sha256', 'media_type as mediaType'])
    .where('files.customer_id', '=', ORGANISATION_ID)
    .executeTakeFirst();
  const bytes = row?.sha256 && (await files.read(row.sha256));
  return row && bytes ? { fileId: row.fileId, mediaType: row.mediaType, bytes } : undefined;
}
