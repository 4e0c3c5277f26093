import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay, assertPerson } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { grantSkill, nameArea, retireArea, takeSkill } from './commands.ts';
import { skillPolicy } from './policy.ts';
import { listAreas, skillsOf } from './queries.ts';
import { skillLevels } from './skill.ts';

const tag = 'Staff';
const byId = z.strictObject({ id: fields.uuid });
const area = z.object({ id: z.string(), name: z.string(), isRetired: z.boolean() });

const skill = z
  .object({
    area: z.object({ id: z.string(), name: z.string() }),
    level: z.enum(skillLevels),
    validUntil: z.string().nullable().describe('The last day on which it holds.'),
    hasExpired: z.boolean(),
  })
  .meta({ title: 'Skill' });

export function skillRoutes(server: FastifyInstance, context: Context): void {
  areaRoutes(server, context);
  get(server, context, {
    url: '/api/staff/:id/skills',
    summary: 'What a person is trained for, and until when.',
    tag,
    params: byId,
    answer: z.object({ skills: z.array(skill) }),
    read: async ({ params, caller }) => {
      assertPerson(caller);
      return { skills: await skillsOf(context.db, params.id, context.clock.now()) };
    },
  });
  post(server, context, {
    url: '/api/staff/:id/skills',
    summary: 'Say what somebody is trained for, or renew it.',
    tag,
    params: byId,
    body: z.strictObject({
      areaId: fields.uuid,
      level: z.enum(skillLevels),
      validUntil: fields.day.nullish(),
    }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const by = assertMay(skillPolicy, 'grant', caller).staffId;
      const { validUntil = null, ...wish } = body;
      await grantSkill(unit, params.id, { ...wish, validUntil, by });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/staff/:id/skills/:areaId',
    method: 'DELETE',
    summary: 'It holds no longer.',
    tag,
    params: byId.extend({ areaId: fields.uuid }),
    answer: done,
    act: async (unit, { params, caller }) => {
      const by = assertMay(skillPolicy, 'grant', caller).staffId;
      await takeSkill(unit, params.id, { areaId: params.areaId, by });
      return isDone;
    },
  });
}

function areaRoutes(server: FastifyInstance, context: Context): void {
  const body = z.strictObject({ name: fields.shortText }) as unknown as z.ZodType<{ name: string }>;
  get(server, context, {
    url: '/api/areas',
    summary: 'Products and fields of our work that somebody has to be trained for.',
    tag,
    answer: z.object({ areas: z.array(area) }),
    read: async ({ caller }) => {
      assertPerson(caller);
      return { areas: await listAreas(context.db) };
    },
  });
  post(server, context, {
    url: '/api/areas',
    summary: 'A new area.',
    tag,
    status: 201,
    body,
    answer: z.object({ areaId: z.string() }),
    act: (unit, { body: { name }, caller }) => {
      const by = assertMay(skillPolicy, 'nameAreas', caller).staffId;
      return nameArea(unit, { areaId: null, name, by });
    },
  });
  post(server, context, {
    url: '/api/areas/:id',
    method: 'PATCH',
    summary: 'Another name for an area.',
    tag,
    params: byId,
    body,
    answer: z.object({ areaId: z.string() }),
    act: (unit, { params, body: { name }, caller }) => {
      const by = assertMay(skillPolicy, 'nameAreas', caller).staffId;
      return nameArea(unit, { areaId: params.id, name, by });
    },
  });
  post(server, context, {
    url: '/api/areas/:id/retirement',
    summary: 'Nothing new gets this area; what has it keeps it.',
    tag,
    params: byId,
    answer: done,
    act: async (unit, { params, caller }) => {
      await retireArea(unit, params.id, assertMay(skillPolicy, 'nameAreas', caller).staffId);
      return isDone;
    },
  });
}
