import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { complaintPolicy } from '#complaints/index.ts';
import { assertMay, assertPerson } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { Refusal } from '#refusal.ts';
import { recordPosting, sendAgain } from './again.ts';
import { answerRoutes } from './answer-routes.ts';
import { checkRoutes } from './check-routes.ts';
import { readLetter } from './letter.ts';
import { letterPdf } from './letter-pdf.ts';
import type { NoticeMeans } from './means.ts';
import { begunLately } from './pace.ts';
import { findNotice, listNotices, noticeById } from './queries.ts';
import * as schemas from './schemas.ts';
import { type WayOut, waysOut } from './ways-out.ts';

const tag = 'Notices';
const shownMax = 200;

type Doors = Context & { means: NoticeMeans };

export function noticeRoutes(server: FastifyInstance, context: Doors): void {
  get(server, context, {
    url: '/api/notices',
    summary: 'The outbox: what waits to be sent, what could not be, and what went lately.',
    tag,
    query: schemas.listQuery,
    answer: schemas.listAnswer,
    read: async ({ query, caller }) => {
      assertPerson(caller);
      const ways = await waysOut(context);
      const notices = await listNotices(context.db, { ...query, limit: shownMax });
      return {
        notices: notices.map(({ noticeId, mailboxId, text, ...rest }) => ({
          ...rest,
          id: noticeId,
          text: withoutKeys(text),
          mailbox: mailboxIn(ways, mailboxId),
        })),
        mailboxes: await Promise.all(ways.map((way) => presentWay(context, way))),
      };
    },
  });
  actRoutes(server, context);
  paperRoutes(server, context);
  answerRoutes(server, context);
  checkRoutes(server, context);
}

/** A closed mailbox sends no more: what is left goes out of the organisation's own address. */
const mailboxIn = (ways: readonly WayOut[], mailboxId: string | null) => {
  const way = ways.find(({ outbox }) => outbox === mailboxId) ?? ways[0];
  return { id: mailboxId, address: way?.sender.address ?? '' };
};

/** The pace of the mailbox itself; where it has none, that of the server. */
async function presentWay({ db, clock }: Context, way: WayOut) {
  const { mailboxId = null, perMinute = 0 } = way.paces.at(-1) ?? {};
  return {
    id: way.outbox,
    address: way.sender.address,
    perMinute,
    lastMinute: await begunLately(db, mailboxId, clock.now()),
    configured: way.server !== null,
    fault: way.fault,
  };
}

function actRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/notices/:id/again',
    summary: 'Send a mail that failed once more: the same words, to the same or another address.',
    tag,
    status: 201,
    params: schemas.byId,
    body: schemas.againBody,
    answer: z.object({ id: z.string() }),
    act: async (unit, { params, body, caller }) => {
      assertMay(complaintPolicy, 'answer', caller);
      const of = await findNotice(unit.tx, params.id);
      const { noticeId } = await sendAgain(unit, of, body.to ?? null);
      return { id: noticeId };
    },
  });
  post(server, context, {
    url: '/api/notices/:id/posting',
    summary: 'I have posted this letter.',
    tag,
    params: schemas.byId,
    body: z.strictObject({ postedOn: fields.day }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      assertMay(complaintPolicy, 'answer', caller);
      await recordPosting(unit, await findNotice(unit.tx, params.id), body.postedOn);
      return isDone;
    },
  });
}

function paperRoutes(server: FastifyInstance, { db }: Context): void {
  server.get<{ Params: { id: string } }>('/api/notices/:id/letter.pdf', async (request, reply) => {
    assertMay(complaintPolicy, 'answer', request.caller);
    const of = await findNotice(db, fields.parse(fields.uuid, request.params.id));
    const notice = await noticeById(db, of);
    if (notice.channel !== 'post') {
      throw new Refusal('not_a_letter', 'This goes by mail: there is nothing to print.', {
        status: 409,
      });
    }
    const letter = readLetter(notice.letter);
    const pdf = await letterPdf({ db, letter, notice: { ...notice, ...of } });
    return reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', 'inline; filename="letter.pdf"')
      .header('cache-control', 'private, no-store')
      .send(pdf);
  });
}

/** A link in a letter is the key to a customer's page or to somebody's account. */
const withoutKeys = (text: string): string =>
  text
    .replace(/(\/(?:c|sign-in|set-up)\/)[\w-]{16,}/g, '$1…')
    .replace(/(\bAM-[0-9A-Z]{4}-[0-9A-Z]{4} · )[0-9A-Z]{5}-[0-9A-Z]{5}\b/g, '$1…');
