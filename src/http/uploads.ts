import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { StoredFile } from '#ledger/content.ts';
import { Refusal } from '#refusal.ts';
import { assertPerson } from './caller.ts';
import type { Context } from './context.ts';
import { readForm } from './form.ts';

/**
 * Files go ahead of what they belong to: they are stored, and a signed ticket says which they are.
 * Whoever then writes down a call or answers a customer names the tickets; nothing is kept between.
 */
export function uploadRoutes(server: FastifyInstance, { files, linkKey }: Context): void {
  server.post('/api/uploads', { schema: { hide: true } }, async (request, reply) => {
    assertPerson(request.caller);
    const { files: stored, refusedFiles } = await readForm(request, files);
    const uploads = stored.map((file) => ({
      ticket: ticketOf(linkKey, file),
      name: file.name,
      size: file.size,
      mediaType: file.mediaType,
    }));
    return reply.code(201).send({ uploads, refusedFiles });
  });
}

export const uploadTickets = z
  .array(z.string().max(4_000))
  .max(50)
  .optional()
  .describe('Tickets from /api/uploads.');

/** The files behind tickets; refuses tickets that are not ours. */
export const filesOfTickets = (
  { linkKey }: Pick<Context, 'linkKey'>,
  tickets: readonly string[] = [],
): StoredFile[] => tickets.map((ticket) => readTicket(linkKey, ticket));

function ticketOf(key: Buffer, { sha256, ...file }: StoredFile): string {
  const text = JSON.stringify({ ...file, sha256: sha256.toString('hex') });
  const body = Buffer.from(text).toString('base64url');
  return `${body}.${macOf(key, body).toString('base64url')}`;
}

function readTicket(key: Buffer, ticket: string): StoredFile {
  const [body = '', mac = ''] = ticket.split('.');
  const given = Buffer.from(mac, 'base64url');
  const expected = macOf(key, body);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Refusal('upload_unknown', 'A file is not known here. Please add it again.');
  }
  const { sha256, ...file } = JSON.parse(Buffer.from(body, 'base64url').toString()) as Omit<
    StoredFile,
    'sha256'
  > & { sha256: string };
  return { ...file, sha256: Buffer.from(sha256, 'hex') };
}

const macOf = (key: Buffer, body: string): Buffer =>
  createHmac('sha256', key).update('upload').update(body).digest();
