import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { coveredBy } from '#absences/index.ts';
import {
  assertMay,
  assertMayRead,
  assertPerson,
  type Caller,
  holdsOne,
  type Person,
} from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { filesOfTickets, uploadTickets } from '#http/uploads.ts';
import { teamOf } from '#staff/index.ts';
import {
  acceptOffer,
  addMessage,
  askFixed,
  declineOffer,
  logContact,
  offer,
  take,
} from './commands.ts';
import { channels } from './complaint.ts';
import { countsOf } from './counts.ts';
import { type Intake, takeIn, wishOf } from './intake.ts';
import { type ListWish, listComplaints } from './list.ts';
import { nextDateRoutes } from './next-date-routes.ts';
import { complaintPolicy } from './policy.ts';
import { findComplaint } from './queries.ts';
import * as schemas from './schemas.ts';
import { summaryOf } from './summary.ts';

const tag = 'Complaints';

export function complaintRoutes(server: FastifyInstance, intake: Intake): void {
  const { context } = intake;
  post(server, context, {
    url: '/api/complaints',
    summary: 'Make a complaint. Nobody needs an account.',
    tag,
    status: 201,
    body: schemas.complaintBody,
    answer: schemas.receivedAnswer,
    act: (unit, { body, caller }) =>
      takeIn(
        intake,
        unit,
        wishOf(body, caller, { channel: 'api', files: filesOfTickets(context, body.files) }),
      ),
  });
  get(server, context, {
    url: '/api/complaints',
    summary: 'Complaints, newest first or by next date, a page at a time.',
    tag,
    query: schemas.listQuery,
    answer: schemas.listAnswer,
    read: async ({ query, caller }) => {
      assertMayRead(complaintPolicy, 'read', caller);
      const wish = await listWishOf(context, query, caller);
      const { rows, next } = await listComplaints(context.db, wish);
      return { complaints: rows.map((row) => summaryOf(row, query.text)), next };
    },
  });
  get(server, context, {
    url: '/api/me/counts',
    summary: 'How many complaints wait for you, and in which way.',
    tag,
    answer: schemas.countsAnswer,
    read: ({ caller }) => countsOf(context.db, assertPerson(caller).staffId),
  });
  nextDateRoutes(server, context);
  wordRoutes(server, intake);
  ownerRoutes(server, intake);
  closingRoutes(server, intake);
}

async function listWishOf(
  { db, clock }: Context,
  query: z.infer<typeof schemas.listQuery>,
  caller: Caller,
): Promise<ListWish> {
  const { owner, team, covered, offered, promised, raised, account, ...rest } = query;
  const asked = [team, covered, offered, promised, raised, account];
  const asksForOwn = owner === 'me' || asked.some(Boolean);
  const me = asksForOwn ? assertPerson(caller).staffId : undefined;
  return {
    ownerId: owner === 'me' ? me : owner,
    teamIds: me ? await ownersOf({ db, clock }, { me, team, covered }) : undefined,
    offeredTo: offered && me,
    promisedBy: promised && me,
    raisedTo: raised && me,
    accountOwnerId: account && me,
    ...rest,
  };
}

/** Of several people side by side: those below somebody, or those for whom they cover. */
async function ownersOf(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  wish: { me: string; team: 'me' | undefined; covered: 'me' | undefined },
): Promise<readonly string[] | undefined> {
  if (wish.covered) return coveredBy(db, wish.me, clock.now());
  return wish.team ? teamOf(db, wish.me) : undefined;
}

function wordRoutes(server: FastifyInstance, { context }: Intake): void {
  post(server, context, {
    url: '/api/complaints/:id/notes',
    summary: 'Write a note between ourselves. The customer never sees it.',
    tag,
    status: 201,
    params: schemas.byId,
    body: z.strictObject({ text: fields.longText }),
    answer: z.object({ messageId: z.string() }),
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'note', caller);
      const of = await findComplaint(unit.tx, params.id);
      return addMessage(unit, of, { staffId, audience: 'internal', text: body.text, files: [] });
    },
  });
  post(server, context, {
    url: '/api/complaints/:id/contacts',
    summary: 'Write down that the customer reached us again: a call, a letter, a visit.',
    tag,
    status: 201,
    params: schemas.byId,
    body: z.strictObject({
      channel: z.enum(channels),
      occurredAt: fields.moment.optional(),
      text: fields.longText,
      files: uploadTickets,
    }),
    answer: z.object({ contactId: z.string() }),
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'logContact', caller);
      const of = await findComplaint(unit.tx, params.id);
      const { channel, occurredAt = null, text } = body;
      const files = filesOfTickets(context, body.files);
      return logContact(unit, of, { channel, occurredAt, text, staffId, files });
    },
  });
}

const isSenior = (person: Person): boolean => holdsOne(person, ['manager', 'executive']);

function ownerRoutes(server: FastifyInstance, { context }: Intake): void {
  const url = '/api/complaints/:id/hand-over';
  const shape = { tag, params: schemas.byId, answer: done };
  post(server, context, {
    ...shape,
    url,
    summary: 'Offer it to someone else. It stays yours until they accept.',
    body: z.strictObject({
      to: fields.uuid,
      reason: fields.longText,
      pairedWith: fields.uuid
        .optional()
        .describe('Who is trained for its area and stands beside a taker who is not.'),
    }),
    act: async (unit, { params, body, caller }) => {
      const person = assertMay(complaintPolicy, 'handOver', caller);
      const of = await findComplaint(unit.tx, params.id);
      const from = person.staffId;
      const { pairedWith, ...wish } = body;
      const paired = pairedWith ? { pairedWith } : {};
      await offer(unit, of, { ...wish, ...paired, from, isSenior: isSenior(person) });
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: `${url}/acceptance`,
    summary: 'Accept what was offered to you: it is yours now.',
    act: async (unit, { params, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'handOver', caller);
      await acceptOffer(unit, await findComplaint(unit.tx, params.id), staffId);
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: `${url}/refusal`,
    summary: 'Decline what was offered to you, with a reason.',
    body: schemas.reason,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'handOver', caller);
      await declineOffer(unit, await findComplaint(unit.tx, params.id), staffId, body.reason);
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/complaints/:id/ownership',
    summary: 'Take it on yourself, with everything that was promised.',
    act: async (unit, { params, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'takeOver', caller);
      await take(unit, await findComplaint(unit.tx, params.id), staffId);
      return isDone;
    },
  });
}

function closingRoutes(server: FastifyInstance, { context }: Intake): void {
  const shape = { tag, params: schemas.byId, answer: done };
  post(server, context, {
    ...shape,
    url: '/api/complaints/:id/closure-question',
    summary: 'Ask the customer whether it is fixed. Only the customer closes.',
    act: async (unit, { params, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'askWhetherFixed', caller);
      await askFixed(unit, await findComplaint(unit.tx, params.id), staffId);
      return isDone;
    },
  });
}
