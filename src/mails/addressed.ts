import type { Tx } from '#database/connection.ts';
import type { Unit } from '#ledger/ledger.ts';
import type { Envelope } from '#mail/arrival.ts';
import type { ReadMail } from '#mail/read-mail.ts';
import { type Mailbox, mailboxOfAddress } from '#mailboxes/index.ts';
import { type StaffMember, staffById } from '#staff/index.ts';
import { addresseesOf } from './find.ts';
import type { MailRow } from './store.ts';

/** The person of ours to whom it was written, and how high that is. */
export type AddressedTo = { person: StaffMember; level: 'team' | 'manager' | 'executive' };

export type Addressee = { mailboxId: string | null; addressedTo: AddressedTo | null };

/** The mailbox of ours that a mail came to, and the person for whom its address stands. */
export async function addressee(
  unit: Unit,
  row: Pick<MailRow, 'mailboxId'>,
  mail: ReadMail & { envelope: Envelope },
): Promise<Addressee> {
  const mailboxes = await mailboxesOf(unit.tx, addresseesOf(mail));
  const mailboxId = row.mailboxId ?? mailboxes[0]?.mailboxId ?? null;
  for (const { standsFor } of mailboxes) {
    const person = standsFor ? await staffById(unit.tx, standsFor) : undefined;
    if (person) return { mailboxId, addressedTo: { person, level: levelOf(person) } };
  }
  return { mailboxId, addressedTo: null };
}

/** Our open mailboxes among these addresses. */
export async function mailboxesOf(tx: Tx, addresses: readonly string[]): Promise<Mailbox[]> {
  const found: Mailbox[] = [];
  for (const address of addresses.slice(0, addressesMax)) {
    const match = await mailboxOfAddress(tx, address);
    if (match) found.push(match.mailbox);
  }
  return found;
}

const addressesMax = 100;

function levelOf({ roles }: StaffMember): AddressedTo['level'] {
  if (roles.includes('executive')) return 'executive';
  return roles.includes('manager') ? 'manager' : 'team';
}
