import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { dayMs, later } from '#clock.ts';
import type { Database } from '#database/connection.ts';
import { assertMay, assertMayRead, assertPerson, roles } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { notFound } from '#refusal.ts';
import { staffById } from '#staff/index.ts';
import { authorityOf, limitSettings, setLimits, usedBy } from './authority.ts';
import { type LimitedKind, type LimitSettings, limitedKinds } from './limits.ts';
import { remedyPolicy } from './policy.ts';
import { limitsBody } from './schemas.ts';

const tag = 'Remedies';
const measure = z.number().nullable().describe('null: as much as it takes');

const settingsView = z.object({
  currency: z.string(),
  periodDays: z.number(),
  approvalHours: z.number(),
  limits: z.array(
    z.object({
      role: z.enum(roles),
      kind: z.enum(limitedKinds),
      eachMax: measure,
      periodMax: measure,
      countMax: measure,
    }),
  ),
});

const ownLimit = z.object({
  kind: z.enum(limitedKinds),
  mayGive: z.boolean().describe('Whether you may give any of it by yourself.'),
  eachMax: measure,
  leftAmount: measure,
  leftCount: measure,
  usedAmount: z.number(),
  usedCount: z.number(),
  moreAt: z.date().nullable().describe('When what you gave first no longer counts.'),
});

/** Who may decide what alone. */
export function limitRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/remedy-limits',
    summary: 'How much each role may give by itself.',
    tag,
    answer: settingsView,
    read: async ({ caller }) => {
      assertMayRead(remedyPolicy, 'read', caller);
      const { limits, ...settings } = await limitSettings(context.db);
      return { ...settings, limits: [...limits] };
    },
  });
  post(server, context, {
    url: '/api/remedy-limits',
    summary: 'Set how much each role may give by itself.',
    tag,
    body: limitsBody,
    answer: done,
    act: async (unit, { body, caller }) => {
      const { staffId } = assertMay(remedyPolicy, 'setLimits', caller);
      await setLimits(unit, body, staffId);
      return isDone;
    },
  });
  get(server, context, {
    url: '/api/remedy-limits/mine',
    summary: 'What you may give now, by yourself.',
    tag,
    answer: z.object({ currency: z.string(), periodDays: z.number(), limits: z.array(ownLimit) }),
    read: async ({ caller }) => {
      const { staffId } = assertPerson(caller);
      const settings = await limitSettings(context.db);
      const of = { staffId, settings, now: context.clock.now() };
      const limits = [];
      for (const kind of limitedKinds) limits.push(await ownLimitOf(context.db, kind, of));
      const { currency, periodDays } = settings;
      return { currency, periodDays, limits };
    },
  });
}

async function ownLimitOf(
  db: Database,
  kind: LimitedKind,
  { staffId, settings, now }: { staffId: string; settings: LimitSettings; now: Date },
): Promise<z.infer<typeof ownLimit>> {
  const staff = await staffById(db, staffId);
  if (!staff) throw notFound('There is no such person here.');
  const authority = await authorityOf(db, staff, { kind, settings });
  const used = await usedBy(db, { staffId, kind, settings }, now);
  const left = (max: number | null | undefined, gone: number): number | null =>
    max === null || max === undefined ? null : Math.max(0, max - gone);
  return {
    kind,
    mayGive: authority !== undefined,
    eachMax: authority?.eachMax ?? null,
    leftAmount: left(authority?.periodMax, used.amount),
    leftCount: left(authority?.countMax, used.count),
    usedAmount: used.amount,
    usedCount: used.count,
    moreAt: used.oldest && later(used.oldest, settings.periodDays * dayMs),
  };
}
