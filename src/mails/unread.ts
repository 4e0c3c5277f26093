import { type Intake, takeIn } from '#complaints/index.ts';
import type { Unit } from '#ledger/ledger.ts';
import { readHeaders } from '#mail/read/headers.ts';
import type { ReadMail } from '#mail/read-mail.ts';
import { addressee } from './addressed.ts';
import { type MailRow, noteReading, noteSettled } from './store.ts';
import { complaintWish } from './wishes.ts';

const words =
  '(The program could not read this mail. It is attached as it came; please open it and read it.)';

/** Nothing is lost: a mail that cannot be read is a complaint with the mail attached. */
export async function settleUnread(intake: Intake, unit: Unit, row: MailRow): Promise<void> {
  const raw = await intake.context.files.read(row.sha256);
  const mail: ReadMail = { ...nothing, ...readHeaders(raw ?? Buffer.alloc(0)) };
  await noteReading(unit, row.mailId, { mail, trust: null });
  const to = await addressee(unit, row, { ...mail, envelope: row.envelope });
  const { sha256, size } = row;
  const whole = { name: 'mail.eml', mediaType: 'message/rfc822', claimedType: null };
  const wish = complaintWish(row, { mail, files: [{ sha256, size, ...whole }] }, to);
  const { id, customerId } = await takeIn(intake, unit, { ...wish, text: words });
  const of = { customerId, complaintId: id };
  await noteSettled(unit, row.mailId, {
    outcome: 'unparsed',
    reason: 'unreadable',
    of,
    contactId: id,
  });
}

const nothing: ReadMail = {
  messageId: null,
  inReplyTo: [],
  references: [],
  from: null,
  replyTo: [],
  to: [],
  cc: [],
  deliveredTo: [],
  subject: '',
  date: null,
  text: '',
  newText: '',
  quotedText: '',
  hasHtml: false,
  parts: [],
  machine: null,
  bounce: null,
  isFlaggedSpam: false,
  oddities: ['unreadable'],
};
