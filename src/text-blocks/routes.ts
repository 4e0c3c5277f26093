import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { changeTextBlock, retireTextBlock, writeTextBlock } from './commands.ts';
import { textBlockPolicy } from './policy.ts';
import { presentTextBlocks } from './queries.ts';

const blockLengthMax = 10_000;

const blockBody = z.strictObject({
  title: fields.shortText,
  text: fields.longText.refine((text) => text.length <= blockLengthMax, {
    error: `is longer than ${blockLengthMax} characters`,
    params: { code: 'text_too_long' },
  }),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/, 'must be a language such as en'),
});

const byId = z.strictObject({ id: fields.uuid });

const tag = 'Text blocks';
const url = '/api/text-blocks';

export function textBlockRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url,
    summary: 'Text blocks: words that a reply may begin with, never words that go out as they are.',
    tag,
    answer: z.object({
      textBlocks: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          text: z.string(),
          language: z.string(),
          owner: z.object({ id: z.string(), name: z.string() }),
          changedAt: z.date(),
        }),
      ),
    }),
    read: async ({ caller }) => {
      assertMay(textBlockPolicy, 'read', caller);
      return { textBlocks: await presentTextBlocks(context.db) };
    },
  });
  writingRoutes(server, context);
}

function writingRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url,
    summary: 'Write a text block.',
    tag,
    status: 201,
    body: blockBody,
    answer: z.object({ textBlockId: z.string() }),
    act: async (unit, { body, caller }) => {
      const { staffId } = assertMay(textBlockPolicy, 'write', caller);
      return writeTextBlock(unit, { ...body, ownerId: staffId });
    },
  });
  post(server, context, {
    url: `${url}/:id`,
    summary: 'Change a text block; you look after it from then on.',
    tag,
    params: byId,
    body: blockBody,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(textBlockPolicy, 'write', caller);
      await changeTextBlock(unit, params.id, { ...body, ownerId: staffId });
      return isDone;
    },
  });
  post(server, context, {
    url: `${url}/:id/retirement`,
    summary: 'No longer use a text block. What was written with it stays as it is.',
    tag,
    params: byId,
    answer: done,
    act: async (unit, { params, caller }) => {
      const { staffId } = assertMay(textBlockPolicy, 'write', caller);
      await retireTextBlock(unit, params.id, staffId);
      return isDone;
    },
  });
}
