import type { z } from 'zod';
import { dayMs, later } from '#clock.ts';
import type { Context } from '#http/context.ts';
import { faultSentence, type ServerFault } from '#mail/faults.ts';
import { staffNames } from '#staff/index.ts';
import { daysCounted } from './counting.ts';
import { imapOf, noSecrets } from './mailbox.ts';
import { type Mailbox, mailboxSecrets } from './queries.ts';
import type { dayAnswer, mailboxAnswer } from './schemas.ts';

type Presenting = Pick<Context, 'db' | 'config' | 'clock'>;
type MailboxView = z.output<typeof mailboxAnswer>;

/** Mailboxes as those who look after them see them. */
export async function presentMailboxes(
  presenting: Presenting,
  mailboxes: readonly Mailbox[],
): Promise<MailboxView[]> {
  const people = mailboxes.flatMap(({ keeperId, standsFor }) => [keeperId, standsFor ?? keeperId]);
  const names = await staffNames(presenting.db, people);
  const personOf = (id: string) => ({ id, name: names.get(id) ?? '' });
  const views: MailboxView[] = [];
  for (const mailbox of mailboxes) {
    const { mailboxId, address, settings, standsFor, keeperId, openedAt } = mailbox;
    views.push({
      id: mailboxId,
      address,
      settings,
      saved: await savedOf(presenting, mailboxId),
      standsFor: standsFor === null ? null : personOf(standsFor),
      keeper: personOf(keeperId),
      openedAt,
      health: await healthOf(presenting, mailbox),
    });
  }
  return views;
}

async function savedOf(presenting: Presenting, mailboxId: string): Promise<MailboxView['saved']> {
  // What cannot be read any more has to be given again, as if it were not there.
  const secrets = await mailboxSecrets(presenting, mailboxId).catch(() => noSecrets);
  return {
    imapPassword: secrets.imapPassword !== null,
    smtpPassword: secrets.smtpPassword !== null,
    dkimKey: secrets.dkimKey !== null,
  };
}

async function healthOf(presenting: Presenting, mailbox: Mailbox): Promise<MailboxView['health']> {
  const { db } = presenting;
  const row = await db
    .selectFrom('mailbox_health')
    .select(['ok_at', 'fault', 'fault_since', 'counted_at'])
    .where('mailbox_id', '=', mailbox.mailboxId)
    .executeTakeFirst();
  const days = await lastDays(presenting, mailbox.mailboxId);
  const gaps = await db
    .selectFrom('mailbox_gaps')
    .select('uid')
    .where('mailbox_id', '=', mailbox.mailboxId)
    .execute();
  return {
    okAt: row?.ok_at ?? null,
    fault: row?.fault ? presentFault(row.fault as ServerFault, mailbox) : null,
    faultSince: row?.fault_since ?? null,
    countedAt: row?.counted_at ?? null,
    missing: days.reduce((sum, { onServer, stored }) => sum + Math.max(0, onServer - stored), 0),
    gaps: gaps.length,
  };
}

function presentFault(code: ServerFault, { settings }: Mailbox) {
  const server = imapOf(settings) ?? { host: '', port: 0, user: null };
  return { code, sentence: faultSentence(code, server) };
}

/** The last days that were counted, today first. */
export async function lastDays(
  { db, clock }: Pick<Presenting, 'db' | 'clock'>,
  mailboxId: string,
): Promise<z.output<typeof dayAnswer>[]> {
  const first = later(clock.now(), -(daysCounted - 1) * dayMs);
  return db
    .selectFrom('mailbox_days')
    .select(['day', 'on_server as onServer', 'stored', 'checked_at as checkedAt'])
    .where('mailbox_id', '=', mailboxId)
    .where('day', '>=', first.toISOString().slice(0, 10))
    .orderBy('day', 'desc')
    .execute();
}
