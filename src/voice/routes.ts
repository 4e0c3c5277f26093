import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actorOf, assertMay, assertMayRead } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { get, post } from '#http/route.ts';
import { newId } from '#id.ts';
import { answerVoice, passVoiceOn, raiseVoice } from './commands.ts';
import { limitVoices } from './limit.ts';
import { voicePolicy } from './policy.ts';
import { listVoices } from './queries.ts';
import { decisions } from './voice.ts';

const tag = 'Voice';
const person = z.object({ id: z.string(), name: z.string() });
const byId = z.strictObject({ id: fields.uuid });
const done = z.object({ done: z.literal(true) });
const isDone = { done: true as const };

/** How the ledger names whoever did not want to be named. */
const nameless = 'staff';

const voice = z
  .object({
    id: z.string(),
    text: z.string(),
    saidBy: person.nullable().describe('Null: somebody who did not want to be named.'),
    complaintId: z.string().nullable(),
    flawId: z.string().nullable(),
    owner: person,
    dueAt: z.date().describe('By when it is answered; else it moves up.'),
    movedUpTimes: z.number(),
    saidAt: z.date(),
    decision: z.enum(decisions).nullable(),
    answer: z.string().nullable(),
    answeredBy: z.string().nullable(),
    answeredAt: z.date().nullable(),
  })
  .meta({ title: 'Voice' });

/** What our own people say is wrong with a policy or a system. */
export function voiceRoutes(server: FastifyInstance, context: Context): void {
  sayRoute(server, context);
  get(server, context, {
    url: '/api/voices',
    summary: 'What our own people say is wrong, and what was answered.',
    tag,
    query: z.strictObject({
      part: z.enum(['open', 'answered']).default('open'),
      complaintId: fields.uuid.optional(),
    }),
    answer: z.object({ voices: z.array(voice) }),
    read: async ({ query, caller }) => {
      assertMayRead(voicePolicy, 'read', caller);
      const { part, complaintId } = query;
      const isAnswered = part === 'answered';
      return { voices: await listVoices(context.db, { isAnswered, complaintId }) };
    },
  });
  post(server, context, {
    url: '/api/voices/:id/answer',
    summary: 'Answer, for everybody on staff to read.',
    tag,
    params: byId,
    body: z.strictObject({ decision: z.enum(decisions), text: fields.longText }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(voicePolicy, 'answer', caller);
      await answerVoice(unit, params.id, { ...body, staffId });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/voices/:id/ownership',
    summary: 'Somebody else can answer it better.',
    tag,
    params: byId,
    body: z.strictObject({ ownerId: fields.uuid }),
    answer: done,
    act: async (unit, { params, body, caller }) => {
      const { staffId } = assertMay(voicePolicy, 'passOn', caller);
      await passVoiceOn(unit, params.id, { ...body, staffId });
      return isDone;
    },
  });
}

/**
 * Without an Idempotency-Key, which would be kept under the name of whoever sends it: the voice's own
 * id makes sure that it is said once.
 */
function sayRoute(server: FastifyInstance, context: Context): void {
  const assertMayGoOn = limitVoices(context.clock);
  post(server, context, {
    url: '/api/voices',
    summary: 'Say what is wrong with a policy or a system, without your name if you wish.',
    tag,
    body: z.strictObject({
      text: fields.longText,
      anonymous: z
        .boolean()
        .default(false)
        .describe('Then nobody can find out who said it; not in the ledger and not in the log.'),
      complaintId: fields.uuid.optional().describe('Beside which complaint it struck you.'),
      flawId: fields.uuid.optional(),
      id: fields.uuid
        .optional()
        .describe('Made by you: sent again with the same id it is said once.'),
    }),
    answer: z.object({ voiceId: z.string() }),
    run: async ({ body, caller }) => {
      const { staffId } = assertMay(voicePolicy, 'speak', caller);
      if (body.anonymous) assertMayGoOn(staffId);
      const { id: voiceId = newId(), text, complaintId = null, flawId = null } = body;
      const saidBy = body.anonymous ? null : staffId;
      await context.ledger.write(body.anonymous ? nameless : actorOf(caller), (unit) =>
        raiseVoice(unit, { voiceId, text, saidBy, complaintId, flawId }),
      );
      return { voiceId };
    },
  });
}
