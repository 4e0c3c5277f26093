import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { assertMay, assertPerson, type Caller, holdsOne } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { Refusal } from '#refusal.ts';
import { changeMailbox, closeMailbox, noSuchMailbox, openMailbox } from './commands.ts';
import { mergeSecrets, noSecrets } from './mailbox.ts';
import { mailboxPolicy } from './policy.ts';
import { lastDays, presentMailboxes } from './present.ts';
import { type Mailbox, mailboxById, mailboxSecrets, openMailboxes } from './queries.ts';
import {
  changeBody,
  dayAnswer,
  mailboxAnswer,
  newMailboxBody,
  stepAnswer,
  trialBody,
} from './schemas.ts';
import { tryMailbox } from './trial.ts';
import { openVault } from './vault.ts';

const tag = 'Mailboxes';
const byId = z.strictObject({ id: fields.uuid });

export function mailboxRoutes(server: FastifyInstance, context: Context): void {
  readingRoutes(server, context);
  keepingRoutes(server, context);
  post(server, context, {
    url: '/api/mailboxes/test',
    summary:
      'Try settings, or those of a mailbox, without saving anything: step by step, in words.',
    tag,
    body: trialBody,
    answer: z.object({ steps: z.array(stepAnswer) }),
    run: async ({ body, caller }) => {
      assertMay(mailboxPolicy, 'keep', caller);
      const { settings, secrets } = await trialOf(context, body);
      return { steps: await tryMailbox(context, settings, secrets) };
    },
  });
}

function readingRoutes(server: FastifyInstance, context: Context): void {
  get(server, context, {
    url: '/api/mailboxes',
    summary: 'The open mailboxes with their health: all of them, or those that you look after.',
    tag,
    answer: z.object({ mailboxes: z.array(mailboxAnswer) }),
    read: async ({ caller }) => {
      assertPerson(caller);
      const open = await openMailboxes(context.db);
      const mine = open.filter((mailbox) => maySee(caller, mailbox));
      return { mailboxes: await presentMailboxes(context, mine) };
    },
  });
  get(server, context, {
    url: '/api/mailboxes/:id/days',
    summary: 'The last month: how many mails lay on the server each day (UTC), how many are here.',
    tag,
    params: byId,
    answer: z.object({ days: z.array(dayAnswer) }),
    read: async ({ params: { id }, caller }) => {
      assertPerson(caller);
      const mailbox = await mailboxById(context.db, id);
      if (!mailbox || !maySee(caller, mailbox)) throw noSuchMailbox();
      return { days: await lastDays(context, id) };
    },
  });
}

/** Whoever looks after a mailbox sees how it is, whatever their role. */
function maySee(caller: Caller, { keeperId }: Mailbox): boolean {
  const person = assertPerson(caller);
  return keeperId === person.staffId || holdsOne(person, mailboxPolicy.keep);
}

function keepingRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/mailboxes',
    summary: 'Open a mailbox: from now on its mail comes in here.',
    tag,
    status: 201,
    body: newMailboxBody,
    answer: z.object({ id: z.string() }),
    act: async (unit, { body, caller }) => {
      const { staffId } = assertMay(mailboxPolicy, 'keep', caller);
      const { standsForId = null, keeperId = staffId, secrets = {}, ...rest } = body;
      const wish = { ...rest, secrets, standsFor: standsForId, keeperId };
      const { mailboxId } = await openMailbox(unit, await openVault(context.config), wish);
      return { id: mailboxId };
    },
  });
  post(server, context, {
    url: '/api/mailboxes/:id',
    method: 'PATCH',
    summary: 'Change a mailbox. Passwords stay as they are unless new ones are given.',
    tag,
    params: byId,
    body: changeBody,
    answer: done,
    act: async (unit, { params: { id }, body, caller }) => {
      assertMay(mailboxPolicy, 'keep', caller);
      const { standsForId: standsFor, ...rest } = body;
      const vault = await openVault(context.config);
      await changeMailbox(unit, vault, id, { ...rest, standsFor });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/mailboxes/:id/closing',
    summary: 'Close a mailbox. What came by it stays; nothing more comes.',
    tag,
    params: byId,
    answer: done,
    act: async (unit, { params: { id }, caller }) => {
      assertMay(mailboxPolicy, 'keep', caller);
      await closeMailbox(unit, id);
      return isDone;
    },
  });
}

/** A saved password is only ever tried at the server that it was saved for. */
async function trialOf(
  context: Context,
  { mailboxId, settings, secrets }: z.output<typeof trialBody>,
) {
  if (!mailboxId) {
    if (settings) return { settings, secrets: { ...noSecrets, ...secrets } };
    throw new Refusal('nothing_to_try', 'Name a mailbox, or give the settings to try.');
  }
  const mailbox = await mailboxById(context.db, mailboxId);
  if (!mailbox || mailbox.closedAt) throw noSuchMailbox();
  const saved = await mailboxSecrets(context, mailboxId).catch(() => noSecrets);
  const before = { settings: mailbox.settings, secrets: saved };
  const tried = settings ?? mailbox.settings;
  return { settings: tried, secrets: mergeSecrets(before, tried, secrets ?? {}) };
}
