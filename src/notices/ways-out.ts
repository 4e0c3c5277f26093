import type { Config } from '#config.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { DkimKey } from '#mail/compose.ts';
import { faultOf } from '#mail/faults.ts';
import { type SmtpServer, serverFromUrl } from '#mail/out.ts';
import {
  type Mailbox,
  mailboxById,
  mailboxOfAddress,
  mailboxSecrets,
  openMailboxes,
} from '#mailboxes/index.ts';
import { organisationOf } from '#staff/index.ts';
import type { Pace } from './pace.ts';

/** In whose name a mail is written. */
export type Sender = {
  /** Null for an address that is no mailbox of ours. */
  mailbox: Mailbox | null;
  name: string;
  address: string;
};

/** By which server a mail goes out, and what it keeps to. */
export type WayOut = {
  /** Under which mailbox its mail stands in the outbox; null for none. */
  outbox: string | null;
  sender: Sender;
  /** All of which it keeps to; of several, the server's comes first. */
  paces: readonly Pace[];
  /** Null while there is none: then its mail waits. */
  server: SmtpServer | null;
  key: DkimKey | null;
  /** Why nothing can go out, as a stable code. */
  fault: string | null;
};

type Means = { db: Database | Tx; config: Config };

/**
 * The mailbox itself; where there is none, or it was closed, the address of the organisation, which
 * may be that of another mailbox.
 */
export async function senderOf({ db, config }: Means, mailboxId: string | null): Promise<Sender> {
  const own = mailboxId ? await mailboxById(db, mailboxId) : undefined;
  if (own && !own.closedAt) return senderFrom(own);
  const address = await ownAddress({ db, config });
  const known = await mailboxOfAddress(db, address);
  if (known) return senderFrom(known.mailbox);
  return { mailbox: null, name: (await organisationOf(db))?.name ?? '', address };
}

/** The address of the organisation: what goes out of no certain mailbox goes out of it. */
async function ownAddress({ db, config }: Means): Promise<string> {
  return config.mailFrom ?? (await organisationOf(db))?.email ?? '';
}

/** The part of a sender's address that ids of mails end with. */
export async function domainOf(means: Means, mailboxId: string | null): Promise<string> {
  const address = mailboxId ? (await senderOf(means, mailboxId)).address : await ownAddress(means);
  return address.slice(address.lastIndexOf('@') + 1) || 'amends.invalid';
}

const senderFrom = (mailbox: Mailbox): Sender => ({
  mailbox,
  name: mailbox.settings.name,
  address: mailbox.address,
});

export async function wayOut(means: Means, outbox: string | null): Promise<WayOut> {
  const { smtpUrl, smtpPerMinute } = means.config;
  const sender = await senderOf(means, outbox);
  const way: WayOut = {
    outbox,
    sender,
    server: smtpUrl ? serverFromUrl(smtpUrl) : null,
    paces: [{ mailboxId: null, perMinute: smtpPerMinute }],
    key: null,
    fault: null,
  };
  return sender.mailbox ? wayOfMailbox(means, way, sender.mailbox) : way;
}

/** By the mailbox's own server, or by the program's; then both paces hold. */
async function wayOfMailbox(
  means: Means,
  way: WayOut,
  { mailboxId, settings }: Mailbox,
): Promise<WayOut> {
  const { out, dkim, perMinute } = settings;
  const paces = [...(out ? [] : way.paces), { mailboxId, perMinute }];
  try {
    const secrets = await mailboxSecrets(means, mailboxId);
    const server = out ? { ...out, password: secrets.smtpPassword } : way.server;
    const key = dkim && secrets.dkimKey ? { ...dkim, privateKey: secrets.dkimKey } : null;
    return { ...way, paces, server, key };
  } catch (fault) {
    return { ...way, paces, fault: faultOf(fault) };
  }
}

/** The organisation's own way, and that of each open mailbox. */
export async function waysOut(means: Means): Promise<WayOut[]> {
  const mailboxes = await openMailboxes(means.db);
  const names = [null, ...mailboxes.map(({ mailboxId }) => mailboxId)];
  return Promise.all(names.map((name) => wayOut(means, name)));
}

/** Whether mail of the organisation itself can go out at all. */
export async function isMailConfigured(means: Means): Promise<boolean> {
  const { mailbox } = await senderOf(means, null);
  return means.config.smtpUrl !== undefined || Boolean(mailbox?.settings.out);
}

/** Every address of mail that is ours: nothing is ever sent to them. */
export async function ownAddresses({ db, config }: Means): Promise<string[]> {
  const organisation = await organisationOf(db);
  const mailboxes = await openMailboxes(db);
  return [config.mailFrom, organisation?.email, ...mailboxes.map(({ address }) => address)].flatMap(
    (address) => address ?? [],
  );
}
