import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { claimCode, type LinkTarget, linkOf, linkToken, logContact } from '#complaints/index.ts';
import { needsText, sayNeeds } from '#customers/index.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { readForm } from '#http/form.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { limitSettings, minorUnits, proposalBody } from '#remedies/index.ts';
import { render } from '#web/page.tsx';
import { downloadOf, receiptOf } from './download.ts';
import { customerActor, openLink } from './link.ts';
import { fileOfComplaint } from './messages.ts';
import { PrintPage } from './print-page.tsx';
import { propose, sayWhetherHad, takeOffer } from './remedy-wishes.ts';
import { readStory } from './story.ts';
import { StoryPage } from './story-page.tsx';
import { judge, replaceLink, sayWhetherFixed, takeHigher, withdraw } from './wishes.ts';

type Params = { token: string; id?: string };
type LinkRequest = FastifyRequest<{ Params: Params }>;

/** The private page and everything that can be pressed on it, without a script. */
export function storyPages(server: FastifyInstance, context: Context): void {
  server.get<{ Params: Params }>('/c/:token', (request, reply) =>
    showStory(context, request, reply),
  );
  server.get<{ Params: Params }>('/c/:token/print', async (request, reply) => {
    const target = await openLink(context, request.params.token);
    const story = await readStory(context, target, 'customer');
    return sendPage(reply, render(<PrintPage story={story} />));
  });
  takeAwayPages(server, context);
  pressPages(server, context);
}

async function showStory(context: Context, request: LinkRequest, reply: FastifyReply) {
  const target = await openLink(context, request.params.token);
  const story = await readStory(context, target, 'customer');
  const { new: isNew, left = [] } = request.query as { new?: string; left?: string | string[] };
  const page = (
    <StoryPage
      story={story}
      base={`/c/${request.params.token}`}
      link={linkOf(context)(target)}
      claimCode={claimCode(context.linkKey, target)}
      welcome={isNew ? { refusedFiles: [left].flat() } : undefined}
    />
  );
  return sendPage(reply, render(page));
}

/** A private page is nobody else's business: no cache keeps it. */
const sendPage = (reply: FastifyReply, page: string) =>
  reply.header('cache-control', 'no-store').type('text/html').send(page);

function takeAwayPages(server: FastifyInstance, context: Context): void {
  server.get<{ Params: Params }>('/c/:token/download.json', async (request, reply) => {
    const target = await openLink(context, request.params.token);
    const download = await downloadOf(context, target);
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${download.reference}.json"`)
      .type('application/json')
      .send(JSON.stringify(download, null, 2));
  });
  server.get<{ Params: Params }>('/c/:token/receipt.json', async (request, reply) => {
    const target = await openLink(context, request.params.token);
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="receipt.json"')
      .type('application/json')
      .send(JSON.stringify(await receiptOf(context, target), null, 2));
  });
  server.get<{ Params: Params }>('/c/:token/files/:id', async (request, reply) => {
    const target = await openLink(context, request.params.token);
    return sendFile(context, reply, { of: target, fileId: request.params.id, reader: 'customer' });
  });
}

/** A file as it came, to be saved and never to be run or shown inside our pages. */
export async function sendFile(
  context: Context,
  reply: FastifyReply,
  wanted: {
    of: { customerId: string; complaintId: string };
    fileId: string | undefined;
    reader: 'customer' | 'staff';
  },
) {
  const fileId = fields.parse(fields.uuid, wanted.fileId);
  const file = await fileOfComplaint(context.db, wanted.of, fileId, wanted.reader);
  if (!file) throw notFound('There is no such file.');
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .type(file.mediaType)
    .send(context.files.stream(file.sha256));
}

function pressPages(server: FastifyInstance, context: Context): void {
  const press = (
    path: string,
    work: (unit: Unit, target: LinkTarget, values: Values) => Promise<unknown>,
  ) =>
    server.post<{ Params: Params }>(`/c/:token${path}`, async (request, reply) => {
      const target = await openLink(context, request.params.token);
      const { values } = await readForm(request, context.files);
      if (request.params.id) values['id'] = request.params.id;
      await context.ledger.write(customerActor(target), (unit) => work(unit, target, values));
      return reply.redirect(`/c/${request.params.token}`, 303);
    });
  press('/promises/:id/verdict', (unit, target, { id, kept }) =>
    judge(unit, target, { promiseId: fields.parse(fields.uuid, id), kept: isYes(kept) }),
  );
  press('/remedies/:id/answer', (unit, target, { id, yes }) =>
    takeOffer(unit, target, { remedyId: fields.parse(fields.uuid, id), yes: isYes(yes) }),
  );
  press('/remedies/:id/verdict', (unit, target, { id, has }) =>
    sayWhetherHad(unit, target, { remedyId: fields.parse(fields.uuid, id), has: isYes(has) }),
  );
  press('/remedies', proposePage);
  press('/verdict', (unit, target, { fixed, text }) =>
    sayWhetherFixed(unit, target, { fixed: isYes(fixed), text: wordsOf(text) }),
  );
  press('/needs', (unit, target, { needs }) =>
    sayNeeds(unit, target, fields.parse(needsText, needs ?? '')),
  );
  press('/withdrawal', (unit, target, { text }) => withdraw(unit, target, wordsOf(text)));
  press('/escalation', (unit, target, { level }) =>
    takeHigher(unit, target, {
      level: level === 'executive' ? 'executive' : 'manager',
      raisedBy: 'customer',
      reason: null,
    }),
  );
  messagePage(server, context);
  linkPage(server, context);
}

type Values = Record<string, string>;

function isYes(value: string | undefined): boolean {
  if (value === 'yes' || value === 'no') return value === 'yes';
  throw new Refusal('answer_missing', 'Please press one of the two buttons.');
}

const wordsOf = (text: string | undefined): string | null =>
  text === undefined || text.trim() === '' ? null : fields.parse(fields.longText, text);

async function proposePage(unit: Unit, target: LinkTarget, values: Values): Promise<void> {
  const { currency } = await limitSettings(unit.tx);
  const written = values['amount']?.trim() ?? '';
  const amount = written === '' ? null : minorUnits(written, currency);
  if (amount === undefined) {
    throw new Refusal('invalid_input', 'Please write the amount like 40 or 39.90, in {currency}.', {
      values: { currency },
    });
  }
  const kind = fields.parse(proposalBody.shape.kind, values['kind']);
  const text = fields.parse(fields.longText, values['text']);
  await propose(unit, target, { kind, amount: amount || null, text });
}

function messagePage(server: FastifyInstance, context: Context): void {
  server.post<{ Params: Params }>('/c/:token/messages', async (request, reply) => {
    const target = await openLink(context, request.params.token);
    const form = await readForm(request, context.files);
    const text = wordsOf(form.values['text']);
    if (text === null && form.files.length === 0) {
      const left = form.refusedFiles.map(({ name, message }) => `${name}: ${message}`).join('; ');
      if (!left) throw new Refusal('text_missing', 'Write something or choose a file first.');
      throw new Refusal('text_missing', 'The file could not be taken. {left}.', {
        values: { left },
      });
    }
    await context.ledger.write(customerActor(target), (unit) =>
      logContact(unit, target, {
        channel: 'web',
        occurredAt: null,
        staffId: null,
        text,
        files: form.files,
      }),
    );
    return reply.redirect(`/c/${request.params.token}`, 303);
  });
}

function linkPage(server: FastifyInstance, context: Context): void {
  server.post<{ Params: Params }>('/c/:token/link', async (request, reply) => {
    const target = await openLink(context, request.params.token);
    const { linkVersion } = await context.ledger.write(customerActor(target), (unit) =>
      replaceLink(unit, target),
    );
    return reply.redirect(`/c/${linkToken(context.linkKey, { ...target, linkVersion })}`, 303);
  });
}
