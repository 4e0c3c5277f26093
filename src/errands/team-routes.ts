import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actorOf, assertMay, assertPerson, holdsOne } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { notAllowed } from '#refusal.ts';
import { makeAccessToken } from '#staff/index.ts';
import { capacityOf } from './capacity-queries.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { errandPolicy } from './policy.ts';
import { presentCapacity } from './present.ts';
import * as schemas from './schemas.ts';
import { changeTeam, closeTeam, formTeam, setTeamWebhook } from './team-commands.ts';
import { isInTeam, listTeams, teamById } from './team-queries.ts';
import { endTool, openCount } from './tools.ts';
import { webhookSecret } from './webhook-secret.ts';

const tag = 'Teams of fixers';
const byId = z.strictObject({ id: fields.uuid });

export function teamRoutes(server: FastifyInstance, context: Context): void {
  termRoutes(server, context);
  capacityRoute(server, context);
  toolRoutes(server, context);
  deliveryRoutes(server, context);
}

function termRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/teams',
    summary: 'The teams of fixers: who is in each, and who answers for it.',
    tag,
    answer: z.object({ teams: z.array(schemas.teamView) }),
    read: async ({ caller }) => {
      assertPerson(caller);
      return { teams: (await listTeams(context.db)).map(schemas.presentTeam) };
    },
  });
  post(server, context, {
    url: '/api/teams',
    summary: 'Form a team of fixers.',
    tag,
    status: 201,
    body: schemas.teamBody,
    answer: z.object({ teamId: z.string() }),
    act: async (unit, { body, caller }) => {
      const { staffId } = assertMay(errandPolicy, 'setTeams', caller);
      return formTeam(unit, body, staffId);
    },
  });
  post(server, context, {
    url: '/api/teams/:id/terms',
    summary: 'Say anew how a team works; all of it at once.',
    tag,
    params: byId,
    body: schemas.teamBody,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId: by } = assertMay(errandPolicy, 'setTeams', caller);
      await changeTeam(unit, params.id, { ...body, by });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/teams/:id/closing',
    summary: 'Close a team that has no work any more.',
    tag,
    params: byId,
    answer: done,
    act: async (unit, { params, caller }) => {
      const { staffId: by } = assertMay(errandPolicy, 'setTeams', caller);
      await closeTeam(unit, params.id, { openCount: await openCount(unit.tx, params.id), by });
      return isDone;
    },
  });
}

function capacityRoute(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/teams/:id/capacity',
    summary: 'The earliest date that may honestly be promised, and what overload will break.',
    tag,
    params: byId,
    answer: schemas.capacityView,
    read: async ({ params, caller }) => {
      const person = assertPerson(caller);
      const team = await teamById(context.db, params.id);
      const maySee = holdsOne(person, errandPolicy.oversee) || isInTeam(team, person.staffId);
      if (!maySee) throw notAllowed('Only the team, and whoever handles complaints, sees this.');
      return presentCapacity(team, await capacityOf(context.db, team, context.clock.now()));
    },
  });
}

/** Secrets are shown once: they are in no answer that is kept to be given again. */
function toolRoutes(server: FastifyInstance, context: Context): void {
  const { db, ledger, clock, linkKey } = context;
  post(server, context, {
    url: '/api/teams/:id/webhook',
    summary: 'Where the team’s own tool is told of its errands. Each call makes a new secret.',
    tag,
    params: byId,
    body: z.strictObject({
      url: z
        .url({ protocol: /^https?$/, error: 'must be an address such as https://tool.example' })
        .max(2_000)
        .nullable(),
    }),
    answer: z.object({ secret: z.string().nullable().describe('Shown this once.') }),
    run: async ({ params: { id: teamId }, body, caller }) => {
      const { staffId: by } = assertMay(errandPolicy, 'connect', caller);
      const { url } = body;
      const edition = await ledger.write(actorOf(caller), (unit) =>
        setTeamWebhook(unit, teamId, { url, by }),
      );
      return { secret: url === null ? null : webhookSecret(linkKey, { teamId, edition }) };
    },
  });
  post(server, context, {
    url: '/api/teams/:id/tool',
    summary:
      'A token by which the team’s own tool accepts, declines and finishes; the old one ends.',
    tag,
    params: byId,
    answer: z.object({ token: z.string().describe('Shown this once.') }),
    run: async ({ params, caller }) => {
      assertMay(errandPolicy, 'connect', caller);
      const team = await teamById(db, params.id);
      const now = clock.now();
      return ledger.write(actorOf(caller), async (unit) => {
        const { teamId, name } = team;
        await endTool(unit.tx, teamId, now);
        return { token: await makeAccessToken(unit.tx, { name, staffId: null, teamId }, now) };
      });
    },
  });
}
