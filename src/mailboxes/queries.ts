import type { Selectable } from 'kysely';
import type { Config } from '#config.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Tables } from '#database/tables.ts';
import { type MailboxSecrets, type MailboxSettings, noSecrets } from './mailbox.ts';
import { openVault } from './vault.ts';

/** An address of ours, and how mail comes to it and goes out from it. */
export type Mailbox = {
  mailboxId: string;
  address: string;
  /** The person of ours whose address this is. */
  standsFor: string | null;
  /** Who looks after it. */
  keeperId: string;
  settings: MailboxSettings;
  /** Grows with every change. */
  version: number;
  openedAt: Date;
  closedAt: Date | null;
};

const mailboxOf = (row: Selectable<Tables['mailboxes']>): Mailbox => ({
  mailboxId: row.mailbox_id,
  address: row.address,
  standsFor: row.stands_for,
  keeperId: row.keeper_id,
  settings: row.settings as MailboxSettings,
  version: row.version,
  openedAt: row.opened_at,
  closedAt: row.closed_at,
});

/** Open or closed. */
export async function mailboxById(
  db: Database | Tx,
  mailboxId: string,
): Promise<Mailbox | undefined> {
  const row = await db
    .selectFrom('mailboxes')
    .selectAll()
    .where('mailbox_id', '=', mailboxId)
    .executeTakeFirst();
  return row && mailboxOf(row);
}

/** An organisation has some dozens, each made by hand. */
export async function openMailboxes(db: Database | Tx): Promise<Mailbox[]> {
  const rows = await db
    .selectFrom('mailboxes')
    .selectAll()
    .where('closed_at', 'is', null)
    .orderBy('opened_at')
    .orderBy('mailbox_id')
    .execute();
  return rows.map(mailboxOf);
}

/**
 * The open mailbox with this address, in any case of letters; or, for care+xyz@…, that of care@…,
 * with `xyz` as the tag.
 */
export async function mailboxOfAddress(
  db: Database | Tx,
  address: string,
): Promise<{ mailbox: Mailbox; tag: string | null } | undefined> {
  const written = address.trim();
  const exact = await openMailboxAt(db, written);
  if (exact) return { mailbox: exact, tag: null };
  const [, name, tag, domain] = /^([^+@]+)\+([^@]*)@([^@]+)$/.exec(written) ?? [];
  if (name === undefined || tag === undefined) return undefined;
  const mailbox = await openMailboxAt(db, `${name}@${domain}`);
  return mailbox && { mailbox, tag };
}

async function openMailboxAt(db: Database | Tx, address: string): Promise<Mailbox | undefined> {
  const row = await db
    .selectFrom('mailboxes')
    .selectAll()
    .where((eb) => eb(eb.fn('lower', ['address']), '=', address.toLowerCase()))
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return row && mailboxOf(row);
}

/** For whoever connects, and for nobody else. Throws `FaultError` where they cannot be read. */
export async function mailboxSecrets(
  { db, config }: { db: Database | Tx; config: Pick<Config, 'dataFolder'> },
  mailboxId: string,
): Promise<MailboxSecrets> {
  const row = await db
    .selectFrom('mailbox_secrets')
    .select('secrets')
    .where('mailbox_id', '=', mailboxId)
    .executeTakeFirst();
  if (!row) return noSecrets;
  return (await openVault(config)).unlock(mailboxId, row.secrets);
}
