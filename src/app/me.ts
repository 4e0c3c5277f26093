import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { absencesAhead } from '#absences/index.ts';
import { hourMs, later } from '#clock.ts';
import { ownsAccounts } from '#customers/index.ts';
import { assertPerson, roles } from '#http/caller.ts';
import * as fields from '#http/fields.ts';
import { done, get, isDone, post } from '#http/route.ts';
import { ORGANISATION_ID } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { doubtfulMailCount } from '#mails/index.ts';
import { isMailConfigured, queueNotice } from '#notices/index.ts';
import { approvalCount } from '#remedies/index.ts';
import { assertOrganisation, makeSignInLink, staffByEmail, staffById } from '#staff/index.ts';
import { taskCount } from '#tasks/index.ts';
import type { Amends } from './amends.ts';

const meAnswer = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  email: z.string(),
  roles: z.array(z.enum(roles)),
  organisation: z.object({ name: z.string(), zone: z.string() }),
  undoSeconds: z.number().describe('How long a reply can be taken back.'),
  mail: z.object({ configured: z.boolean(), waiting: z.number(), failed: z.number() }),
  held: z.number(),
  tasks: z.number(),
  approvals: z.number().describe('Remedies that wait for your decision.'),
  ownsAccounts: z.boolean().describe('You look after customers.'),
  away: z
    .object({ until: z.string(), cover: z.string() })
    .nullable()
    .describe('You are away, we think; and who answers meanwhile.'),
  covering: z
    .array(z.object({ id: z.string(), name: z.string(), until: z.string() }))
    .describe('For whom you answer at the moment.'),
});

export function meRoutes(server: FastifyInstance, amends: Amends): void {
  const { db } = amends;
  get(server, amends, {
    url: '/api/me',
    summary: 'Who you are here, and what waits for a person.',
    tag: 'Staff',
    answer: meAnswer,
    read: async ({ caller }) => {
      const { staffId } = assertPerson(caller);
      const organisation = await assertOrganisation(db);
      const me = await staffById(db, staffId);
      if (!me) throw new Error('a session of nobody');
      const [configured, waiting, failed, held, doubtful, tasks, approvals, accounts] =
        await Promise.all([
          isMailConfigured(amends),
          countUpTo(amends, 'waiting'),
          countUpTo(amends, 'failed'),
          heldCount(amends),
          doubtfulMailCount(db, countMax),
          taskCount(db, staffId),
          approvalCount(db, staffId),
          ownsAccounts(db, staffId),
        ]);
      return {
        ...me,
        id: staffId,
        organisation,
        undoSeconds: amends.config.undoSeconds,
        mail: { configured, waiting, failed },
        held: held + doubtful,
        tasks,
        approvals,
        ownsAccounts: accounts,
        ...(await absencesOf(amends, staffId)),
      };
    },
  });
  post(server, amends, {
    url: '/api/sign-in-link-requests',
    summary: 'Have a sign-in link sent to you. The answer never says whether the address is known.',
    tag: 'Staff',
    body: z.strictObject({ email: fields.email }),
    answer: done,
    act: async (unit, { body }) => {
      await sendSignInLink(amends, unit, body.email);
      return isDone;
    },
  });
}

async function absencesOf({ db, clock }: Amends, staffId: string) {
  const now = (await absencesAhead(db, clock.now())).filter(({ hasBegun }) => hasBegun);
  const own = now.find(({ person }) => person.id === staffId);
  const covered = now.filter(({ cover }) => cover.id === staffId);
  return {
    away: own ? { until: own.until, cover: own.cover.name } : null,
    covering: covered.map(({ person, until }) => ({ ...person, until })),
  };
}

async function sendSignInLink({ config }: Amends, unit: Unit, email: string): Promise<void> {
  const person = await staffByEmail(unit.tx, email);
  if (person && (await linksSentLately(unit, person.staffId)) < linksPerHourMax) {
    const token = await makeSignInLink(unit.tx, person.staffId, unit.now);
    const text = `Sign in with one press, within a day:\n\n${config.publicUrl}/sign-in/${token}\n`;
    const letter = { to: person.email, subject: 'Your sign-in link', text };
    await queueNotice(unit, {
      customerId: ORGANISATION_ID,
      complaintId: null,
      kind: 'sign_in_link',
      letter,
    });
  }
}

const linksPerHourMax = 5;

async function linksSentLately({ tx, now }: Unit, staffId: string): Promise<number> {
  const rows = await tx
    .selectFrom('sign_in_links')
    .select('created_at')
    .where('staff_id', '=', staffId)
    .where('created_at', '>', later(now, -hourMs))
    .limit(linksPerHourMax)
    .execute();
  return rows.length;
}

/** Beyond this many the number says only "many"; counting on would cost time for nothing. */
const countMax = 1_001;

async function countUpTo({ db }: Amends, state: 'waiting' | 'failed'): Promise<number> {
  const rows = await db
    .selectFrom('notices')
    .select('notice_id')
    .where('state', '=', state)
    // What was sent once more needs nobody any longer.
    .where('again_as', 'is', null)
    .limit(countMax)
    .execute();
  return rows.length;
}

async function heldCount({ db }: Amends): Promise<number> {
  const rows = await db
    .selectFrom('parked_complaints')
    .select('parked_id')
    .where('decision', 'is', null)
    .limit(countMax)
    .execute();
  return rows.length;
}
