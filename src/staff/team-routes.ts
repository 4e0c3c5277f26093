import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay, assertPerson } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { Refusal } from '#refusal.ts';
import { addPerson } from './commands.ts';
import { staffPolicy } from './policy.ts';
import { leftStaff, listStaff, type StaffMember, staffById } from './queries.ts';
import { newPersonBody, personAnswer, personChange } from './schemas.ts';
import { makeSignInLink } from './sign-in.ts';
import { agreeLoad, changePerson, letLeave, letReturn } from './team-commands.ts';

const tag = 'Staff';
const byId = z.strictObject({ id: fields.uuid });
const withLink = z.object({ id: z.string(), signInLink: z.string() });

export function teamRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/staff',
    summary: 'Everybody here, by name.',
    tag,
    answer: z.object({ staff: z.array(personAnswer) }),
    read: async ({ caller }) => {
      assertPerson(caller);
      return { staff: (await listStaff(context.db)).map(presentPerson) };
    },
  });
  post(server, context, {
    url: '/api/staff',
    summary: 'Add a person; the answer holds a sign-in link to pass on.',
    tag,
    status: 201,
    body: newPersonBody as unknown as z.ZodType<z.output<typeof newPersonBody>>,
    answer: withLink,
    act: async (unit, { body, caller }) => {
      assertMay(staffPolicy, 'add', caller);
      if (body.managerId && !(await staffById(unit.tx, body.managerId))) {
        throw new Refusal('unknown_manager', 'The person they report to is not known here.');
      }
      const id = await addPerson(unit, body);
      const token = await makeSignInLink(unit.tx, id, unit.now);
      return { id, signInLink: `${context.config.publicUrl}/sign-in/${token}` };
    },
  });
  post(server, context, {
    url: '/api/staff/:id',
    method: 'PATCH',
    summary: 'Change a person: name, title, ways to reach them, roles, whom they report to.',
    tag,
    params: byId,
    body: personChange,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const by = assertMay(staffPolicy, 'change', caller).staffId;
      await changePerson(unit, params.id, { change: body, by });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/staff/:id/load',
    summary: 'Agree how many open complaints somebody has at most; null: as many as come.',
    tag,
    params: byId,
    body: z.strictObject({ loadMax: z.number().int().min(1).max(10_000).nullable() }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const by = assertMay(staffPolicy, 'agreeLoad', caller).staffId;
      await agreeLoad(unit, params.id, { ...body, by });
      return isDone;
    },
  });
  leavingRoutes(server, context);
}

function leavingRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/staff/left',
    summary: 'Who has left, the latest first, and who took over.',
    tag,
    answer: z.object({
      left: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          leftAt: z.date(),
          successor: z.object({ id: z.string(), name: z.string() }),
        }),
      ),
    }),
    read: async ({ caller }) => {
      assertMay(staffPolicy, 'change', caller);
      return { left: await leftStaff(context.db) };
    },
  });
  post(server, context, {
    url: '/api/staff/:id/leaving',
    summary: 'A person leaves. All they had goes to their successor, and customers are told.',
    tag,
    params: byId,
    body: z.strictObject({
      successorId: fields.uuid,
      note: fields.longText.optional().describe('For colleagues; the customer does not see it.'),
    }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const by = assertMay(staffPolicy, 'change', caller).staffId;
      const { successorId, note = null } = body;
      await letLeave(unit, params.id, { successorId, note, by });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/staff/:id/return',
    summary: 'A person who had left is here again; the answer holds a sign-in link to pass on.',
    tag,
    params: byId,
    answer: withLink,
    act: async (unit, { params, caller }) => {
      const by = assertMay(staffPolicy, 'change', caller).staffId;
      await letReturn(unit, params.id, by);
      const token = await makeSignInLink(unit.tx, params.id, unit.now);
      return { id: params.id, signInLink: `${context.config.publicUrl}/sign-in/${token}` };
    },
  });
}

const presentPerson = ({ staffId, ...rest }: StaffMember) => ({ id: staffId, ...rest });
