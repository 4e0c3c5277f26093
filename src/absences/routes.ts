import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertPerson } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound } from '#refusal.ts';
import { absenceFrom, absenceStream } from './absence.ts';
import { changeCover, declineToCover, endAbsence, planAbsence } from './commands.ts';
import { assertMayPlanFor } from './policy.ts';
import { absencesAhead } from './queries.ts';

const tag = 'Staff';
const byId = z.strictObject({ id: fields.uuid });
const named = z.object({ id: z.string(), name: z.string() });

const absence = z
  .object({
    id: z.string(),
    person: named,
    cover: named,
    from: z.string().describe('The first day, such as 2026-11-23.'),
    until: z.string().describe('The last day.'),
    hasBegun: z.boolean(),
  })
  .meta({ title: 'Absence' });

export function absenceRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/absences',
    summary: 'Who is away or will be, and who answers meanwhile. Never why.',
    tag,
    answer: z.object({ absences: z.array(absence) }),
    read: async ({ caller }) => {
      assertPerson(caller);
      const found = await absencesAhead(context.db, context.clock.now());
      return { absences: found.map(({ absenceId, ...rest }) => ({ id: absenceId, ...rest })) };
    },
  });
  post(server, context, {
    url: '/api/absences',
    summary: 'Say from when until when somebody is away, and who covers. They are told.',
    tag,
    status: 201,
    body: z.strictObject({
      staffId: fields.uuid.optional().describe('Somebody below; yourself where it is missing.'),
      from: fields.day,
      until: fields.day,
      coverId: fields.uuid,
    }),
    answer: z.object({ absenceId: z.string() }),
    act: async (unit, { body, caller }) => {
      const person = assertPerson(caller);
      const { staffId = person.staffId, ...wish } = body;
      assertMayPlanFor(person, staffId);
      return planAbsence(unit, { ...wish, staffId, by: person.staffId });
    },
  });
  changeRoutes(server, context);
}

function changeRoutes(server: FastifyInstance, context: Context): void {
  const shape = { tag, params: byId, answer: done };
  post(server, context, {
    ...shape,
    url: '/api/absences/:id/end',
    summary: 'They are back, or do not go after all.',
    act: async (unit, { params, caller }) => {
      const person = assertPerson(caller);
      assertMayPlanFor(person, await whose(unit, params.id));
      await endAbsence(unit, params.id, person.staffId);
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/absences/:id/cover',
    summary: 'Somebody else covers.',
    body: z.strictObject({ coverId: fields.uuid }),
    act: async (unit, { params, body, caller }) => {
      const person = assertPerson(caller);
      assertMayPlanFor(person, await whose(unit, params.id));
      await changeCover(unit, params.id, { ...body, by: person.staffId });
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/absences/:id/cover-refusal',
    summary: 'I cannot cover: it goes to the manager.',
    act: async (unit, { params, caller }) => {
      await declineToCover(unit, params.id, assertPerson(caller).staffId);
      return isDone;
    },
  });
}

async function whose(unit: Unit, absenceId: string): Promise<string> {
  const found = absenceFrom(await unit.load(absenceStream(absenceId)));
  if (found) return found.staffId;
  throw notFound('There is no such absence.');
}
