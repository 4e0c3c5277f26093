import { sql } from 'kysely';
import { dayMs, hourMs, later } from '#clock.ts';
import {
  correspondentsOf,
  findByReference,
  goesOnIn,
  goingOnIn,
  type Of,
  readReference,
  readReplyToken,
} from '#complaints/index.ts';
import { normalEmail } from '#customers/index.ts';
import type { Tx } from '#database/connection.ts';
import type { Unit } from '#ledger/ledger.ts';
import { isUsableAddress } from '#mail/address.ts';
import type { Envelope } from '#mail/arrival.ts';
import type { ReadMail } from '#mail/read-mail.ts';
import { wasWrittenTo } from '#notices/index.ts';
import type { Clues, Lead } from './decide.ts';

/** Everything in a mail that may lead to a complaint, looked up. */
export async function findLeads(
  unit: Unit,
  linkKey: Buffer,
  mail: ReadMail & { envelope: Envelope },
): Promise<Pick<Clues, 'signed' | 'byIds' | 'bySubject' | 'byText'>> {
  const { tx } = unit;
  const sender = senderOf(mail);
  const ids = [...mail.inReplyTo, ...mail.references.toReversed()];
  const lead = async (of: Of | null): Promise<Lead | null> =>
    of && { of, isParticipant: sender !== null && (await takesPart(tx, of, sender)) };
  return {
    signed: await firstOf(addresseesOf(mail), (text) => bySignedText(tx, linkKey, text)),
    byIds: await lead(await firstOf(ids, (id) => byMailId(tx, linkKey, id))),
    bySubject: await lead(
      await firstOf(referencesIn(mail.subject), (found) => byReference(tx, found)),
    ),
    byText: await firstOf(referencesIn(mail.text), (found) => byReference(tx, found)),
  };
}

/** Every address that the mail was sent to, as far as anybody wrote it down. */
export const addresseesOf = (mail: ReadMail & { envelope: Envelope }): string[] => [
  ...new Set([
    ...mail.envelope.to,
    ...mail.deliveredTo,
    ...[...mail.to, ...mail.cc].map(({ address }) => address),
  ]),
];

/** The address of whoever wrote it, in the one spelling that we compare by. */
export const senderOf = ({ from }: Pick<ReadMail, 'from'>): string | null =>
  from && isUsableAddress(from.address) ? normalEmail(from.address) : null;

async function firstOf<T>(
  candidates: readonly T[],
  find: (candidate: T) => Promise<Of | null>,
): Promise<Of | null> {
  for (const candidate of candidates.slice(0, candidatesMax)) {
    const of = await find(candidate);
    if (of) return of;
  }
  return null;
}

/** So many ids or references are looked up; a mail with more is playing games. */
const candidatesMax = 50;

async function bySignedText(tx: Tx, linkKey: Buffer, text: string): Promise<Of | null> {
  const reference = readReplyToken(linkKey, text);
  return reference ? byReference(tx, reference) : null;
}

/** By our own Message-ID, which is signed, or by one that came to us as part of a complaint. */
async function byMailId(tx: Tx, linkKey: Buffer, id: string): Promise<Of | null> {
  return (await bySignedText(tx, linkKey, id)) ?? byArrivedId(tx, id);
}

async function byArrivedId(tx: Tx, id: string): Promise<Of | null> {
  if (id === '') return null;
  const row = await tx
    .selectFrom('mails')
    .select(['customer_id as customerId', 'complaint_id as complaintId'])
    .where('rfc_id', '=', id)
    .where('state', 'in', ['complaint', 'message', 'unparsed'])
    .where('complaint_id', 'is not', null)
    .orderBy('mail_id')
    .limit(1)
    .executeTakeFirst();
  const { customerId, complaintId } = row ?? {};
  return customerId && complaintId ? goesOnIn(tx, { customerId, complaintId }) : null;
}

async function byReference(tx: Tx, reference: string): Promise<Of | null> {
  const of = await findByReference(tx, reference);
  return of ? goesOnIn(tx, of) : null;
}

const referencePattern = /\bAM[- ]?[0-9A-Z]{4}[- ]?[0-9A-Z]{4}\b/gi;

const referencesIn = (text: string): string[] =>
  (text.match(referencePattern) ?? []).flatMap((found) => readReference(found) ?? []);

/** Who wrote or was written to about this complaint before, the customer first of all. */
async function takesPart(tx: Tx, of: Of, sender: string): Promise<boolean> {
  const known = await correspondentsOf(tx, of);
  if (known.has(sender)) return true;
  const complaintIds = (await goingOnIn(tx, of)).map(({ complaintId }) => complaintId);
  const row = await tx
    .selectFrom('mails')
    .select('mail_id')
    .where('complaint_id', 'in', complaintIds)
    .where('state', 'in', ['complaint', 'message', 'unparsed'])
    .where(
      sql<boolean>`exists (
        select from jsonb_path_query(reading, '$.*[*].address') as address
        where lower(address #>> '{}') = ${sender})`,
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined || wasWrittenTo(tx, complaintIds, sender);
}

/** How many mails of this sender came lately; a copy of one does not count. */
export async function countLately(
  { tx, now }: Unit,
  sender: string | null,
  mailId: string,
): Promise<Clues['lately']> {
  if (!sender) return { hour: 0, day: 0 };
  const row = await tx
    .selectFrom('mails')
    .select([
      sql<number>`count(*) filter (where stored_at > ${later(now, -hourMs)})::int`.as('hour'),
      sql<number>`count(*)::int`.as('day'),
    ])
    .where('sender', '=', sender)
    .where('stored_at', '>', later(now, -dayMs))
    .where('state', '<>', 'copy')
    .where('mail_id', '<>', mailId)
    .executeTakeFirstOrThrow();
  return row;
}
