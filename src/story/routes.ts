import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  complaintPolicy,
  findComplaint,
  linkOf,
  logContact,
  type Of,
  readLinkToken,
} from '#complaints/index.ts';
import { mayReadWhole } from '#errands/index.ts';
import {
  assertMay,
  assertMayRead,
  type Caller,
  holdsOne,
  type Policy,
  roles,
} from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { readForm } from '#http/form.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { notAllowed, Refusal } from '#refusal.ts';
import { staffById } from '#staff/index.ts';
import { contextRoutes } from './context-routes.ts';
import { downloadOf, receiptOf } from './download.ts';
import { customerActor, openLink } from './link.ts';
import { type Claim, sendLostLinks } from './lost-link.ts';
import { sendFile } from './pages.tsx';
import { presentForCustomer, presentForStaff } from './present.ts';
import { remedyWordRoutes } from './remedy-routes.ts';
import { customerStory, staffStory } from './schemas.ts';
import { readStory } from './story.ts';
import {
  closeUnconfirmed,
  judge,
  replaceLink,
  sayWhetherFixed,
  takeHigher,
  withdraw,
} from './wishes.ts';

const tag = 'The customer’s page';
const byLink = z.strictObject({ link: z.string().max(200) });
const words = z.strictObject({ text: fields.longText.optional() });
const level = z.enum(['manager', 'executive']);

const storyPolicy = { escalate: roles } as const satisfies Policy;

/** What the private page can do, for programs; `link` is the last part of the private link. */
export function storyRoutes(server: FastifyInstance, context: Context, claim: Claim): void {
  readRoutes(server, context);
  verdictRoutes(server, context);
  remedyWordRoutes(server, context);
  wordRoutes(server, context);
  wayInRoutes(server, context, claim);
  contextRoutes(server, context);
  staffRoutes(server, context);
}

function readRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/story/:link',
    summary: 'The whole story of a complaint, as its customer sees it.',
    tag,
    params: byLink,
    answer: customerStory,
    read: async ({ params }) => {
      const target = await openLink(context, params.link);
      return presentForCustomer(await readStory(context, target, 'customer'));
    },
  });
  get(server, context, {
    url: '/api/story/:link/download',
    summary: 'Everything to take away.',
    tag,
    params: byLink,
    answer: z.looseObject({}),
    read: async ({ params }) => downloadOf(context, await openLink(context, params.link)),
  });
  get(server, context, {
    url: '/api/story/:link/receipt',
    summary: 'Sealed proof of what was recorded, to be checked without us.',
    tag,
    params: byLink,
    answer: z.looseObject({}),
    read: async ({ params }) => ({
      ...(await receiptOf(context, await openLink(context, params.link))),
    }),
  });
}

/** The customer named by the link; the link itself is checked whole when it is opened. */
const actor =
  (context: Context) =>
  <P extends { link: string }>(input: { params: P }) =>
    customerActor(readLinkToken(context.linkKey, input.params.link));

function verdictRoutes(server: FastifyInstance, context: Context): void {
  const shape = { tag, answer: done };
  const byCustomer = actor(context);
  post(server, context, {
    ...shape,
    url: '/api/story/:link/promises/:promiseId/verdict',
    summary: 'Say whether a promise was kept.',
    params: z.strictObject({ link: z.string().max(200), promiseId: fields.uuid }),
    body: z.strictObject({ kept: z.boolean() }),
    actor: byCustomer,
    act: async (unit, { params, body }) => {
      const target = await openLink(context, params.link, unit.tx);
      await judge(unit, target, { promiseId: params.promiseId, kept: body.kept });
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/story/:link/verdict',
    summary: 'Say whether it is fixed. Only the customer closes.',
    params: byLink,
    body: z.strictObject({ fixed: z.boolean(), text: fields.longText.optional() }),
    actor: byCustomer,
    act: async (unit, { params, body }) => {
      const { fixed, text = null } = body;
      await sayWhetherFixed(unit, await openLink(context, params.link, unit.tx), { fixed, text });
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/story/:link/withdrawal',
    summary: 'Withdraw the complaint.',
    params: byLink,
    body: words,
    actor: byCustomer,
    act: async (unit, { params, body }) => {
      await withdraw(unit, await openLink(context, params.link, unit.tx), body.text ?? null);
      return isDone;
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/story/:link/escalation',
    summary: 'Take it higher. Cannot be refused.',
    params: byLink,
    body: z.strictObject({ level, text: fields.longText.optional() }),
    actor: byCustomer,
    act: async (unit, { params, body }) => {
      const target = await openLink(context, params.link, unit.tx);
      const { level: to, text: reason = null } = body;
      await takeHigher(unit, target, { level: to, raisedBy: 'customer', reason });
      return isDone;
    },
  });
}

function wordRoutes(server: FastifyInstance, context: Context): void {
  const contact = { channel: 'web', occurredAt: null, staffId: null } as const;
  post(server, context, {
    url: '/api/story/:link/messages',
    summary: 'Add words. A closed complaint is open again.',
    tag,
    status: 201,
    params: byLink,
    body: z.strictObject({ text: fields.longText }),
    answer: z.object({ contactId: z.string() }),
    actor: actor(context),
    act: async (unit, { params, body }) =>
      logContact(unit, await openLink(context, params.link, unit.tx), {
        ...contact,
        ...body,
        files: [],
      }),
  });
  server.post<{ Params: { link: string } }>('/api/story/:link/files', async (request, reply) => {
    const target = await openLink(context, request.params.link);
    const { files, refusedFiles } = await readForm(request, context.files);
    if (files.length === 0) {
      const [first] = refusedFiles;
      if (!first) throw new Refusal('no_file', 'No file was sent.');
      throw new Refusal('no_file', '{name}: {message}.', { values: first });
    }
    const { contactId } = await context.ledger.write(customerActor(target), (unit) =>
      logContact(unit, target, { ...contact, text: null, files }),
    );
    return reply.code(201).send({ contactId, refusedFiles });
  });
  post(server, context, {
    url: '/api/story/:link/link',
    summary: 'Replace the private link; the present one stops working.',
    tag,
    params: byLink,
    answer: z.object({ link: z.string() }),
    actor: actor(context),
    act: async (unit, { params }) => {
      const target = await openLink(context, params.link, unit.tx);
      const { linkVersion } = await replaceLink(unit, target);
      return { link: linkOf(context)({ ...target, linkVersion }) };
    },
  });
}

function wayInRoutes(server: FastifyInstance, context: Context, claim: Claim): void {
  post(server, context, {
    url: '/api/claims',
    summary: 'Open a complaint by its reference and claim code.',
    tag,
    body: z.strictObject({ reference: fields.shortText, code: fields.shortText }),
    answer: z.object({ link: z.string() }),
    run: async ({ body }) => ({ link: await claim(body.reference, body.code) }),
  });
  post(server, context, {
    url: '/api/lost-links',
    summary: 'Have the link sent to a known address. The answer never says whether it is known.',
    tag,
    body: z.strictObject({ email: fields.email }),
    answer: done,
    run: async ({ body }) => {
      await sendLostLinks(context, body.email);
      return isDone;
    },
  });
}

/** A fixer reads the whole complaint only where the setting of their team says so. */
async function findReadable({ db }: Context, id: string, caller: Caller): Promise<Of> {
  if (caller.kind !== 'person') assertMayRead(complaintPolicy, 'read', caller);
  const of = await findComplaint(db, id);
  if (caller.kind !== 'person' || holdsOne(caller.person, complaintPolicy.read)) return of;
  if (await mayReadWhole(db, caller.person.staffId, of)) return of;
  throw notAllowed('You see the errands of your team, and not the whole complaint.');
}

function staffRoutes(server: FastifyInstance, context: Context): void {
  const params = z.strictObject({ id: fields.uuid });
  get(server, context, {
    url: '/api/complaints/:id',
    summary: 'One complaint with everything around it.',
    tag: 'Complaints',
    params,
    answer: staffStory,
    read: async ({ params: { id }, caller }) => {
      const of = await findReadable(context, id, caller);
      return presentForStaff(context.db, await readStory(context, of, 'staff'));
    },
  });
  post(server, context, {
    url: '/api/complaints/:id/escalation',
    summary: 'Take it higher.',
    tag: 'Complaints',
    params,
    body: z.strictObject({ level, reason: fields.longText }),
    answer: z.object({ raisedTo: z.object({ id: z.string(), name: z.string() }) }),
    act: async (unit, { params: { id }, body, caller }) => {
      assertMay(storyPolicy, 'escalate', caller);
      const of = await findComplaint(unit.tx, id);
      const { raisedTo } = await takeHigher(unit, of, { ...body, raisedBy: 'staff' });
      const person = await staffById(unit.tx, raisedTo);
      return { raisedTo: { id: raisedTo, name: person?.name ?? '' } };
    },
  });
  post(server, context, {
    url: '/api/complaints/:id/closure',
    summary:
      'Close on documents: answered, asked twice, nothing owed, something done, and a reason.',
    tag: 'Complaints',
    params,
    body: z.strictObject({
      reason: fields.longText,
      noAction: fields.longText.optional().describe('Why nothing can be done, if nothing was.'),
    }),
    answer: done,
    act: async (unit, { params: { id }, body, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'closeDocumented', caller);
      const of = await findComplaint(unit.tx, id);
      await closeUnconfirmed(unit, of, { ...body, staffId });
      return isDone;
    },
  });
  server.get<{ Params: { id: string; fileId: string } }>(
    '/api/complaints/:id/files/:fileId',
    async (request, reply) => {
      const { id, fileId } = request.params;
      const of = await findReadable(context, fields.parse(fields.uuid, id), request.caller);
      return sendFile(context, reply, { of, fileId, reader: 'staff' });
    },
  );
}
