import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { historyOf } from '#clocks/happened.ts';
import { clocksOf, reckoningOf } from '#clocks/index.ts';
import { complaintStream, findByReference, readReference } from '#complaints/index.ts';
import { assertMay, type Policy, roles } from '#http/caller.ts';
import { get } from '#http/route.ts';
import { readEntries } from '#ledger/store.ts';
import { findPack, packId, packVersion, rulesOf } from '#packs/index.ts';
import { notFound } from '#refusal.ts';
import { assertOrganisation } from '#staff/index.ts';
import type { Amends } from './amends.ts';

const trialPolicy = { try: roles } as const satisfies Policy;

/** What a pack would have made of a past complaint. Nothing is kept, and nothing counts. */
export function trialRoutes(server: FastifyInstance, amends: Amends): void {
  const { db, shipped } = amends;
  get(server, amends, {
    url: '/api/packs/:id/trial',
    summary: 'The dates that this version would have given to a past complaint. Nothing counts.',
    tag: 'Packs',
    params: z.strictObject({ id: packId }),
    query: z.strictObject({
      version: packVersion,
      complaint: z.string().max(40).describe('Its reference, such as AM-7K3F-92QX.'),
    }),
    answer: z.object({
      dates: z.array(
        z.object({
          rule: z.string(),
          notice: z.string(),
          anchoredAt: z.date(),
          dueAt: z.date(),
          state: z.enum(['running', 'breached', 'met', 'ended']),
          isLate: z.boolean(),
          source: z.string(),
          confidence: z.enum(['read', 'second_hand', 'unseen']),
        }),
      ),
    }),
    read: async ({ params, query, caller }) => {
      assertMay(trialPolicy, 'try', caller);
      const reference = readReference(query.complaint);
      const of = reference && (await findByReference(db, reference));
      if (!of) throw notFound('There is no complaint with this reference.');
      const name = { packId: params.id, version: query.version };
      const { pack } = await findPack(db, shipped, name);
      const rules = rulesOf(pack, name);
      const history = historyOf(
        await readEntries(db, complaintStream(of.customerId, of.complaintId)),
      );
      const clocks = clocksOf(rules, history, reckoningOf(await assertOrganisation(db)));
      return {
        dates: clocks.flatMap(({ ruleId, anchoredAt, dueAt, state, hasBreached }) => {
          const rule = rules.find((each) => each.rule.id === ruleId)?.rule;
          if (!rule) return [];
          const { notice, source, confidence } = rule;
          const isOpen = state === 'running' || state === 'breached';
          const isLate = hasBreached || (isOpen && dueAt <= amends.clock.now());
          return [{ rule: ruleId, notice, anchoredAt, dueAt, state, isLate, source, confidence }];
        }),
      };
    },
  });
}
