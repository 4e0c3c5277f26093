import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { dayOf } from '#calendar/day.ts';
import { assertMay, assertMayRead } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { notFound } from '#refusal.ts';
import { assertOrganisation } from '#staff/index.ts';
import { blocksOf } from './blocks.ts';
import {
  changeArticle,
  giveArticleTo,
  makeArticleInternal,
  publishArticle,
  retireArticle,
  reviewArticle,
  writeArticle,
} from './commands.ts';
import { knowledgePolicy } from './policy.ts';
import { addressOf, presentArticle } from './present.ts';
import { articleById, editionsOf, listArticles, searchArticles } from './queries.ts';
import { articleRow, articlesQuery, changedArticle, newArticle, wholeArticle } from './schemas.ts';

const tag = 'Knowledge';
const byId = z.strictObject({ id: fields.uuid });

export function articleRoutes(server: FastifyInstance, context: Context): void {
  readingRoutes(server, context);
  writingRoutes(server, context);
  standingRoutes(server, context);
  careRoutes(server, context);
}

function readingRoutes(server: FastifyInstance, context: Context): void {
  const { db, clock, config } = context;
  const today = async (): Promise<string> => {
    const { zone } = await assertOrganisation(db);
    return dayOf(clock.now(), zone);
  };
  get(server, context, {
    url: '/api/articles',
    summary: 'Articles, the one changed last first; with `q` those that say it, the best first.',
    tag,
    query: articlesQuery,
    answer: z.object({ articles: z.array(articleRow), next: z.string().nullable() }),
    read: async ({ query: { q, ...query }, caller }) => {
      assertMayRead(knowledgePolicy, 'read', caller);
      const staffId = caller.kind === 'person' ? caller.person.staffId : '';
      const wish = { ...query, staffId, today: await today() };
      const { rows, next } = q?.trim()
        ? { rows: await searchArticles(db, { ...wish, q }), next: null }
        : await listArticles(db, wish);
      return { articles: rows.map((row) => presentArticle(row, wish.today)), next };
    },
  });
  get(server, context, {
    url: '/api/articles/:id',
    summary: 'One article with its earlier editions.',
    tag,
    params: byId,
    answer: wholeArticle,
    read: async ({ params: { id }, caller }) => {
      assertMayRead(knowledgePolicy, 'read', caller);
      const row = await articleById(db, id);
      if (!row) throw notFound('There is no such article.');
      return {
        ...presentArticle(row, await today()),
        text: row.text,
        blocks: blocksOf(row.text),
        address: row.isPublic ? new URL(addressOf(row), config.publicUrl).href : null,
        editions: await editionsOf(db, id),
      };
    },
  });
}

function writingRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/articles',
    summary: 'Write an article. It is for ourselves until somebody publishes it.',
    tag,
    status: 201,
    body: newArticle,
    answer: z.object({ articleId: z.string() }),
    act: async (unit, { body, caller }) => {
      const { staffId } = assertMay(knowledgePolicy, 'write', caller);
      const { ownerId = staffId, wantedId = null, ...rest } = body;
      return writeArticle(unit, { ...rest, ownerId, wantedId });
    },
  });
  post(server, context, {
    url: '/api/articles/:id/editions',
    summary: 'Change its words. What it said before stays readable.',
    tag,
    params: byId,
    body: changedArticle,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      assertMay(knowledgePolicy, 'write', caller);
      await changeArticle(unit, params.id, body);
      return isDone;
    },
  });
}

function standingRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/articles/:id/publication',
    summary: 'Put it on the customers’ site, and on its first page if you like.',
    tag,
    params: byId,
    body: z.strictObject({ isFirst: z.boolean().default(false) }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      assertMay(knowledgePolicy, 'publish', caller);
      await publishArticle(unit, params.id, body.isFirst);
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/articles/:id/withdrawal',
    summary: 'Take it off the customers’ site; we still read it.',
    tag,
    params: byId,
    answer: done,
    act: async (unit, { params, caller }) => {
      assertMay(knowledgePolicy, 'publish', caller);
      await makeArticleInternal(unit, params.id);
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/articles/:id/retirement',
    summary: 'It holds no more. It leaves the lists and the site, and stays readable.',
    tag,
    params: byId,
    answer: done,
    act: async (unit, { params, caller }) => {
      assertMay(knowledgePolicy, 'publish', caller);
      await retireArticle(unit, params.id);
      return isDone;
    },
  });
}

function careRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/articles/:id/review',
    summary: 'It is right as it stands, until the next look.',
    tag,
    params: byId,
    body: z.strictObject({ reviewOn: fields.day }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      assertMay(knowledgePolicy, 'write', caller);
      await reviewArticle(unit, params.id, body.reviewOn);
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/articles/:id/ownership',
    summary: 'Somebody else answers for it from now on.',
    tag,
    params: byId,
    body: z.strictObject({ ownerId: fields.uuid }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      assertMay(knowledgePolicy, 'write', caller);
      await giveArticleTo(unit, params.id, body.ownerId);
      return isDone;
    },
  });
}
