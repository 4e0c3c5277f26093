import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { dayMs } from '#clock.ts';
import { assertPerson } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { notFound } from '#refusal.ts';
import { assertOrganisation, type StaffMember, staffById } from './queries.ts';
import { setUpBody } from './schemas.ts';
import { setUpOrganisation } from './set-up.ts';
import {
  closeSession,
  openSession,
  sessionDays,
  setPassword,
  signIn,
  spendSignInLink,
} from './sign-in.ts';
import { teamRoutes } from './team-routes.ts';

export const sessionCookie = 'amends_session';
const tag = 'Staff';

/** Puts a session into the browser. */
export function giveCookie(context: Context, reply: FastifyReply, token: string): void {
  reply.setCookie(sessionCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: context.config.publicUrl.startsWith('https:'),
    maxAge: (sessionDays * dayMs) / 1000,
  });
}

export function staffRoutes(server: FastifyInstance, context: Context): void {
  sessionRoutes(server, context);
  teamRoutes(server, context);
  get(server, context, {
    url: '/api/who',
    summary: 'Who is responsible here, by name and contact.',
    tag: 'Organisation',
    answer: whoAnswer,
    read: () => whoIsResponsible(context),
  });
  post(server, context, {
    url: '/api/set-up/:token',
    summary: 'The first run, with the link that the program printed.',
    tag: 'Organisation',
    status: 201,
    params: z.strictObject({ token: z.string() }),
    body: setUpBody as unknown as z.ZodType<z.output<typeof setUpBody>>,
    answer: z.object({ signInLink: z.string() }),
    act: async (unit, { params, body }) => {
      const link = await spendSignInLink(unit.tx, params.token, unit.now);
      if (link.purpose !== 'set_up') throw notFound('This link is not for the set-up.');
      return setUpOrganisation(context, unit, body);
    },
  });
}

function sessionRoutes(server: FastifyInstance, context: Context): void {
  post(server, context, {
    url: '/api/session',
    summary: 'Sign in with a password; the session is in the cookie.',
    tag,
    body: z.strictObject({ email: fields.shortText, password: z.string().max(1_000) }),
    answer: done,
    run: async ({ body, reply }) => {
      giveCookie(context, reply, await signIn(context.db, body, context.clock.now()));
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/session',
    method: 'DELETE',
    summary: 'Sign out.',
    tag,
    answer: done,
    run: async ({ request, reply }) => {
      const token = request.cookies[sessionCookie];
      if (token) await closeSession(context.db, token);
      reply.clearCookie(sessionCookie, { path: '/' });
      return isDone;
    },
  });
  post(server, context, {
    url: '/api/me/password',
    summary: 'Set your password; ends your other sessions.',
    tag,
    body: z.strictObject({ password: z.string().max(1_000) }),
    answer: done,
    run: async ({ body, caller, reply }) => {
      const { staffId } = assertPerson(caller);
      const now = context.clock.now();
      await setPassword(context.db, staffId, body.password, now);
      giveCookie(context, reply, await openSession(context.db, staffId, now));
      return isDone;
    },
  });
}

const contact = z.object({
  name: z.string(),
  title: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
});

const whoAnswer = z.object({
  organisation: z.object({
    name: z.string(),
    address: z.string(),
    phone: z.string(),
    email: z.string(),
  }),
  answerable: contact.nullable(),
  deputy: contact.nullable(),
});

const contactOf = ({ name, title, email, phone }: StaffMember) => ({ name, title, email, phone });

/** Names and contacts of those who answer for complaints. */
export async function whoIsResponsible(context: Context) {
  const organisation = await assertOrganisation(context.db);
  const answerable = await staffById(context.db, organisation.answerableId);
  const deputy = await staffById(context.db, organisation.deputyId);
  return {
    organisation,
    answerable: answerable ? contactOf(answerable) : null,
    deputy: deputy ? contactOf(deputy) : null,
  };
}
