import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { findComplaint } from '#complaints/index.ts';
import { assertMay, assertMayRead } from '#http/caller.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import type { ReadMail } from '#mail/read-mail.ts';
import { Refusal } from '#refusal.ts';
import { acceptMail, addMailTo, dismissSuggestion, rejectMail } from './decisions.ts';
import type { Reading } from './jobs.ts';
import { mailPolicy } from './policy.ts';
import { mailById, parkedMails, storedMail } from './queries.ts';
import { mailView, presentMail } from './schemas.ts';

const tag = 'Mail';
const byId = z.strictObject({ id: fields.uuid });
const shownMax = 200;

export function mailRoutes(server: FastifyInstance, reading: Reading): void {
  readRoutes(server, reading);
  originalRoutes(server, reading);
  decisionRoutes(server, reading);
}

function readRoutes(server: FastifyInstance, { intake: { context } }: Reading): void {
  get(server, context, {
    url: '/api/mails/parked',
    summary: 'Mail of machines, and mail that looks like it: kept, linked, and never answered.',
    tag,
    answer: z.object({ mails: z.array(mailView) }),
    read: async ({ caller }) => {
      assertMayRead(mailPolicy, 'read', caller);
      return { mails: (await parkedMails(context.db, shownMax)).map(presentMail) };
    },
  });
  get(server, context, {
    url: '/api/mails/:id',
    summary: 'One mail: who wrote to whom, and what became of it.',
    tag,
    params: byId,
    answer: mailView,
    read: async ({ params, caller }) => {
      assertMayRead(mailPolicy, 'read', caller);
      return presentMail(await mailById(context.db, params.id));
    },
  });
}

/** The mail as it came, for download, and its page with everything harmful taken out. */
function originalRoutes(server: FastifyInstance, reading: Reading): void {
  const { context } = reading.intake;
  server.get<{ Params: { id: string } }>('/api/mails/:id/original', async (request, reply) => {
    assertMayRead(mailPolicy, 'read', request.caller);
    const { sha256, mailId } = await storedMail(
      context.db,
      fields.parse(fields.uuid, request.params.id),
    );
    return reply
      .header('content-type', 'message/rfc822')
      .header('content-disposition', `attachment; filename="${mailId}.eml"`)
      .header('cache-control', 'private, no-store')
      .send(context.files.stream(sha256));
  });
  server.get<{ Params: { id: string }; Querystring: { images?: string } }>(
    '/api/mails/:id/page',
    async (request, reply) => {
      assertMayRead(mailPolicy, 'read', request.caller);
      const { sha256 } = await storedMail(context.db, fields.parse(fields.uuid, request.params.id));
      const images = request.query.images === 'yes';
      const page = await pageOf(reading, sha256, images);
      if (page === null) throw unreadable();
      return sendPage(reply, page, images);
    },
  );
}

/** Pictures within the mail come with the page: a frame without an origin cannot ask us for them. */
async function pageOf(reading: Reading, sha256: Buffer, images: boolean): Promise<string | null> {
  const raw = await reading.intake.context.files.read(sha256);
  if (!raw) return null;
  const read = await reading.reader.read(raw);
  if ('fault' in read) return null;
  const page = await reading.reader.htmlOf(raw, { images, cidUrls: picturesIn(read.mail) });
  if ('fault' in page) return null;
  return page.html ?? pageOfWords(read.mail.text);
}

/** For a mail that has words and no page of its own. */
const pageOfWords = (text: string): string =>
  `<!doctype html><meta charset="utf-8"><pre style="white-space: pre-wrap; font: inherit">${text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')}</pre>`;

const unreadable = (): Refusal =>
  new Refusal('unreadable', 'The program cannot read this mail. Open the original.', {
    status: 409,
  });

const pictureBytesMax = 5_000_000;

function picturesIn({ parts }: ReadMail): Map<string, string> {
  const pictures = new Map<string, string>();
  for (const { contentId, type, content } of parts) {
    if (!contentId || !/^image\/(?:png|jpeg|gif|webp)$/.test(type)) continue;
    if (content.length > pictureBytesMax) continue;
    pictures.set(contentId, `data:${type};base64,${Buffer.from(content).toString('base64')}`);
  }
  return pictures;
}

/** In a frame of its own, without scripts, forms or an origin; nothing is fetched unless asked for. */
function sendPage(reply: FastifyReply, page: string, images: boolean): FastifyReply {
  const pictures = images ? 'data: https: http:' : 'data:';
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header(
      'content-security-policy',
      `sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src ${pictures}; frame-ancestors 'self'`,
    )
    .header('x-frame-options', 'SAMEORIGIN')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'private, no-store')
    .send(page);
}

function decisionRoutes(server: FastifyInstance, reading: Reading): void {
  const { context } = reading.intake;
  const shape = { tag, params: byId };
  post(server, context, {
    ...shape,
    url: '/api/mails/:id/complaint',
    summary: 'A person wrote this: it is a complaint, received when the mail came.',
    answer: z.object({ id: z.string(), reference: z.string() }),
    act: async (unit, { params, caller }) => {
      const { staffId } = assertMay(mailPolicy, 'decide', caller);
      return acceptMail(reading, unit, { mailId: params.id, staffId });
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/mails/:id/message',
    summary: 'A person wrote this, and it belongs to that complaint.',
    body: z.strictObject({ complaintId: fields.uuid }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(mailPolicy, 'decide', caller);
      const of = await findComplaint(unit.tx, body.complaintId);
      await addMailTo(reading, unit, { mailId: params.id, staffId, of });
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/mails/:id/rubbish',
    summary: 'Nobody wants anything here. It is kept, with your name as the one who said so.',
    body: z.strictObject({ reason: fields.longText }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(mailPolicy, 'decide', caller);
      await rejectMail(unit, { mailId: params.id, staffId, reason: body.reason });
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/mails/:id/suggestion/dismissal',
    summary: 'It does not belong to the complaint that was suggested.',
    answer: done,
    act: async (unit, { params, caller }) => {
      assertMay(mailPolicy, 'decide', caller);
      await dismissSuggestion(unit, params.id);
      return isDone;
    },
  });
}
