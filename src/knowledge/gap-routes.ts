import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { complaintHead, findComplaint } from '#complaints/index.ts';
import type { Tx } from '#database/connection.ts';
import { assertMay, assertMayRead, assertPerson } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { readWords } from '#ledger/content.ts';
import { stemsOf } from '#likeness/stems.ts';
import { declineWanted, finishTraining, noteTraining, wantArticle } from './commands.ts';
import { fittingArticles } from './fitting.ts';
import { openWanted, trainingOf } from './gaps.ts';
import { knowledgePolicy } from './policy.ts';
import { reason, trainingItem, wanted, what } from './schemas.ts';

const tag = 'Knowledge';
const byId = z.strictObject({ id: fields.uuid });

/** A card beside a complaint has no room for more. */
const articlesMax = 3;

/** What is missing in what we know, and what we know beside a complaint. */
export function gapRoutes(server: FastifyInstance, context: Context): void {
  besideRoutes(server, context);
  wantedRoutes(server, context);
  trainingRoutes(server, context);
}

function besideRoutes(server: FastifyInstance, context: Context): void {
  const { db } = context;
  get(server, context, {
    url: '/api/complaints/:id/knowledge',
    summary: 'Articles that fit what the customer wrote; what you noted here; what is wanted.',
    tag,
    params: byId,
    answer: z.object({
      articles: z.array(z.object({ id: z.string(), title: z.string(), isPublic: z.boolean() })),
      items: z.array(trainingItem),
      wanted: z.array(wanted),
    }),
    read: async ({ params, caller }) => {
      assertMayRead(knowledgePolicy, 'read', caller);
      const stems = await stemsOfComplaint(context, params.id);
      const staffId = caller.kind === 'person' ? caller.person.staffId : null;
      const [articles, items, wishes] = await Promise.all([
        fittingArticles(db, stems, articlesMax),
        staffId ? trainingOf(db, staffId, params.id) : [],
        openWanted(db, params.id),
      ]);
      const named = articles.map(({ articleId, ...rest }) => ({ ...rest, id: articleId }));
      return { articles: named, items, wanted: wishes };
    },
  });
}

async function stemsOfComplaint({ db }: Context, complaintId: string): Promise<Set<string>> {
  const of = await findComplaint(db, complaintId);
  const head = await complaintHead(db, of);
  const text = head && (await readWords(db as Tx, of.customerId, head.wordsId));
  return new Set(stemsOf(text ?? '').keys());
}

function wantedRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/wanted-articles',
    summary: 'Articles that somebody should write, what has waited longest first.',
    tag,
    answer: z.object({ wanted: z.array(wanted) }),
    read: async ({ caller }) => {
      assertMayRead(knowledgePolicy, 'read', caller);
      return { wanted: await openWanted(context.db) };
    },
  });
  post(server, context, {
    url: '/api/complaints/:id/wanted-articles',
    summary: 'Customers ask this: somebody should write an article.',
    tag,
    status: 201,
    params: byId,
    body: z.strictObject({ what }),
    answer: z.object({ wantedId: z.string() }),
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(knowledgePolicy, 'want', caller);
      const { complaintId } = await findComplaint(unit.tx, params.id);
      const complaintIds = [complaintId];
      return wantArticle(unit, { what: body.what, complaintIds, customers: null, by: staffId });
    },
  });
  post(server, context, {
    url: '/api/wanted-articles/:id/not-needed',
    summary: 'No article is needed, and why.',
    tag,
    params: byId,
    body: z.strictObject({ reason }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(knowledgePolicy, 'write', caller);
      await declineWanted(unit, params.id, { reason: body.reason, by: staffId });
      return isDone;
    },
  });
}

function trainingRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/training',
    summary: 'What you, and those who report to you, noted as not known.',
    tag,
    answer: z.object({ items: z.array(trainingItem) }),
    read: async ({ caller }) => {
      const { staffId } = assertPerson(caller);
      return { items: await trainingOf(context.db, staffId) };
    },
  });
  post(server, context, {
    url: '/api/complaints/:id/training',
    summary: 'I did not know this. Only you and your manager see it.',
    tag,
    status: 201,
    params: byId,
    body: z.strictObject({ what }),
    answer: z.object({ trainingId: z.string() }),
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(knowledgePolicy, 'learn', caller);
      const { complaintId } = await findComplaint(unit.tx, params.id);
      return noteTraining(unit, { staffId, complaintId, what: body.what });
    },
  });
  post(server, context, {
    url: '/api/training/:id/done',
    summary: 'It is learnt now.',
    tag,
    params: byId,
    answer: done,
    act: async (unit, { params, caller }) => {
      const { staffId } = assertPerson(caller);
      await finishTraining(unit, params.id, staffId);
      return isDone;
    },
  });
}
