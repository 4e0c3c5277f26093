import type { Encryption, Mailbox, MailServer, SavedSecrets } from '../api/mailbox-types.ts';

/** A mail server as its fields show it. */
export type ServerDraft = {
  host: string;
  tls: Encryption;
  port: string;
  user: string;
  certificate: string;
};

/** The settings as their fields show them. Passwords are never part of a draft. */
export type MailboxDraft = {
  name: string;
  address: string;
  standsFor: string;
  keeperId: string;
  way: 'imap' | 'listener' | 'none';
  imap: ServerDraft;
  folder: string;
  take: 'new' | 'all';
  hasOwnOut: boolean;
  smtp: ServerDraft;
  plusAddressing: boolean;
  perMinute: string;
  isSigned: boolean;
  domain: string;
  selector: string;
};

export type Secrets = { imapPassword: string; smtpPassword: string; dkimKey: string };

export const noSecrets: Secrets = { imapPassword: '', smtpPassword: '', dkimKey: '' };

export const imapPorts: Readonly<Record<Encryption, string>> = {
  tls: '993',
  starttls: '143',
  none: '143',
};
export const smtpPorts: Readonly<Record<Encryption, string>> = {
  tls: '465',
  starttls: '587',
  none: '25',
};

export const nothingSaved: SavedSecrets = {
  imapPassword: false,
  smtpPassword: false,
  dkimKey: false,
};

const blank = { host: '', tls: 'tls', user: '', certificate: '' } as const;

export const newMailbox = (keeperId: string): MailboxDraft => ({
  name: '',
  address: '',
  standsFor: '',
  keeperId,
  way: 'imap',
  imap: { ...blank, port: imapPorts.tls },
  folder: 'INBOX',
  take: 'new',
  hasOwnOut: true,
  smtp: { ...blank, port: smtpPorts.tls },
  plusAddressing: true,
  perMinute: '60',
  isSigned: false,
  domain: '',
  selector: '',
});

export function draftOf({ address, settings, standsFor, keeper }: Mailbox): MailboxDraft {
  const { in: way, out, dkim } = settings;
  return {
    ...newMailbox(keeper.id),
    name: settings.name,
    address,
    standsFor: standsFor?.id ?? '',
    way: way.kind,
    ...(way.kind === 'imap' && {
      imap: serverDraft(way),
      folder: way.folder,
      take: way.take,
    }),
    hasOwnOut: out !== null,
    ...(out && { smtp: serverDraft(out) }),
    plusAddressing: settings.plusAddressing,
    perMinute: String(settings.perMinute),
    isSigned: dkim !== null,
    ...dkim,
  };
}

const serverDraft = ({ host, tls, port, user, certificate }: MailServer): ServerDraft => ({
  host,
  tls,
  port: String(port),
  user: user ?? '',
  certificate: certificate ?? '',
});

/** What the server is asked. A secret that was left empty is not said: it stays as it is. */
export function wishOf(draft: MailboxDraft, secrets: Secrets): object {
  const { standsFor, keeperId } = draft;
  return { standsForId: standsFor || null, keeperId, ...trialOf(draft, secrets) };
}

/** The part of it that can be tried without saving anything. */
export const trialOf = (draft: MailboxDraft, secrets: Secrets): object => ({
  settings: settingsOf(draft),
  secrets: Object.fromEntries(Object.entries(secrets).filter(([, secret]) => secret !== '')),
});

function settingsOf(draft: MailboxDraft): object {
  const { way, imap, folder, take, smtp, isSigned, domain, selector } = draft;
  const server = serverOf(imap);
  return {
    name: draft.name,
    in: way === 'imap' ? { kind: way, ...server, folder, take } : { kind: way },
    out: draft.hasOwnOut ? { ...serverOf(smtp), user: smtp.user || null } : null,
    plusAddressing: draft.plusAddressing,
    perMinute: Number(draft.perMinute),
    dkim: isSigned ? { domain, selector } : null,
  };
}

const serverOf = ({ host, tls, port, user, certificate }: ServerDraft) => ({
  host: host.trim(),
  tls,
  port: Number(port),
  user: user.trim(),
  certificate: certificate.trim() || null,
});
