import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { findComplaint } from '#complaints/index.ts';
import { assertMay, type Caller, type Person } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { notAllowed } from '#refusal.ts';
import { judgeRemedy } from '#remedies/index.ts';
import {
  answerQuestion,
  askAboutErrand,
  callErrandOff,
  judgeErrand,
  loadErrand,
  passErrandOn,
} from './commands.ts';
import { spokenBy } from './doing.ts';
import { fixerRoutes } from './fixer-routes.ts';
import { handErrand } from './handing.ts';
import { assertFixing, assertMaySee, errandPolicy, personOrTool } from './policy.ts';
import { wholeErrand } from './present.ts';
import { errandById, errandsOfComplaint, errandsOn, findErrand } from './queries.ts';
import * as schemas from './schemas.ts';
import { isInTeam, listTeams, teamById } from './team-queries.ts';

const tag = 'Errands';
const byId = z.strictObject({ id: fields.uuid });

export function errandRoutes(server: FastifyInstance, context: Context): void {
  handRoutes(server, context);
  readRoutes(server, context);
  wordRoutes(server, context);
  judgeRoutes(server, context);
  fixerRoutes(server, context);
}

function handRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/complaints/:id/errands',
    summary: 'Hand a piece of work to a team of fixers. They accept it with a date or decline it.',
    tag,
    status: 201,
    params: byId,
    body: schemas.handBody,
    answer: z.object({
      errandId: z.string(),
      honestAt: z.date().nullable(),
      isWarned: z.boolean(),
    }),
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(errandPolicy, 'hand', caller);
      const of = await findComplaint(unit.tx, params.id);
      const { promiseId = null, remedyId = null, neededBy = null } = body;
      const links = { promiseId, remedyId, neededBy };
      return handErrand(unit, of, { ...body, ...links, handedBy: staffId });
    },
  });
  post(server, context, {
    url: '/api/errands/:id/passing',
    summary: 'Pass it on to another team, with the reason. The second time it is the manager’s.',
    tag,
    params: byId,
    body: schemas.passBody,
    answer: z.object({ isManagers: z.boolean() }),
    act: async (unit, { params, body, caller }) => {
      const of = await findErrand(unit.tx, params.id);
      const errand = await loadErrand(unit, of);
      const { staffId } = mayHandle(caller)
        ? assertMay(errandPolicy, 'handle', caller)
        : assertFixing(errand, await teamById(unit.tx, errand.teamId), personOf(caller));
      return passErrandOn(unit, of, { ...body, staffId });
    },
  });
}

const mayHandle = (caller: Caller): boolean =>
  caller.kind === 'person' &&
  caller.person.roles.some((role) => (errandPolicy.handle as readonly string[]).includes(role));

function personOf(caller: Caller): Person {
  const whoever = personOrTool(caller);
  if ('teamId' in whoever) return assertMay(errandPolicy, 'handle', caller);
  return whoever;
}

function readRoutes(server: FastifyInstance, context: Context): void {
  const { db } = context;
  const list = z.object({ errands: z.array(schemas.errandView) });
  get(server, context, {
    url: '/api/errands',
    summary: 'A board: the errands of your teams, or those that you have yourself.',
    tag,
    query: z.strictObject({
      of: z.enum(['teams', 'me']).default('teams'),
      team: fields.uuid.optional(),
      state: z.enum(['open', 'over']).default('open'),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    answer: list,
    read: async ({ query, caller }) => {
      const { of, team, state, limit } = query;
      const teams = await teamsSeen(context, caller, team);
      const ownerId = of === 'me' ? personOf(caller).staffId : undefined;
      const isOpen = state === 'open';
      const wish = ownerId ? { ownerId, isOpen, limit } : { teamIds: teams, isOpen, limit };
      return { errands: (await errandsOn(db, wish)).map(schemas.presentErrand) };
    },
  });
  get(server, context, {
    url: '/api/complaints/:id/errands',
    summary: 'The errands of a complaint, and where each is.',
    tag,
    params: byId,
    answer: list,
    read: async ({ params, caller }) => {
      assertMay(errandPolicy, 'oversee', caller);
      const of = await findComplaint(db, params.id);
      return { errands: (await errandsOfComplaint(db, of)).map(schemas.presentErrand) };
    },
  });
  get(server, context, {
    url: '/api/errands/:id',
    summary: 'One errand, with what its fixer needs and every word between fixer and handler.',
    tag,
    params: byId,
    answer: schemas.errandWhole,
    read: async ({ params, caller }) => {
      const of = await findErrand(db, params.id);
      const errand = await errandById(db, of);
      const whoever = personOrTool(caller);
      if (!('teamId' in whoever)) assertMaySee(errand, await listTeams(db), whoever);
      else await teamsSeen(context, caller, errand.teamId);
      return wholeErrand(db, of);
    },
  });
}

/** Whose board somebody sees: their own teams', or any where they oversee; a tool its own team's. */
async function teamsSeen(
  { db }: Context,
  caller: Caller,
  wanted: string | undefined,
): Promise<string[]> {
  const whoever = personOrTool(caller);
  if ('teamId' in whoever) {
    const { teamId: own } = whoever;
    if (!wanted || wanted === own) return [own];
    throw notAllowed('This token acts for another team.');
  }
  const teams = await listTeams(db);
  if (wanted) {
    await teamById(db, wanted);
    assertMaySee({ teamId: wanted }, teams, whoever);
    return [wanted];
  }
  return teams.filter((team) => isInTeam(team, whoever.staffId)).map(({ teamId }) => teamId);
}

function wordRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/errands/:id/questions',
    summary: 'Ask the other side: the fixer its handler, or the handler whoever fixes it.',
    tag,
    status: 201,
    params: byId,
    body: schemas.askBody,
    answer: z.object({ questionId: z.string() }),
    act: async (unit, { params, body, caller }) => {
      const { of, ...said } = await spokenBy(unit, { ...params, ...body }, caller);
      const { side: asker, ...by } = said;
      return askAboutErrand(unit, of, { ...by, asker, text: body.text, isUnclear: false });
    },
  });
  post(server, context, {
    url: '/api/errands/:id/questions/:questionId/answer',
    summary: 'Answer a question of the other side.',
    tag,
    params: byId.extend({ questionId: fields.uuid }),
    body: schemas.askBody,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { questionId } = params;
      const { of, ...said } = await spokenBy(unit, { ...params, ...body }, caller);
      await answerQuestion(unit, of, { ...said, questionId, text: body.text });
      return isDone;
    },
  });
}

function judgeRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/errands/:id/verdict',
    summary: 'Whether it is really fixed. Not fixed: it goes back at once, first in line.',
    tag,
    params: byId,
    body: schemas.verdictBody,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(errandPolicy, 'handle', caller);
      const of = await findErrand(unit.tx, params.id);
      const { isFixed, by, text = null } = body;
      const { remedyId } = await loadErrand(unit, of);
      await judgeErrand(unit, of, isFixed, { by, staffId, text });
      if (remedyId && by === 'customer') {
        const said = { staffId, channel: null, text };
        await judgeRemedy(unit, { ...of, remedyId }, isFixed, said);
      }
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/errands/:id/calling-off',
    summary: 'It is needed no more. Say why.',
    tag,
    params: byId,
    body: schemas.reasonBody,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(errandPolicy, 'handle', caller);
      const of = await findErrand(unit.tx, params.id);
      await callErrandOff(unit, of, { staffId, reason: body.reason });
      return isDone;
    },
  });
}
