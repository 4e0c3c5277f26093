import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { findComplaint } from '#complaints/index.ts';
import { assertMay, assertMayRead } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import type { Unit } from '#ledger/ledger.ts';
import { staffById } from '#staff/index.ts';
import type { Outcome } from './approving.ts';
import {
  answerOffer,
  deliverRemedy,
  giveAsProposed,
  giveInstead,
  judgeRemedy,
  offerRemedy,
  proposeRemedy,
  withdrawRemedy,
} from './commands.ts';
import { remedyPolicy } from './policy.ts';
import { findRemedy, remediesOf } from './queries.ts';
import * as schemas from './schemas.ts';
import { assertCurrency, slotOf } from './wishing.ts';

const tag = 'Remedies';
const byId = z.strictObject({ id: fields.uuid });

export async function presentOutcome(unit: Unit, { remedyId, state, approverId }: Outcome) {
  const approver = approverId ? await staffById(unit.tx, approverId) : undefined;
  return {
    id: remedyId,
    state,
    approver: approver ? { id: approver.staffId, name: approver.name } : null,
  };
}

export function remedyRoutes(server: FastifyInstance, context: Context): void {
  complaintRoutes(server, context);
  proposalRoutes(server, context);
  wordRoutes(server, context);
  doneRoutes(server, context);
}

function complaintRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/complaints/:id/remedies',
    summary: 'What was proposed, offered and given to put it right.',
    tag,
    params: byId,
    answer: z.object({ remedies: z.array(schemas.remedyView) }),
    read: async ({ params, caller }) => {
      assertMayRead(remedyPolicy, 'read', caller);
      const of = await findComplaint(context.db, params.id);
      return { remedies: (await remediesOf(context.db, of)).map(schemas.presentRemedy) };
    },
  });
  post(server, context, {
    url: '/api/complaints/:id/remedies',
    summary: 'Put it right. Within your limit at once; above it, whoever can decide is asked.',
    tag,
    status: 201,
    params: byId,
    body: schemas.offerBody,
    answer: schemas.outcome,
    act: async (unit, { params: { id }, body, caller }) => {
      const { staffId } = assertMay(remedyPolicy, 'offer', caller);
      const of = await findComplaint(unit.tx, id);
      await assertCurrency(unit, body.currency);
      const { kind, what, amount = null, ownerId = staffId, dueAt = null } = body;
      const { wish = null, why = null, noQuestions, asProposed } = body;
      const outcome = await offerRemedy(unit, of, {
        kind,
        what,
        amount,
        ownerId,
        dueAt,
        why,
        staffId,
        slot: slotOf(kind, body),
        wish: asProposed ? 'accepted' : wish,
        accepts: asProposed ? 'as_proposed' : noQuestions ? 'no_questions' : null,
      });
      return presentOutcome(unit, outcome);
    },
  });
}

function proposalRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/complaints/:id/remedy-proposals',
    summary: 'Write down what could put it right, for somebody to decide.',
    tag,
    status: 201,
    params: byId,
    body: schemas.proposalBody,
    answer: z.object({ id: z.string() }),
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(remedyPolicy, 'propose', caller);
      const of = await findComplaint(unit.tx, params.id);
      await assertCurrency(unit, body.currency);
      const { kind, amount = null, what } = body;
      const proposal = { by: 'staff', staffId, kind, amount, what } as const;
      return { id: (await proposeRemedy(unit, of, proposal)).remedyId };
    },
  });
  post(server, context, {
    url: '/api/remedies/:id/offer',
    summary: 'Give what was proposed as it stands; or something else, with the reason.',
    tag,
    params: byId,
    body: schemas.proposalAnswerBody,
    answer: schemas.outcome,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(remedyPolicy, 'offer', caller);
      const of = await findRemedy(unit.tx, params.id);
      const { instead, ownerId = staffId, dueAt = null } = body;
      const seeing = { ownerId, dueAt, slot: slotOf(instead?.kind ?? of.kind, body), staffId };
      if (!instead) return presentOutcome(unit, await giveAsProposed(unit, of, seeing));
      await assertCurrency(unit, instead.currency);
      const { kind, what, why, amount = null } = instead;
      const wish = { kind, what, why, amount, ...seeing };
      return presentOutcome(unit, await giveInstead(unit, of, wish));
    },
  });
}

function wordRoutes(server: FastifyInstance, context: Context): void {
  const shape = { tag, params: byId, answer: done };
  for (const [way, summary, yes] of [
    ['acceptance', 'The customer takes what was offered: write down how they said it.', true],
    ['declination', 'The customer does not want it: write down how they said it.', false],
  ] as const) {
    post(server, context, {
      ...shape,
      url: `/api/remedies/:id/${way}`,
      summary,
      body: schemas.saidBody,
      act: async (unit, { params, body, caller }) => {
        const { staffId } = assertMay(remedyPolicy, 'recordWord', caller);
        await answerOffer(unit, await findRemedy(unit.tx, params.id), yes, { staffId, ...body });
        return isDone;
      },
    });
  }
  post(server, context, {
    ...shape,
    url: '/api/remedies/:id/confirmation',
    summary: 'The customer says whether they have it: write down how they said it.',
    body: schemas.saidBody.extend({ has: z.boolean() }),
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(remedyPolicy, 'recordWord', caller);
      const { has, ...said } = body;
      await judgeRemedy(unit, await findRemedy(unit.tx, params.id), has, { staffId, ...said });
      return isDone;
    },
  });
}

function doneRoutes(server: FastifyInstance, context: Context): void {
  const shape = { tag, params: byId, answer: done };
  post(server, context, {
    ...shape,
    url: '/api/remedies/:id/delivery',
    summary: 'Say that the customer has it. They are asked whether that is so.',
    body: schemas.deliveryBody,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(remedyPolicy, 'deliver', caller);
      const { arrivedAt = null, result = null } = body;
      const of = await findRemedy(unit.tx, params.id);
      await deliverRemedy(unit, of, { staffId, arrivedAt, result });
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/remedies/:id/withdrawal',
    summary: 'Take it back, with a reason. What the customer has, nobody takes away.',
    body: schemas.reasonBody,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(remedyPolicy, 'withdraw', caller);
      const of = await findRemedy(unit.tx, params.id);
      await withdrawRemedy(unit, of, { staffId, reason: body.reason });
      return isDone;
    },
  });
}
