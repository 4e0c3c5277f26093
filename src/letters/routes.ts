import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { complaintPolicy, findComplaint, letterHead, type Of } from '#complaints/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { assertMay } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { get, post } from '#http/route.ts';
import { filesOfTickets } from '#http/uploads.ts';
import { languageOf } from '#languages/languages.ts';
import { textOf } from '#mail/compose-blocks.ts';
import { htmlOf } from '#mail/compose-html.ts';
import { composedText, letterPdf, readComposed } from '#notices/index.ts';
import { Refusal } from '#refusal.ts';
import { bannedWords, type LetterMeans, sendLetter } from './commands.ts';
import { compose, type Part } from './compose.ts';
import { sceneOf } from './known.ts';
import { letterById, lettersOf, type SentLetter, textOfLetter } from './queries.ts';
import * as schemas from './schemas.ts';

const tag = 'Letters';

export type Doors = Context & LetterMeans;

/** Letters that the rules want: what they must hold, how they look, and each as it went out. */
export function letterRoutes(server: FastifyInstance, context: Doors): void {
  const { db } = context;
  const shape = { tag, params: schemas.byComplaint };
  post(server, context, {
    ...shape,
    url: '/api/complaints/:id/letters/preview',
    summary: 'The letter as it would go out, and what it still lacks. Sends nothing.',
    body: schemas.letterBody,
    answer: schemas.previewAnswer,
    run: async ({ params, body, caller }) => {
      const { staffId } = assertMay(complaintPolicy, 'answer', caller);
      const of = await findComplaint(db, params.id);
      return preview(context, of, { ...(await settled(db, of, body)), staffId });
    },
  });
  post(server, context, {
    ...shape,
    url: '/api/complaints/:id/letters',
    summary: 'Send a letter. Refused while it lacks a block, or holds one that is out of date.',
    status: 201,
    body: schemas.letterBody,
    answer: z.object({ letterId: z.string(), messageId: z.string() }),
    act: async (unit, { params, body, caller }) => {
      const person = assertMay(complaintPolicy, 'answer', caller);
      const of = await findComplaint(unit.tx, params.id);
      return sendLetter(unit, context, { of, person, wish: await settled(unit.tx, of, body) });
    },
  });
  get(server, context, {
    ...shape,
    url: '/api/complaints/:id/letters',
    summary: 'The letters of a complaint, each as it went out.',
    answer: z.object({ letters: z.array(schemas.letterLine) }),
    read: async ({ params, caller }) => {
      assertMay(complaintPolicy, 'read', caller);
      const letters = await lettersOf(db, await findComplaint(db, params.id));
      return { letters: letters.map(present) };
    },
  });
  paperRoutes(server, context);
}

const present = (letter: SentLetter) => ({
  id: letter.letterId,
  kind: letter.kind,
  stage: letter.stage,
  language: letter.language,
  author: letter.authorName,
  messageId: letter.messageId,
  digest: letter.digest,
  newDateAt: letter.newDateAt,
  sentAt: letter.sentAt,
  text: textOfLetter(letter),
});

type Wished = z.output<typeof schemas.letterBody>;

/** In the customer's language, where nobody has said otherwise. */
async function settled(db: Database | Tx, of: Of, body: Wished): Promise<schemas.LetterBody> {
  const language = body.language ?? languageOf((await letterHead(db, of))?.language) ?? 'en';
  return { ...body, language };
}

async function preview(
  { db, clock, shipped, means }: Doors,
  of: Of,
  { staffId, ...wish }: schemas.LetterBody & { staffId: string },
) {
  const { kind, language } = wish;
  const enclosures = filesOfTickets(means, wish.files).map(({ name }) => name);
  const asked = { kind, authorId: staffId, enclosures };
  const scene = await sceneOf(db, { shipped, now: clock.now() }, of, asked);
  const draft = compose(wish, scene.facts, scene.required);
  const { subject, blocks, parts, missing } = draft;
  const text = composedText({ subject, language, blocks });
  const banned = bannedWords(scene, draft, kind);
  return {
    subject,
    language,
    text,
    banned,
    stage: scene.stage,
    parts: parts.map(presentPart),
    canBeSent: missing.length === 0 && banned.length === 0,
    html: htmlOf({ subject, language, isAutomatic: false, blocks }),
  };
}

const presentPart = ({ block, kind, lead, by, missing, blocks }: Part) => ({
  block,
  kind,
  lead,
  by,
  missing,
  text: blocks.length > 0 ? textOf(blocks).trimEnd() : '',
});

function paperRoutes(server: FastifyInstance, { db }: Context): void {
  server.get<{ Params: { id: string } }>('/api/letters/:id/letter.pdf', async (request, reply) => {
    assertMay(complaintPolicy, 'read', request.caller);
    const letter = await letterById(db, fields.parse(fields.uuid, request.params.id));
    return reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', 'inline; filename="letter.pdf"')
      .header('cache-control', 'private, no-store')
      .send(await pdfOf(db, letter));
  });
}

/** On paper as it went out: the same parts, with the address that we have now. */
export async function pdfOf(db: Database, letter: SentLetter): Promise<Buffer> {
  const { customerId, complaintId, sentAt, content } = letter;
  if (content === null) throw new Refusal('erased', 'This letter was erased.', { status: 410 });
  const composed = readComposed(content);
  const head = await letterHead(db, { customerId, complaintId });
  const address = [head?.customerName, head?.postalAddress].filter(Boolean).join('\n');
  return letterPdf({
    db,
    notice: { customerId, complaintId, queuedAt: sentAt },
    letter: {
      ...composed,
      to: [],
      cc: [],
      postal: address || null,
      blocks: [...composed.blocks],
      inReplyTo: null,
      references: [],
      replyTag: null,
      attachments: [],
    },
  });
}
