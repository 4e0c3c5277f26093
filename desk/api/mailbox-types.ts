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

export type Mailbox = Named & {
  address: string;
  /** The person of ours whose address it is. */
  standsFor: Named | null;
  keeper: Named;
  in:
    | (MailServer & { kind: 'imap'; folder: string; take: 'new' | 'all' })
    | { kind: 'listener' }
    | { kind: 'none' };
  out: MailServer | null;
  plusAddressing: boolean;
  perMinute: number;
  dkim: { domain: string; selector: string } | null;
  health: {
    okAt: string | null;
    /** A sentence. */
    fault: string | null;
    faultSince: string | null;
    /** Mails that lie on the server and not here. */
    missing: number;
  };
  closedAt: string | null;
};

export type MailboxDay = { day: string; onServer: number; stored: number; checkedAt: string };

export type TestStep = { step: string; ok: boolean; sentence: string };
