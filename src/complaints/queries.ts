import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';
import { readWords } from '#ledger/content.ts';
import { Refusal } from '#refusal.ts';
import type { Of } from './commands.ts';
import type { Channel, ClosingBasis, Kind, Level } from './complaint.ts';

/** The facts of a complaint that lists and letters need. */
export type ComplaintHead = Of & {
  reference: string;
  kind: Kind;
  channel: Channel;
  level: Level;
  ownerId: string;
  ownerName: string;
  ownerTitle: string;
  offeredTo: string | null;
  state: 'to_do' | 'waiting' | 'done';
  receivedAt: Date;
  recordedAt: Date;
  nextAt: Date | null;
  answeredAt: Date | null;
  askedTimes: number;
  closedAt: Date | null;
  closedBasis: ClosingBasis | null;
  /** They were asked whether it is fixed and said nothing. */
  closedInSilence: boolean;
  contacts: number;
  linkVersion: number;
  /** The customer's first words. */
  wordsId: string;
};

export const headColumns = [
  'complaints.customer_id as customerId',
  'complaints.complaint_id as complaintId',
  'complaints.reference',
  'complaints.kind',
  'complaints.channel',
  'complaints.level',
  'complaints.owner_id as ownerId',
  'staff.name as ownerName',
  'staff.title as ownerTitle',
  'complaints.offered_to as offeredTo',
  'complaints.state',
  'complaints.received_at as receivedAt',
  'complaints.recorded_at as recordedAt',
  'complaints.next_at as nextAt',
  'complaints.answered_at as answeredAt',
  'complaints.asked_times as askedTimes',
  'complaints.closed_at as closedAt',
  'complaints.closed_basis as closedBasis',
  'complaints.closed_in_silence as closedInSilence',
  'complaints.contacts',
  'complaints.link_version as linkVersion',
  'complaints.words_id as wordsId',
] as const;

export async function complaintHead(
  db: Database | Tx,
  { customerId, complaintId }: Of,
): Promise<ComplaintHead | undefined> {
  const row = await db
    .selectFrom('complaints')
    .innerJoin('staff', 'staff.staff_id', 'complaints.owner_id')
    .select(headColumns)
    .where('complaints.customer_id', '=', customerId)
    .where('complaints.complaint_id', '=', complaintId)
    .executeTakeFirst();
  return row as ComplaintHead | undefined;
}

/** Both ids of a complaint by its own id. */
export async function findComplaint(db: Database | Tx, complaintId: string): Promise<Of> {
  const row = await db
    .selectFrom('complaints')
    .select(['customer_id as customerId', 'complaint_id as complaintId'])
    .where('complaint_id', '=', complaintId)
    .executeTakeFirst();
  if (row) return row;
  throw new Refusal('not_found', 'There is no such complaint.', { status: 404 });
}

export async function findByReference(
  db: Database | Tx,
  reference: string,
): Promise<Of | undefined> {
  return db
    .selectFrom('complaint_references')
    .select(['customer_id as customerId', 'complaint_id as complaintId'])
    .where('reference', '=', reference)
    .executeTakeFirst();
}

/** References given in a transaction that has just begun their complaints. */
const given = new WeakMap<object, Map<string, string>>();

/** Spares whoever writes the first letter a question. */
export function noteReference(tx: Tx, { complaintId }: Of, reference: string): void {
  const known = given.get(tx) ?? new Map<string, string>();
  given.set(tx, known.set(complaintId, reference));
}

export async function referenceOf(db: Database | Tx, of: Of): Promise<string | undefined> {
  const known = given.get(db)?.get(of.complaintId);
  if (known) return known;
  const row = await db
    .selectFrom('complaints')
    .select('reference')
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .executeTakeFirst();
  return row?.reference;
}

/** What a letter about a complaint needs: the complaint, where to send it, and how to address them. */
export type LetterHead = ComplaintHead & {
  email: string | null;
  /**
   * The name given with this complaint. Under the same address of mail we may know somebody by
   * name, but an address proves nothing.
   */
  customerName: string | null;
  /** In which the customer wrote, where that is known. */
  language: string | null;
  /** The mailbox by which it came; none for what came by another way. */
  mailboxId: string | null;
  postalAddress: string | null;
};

export async function letterHead(tx: Database | Tx, of: Of): Promise<LetterHead | undefined> {
  const row = await tx
    .selectFrom('complaints')
    .innerJoin('staff', 'staff.staff_id', 'complaints.owner_id')
    .innerJoin('customers', 'customers.customer_id', 'complaints.customer_id')
    .select(headColumns)
    .select([
      'customers.email',
      'customers.postal_address as postalAddress',
      'complaints.language',
      'complaints.mailbox_id as mailboxId',
      'complaints.details_id as detailsId',
    ])
    .where('complaints.customer_id', '=', of.customerId)
    .where('complaints.complaint_id', '=', of.complaintId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { detailsId, ...head } = row;
  const details = detailsId ? await readWords(tx as Tx, of.customerId, detailsId) : null;
  const { name = null } = JSON.parse(details ?? '{}') as { name?: string };
  return { ...(head as Omit<LetterHead, 'customerName'>), customerName: name };
}

/** By when the earliest of its open promises is due. */
export async function earliestPromiseOf(db: Database | Tx, of: Of): Promise<Date | null> {
  const row = await db
    .selectFrom('complaint_dates')
    .select((eb) => eb.fn.min('due_at').as('at'))
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Those of these complaints that are open and have nothing promised. */
export async function openWithoutPromise(
  db: Database | Tx,
  keys: readonly Of[],
): Promise<(Of & Pick<ComplaintHead, 'state' | 'nextAt'>)[]> {
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom('complaints')
    .select([
      'customer_id as customerId',
      'complaint_id as complaintId',
      'state',
      'next_at as nextAt',
    ])
    .where(sql<boolean>`(customer_id, complaint_id) in (
      select * from unnest(${keys.map(({ customerId }) => customerId)}::uuid[],
        ${keys.map(({ complaintId }) => complaintId)}::uuid[]))`)
    .where('closed_at', 'is', null)
    .where(sql<boolean>`not exists (
      select from complaint_dates as promised
      where promised.customer_id = complaints.customer_id
        and promised.complaint_id = complaints.complaint_id)`)
    .execute();
  return rows as (Of & Pick<ComplaintHead, 'state' | 'nextAt'>)[];
}

/** The newest complaint of a customer, for a lost link. */
export async function complaintsOfCustomer(
  db: Database | Tx,
  customerId: string,
  limit: number,
): Promise<ComplaintHead[]> {
  const rows = await db
    .selectFrom('complaints')
    .innerJoin('staff', 'staff.staff_id', 'complaints.owner_id')
    .select(headColumns)
    .where('complaints.customer_id', '=', customerId)
    .orderBy('recorded_at', 'desc')
    .limit(limit)
    .execute();
  return rows as ComplaintHead[];
}

/** To whom a complaint is offered at the moment, by whom and why. */
export async function handOverOf(
  db: Database | Tx,
  of: Of,
): Promise<{ to: NamedPerson; from: NamedPerson; reason: string } | undefined> {
  const row = await db
    .selectFrom('complaints')
    .innerJoin('staff as taker', 'taker.staff_id', 'complaints.offered_to')
    .innerJoin('staff as giver', 'giver.staff_id', 'complaints.offered_by')
    .leftJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'complaints.customer_id')
        .onRef('words.words_id', '=', 'complaints.offer_reason_id'),
    )
    .select([
      'taker.staff_id as takerId',
      'taker.name as takerName',
      'giver.staff_id as giverId',
      'giver.name as giverName',
      'words.text as reason',
    ])
    .where('complaints.customer_id', '=', of.customerId)
    .where('complaints.complaint_id', '=', of.complaintId)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    to: { id: row.takerId, name: row.takerName },
    from: { id: row.giverId, name: row.giverName },
    reason: row.reason ?? '',
  };
}

type NamedPerson = { id: string; name: string };

export async function complaintOwner(
  db: Database | Tx,
  customerId: string,
  complaintId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('complaints')
    .select('owner_id')
    .where('customer_id', '=', customerId)
    .where('complaint_id', '=', complaintId)
    .executeTakeFirst();
  return row?.owner_id;
}

/** What customers wrote lately, the newest first; praise is none of it. */
export async function toldSince(
  db: Database | Tx,
  { since, limit }: { since: Date; limit: number },
): Promise<{ customerId: string; complaintId: string; text: string }[]> {
  return db
    .selectFrom('complaints')
    .innerJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'complaints.customer_id')
        .onRef('words.words_id', '=', 'complaints.words_id'),
    )
    .select([
      'complaints.customer_id as customerId',
      'complaints.complaint_id as complaintId',
      sql<string>`coalesce(words.text, '')`.as('text'),
    ])
    .where('recorded_at', '>=', since)
    .where('received_at', '>=', since)
    .where('kind', '<>', 'praise')
    .orderBy('recorded_at', 'desc')
    .orderBy('complaints.complaint_id', 'desc')
    .limit(limit)
    .execute();
}

/** References by the ids of complaints. */
export async function referencesOf(
  db: Database | Tx,
  complaintIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('complaints')
    .select(['complaint_id', 'reference'])
    .where(sql<boolean>`complaint_id = any(${[...complaintIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.complaint_id, row.reference]));
}
