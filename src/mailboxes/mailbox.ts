import { ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Entry, Fact, Stream } from '#ledger/entry.ts';
import type { Server } from '#mail/imap.ts';
import { Refusal } from '#refusal.ts';

/** How mail comes in: from a folder on a server, forwarded to our own listener, or not at all. */
export type MailIn =
  | (Server & {
      kind: 'imap';
      user: string;
      folder: string;
      /** `new`: what comes from now on. `all`: also what lies there already. */
      take: 'new' | 'all';
    })
  | { kind: 'listener' }
  | { kind: 'none' };

/** The server that takes mail of this mailbox; `user` is null where it asks for no password. */
export type MailOut = Server & { user: string | null };

export type MailboxSettings = {
  name: string;
  in: MailIn;
  /** Null: by the program's own server (SMTP_URL). */
  out: MailOut | null;
  /** Replies go to care+token@…, so that they find their complaint whatever else is lost. */
  plusAddressing: boolean;
  /** How many mails at most go out in a minute. */
  perMinute: number;
  dkim: { domain: string; selector: string } | null;
};

/** Passwords and keys: they lie encrypted beside the settings and never leave the program. */
export type MailboxSecrets = {
  imapPassword: string | null;
  smtpPassword: string | null;
  /** The private key that signs mail, as PEM. */
  dkimKey: string | null;
};

export const noSecrets: MailboxSecrets = { imapPassword: null, smtpPassword: null, dkimKey: null };

/** Kept as one JSON text in the words table. */
export type MailboxDetails = { address: string; settings: MailboxSettings };

type Is<T extends string, D> = { type: T; data: D };
type Told = { details: WordsRef; standsFor: string | null; keeperId: string };

export type MailboxFact = Fact &
  (
    | Is<'MailboxOpened', Told>
    | Is<'MailboxChanged', Told>
    | Is<'MailboxClosed', Record<string, never>>
  );

export const mailboxStream = (mailboxId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `mailbox:${mailboxId}`,
});

/** Closed once is closed. */
export function close(entries: readonly Entry[]): MailboxFact[] {
  return isClosed(entries) ? [] : [{ type: 'MailboxClosed', data: {} }];
}

/** A closed mailbox is history and stays as it was. */
export function assertOpen(entries: readonly Entry[]): void {
  if (!isClosed(entries)) return;
  throw new Refusal('mailbox_closed', 'This mailbox is closed. Open it anew instead.', {
    status: 409,
  });
}

const isClosed = (entries: readonly Entry[]): boolean =>
  entries.some(({ type }) => type === 'MailboxClosed');

/** The secrets after a change: what is not given stays, but never goes to another server. */
export function mergeSecrets(
  before: { settings: MailboxSettings; secrets: MailboxSecrets },
  settings: MailboxSettings,
  given: Partial<MailboxSecrets>,
): MailboxSecrets {
  const sameIn = samePlace(imapOf(before.settings), imapOf(settings));
  const sameOut = samePlace(before.settings.out, settings.out);
  return {
    imapPassword: given.imapPassword ?? (sameIn ? before.secrets.imapPassword : null),
    smtpPassword: given.smtpPassword ?? (sameOut ? before.secrets.smtpPassword : null),
    dkimKey: given.dkimKey ?? (settings.dkim ? before.secrets.dkimKey : null),
  };
}

export const imapOf = ({ in: way }: MailboxSettings) => (way.kind === 'imap' ? way : null);

type Place = { host: string; port: number; user: string | null };

const samePlace = (one: Place | null, other: Place | null): boolean =>
  one !== null &&
  other !== null &&
  one.host === other.host &&
  one.port === other.port &&
  one.user === other.user;

/** Settings that cannot work without a secret are refused while it is missing. */
export function assertComplete(settings: MailboxSettings, secrets: MailboxSecrets): void {
  if (imapOf(settings) && !secrets.imapPassword) throw missing('imapPassword', 'fetching mail');
  if (settings.out?.user && !secrets.smtpPassword) throw missing('smtpPassword', 'sending mail');
  if (settings.dkim && !secrets.dkimKey) throw missing('dkimKey', 'signing mail');
}

function missing(field: keyof MailboxSecrets, purpose: string): Refusal {
  const what = field === 'dkimKey' ? 'private key' : 'password';
  return new Refusal('secret_missing', 'Please give the {what} for {purpose}.', {
    values: { what, purpose },
    fields: [
      {
        field: `secrets.${field}`,
        message: 'is needed, also when the server or the user has changed',
      },
    ],
  });
}
