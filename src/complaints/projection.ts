import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import { changeLater, putIn } from '#database/pending.ts';
import type { FileRef } from '#ledger/content.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { ComplaintFact, MailRef } from './complaint.ts';
import { countContact } from './contact-counts.ts';
import { addLoad, changeComplaint, loadRow } from './loads.ts';
import { dateSet, earliest, notPutOff } from './next-date.ts';
import { declined, offered, taken } from './owner-columns.ts';

export const complaintFactTypes = [
  'ComplaintReceived',
  'OwnerChanged',
  'HandOverOffered',
  'HandOverDeclined',
  'ComplaintAcknowledged',
  'AcknowledgementFailed',
  'AnswerFailed',
  'AnswerArrived',
  'ClosureQuestionFailed',
  'MessageAdded',
  'ContactLogged',
  'ClosureAsked',
  'FixDenied',
  'ComplaintClosed',
  'ComplaintReopened',
  'ComplaintJoined',
  'ComplaintParted',
  'ComplaintSplit',
  'AreaSet',
  'PraiseNamed',
  'PrivateLinkRenewed',
  'NextDateSet',
] as const satisfies readonly ComplaintFact['type'][];

export async function projectComplaint(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, recordedAt } = entry as Entry<ComplaintFact>;
  switch (type) {
    case 'ComplaintReceived':
      return open(tx, entry, data);
    case 'OwnerChanged':
      return update(tx, entry, taken(data));
    case 'HandOverOffered':
      return update(tx, entry, offered(data));
    case 'HandOverDeclined':
      return update(tx, entry, declined);
    case 'MessageAdded':
      return addMessage(tx, entry, data);
    case 'ContactLogged':
      return addContact(tx, entry, data);
    case 'ClosureAsked':
      return update(tx, entry, { asked_at: recordedAt, asked_times: sql`asked_times + 1` });
    case 'ComplaintClosed':
      return close(tx, entry, data);
    case 'ComplaintReopened':
      return update(tx, entry, {
        ...notClosed,
        reopened_times: sql`reopened_times + 1`,
      });
    case 'ComplaintJoined':
      return goOnElsewhere(tx, entry, data);
    case 'ComplaintParted':
      return update(tx, entry, { joined_customer_id: null, joined_complaint_id: null });
    case 'NextDateSet':
      return update(tx, entry, dateSet(entry, data));
    case 'PraiseNamed':
      return update(tx, entry, { praised_id: data.praisedId });
    case 'AreaSet':
      return update(tx, entry, { area_id: data.areaId });
    case 'PrivateLinkRenewed':
      return update(tx, entry, { link_version: data.linkVersion });
    case 'FixDenied':
      return update(tx, entry, { state: 'to_do', asked_times: 0 });
    case 'AnswerFailed':
      return data.isLast ? update(tx, entry, { answered_at: null }) : undefined;
    case 'AnswerArrived':
      return update(tx, entry, { answered_at: sql`coalesce(answered_at, ${recordedAt})` });
    case 'ClosureQuestionFailed':
      return update(tx, entry, { asked_times: sql`greatest(asked_times - 1, 0)` });
    case 'ComplaintAcknowledged':
    case 'AcknowledgementFailed':
    // The new complaint says where it comes from.
    case 'ComplaintSplit':
      return;
  }
}

type DataOf<T extends ComplaintFact['type']> = Extract<ComplaintFact, { type: T }>['data'];

async function open(tx: Tx, entry: Entry, data: DataOf<'ComplaintReceived'>): Promise<void> {
  const { customerId, recordedAt, stream } = entry;
  const complaintId = idOf(stream);
  const receivedAt = new Date(data.receivedAt);
  const complaint = {
    customer_id: customerId,
    complaint_id: complaintId,
    owner_id: data.ownerId,
    words_id: data.words.words,
    reference: data.reference,
    kind: data.kind,
    channel: data.channel,
    language: data.language,
    level: data.level,
    wish_id: data.wish?.words ?? null,
    details_id: data.details?.words ?? null,
    occurred_on: data.occurredOn,
    received_at: receivedAt,
    recorded_at: recordedAt,
    state: 'to_do',
    contacts: 1,
    asked_times: 0,
    reopened_times: 0,
    mailbox_id: data.mail?.mailboxId ?? null,
    split_from: data.splitFrom ?? null,
    link_version: 1,
    next_at: new Date(data.answerBy),
    last_activity_at: recordedAt,
  };
  // The customer's first words are the first message; they share the complaint's id.
  const message = messageRow(entry, {
    message_id: complaintId,
    author: 'customer',
    staff_id: null,
    audience: 'customer',
    channel: data.channel,
    words_id: data.words.words,
    occurred_at: receivedAt,
    ...mailColumns(data.mail),
  });
  await putIn(tx, 'complaints', complaint);
  await putIn(tx, 'messages', message);
  await addLoad(tx, loadRow(complaintId, data.ownerId, { open_count: 1, to_do_count: 1 }));
  await insertFiles(tx, entry, complaintId, data.files);
}

async function close(tx: Tx, entry: Entry, data: DataOf<'ComplaintClosed'>): Promise<void> {
  await update(tx, entry, {
    state: 'done',
    closed_at: entry.recordedAt,
    closed_basis: data.basis,
    closed_in_silence: data.silence ?? false,
    look_at: null,
    put_off_at: null,
    next_at: earliest(entry, null),
  });
}

async function goOnElsewhere(
  tx: Tx,
  entry: Entry,
  { into, intoCustomerId }: DataOf<'ComplaintJoined'>,
): Promise<void> {
  await update(tx, entry, {
    state: 'done',
    closed_at: entry.recordedAt,
    closed_basis: 'joined',
    look_at: null,
    put_off_at: null,
    next_at: earliest(entry, null),
    joined_customer_id: intoCustomerId,
    joined_complaint_id: into,
  });
}

const notClosed = {
  state: 'to_do',
  closed_at: null,
  closed_basis: null,
  closed_in_silence: false,
  asked_times: 0,
};

async function addMessage(tx: Tx, entry: Entry, data: DataOf<'MessageAdded'>): Promise<void> {
  const { recordedAt } = entry;
  await insertMessage(tx, entry, {
    message_id: data.messageId,
    author: 'staff',
    staff_id: data.staffId,
    audience: data.audience,
    channel: 'web',
    words_id: data.words.words,
    occurred_at: recordedAt,
    is_final: data.isFinal ?? false,
    no_action_id: data.noAction?.words ?? null,
  });
  await insertFiles(tx, entry, data.messageId, data.files);
  if (data.audience === 'internal') return;
  await update(tx, entry, {
    answered_at: sql`coalesce(answered_at, ${recordedAt})`,
    state: sql`case when closed_at is null then 'waiting' else state end`,
    ...notPutOff(entry),
  });
}

async function addContact(tx: Tx, entry: Entry, data: DataOf<'ContactLogged'>): Promise<void> {
  await insertMessage(tx, entry, {
    message_id: data.contactId,
    author: 'customer',
    staff_id: data.staffId,
    audience: 'customer',
    channel: data.channel,
    words_id: data.words?.words ?? null,
    occurred_at: new Date(data.occurredAt),
    ...mailColumns(data.mail),
  });
  await insertFiles(tx, entry, data.contactId, data.files);
  const { customerId, recordedAt, stream } = entry;
  await changeLater(tx, countContact, { customerId, complaintId: idOf(stream), at: recordedAt });
}

type MessageRow = {
  message_id: string;
  author: 'customer' | 'staff';
  staff_id: string | null;
  audience: 'customer' | 'internal';
  channel: string;
  words_id: string | null;
  occurred_at: Date;
  mail_id?: string;
  quoted_id?: string | null;
  is_final?: boolean;
  no_action_id?: string | null;
};

const mailColumns = (mail: MailRef | undefined) =>
  mail && { mail_id: mail.mailId, quoted_id: mail.quoted?.words ?? null };

const messageRow = (entry: Entry, row: MessageRow) => ({
  ...row,
  customer_id: entry.customerId,
  complaint_id: idOf(entry.stream),
  recorded_at: entry.recordedAt,
});

async function insertMessage(tx: Tx, entry: Entry, row: MessageRow): Promise<void> {
  await putIn(tx, 'messages', messageRow(entry, row));
}

async function insertFiles(
  tx: Tx,
  entry: Entry,
  messageId: string,
  files: readonly FileRef[],
): Promise<void> {
  if (files.length === 0) return;
  const { customerId } = entry;
  await tx
    .insertInto('message_files')
    .values(
      files.map(({ file }) => ({ customer_id: customerId, file_id: file, message_id: messageId })),
    )
    .execute();
}

async function update(tx: Tx, entry: Entry, values: Record<string, unknown>): Promise<void> {
  const key = { customerId: entry.customerId, complaintId: idOf(entry.stream) };
  await changeComplaint(tx, key, { ...values, last_activity_at: entry.recordedAt });
}
