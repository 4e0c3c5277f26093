import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  addMessage,
  complaintPolicy,
  findComplaint,
  type LetterHead,
  letterHead,
  type Of,
  type WishedDelivery,
} from '#complaints/index.ts';
import type { Tx } from '#database/connection.ts';
import { assertMay } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { get, post } from '#http/route.ts';
import { notFound, Refusal } from '#refusal.ts';
import { conversationOf } from './answers.ts';
import type { NoticeMeans } from './means.ts';
import { chosenRecipients } from './recipients.ts';
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
      const { staffId } = assertMay(complaintPolicy, 'answer', caller);
      const of = await findComplaint(unit.tx, params.id);
      const delivery = await deliveryOf(unit.tx, context.means, of, body);
      const message = { staffId, audience: 'customer', text: body.text, files: [] } as const;
      return addMessage(unit, of, { ...message, ...(delivery && { delivery }) });
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

async function headOf(db: Context['db'] | Tx, of: Of): Promise<LetterHead> {
  const head = await letterHead(db, of);
  if (head) return head;
  throw notFound('There is no such complaint.');
}

type Wish = Omit<z.infer<typeof schemas.answerBody>, 'text'>;

/** Undefined where nothing was wished for: then it goes to whom it answers. */
async function deliveryOf(
  tx: Tx,
  means: NoticeMeans,
  of: Of,
  { text: _, ...wish }: Wish & { text: string },
): Promise<WishedDelivery | undefined> {
  if (Object.keys(wish).length === 0) return undefined;
  const { by = 'mail', quoteHistory = false, answering = null } = wish;
  const customer = await headOf(tx, of);
  if (by === 'post') assertPostalAddress(customer);
  const { contact, recipients } = await conversationOf(tx, means, { of, answering, customer });
  return {
    by,
    quoteHistory,
    answering: contact?.contactId ?? null,
    recipients: isChosen(wish) ? chosenRecipients(recipients, wish) : null,
  };
}

const isChosen = ({ by, to, cc }: Wish): boolean =>
  by !== 'post' && (to !== undefined || cc !== undefined);

function assertPostalAddress({ postalAddress }: LetterHead): void {
  if (postalAddress) return;
  throw new Refusal(
    'no_postal_address',
    'We have no postal address of this customer. Write it down first.',
    { status: 409 },
  );
}
