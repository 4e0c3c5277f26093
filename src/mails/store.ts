import type { Of } from '#complaints/index.ts';
import type { Unit } from '#ledger/ledger.ts';
import type { Envelope } from '#mail/arrival.ts';
import type { ReadMail } from '#mail/read-mail.ts';
import type { Trust } from '#mail/trust.ts';
import { senderOf } from './find.ts';
import { type MailFact, type MailOutcome, mailStream, type Reading } from './mail.ts';

/** A mail as it waits to be read. */
export type MailRow = {
  mailId: string;
  sha256: Buffer;
  size: number;
  mailboxId: string | null;
  envelope: Envelope;
  arrivedAt: Date;
  tries: number;
};

/** The mail whose words arrived first, if it is another one; else this one is the first. */
export async function claimCopy(
  { tx }: Unit,
  copyKey: Buffer,
  mailId: string,
): Promise<string | null> {
  const claimed = await tx
    .insertInto('mail_copies')
    .values({ copy_key: copyKey, mail_id: mailId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('mail_id')
    .executeTakeFirst();
  if (claimed) return null;
  const first = await tx
    .selectFrom('mail_copies')
    .select('mail_id')
    .where('copy_key', '=', copyKey)
    .executeTakeFirstOrThrow();
  return first.mail_id === mailId ? null : first.mail_id;
}

export async function noteReading(
  { tx }: Unit,
  mailId: string,
  { mail, trust }: { mail: ReadMail; trust: Trust | null },
): Promise<void> {
  const { from, replyTo, to, cc, deliveredTo, subject, date, machine, bounce, oddities } = mail;
  const references = [...mail.references, ...mail.inReplyTo];
  const reading: Reading = {
    from,
    replyTo,
    to,
    cc,
    deliveredTo,
    subject,
    date,
    references,
    machine,
    bounce,
    trust,
    oddities,
  };
  await tx
    .updateTable('mails')
    .set({
      reading: JSON.stringify(reading),
      rfc_id: mail.messageId,
      sender: senderOf(mail),
    })
    .where('mail_id', '=', mailId)
    .execute();
}

export type Settled = {
  outcome: MailOutcome;
  reason: string | null;
  of: Of | null;
  contactId?: string;
  suggested?: Of | null;
  copyOf?: string;
};

const columnsOf = ({ of, contactId, suggested, copyOf }: Settled) => ({
  customer_id: of?.customerId ?? null,
  complaint_id: of?.complaintId ?? null,
  contact_id: contactId ?? null,
  copy_of: copyOf ?? null,
  suggested_id: suggested?.complaintId ?? null,
});

export async function noteSettled(unit: Unit, mailId: string, settled: Settled): Promise<void> {
  const { outcome, reason, of, copyOf = null } = settled;
  await unit.tx
    .updateTable('mails')
    .set({ state: outcome, reason, ...columnsOf(settled) })
    .where('mail_id', '=', mailId)
    .execute();
  const stream = mailStream(mailId);
  await unit.load(stream);
  const fact: MailFact = {
    type: 'MailSettled',
    data: { outcome, reason, complaintId: of?.complaintId ?? null, copyOf },
  };
  await unit.record(stream, [fact]);
}
