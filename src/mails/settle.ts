import { type Intake, logContact, type Of, readReplyToken, takeIn } from '#complaints/index.ts';
import {
  complaintOfErrandToken,
  type ErrandLead,
  findErrandLead,
  readErrandToken,
  settleErrandMail,
} from '#errands/index.ts';
import { raiseEscalation } from '#escalations/index.ts';
import type { StoredFile } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import type { Envelope } from '#mail/arrival.ts';
import type { ReadMail } from '#mail/read-mail.ts';
import type { Trust } from '#mail/trust.ts';
import { addressee, mailboxesOf } from './addressed.ts';
import { copyKey } from './copy-key.ts';
import { type Clues, decide, type Outcome } from './decide.ts';
import { addresseesOf, countLately, findLeads, senderOf } from './find.ts';
import { noteBounce } from './machines.ts';
import { claimCopy, type MailRow, noteReading, noteSettled } from './store.ts';
import { complaintWish, contactWish } from './wishes.ts';

/** A mail that was read, with its files stored. */
export type WasRead = { mail: ReadMail; trust: Trust | null; files: StoredFile[] };

/** Makes of a mail what it is, in one unit of work with everything that follows from it. */
export async function settle(
  intake: Intake,
  unit: Unit,
  row: MailRow,
  read: WasRead,
): Promise<void> {
  const mail = { ...read.mail, envelope: row.envelope };
  await noteReading(unit, row.mailId, read);
  const clues = await findClues(intake, unit, { row, mail, trust: read.trust });
  const outcome = decide(clues);
  switch (outcome.kind) {
    case 'copy':
      return settleCopy(unit, row, { mail, copyOf: outcome.copyOf });
    case 'parked':
      await noteBounce(unit, { mail, signed: clues.signed, linkKey: intake.context.linkKey });
      return noteSettled(unit, row.mailId, {
        outcome: 'parked',
        reason: outcome.reason,
        of: outcome.about,
      });
    case 'errand':
      return passToErrand(unit, row, { mail, lead: outcome.lead, linkKey: intake.context.linkKey });
    case 'message':
      return addToComplaint(unit, row, { ...read, of: outcome.of, because: outcome.because });
    case 'complaint':
      return makeComplaint(intake, unit, row, { ...read, outcome });
  }
}

type Judged = { row: MailRow; mail: ReadMail & { envelope: Envelope }; trust: Trust | null };

async function findClues(intake: Intake, unit: Unit, judged: Judged): Promise<Clues> {
  const { row, mail, trust } = judged;
  const { linkKey } = intake.context;
  const sender = senderOf(mail);
  const ownAddresses = await mailboxesOf(unit.tx, sender ? [sender] : []);
  const texts = [...addresseesOf(mail), ...mail.inReplyTo, ...mail.references.toReversed()];
  const leads = await findLeads(unit, linkKey, mail);
  return {
    copyOf: await claimCopy(unit, copyKey(mail), row.mailId),
    machine: mail.machine,
    isOurs: ownAddresses.length > 0 || isSignedByUs(linkKey, mail.messageId),
    isFlaggedSpam: mail.isFlaggedSpam,
    lately: await countLately(unit, sender, row.mailId),
    isForged: trust?.verdict === 'failed',
    errand: await findErrandLead(unit, linkKey, { sender, texts }),
    ...leads,
    // A stranger's answer to a fixer's mail is put beside the complaint, for somebody to look.
    byText: leads.byText ?? (await complaintOfErrandToken(unit, linkKey, texts)),
  };
}

/** Our ids begin with a token of ours; a bounce's own id may hold one somewhere. */
function isSignedByUs(linkKey: Buffer, messageId: string | null): boolean {
  const [, token] =
    /^((?:am[0-9a-z]{8}|er[0-9a-z]{25})-[0-9a-z]{13})\./i.exec(messageId ?? '') ?? [];
  if (token === undefined) return false;
  return (readReplyToken(linkKey, token) ?? readErrandToken(linkKey, token)) !== undefined;
}

/** What a fixer says by mail; it is no contact of the customer's. */
async function passToErrand(
  unit: Unit,
  row: MailRow,
  { mail, lead, linkKey }: { mail: Judged['mail']; lead: ErrandLead; linkKey: Buffer },
): Promise<void> {
  const { newText: text, messageId, references, from } = mail;
  const { arrivedAt } = row;
  const answered = { text, from: from?.address ?? '', messageId, references, arrivedAt };
  await settleErrandMail(unit, lead, { mail: answered, linkKey });
  await noteSettled(unit, row.mailId, { outcome: 'errand', reason: null, of: lead });
}

/** One contact, however many ways it came; but whoever else was written to is told. */
async function settleCopy(
  unit: Unit,
  row: MailRow,
  { mail, copyOf }: { mail: Judged['mail']; copyOf: string },
): Promise<void> {
  const first = await unit.tx
    .selectFrom('mails')
    .innerJoin('complaints', 'complaints.complaint_id', 'mails.complaint_id')
    .select(['complaints.customer_id', 'complaints.complaint_id', 'complaints.owner_id'])
    .where('mail_id', '=', copyOf)
    .executeTakeFirst();
  const of = first && { customerId: first.customer_id, complaintId: first.complaint_id };
  await noteSettled(unit, row.mailId, { outcome: 'copy', reason: null, of: of ?? null, copyOf });
  if (!of) return;
  const { addressedTo } = await addressee(unit, row, mail);
  if (!addressedTo || addressedTo.level === 'team') return;
  await raiseEscalation(unit, {
    ...of,
    ownerId: first.owner_id,
    level: addressedTo.level,
    raisedBy: 'customer',
    reason: null,
    to: addressedTo.person.staffId,
  });
}

async function addToComplaint(
  unit: Unit,
  row: MailRow,
  { mail, files, of, because }: WasRead & { of: Of; because: string },
): Promise<void> {
  const to = await addressee(unit, row, { ...mail, envelope: row.envelope });
  const { contactId } = await logContact(unit, of, contactWish(row, { mail, files }, to));
  await noteSettled(unit, row.mailId, { outcome: 'message', reason: because, of, contactId });
}

async function makeComplaint(
  intake: Intake,
  unit: Unit,
  row: MailRow,
  { mail, files, outcome }: WasRead & { outcome: Extract<Outcome, { kind: 'complaint' }> },
): Promise<void> {
  const to = await addressee(unit, row, { ...mail, envelope: row.envelope });
  const { id, customerId } = await takeIn(intake, unit, complaintWish(row, { mail, files }, to));
  await noteSettled(unit, row.mailId, {
    outcome: 'complaint',
    reason: outcome.because,
    of: { customerId, complaintId: id },
    contactId: id,
    suggested: outcome.suggested,
  });
}
