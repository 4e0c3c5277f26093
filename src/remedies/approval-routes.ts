import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { complaintHead } from '#complaints/index.ts';
import type { Database } from '#database/connection.ts';
import { assertPerson } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { staffById } from '#staff/index.ts';
import { approveRemedy, refuseRemedy } from './approving.ts';
import { limitSettings, nextApprover } from './authority.ts';
import { approvalsOf, findRemedy, type RemedyView } from './queries.ts';
import { presentOutcome } from './routes.ts';
import * as schemas from './schemas.ts';

const tag = 'Remedies';
const byId = z.strictObject({ id: fields.uuid });
const shownMax = 100;

const approval = z.object({
  remedy: schemas.remedyView,
  complaint: z.object({
    id: z.string(),
    reference: z.string(),
    text: z.string().nullable(),
    wish: z.string().nullable(),
  }),
  movesUpTo: z.string().nullable().describe('Who decides next, if nobody does until movesUpAt.'),
});

/** What is beyond somebody's own limit, for whoever can decide it. */
export function approvalRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/approvals',
    summary: 'Remedies that wait for your decision.',
    tag,
    answer: z.object({ approvals: z.array(approval) }),
    read: async ({ caller }) => {
      const { staffId } = assertPerson(caller);
      const waiting = await approvalsOf(context.db, staffId, shownMax);
      const approvals = [];
      for (const remedy of waiting) approvals.push(await presentApproval(context, remedy));
      return { approvals };
    },
  });
  post(server, context, {
    url: '/api/remedies/:id/approval',
    summary: 'Approve it. Beyond your own limit it goes on to the next above who can.',
    tag,
    params: byId,
    answer: schemas.outcome,
    act: async (unit, { params, caller }) => {
      const { staffId } = assertPerson(caller);
      const of = await findRemedy(unit.tx, params.id);
      return presentOutcome(unit, await approveRemedy(unit, of, staffId));
    },
  });
  post(server, context, {
    url: '/api/remedies/:id/refusal',
    summary: 'Refuse it, with the reason.',
    tag,
    params: byId,
    body: schemas.reasonBody,
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const person = assertPerson(caller);
      const of = await findRemedy(unit.tx, params.id);
      await refuseRemedy(unit, of, { person, reason: body.reason });
      return isDone;
    },
  });
}

async function presentApproval(
  { db, clock }: Context,
  remedy: RemedyView & { customerId: string },
): Promise<z.infer<typeof approval>> {
  const { customerId, complaintId } = remedy;
  const head = await complaintHead(db, { customerId, complaintId });
  if (!head) throw new Error('a remedy of no complaint');
  return {
    remedy: schemas.presentRemedy(remedy),
    complaint: {
      id: complaintId,
      reference: head.reference,
      ...(await wordsOf(db, { customerId, complaintId })),
    },
    movesUpTo: await movesUpTo(db, remedy, clock.now()),
  };
}

async function movesUpTo(db: Database, remedy: RemedyView, now: Date): Promise<string | null> {
  const { askedBy, approverId: after, movesUpAt } = remedy;
  if (!askedBy || !movesUpAt) return null;
  const question = { price: remedy, settings: await limitSettings(db) };
  const next = await nextApprover(db, { askedBy, after, question }, now);
  return next ? ((await staffById(db, next))?.name ?? null) : null;
}

async function wordsOf(db: Database, of: { customerId: string; complaintId: string }) {
  const row = await db
    .selectFrom('complaints')
    .leftJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'complaints.customer_id')
        .onRef('words.words_id', '=', 'complaints.words_id'),
    )
    .leftJoin('words as wishes', (join) =>
      join
        .onRef('wishes.customer_id', '=', 'complaints.customer_id')
        .onRef('wishes.words_id', '=', 'complaints.wish_id'),
    )
    .select(['words.text', 'wishes.text as wish'])
    .where('complaints.customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .executeTakeFirst();
  return { text: row?.text ?? null, wish: row?.wish ?? null };
}
