import { logContact, type Of, type Received, takeIn } from '#complaints/index.ts';
import { ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { addressee } from './addressed.ts';
import { type Reading, readOne } from './jobs.ts';
import { type MailFact, mailStream } from './mail.ts';
import { storedMail } from './queries.ts';
import { complaintWish, contactWish } from './wishes.ts';

type Decided = { mailId: string; staffId: string };

/** A person looked: somebody wrote it who wants something of us. */
export async function acceptMail(
  reading: Reading,
  unit: Unit,
  decided: Decided,
): Promise<Received> {
  await lockUndecided(unit, decided.mailId);
  const { row, read, to } = await readAgain(reading, unit, decided.mailId);
  const received = await takeIn(reading.intake, unit, complaintWish(row, read, to));
  const of = { customerId: received.customerId, complaintId: received.id };
  await pointTo(unit, decided.mailId, { state: 'complaint', of, contactId: received.id });
  await decide(unit, decided, { decision: 'complaint', reason: null, complaintId: received.id });
  return received;
}

/** A person looked: it belongs to this complaint, which has it from now on. */
export async function addMailTo(
  reading: Reading,
  unit: Unit,
  decided: Decided & { of: Of },
): Promise<void> {
  await lockUndecided(unit, decided.mailId);
  const { row, read, to } = await readAgain(reading, unit, decided.mailId);
  const { mailId, of } = decided;
  const { contactId } = await logContact(unit, of, contactWish(row, read, to));
  await pointTo(unit, mailId, { state: 'message', of, contactId });
  const { complaintId } = of;
  await decide(unit, decided, { decision: 'complaint', reason: null, complaintId });
}

/** A person looked: nobody wants anything. It stays where it is, with the name of who said so. */
export async function rejectMail(unit: Unit, decided: Decided & { reason: string }): Promise<void> {
  await lockUndecided(unit, decided.mailId);
  const [reason = null] = await unit.keepWords(ORGANISATION_ID, [decided.reason]);
  await decide(unit, decided, { decision: 'rubbish', reason, complaintId: null });
}

/** "Looks like AM-…?" No, it does not. */
export async function dismissSuggestion(unit: Unit, mailId: string): Promise<void> {
  await unit.tx
    .updateTable('mails')
    .set({ suggestion_decided_at: unit.now })
    .where('mail_id', '=', mailId)
    .where('suggestion_decided_at', 'is', null)
    .execute();
}

async function lockUndecided(unit: Unit, mailId: string): Promise<void> {
  const row = await unit.tx
    .selectFrom('mails')
    .select(['state', 'decided_at'])
    .where('mail_id', '=', mailId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('There is no such mail.');
  if (row.state === 'parked' && !row.decided_at) return;
  throw new Refusal('decided_already', 'This mail does not wait for a decision.', { status: 409 });
}

async function readAgain(reading: Reading, unit: Unit, mailId: string) {
  const row = await storedMail(unit.tx, mailId);
  const read = await readOne(reading, { ...row, tries: 0 });
  if (read) {
    return { row, read, to: await addressee(unit, row, { ...read.mail, envelope: row.envelope }) };
  }
  throw new Refusal('unreadable', 'The program cannot read this mail. Open the original.', {
    status: 409,
  });
}

type Pointer = { state: 'complaint' | 'message'; of: Of; contactId: string };

async function pointTo(unit: Unit, mailId: string, { state, of, contactId }: Pointer) {
  const { customerId, complaintId } = of;
  await unit.tx
    .updateTable('mails')
    .set({ state, customer_id: customerId, complaint_id: complaintId, contact_id: contactId })
    .where('mail_id', '=', mailId)
    .execute();
}

type DecidedData = {
  decision: 'complaint' | 'rubbish';
  reason: WordsRef | null;
  complaintId: string | null;
};

async function decide(unit: Unit, { mailId, staffId }: Decided, data: DecidedData): Promise<void> {
  await unit.tx
    .updateTable('mails')
    .set({ decided_by: staffId, decided_at: unit.now })
    .where('mail_id', '=', mailId)
    .execute();
  const stream = mailStream(mailId);
  await unit.load(stream);
  const fact: MailFact = { type: 'MailDecided', data: { staffId, ...data } };
  await unit.record(stream, [fact]);
}
