// The answers of the JSON API about mailboxes, as far as the desk reads them.

import type { Named } from './types.ts';

export type Encryption = 'tls' | 'starttls' | 'none';

export type MailServer = {
  host: string;
  port: number;
  tls: Encryption;
  user: string | null;
  /** PEM of a certificate that is trusted although no public authority vouches for it. */
  certificate: string | null;
};

export type MailboxSettings = {
  name: string;
  in:
    | (MailServer & { kind: 'imap'; folder: string; take: 'new' | 'all' })
    | { kind: 'listener' }
    | { kind: 'none' };
  /** Null: by the program's own server. */
  out: MailServer | null;
  plusAddressing: boolean;
  perMinute: number;
  dkim: { domain: string; selector: string } | null;
};

/** Which secrets lie with the server; what they are is never told. */
export type SavedSecrets = { imapPassword: boolean; smtpPassword: boolean; dkimKey: boolean };

export type Mailbox = {
  id: string;
  address: string;
  settings: MailboxSettings;
  saved: SavedSecrets;
  /** The person of ours whose address it is. */
  standsFor: Named | null;
  keeper: Named;
  health: {
    okAt: string | null;
    fault: { sentence: string } | null;
    faultSince: string | null;
    countedAt: string | null;
    /** Mails of the last month that lie on the server and not here. */
    missing: number;
    /** Mails of any age that could not be fetched. */
    gaps: number;
  };
};

export type MailboxDay = { day: string; onServer: number; stored: number };

export type TestStep = { step: string; ok: boolean; sentence: string };
