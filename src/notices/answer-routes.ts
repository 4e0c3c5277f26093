import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { complaintPolicy, findComplaint } from '#complaints/index.ts';
import { assertMay } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { get, post } from '#http/route.ts';
import { answerCustomer, headOf } from './answering.ts';
import { conversationOf } from './answers.ts';
import type { NoticeMeans } from './means.ts';
import * as schemas from './schemas.ts';
import { senderOf } from './ways-out.ts';

type Doors = Context & { means: NoticeMeans };

export function answerRoutes(server: FastifyInstance, context: Doors): void {
  const shape = { tag: 'Complaints', params: z.strictObject({ id: fields.uuid }) };
  post(server, context, {
    ...shape,
    url: '/api/complaints/:id/messages',
    summary: 'Answer the customer, or whoever wrote for them.',
    status: 201,
    body: schemas.answerBody,
    answer: z.object({ messageId: z.string() }),
    act: async (unit, { params, body, caller }) => {
      const person = assertMay(complaintPolicy, 'answer', caller);
      const of = await findComplaint(unit.tx, params.id);
      return answerCustomer(unit, context.means, { of, person, wish: body });
    },
  });
  get(server, context, {
    ...shape,
    url: '/api/complaints/:id/recipients',
    summary: 'To whom an answer would go: those who stood on the message that is answered.',
    query: z.strictObject({ answering: fields.uuid.optional() }),
    answer: schemas.recipientsAnswer,
    read: async ({ params, query, caller }) => {
      assertMay(complaintPolicy, 'answer', caller);
      const { db, config, means } = context;
      const of = await findComplaint(db, params.id);
      const customer = await headOf(db, of);
      const asked = { of, answering: query.answering ?? null, customer };
      const { contact, mail, recipients } = await conversationOf(db, means, asked);
      const mailboxId = mail?.mailboxId ?? customer.mailboxId;
      const { address, name } = await senderOf({ db, config }, mailboxId);
      return {
        ...recipients,
        mailbox: { id: mailboxId, address, name },
        answering: contact?.contactId ?? null,
        byPost: customer.postalAddress !== null,
      };
    },
  });
}
