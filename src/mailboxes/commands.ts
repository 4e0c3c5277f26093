import { createPrivateKey } from 'node:crypto';
import { BeginAgain, sqlState } from '#database/transaction.ts';
import { newId, ORGANISATION_ID } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { staffById } from '#staff/index.ts';
import {
  assertComplete,
  assertOpen,
  close,
  imapOf,
  type MailboxDetails,
  type MailboxFact,
  type MailboxSecrets,
  type MailboxSettings,
  mailboxStream,
  mergeSecrets,
  noSecrets,
} from './mailbox.ts';
import { type Mailbox, mailboxById } from './queries.ts';
import { finishMailboxTasks } from './tasks.ts';
import type { Vault } from './vault.ts';

export type MailboxWish = {
  address: string;
  settings: MailboxSettings;
  secrets: Partial<MailboxSecrets>;
  standsFor: string | null;
  keeperId: string;
};

export async function openMailbox(
  unit: Unit,
  vault: Vault,
  wish: MailboxWish,
): Promise<{ mailboxId: string }> {
  const { address, settings } = wish;
  await assertPeople(unit, wish);
  await assertFree(unit, address);
  const secrets = { ...noSecrets, ...wish.secrets };
  assertUsable(settings, secrets);
  const mailboxId = newId();
  await lockUp(unit, vault, { mailboxId, secrets });
  const details = await keepDetails(unit, { address, settings });
  const { standsFor, keeperId } = wish;
  const fact: MailboxFact = { type: 'MailboxOpened', data: { details, standsFor, keeperId } };
  await unit.record(mailboxStream(mailboxId), [fact]).catch(sayAgainIfTaken);
  return { mailboxId };
}

export type MailboxChange = {
  [field in Exclude<keyof MailboxWish, 'address'>]?: MailboxWish[field] | undefined;
};

/** What is not given stays as it is. */
export async function changeMailbox(
  unit: Unit,
  vault: Vault,
  mailboxId: string,
  wish: MailboxChange,
): Promise<void> {
  const stream = mailboxStream(mailboxId);
  const entries = await unit.load(stream);
  const before = await assertMailbox(unit, mailboxId);
  assertOpen(entries);
  const { standsFor = before.standsFor, keeperId = before.keeperId } = wish;
  const settings = wish.settings ?? before.settings;
  await assertPeople(unit, { standsFor, keeperId });
  const saved = await unlock(unit, vault, mailboxId);
  const secrets = mergeSecrets(
    { settings: before.settings, secrets: saved },
    settings,
    wish.secrets ?? {},
  );
  assertUsable(settings, secrets);
  const details = await keepDetails(unit, { address: before.address, settings });
  const fact: MailboxFact = { type: 'MailboxChanged', data: { details, standsFor, keeperId } };
  await lockUp(unit, vault, { mailboxId, secrets });
  await unit.record(stream, [fact]);
  // Whoever looks after it from now on is told anew of what is still wrong.
  if (!imapOf(settings) || keeperId !== before.keeperId) await forgetTrouble(unit, mailboxId);
}

/** Nothing more is fetched from it or sent by it. What came stays. */
export async function closeMailbox(unit: Unit, mailboxId: string): Promise<void> {
  const stream = mailboxStream(mailboxId);
  const entries = await unit.load(stream);
  if (entries.length === 0) throw noSuchMailbox();
  await unit.tx.deleteFrom('mailbox_secrets').where('mailbox_id', '=', mailboxId).execute();
  await forgetTrouble(unit, mailboxId);
  await unit.record(stream, close(entries));
}

async function forgetTrouble(unit: Unit, mailboxId: string): Promise<void> {
  await finishMailboxTasks(unit, mailboxId);
  await unit.tx
    .updateTable('mailbox_health')
    .set({ fault: null, fault_since: null })
    .where('mailbox_id', '=', mailboxId)
    .execute();
}

export const noSuchMailbox = (): Refusal => notFound('There is no such mailbox.');

async function assertMailbox(unit: Unit, mailboxId: string): Promise<Mailbox> {
  const mailbox = await mailboxById(unit.tx, mailboxId);
  if (!mailbox) throw noSuchMailbox();
  return mailbox;
}

async function assertPeople(
  unit: Unit,
  { standsFor, keeperId }: Pick<MailboxWish, 'standsFor' | 'keeperId'>,
): Promise<void> {
  for (const staffId of [keeperId, standsFor]) {
    if (staffId === null || (await staffById(unit.tx, staffId))) continue;
    throw new Refusal('unknown_person', 'The person named for this mailbox is not known here.');
  }
}

async function assertFree(unit: Unit, address: string): Promise<void> {
  const taken = await unit.tx
    .selectFrom('mailboxes')
    .select('mailbox_id')
    .where((eb) => eb(eb.fn('lower', ['address']), '=', address.toLowerCase()))
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (!taken) return;
  throw new Refusal('address_taken', 'A mailbox with this address is open already.', {
    status: 409,
    fields: [{ field: 'address', message: 'This address is taken.' }],
  });
}

/** Somebody else opened one with the same address meanwhile: the next try sees it. */
function sayAgainIfTaken(error: unknown): never {
  throw sqlState(error) === '23505' ? new BeginAgain() : error;
}

function assertUsable(settings: MailboxSettings, secrets: MailboxSecrets): void {
  assertComplete(settings, secrets);
  if (secrets.dkimKey === null) return;
  try {
    createPrivateKey(secrets.dkimKey);
  } catch {
    throw new Refusal(
      'dkim_key_unreadable',
      'The private key cannot be read. It must be a PEM text without a passphrase.',
      { fields: [{ field: 'secrets.dkimKey', message: 'cannot be read' }] },
    );
  }
}

async function keepDetails(unit: Unit, details: MailboxDetails) {
  const [words] = await unit.keepWords(ORGANISATION_ID, [JSON.stringify(details)]);
  if (!words) throw new Error('the mailbox was not kept');
  return words;
}

async function unlock(unit: Unit, vault: Vault, mailboxId: string): Promise<MailboxSecrets> {
  const row = await unit.tx
    .selectFrom('mailbox_secrets')
    .select('secrets')
    .where('mailbox_id', '=', mailboxId)
    .executeTakeFirst();
  if (!row) return noSecrets;
  try {
    return vault.unlock(mailboxId, row.secrets);
  } catch {
    // They were locked with another key: whoever changes the mailbox has to give them again.
    return noSecrets;
  }
}

async function lockUp(
  unit: Unit,
  vault: Vault,
  { mailboxId, secrets }: { mailboxId: string; secrets: MailboxSecrets },
): Promise<void> {
  const locked = vault.lock(mailboxId, secrets);
  await unit.tx
    .insertInto('mailbox_secrets')
    .values({ mailbox_id: mailboxId, secrets: locked })
    .onConflict((conflict) => conflict.column('mailbox_id').doUpdateSet({ secrets: locked }))
    .execute();
}
