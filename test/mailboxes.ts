import { createHash } from 'node:crypto';
import type { TestContext } from 'node:test';
import type { Amends } from '#app/amends.ts';
import { newId } from '#id.ts';
import { programActor } from '#ledger/ledger.ts';
import type { Arrival, KeepMail } from '#mail/arrival.ts';
import { closeMailbox, openMailbox } from '#mailboxes/commands.ts';
import type { MailboxSettings, MailIn } from '#mailboxes/mailbox.ts';
import { openVault } from '#mailboxes/vault.ts';
import { type MailboxWatch, watchMailboxes } from '#mailboxes/watch.ts';
import type { Patience } from '#mailboxes/watching.ts';
import type { App } from './app.ts';
import { domain, type MailServers, password } from './mail-servers.ts';

/** A mail as it came to be kept. */
export type Kept = Pick<Arrival, 'mailboxId' | 'arrivedAt' | 'position'> & {
  subject: string;
  text: string;
  sha256: string;
};

export type Keeping = {
  keep: KeepMail;
  /** In the order in which they were kept. */
  kept: Kept[];
  subjects(): string[];
  /** While it is set, nothing can be kept. */
  fault: Error | undefined;
};

/** Keeps mails as the product does, as far as fetching them goes, and remembers them. */
export function startKeeping({ db }: Pick<Amends, 'db'>): Keeping {
  const keeping: Keeping = {
    kept: [],
    fault: undefined,
    subjects: () => keeping.kept.map(({ subject }) => subject),
    async keep({ bytes, mailboxId, arrivedAt, position }) {
      const pieces: Buffer[] = [];
      for await (const piece of bytes) pieces.push(piece);
      if (keeping.fault) throw keeping.fault;
      const whole = Buffer.concat(pieces);
      if (position && mailboxId) {
        const claimed = await db
          .insertInto('mail_positions')
          .values({
            mailbox_id: mailboxId,
            folder: position.folder,
            uid_validity: Number(position.uidValidity),
            uid: position.uid,
            mail_id: newId(),
            arrived_at: arrivedAt,
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning('uid')
          .executeTakeFirst();
        if (!claimed) return;
      }
      const text = String(whole);
      const [, subject = ''] = /^Subject: (.*?)\r?$/m.exec(text) ?? [];
      const sha256 = createHash('sha256').update(whole).digest('hex');
      keeping.kept.push({ mailboxId, arrivedAt, position, subject, text, sha256 });
    },
  };
  return keeping;
}

export const imapOf = (servers: MailServers, account: string): MailIn & { kind: 'imap' } => ({
  kind: 'imap',
  host: '127.0.0.1',
  port: servers.imapsPort,
  tls: 'tls',
  user: account,
  folder: 'INBOX',
  take: 'new',
  certificate: servers.certificate,
});

export const settingsOf = (way: MailIn): MailboxSettings => ({
  name: 'Customer care',
  in: way,
  out: null,
  plusAddressing: true,
  perMinute: 60,
  dkim: null,
});

/** Opens `<account>@test.example`, kept by the administrator, until the test is over. */
export async function openMailboxFor(
  test: TestContext,
  { amends, people }: Pick<App, 'amends' | 'people'>,
  account: string,
  way: MailIn,
): Promise<string> {
  const vault = await openVault(amends.config);
  const { mailboxId } = await amends.ledger.write(programActor, (unit) =>
    openMailbox(unit, vault, {
      address: `${account}@${domain}`,
      settings: settingsOf(way),
      secrets: way.kind === 'imap' ? { imapPassword: password } : {},
      standsFor: null,
      keeperId: people.administrator.staffId,
    }),
  );
  test.after(() => amends.ledger.write(programActor, (unit) => closeMailbox(unit, mailboxId)));
  return mailboxId;
}

/** So impatient that a test need not be patient; but new mail is only heard of by IDLE. */
export const impatient: Patience = {
  tickMs: 30,
  pollMs: 60_000,
  firstPauseMs: 30,
  lastPauseMs: 100,
};

export function watch(
  test: TestContext,
  { amends }: Pick<App, 'amends'>,
  keeping: Pick<Keeping, 'keep'>,
  patience: Partial<Patience> = {},
): MailboxWatch & { faults: object[] } {
  const faults: object[] = [];
  const log = { error: (about: object) => void faults.push(about) };
  const watching = watchMailboxes(
    { ...amends, keep: keeping.keep, log },
    { ...impatient, ...patience },
  );
  test.after(() => watching.stop());
  return { ...watching, faults };
}
