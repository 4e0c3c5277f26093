import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { complaintPolicy, findComplaint } from '#complaints/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { transaction } from '#database/transaction.ts';
import { assertMay, assertPerson, type Caller } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { answerBody, type NoticeMeans } from '#notices/index.ts';
import {
  type DraftKind,
  draftKinds,
  draftsIn,
  draftsOf,
  type OfDraft,
  saveDraft,
} from './drafts.ts';
import { presenceRoutes } from './presence-routes.ts';
import { sendLater, sendNow, throwAway, undoSending } from './sending.ts';

type Doors = Context & { means: NoticeMeans };

const contentLengthMax = 300_000;

/** As the desk keeps it. No zero character: the database could not hold it. */
const content = z
  .record(z.string(), z.unknown())
  .refine((value) => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value)), {
    error: 'holds characters that cannot be kept (a zero character or half of a pair)',
    params: { code: 'unusable_characters' },
  })
  .refine((value) => JSON.stringify(value).length <= contentLengthMax, {
    error: `is longer than ${contentLengthMax} characters`,
    params: { code: 'draft_too_long' },
  });

const written = { content, version: z.int().min(0).describe('That it was written on; 0 if new.') };
const byKind = z.strictObject({ id: fields.uuid, kind: z.enum(draftKinds) });
const byId = z.strictObject({ id: fields.uuid });
const state = z.enum(['open', 'sending', 'held']);
const tag = 'Drafts';

export function draftRoutes(server: FastifyInstance, context: Doors): void {
  readingRoutes(server, context);
  writingRoutes(server, context);
  sendingRoutes(server, context);
  presenceRoutes(server, context);
}

function readingRoutes(server: FastifyInstance, context: Doors): void {
  const { db, clock } = context;
  get(server, context, {
    url: '/api/drafts',
    summary: 'Where you are writing.',
    tag,
    answer: z.object({
      drafts: z.array(z.object({ complaintId: z.string(), kind: z.enum(draftKinds), state })),
    }),
    read: async ({ caller }) => ({ drafts: await draftsOf(db, assertPerson(caller).staffId) }),
  });
  get(server, context, {
    url: '/api/complaints/:id/drafts',
    summary: 'What you are writing in this complaint, and what waits to be sent.',
    tag,
    params: byId,
    answer: z.object({
      drafts: z.array(
        z.object({
          kind: z.enum(draftKinds),
          content: z.record(z.string(), z.unknown()),
          version: z.number(),
          state,
          sendsInMs: z.number().nullable(),
          held: z.object({ code: z.string(), sentence: z.string() }).nullable(),
          updatedAt: z.date(),
        }),
      ),
    }),
    read: async ({ params, caller }) => {
      const { staffId } = assertPerson(caller);
      const drafts = await draftsIn(db, await findComplaint(db, params.id), staffId);
      return {
        drafts: drafts.map(({ sendAt, heldCode, heldSentence, ...draft }) => ({
          ...draft,
          sendsInMs: sendAt && msUntil(sendAt, clock.now()),
          held: heldCode ? { code: heldCode, sentence: heldSentence ?? '' } : null,
        })),
      };
    },
  });
}

const msUntil = (at: Date, now: Date): number => Math.max(0, at.getTime() - now.getTime());

function writingRoutes(server: FastifyInstance, context: Doors): void {
  const { db, clock } = context;
  const url = '/api/complaints/:id/drafts/:kind';
  post(server, context, {
    url,
    summary: 'Keep what you are writing. Refused where you wrote on in another window.',
    tag,
    params: byKind,
    body: z.strictObject(written),
    answer: z.object({ version: z.number() }),
    run: async ({ params, body, caller }) =>
      transaction(db, async (tx) => {
        const of = await draftOf(tx, params, caller);
        return { version: await saveDraft(tx, of, { ...body, now: clock.now() }) };
      }),
  });
  post(server, context, {
    method: 'DELETE',
    url,
    summary: 'Throw away what you were writing.',
    tag,
    params: byKind,
    answer: done,
    act: async (unit, { params, caller }) => {
      await throwAway(unit, await draftOf(unit.tx, params, caller));
      return isDone;
    },
  });
}

function sendingRoutes(server: FastifyInstance, context: Doors): void {
  const { db, clock, means } = context;
  const url = '/api/complaints/:id/drafts/reply';
  const body = z.strictObject({ ...written, answer: answerBody });
  const toSend = async (tx: Database | Tx, id: string, caller: Caller) => {
    const person = assertMay(complaintPolicy, 'answer', caller);
    return { person, of: await draftOf(tx, { id, kind: 'reply' }, caller) };
  };
  post(server, context, {
    url: `${url}/sending`,
    summary: 'Send a reply; for some seconds it can be taken back.',
    tag,
    params: byId,
    body,
    answer: z.object({ sendsInMs: z.number() }),
    run: async ({ params, body: wish, caller }) => {
      const { sendAt } = await sendLater(context, {
        ...wish,
        ...(await toSend(db, params.id, caller)),
      });
      return { sendsInMs: msUntil(sendAt, clock.now()) };
    },
  });
  post(server, context, {
    url: `${url}/sent`,
    summary: 'Send a reply at once.',
    tag,
    status: 201,
    params: byId,
    body,
    answer: z.object({ messageId: z.string() }),
    act: async (unit, { params, body: wish, caller }) =>
      sendNow(unit, means, { ...wish, ...(await toSend(unit.tx, params.id, caller)) }),
  });
  post(server, context, {
    url: `${url}/undo`,
    summary: 'Take back a reply that has not gone out yet.',
    tag,
    params: byId,
    answer: z.object({ version: z.number() }),
    run: async ({ params, caller }) =>
      undoSending(db, await draftOf(db, { id: params.id, kind: 'reply' }, caller)),
  });
}

async function draftOf(
  db: Database | Tx,
  { id, kind }: { id: string; kind: DraftKind },
  caller: Caller,
): Promise<OfDraft> {
  const { staffId } = assertMay(complaintPolicy, kind === 'reply' ? 'answer' : 'note', caller);
  return { ...(await findComplaint(db, id)), staffId, kind };
}
