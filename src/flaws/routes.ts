import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { findComplaint } from '#complaints/index.ts';
import { assertMay, assertMayRead } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { get, post } from '#http/route.ts';
import type { Unit } from '#ledger/ledger.ts';
import { causes, causesEdition } from './causes.ts';
import {
  dismissFlaw,
  liveWithFlaw,
  mergeFlaw,
  nameFlaw,
  openFlaw,
  sayAbout,
  sayCause,
  splitFlaw,
  traceComplaint,
} from './commands.ts';
import type { FlawState } from './flaw.ts';
import { flawPolicy } from './policy.ts';
import { presentFlaw, presentFlaws } from './present.ts';
import { flawRow, listFlaws } from './queries.ts';
import {
  aboutBody,
  byId,
  causeBody,
  done,
  flawSummary,
  flawView,
  isDone,
  nameBody,
  reasonBody,
} from './schemas.ts';

const tag = 'Flaws';

const parts = {
  open: ['suspected', 'named'],
  suspected: ['suspected'],
  named: ['named'],
  ended: ['ended'],
  dismissed: ['dismissed'],
} as const satisfies Record<string, readonly FlawState[]>;

const complaintIds = z.array(fields.uuid).max(500);

/** What is wrong with us: read, named, sorted. */
export function flawRoutes(server: FastifyInstance, context: Context): void {
  readRoutes(server, context);
  nameRoutes(server, context);
  axisRoutes(server, context);
  settleRoutes(server, context);
}

function readRoutes(server: FastifyInstance, context: Context): void {
  const { db, clock } = context;
  get(server, context, {
    url: '/api/flaw-causes',
    summary: 'Every cause that a flaw can have.',
    tag,
    answer: z.object({
      edition: z.number(),
      branches: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          causes: z.array(z.object({ code: z.string(), name: z.string() })),
        }),
      ),
    }),
    read: async ({ caller }) => {
      assertMayRead(flawPolicy, 'read', caller);
      const branches = Object.entries(causes).map(([code, { name, twigs }]) => ({
        code,
        name,
        causes: Object.entries(twigs).map(([twig, label]) => ({
          code: `${code}.${twig}`,
          name: label,
        })),
      }));
      return { edition: causesEdition, branches };
    },
  });
  get(server, context, {
    url: '/api/flaws',
    summary: 'What is wrong with us, the newest first.',
    tag,
    query: z.strictObject({
      part: z.enum(Object.keys(parts) as (keyof typeof parts)[]).default('open'),
    }),
    answer: z.object({ flaws: z.array(flawSummary) }),
    read: async ({ query, caller }) => {
      assertMayRead(flawPolicy, 'read', caller);
      return { flaws: await presentFlaws(db, await listFlaws(db, parts[query.part])) };
    },
  });
  get(server, context, {
    url: '/api/flaws/:id',
    summary: 'One flaw: evidence, thread, cost, trend, fixes and who was told.',
    tag,
    params: byId,
    answer: flawView,
    read: async ({ params, caller }) => {
      assertMayRead(flawPolicy, 'read', caller);
      return flawView.parse(await presentFlaw(db, params.id, clock.now()));
    },
  });
}

function nameRoutes(server: FastifyInstance, context: Context): void {
  const now = () => context.clock.now();
  post(server, context, {
    url: '/api/flaws',
    summary: 'Name a flaw that the program has not suspected.',
    tag,
    status: 201,
    body: nameBody.extend({ complaintIds: complaintIds.default([]) }),
    answer: z.object({ flawId: z.string() }),
    act: async (unit, { body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'judge', caller);
      const { complaintIds: behind, ownerId = staffId, since = now(), ...rest } = body;
      const { flawId } = await openFlaw(unit, { ...rest, ownerId, since, staffId });
      for (const complaintId of behind) {
        const of = await findComplaint(unit.tx, complaintId);
        await traceComplaint(unit, of, { flawId, by: 'staff', staffId, reason: rest.reason });
      }
      return { flawId };
    },
  });
  post(server, context, {
    url: '/api/flaws/:id/name',
    summary: 'Confirm what the program suspects, with a name; or name it anew.',
    tag,
    params: byId,
    body: nameBody,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'judge', caller);
      const { ownerId = staffId, since = await sinceOf(unit, params.id, now()), ...rest } = body;
      await nameFlaw(unit, params.id, { ...rest, ownerId, since, staffId });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/flaws/:id/splitting',
    summary: 'Some of its complaints are another flaw.',
    tag,
    status: 201,
    params: byId,
    body: nameBody.extend({ complaintIds: complaintIds.min(1) }),
    answer: z.object({ flawId: z.string() }),
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'judge', caller);
      const { ownerId = staffId, since = await sinceOf(unit, params.id, now()), ...rest } = body;
      const ids = [...new Set(rest.complaintIds)];
      const wish = { ...rest, complaintIds: ids, ownerId, since, staffId };
      return splitFlaw(unit, params.id, wish);
    },
  });
}

const sinceOf = async (unit: Unit, flawId: string, now: Date): Promise<Date> =>
  (await flawRow(unit.tx, flawId))?.since ?? now;

function axisRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/flaws/:id/about',
    summary: 'What it is about. What was said before stays readable.',
    tag,
    params: byId,
    body: aboutBody,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'judge', caller);
      await sayAbout(unit, params.id, { ...body, staffId });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/flaws/:id/cause',
    summary: 'Why it happened. A mistake of the customer’s has a cause of ours behind it.',
    tag,
    params: byId,
    body: causeBody,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'judge', caller);
      await sayCause(unit, params.id, { ...body, staffId });
      return isDone;
    },
  });
}

function settleRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/flaws/:id/merging',
    summary: 'It is the same flaw as another; everything goes on there.',
    tag,
    params: byId,
    body: reasonBody.extend({ into: fields.uuid }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'judge', caller);
      await mergeFlaw(unit, params.id, { ...body, staffId });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/flaws/:id/dismissal',
    summary: 'It is no flaw of ours, and why. The program learns from it.',
    tag,
    params: byId,
    body: reasonBody,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'judge', caller);
      await dismissFlaw(unit, params.id, { ...body, staffId });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/flaws/:id/living-with',
    summary: 'We leave it as it is, and why. Never for what needs training.',
    tag,
    params: byId,
    body: reasonBody,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(flawPolicy, 'liveWith', caller);
      await liveWithFlaw(unit, params.id, { ...body, staffId });
      return isDone;
    },
  });
}
