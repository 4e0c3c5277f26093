import type { MailAddress, ReadMail } from '../read-mail.ts';
import { readAddresses, readRecipients } from './addresses.ts';
import { readDate } from './date.ts';
import { type Field, readFields, valueOf, valuesOf } from './fields.ts';
import { limits, type Oddity } from './limits.ts';
import { prepare } from './prepare.ts';
import { decodeWords, oneLine } from './words.ts';

export type MailHead = Pick<
  ReadMail,
  | 'messageId'
  | 'inReplyTo'
  | 'references'
  | 'from'
  | 'replyTo'
  | 'to'
  | 'cc'
  | 'deliveredTo'
  | 'subject'
  | 'date'
  | 'isFlaggedSpam'
>;

/** What the headers of a mail say. */
export function readHead(fields: readonly Field[], oddities: Set<Oddity>): MailHead {
  const subject = decodeWords(valueOf(fields, 'subject'));
  if (!subject.isSure) oddities.add('bad_charset');
  return {
    messageId: readIds([valueOf(fields, 'message-id')])[0] ?? null,
    inReplyTo: readIds(valuesOf(fields, 'in-reply-to')),
    references: readIds(valuesOf(fields, 'references')),
    from: readFrom(fields),
    replyTo: readRecipients(valuesOf(fields, 'reply-to')),
    to: readRecipients(valuesOf(fields, 'to')),
    cc: readRecipients(valuesOf(fields, 'cc')),
    deliveredTo: readDelivered(fields),
    subject: oneLine(subject.text, limits.subjectCharacters),
    date: readDate(valueOf(fields, 'date')),
    isFlaggedSpam: fields.some(isSpamFlag),
  };
}

/** The little that a mail is known by when it could not be read. Never throws. */
export function readHeaders(raw: Buffer): MailHead {
  try {
    const { list } = readFields(prepare(raw.subarray(0, limits.firstHeaderBytes)));
    return readHead(list, new Set());
  } catch {
    return readHead([], new Set());
  }
}

function readFrom(fields: readonly Field[]): MailAddress | null {
  const senders = ['from', 'sender']
    .flatMap((name) => valuesOf(fields, name))
    .flatMap(readAddresses);
  return senders.find(({ address }) => address.includes('@')) ?? senders[0] ?? null;
}

/** Ids in the order of the header. Of too many, the first and the latest say the most. */
function readIds(values: readonly string[]): string[] {
  const ids = new Set(values.flatMap(idsWithin));
  const list = [...ids].filter((id) => id.length <= limits.messageIdCharacters);
  if (list.length <= limits.references) return list;
  return [...list.slice(0, 10), ...list.slice(10 - limits.references)];
}

function idsWithin(value: string): string[] {
  const text = decodeWords(value).text;
  const bracketed = [...text.matchAll(/<([^<>]*)>/g)].map(([, id = '']) => id);
  const found = bracketed.length > 0 ? bracketed : text.replace(/[<>]/g, ' ').split(/[\s,]+/);
  return found.map((id) => oneLine(id.replace(/\s+/g, ''), 10_000)).filter(Boolean);
}

const deliveryHeaders = new Set([
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-delivered-to',
  'apparently-to',
]);

function readDelivered(fields: readonly Field[]): string[] {
  const values = fields.filter(({ name }) => deliveryHeaders.has(name)).map(({ value }) => value);
  return [...new Set(readRecipients(values).map(({ address }) => address))];
}

/** What the filters in use write. */
const spamFlags: Record<string, RegExp> = {
  'x-spam-flag': /^\s*(?:yes|true)/i,
  'x-spam-status': /^\s*yes/i,
  'x-spam': /^\s*(?:yes|true)/i,
  'x-spam-action': /^\s*(?:reject|add header|rewrite subject)/i,
  'x-rspamd-action': /^\s*(?:reject|add header|rewrite subject)/i,
  'x-bogosity': /^\s*(?:yes|spam)/i,
  'x-dspam-result': /^\s*spam/i,
  'x-barracuda-spam-status': /^\s*yes/i,
  'x-ms-exchange-organization-scl': /^\s*[5-9]/,
  'x-forefront-antispam-report': /(?:^|;)\s*SFV:(?:SPM|SKS|SKB)\b/i,
};

const isSpamFlag = ({ name, value }: Field): boolean => spamFlags[name]?.test(value) ?? false;
