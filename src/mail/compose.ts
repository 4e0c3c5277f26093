import { domainToASCII } from 'node:url';
import { dkimSign } from 'mailauth';
import { createTransport } from 'nodemailer';
import { type Block, textOf } from './compose-blocks.ts';
import { htmlOf } from './compose-html.ts';

/** Who wrote it (RFC 3834): a person, the program by itself, or the program as an answer. */
export type Origin = 'person' | 'generated' | 'replied';

/** A mail with everything that goes into it. Addresses are plain, ids without angle brackets. */
export type Mail = {
  messageId: string;
  date: Date;
  from: { name: string; address: string };
  /** Where an answer goes, and where it is said that it could not be delivered. */
  replyTo: string;
  to: readonly string[];
  cc: readonly string[];
  subject: string;
  language: string;
  origin: Origin;
  inReplyTo: string | null;
  references: readonly string[];
  blocks: readonly Block[];
  attachments?: readonly Attachment[];
};

export type Attachment = { name: string; mediaType: string; bytes: Buffer };

/** The key that vouches for mail of a domain (RFC 6376). */
export type DkimKey = { domain: string; selector: string; privateKey: string };

const transport = createTransport({
  streamTransport: true,
  buffer: true,
  newline: 'windows',
  disableFileAccess: true,
  disableUrlAccess: true,
});

/** The mail as it goes over the wire: text and HTML of the same letter, signed where we have a key. */
export async function compose(mail: Mail, key: DkimKey | null): Promise<Buffer> {
  const isAutomatic = mail.origin !== 'person';
  const { message } = await transport.sendMail({
    messageId: `<${mail.messageId}>`,
    date: mail.date,
    from: mail.from,
    ...(mail.replyTo !== mail.from.address && { replyTo: mail.replyTo }),
    to: mail.to.map(plainAddress),
    cc: mail.cc.map(plainAddress),
    subject: mail.subject,
    ...threadOf(mail),
    headers: {
      'Content-Language': mail.language,
      ...(isAutomatic && {
        'Auto-Submitted': `auto-${mail.origin}`,
        // Exchange does not know the standard.
        'X-Auto-Response-Suppress': 'All',
      }),
    },
    text: textOf(mail.blocks),
    html: htmlOf({ ...mail, isAutomatic }),
    attachments: (mail.attachments ?? []).map(({ name, mediaType, bytes }) => ({
      filename: name,
      contentType: mediaType,
      content: bytes,
    })),
  });
  return key ? sign(message as Buffer, key) : (message as Buffer);
}

/** RSA or Ed25519, as the key is. */
async function sign(message: Buffer, { domain, selector, privateKey }: DkimKey): Promise<Buffer> {
  const by = { signingDomain: domain, selector, privateKey };
  const { signatures, errors } = await dkimSign(message, { ...by, signatureData: [by] });
  if (errors.length > 0) throw new Error('the mail could not be signed', { cause: errors[0]?.err });
  return Buffer.concat([Buffer.from(signatures), message]);
}

/** An object is taken as it is; a text would be read, with commas, names and groups. */
const plainAddress = (address: string) => ({ name: '', address });

/** More only make the header long; the first and the latest tie a thread together. */
const referencesMax = 20;

function threadOf({ inReplyTo, references }: Mail) {
  const known = references.filter(isMessageId);
  const kept =
    known.length > referencesMax
      ? [...known.slice(0, 1), ...known.slice(1 - referencesMax)]
      : known;
  return {
    ...(inReplyTo && isMessageId(inReplyTo) && { inReplyTo: `<${inReplyTo}>` }),
    ...(kept.length > 0 && { references: kept.map((id) => `<${id}>`) }),
  };
}

/** It stood in somebody else's mail: nothing that could end a header or fill one. */
const isMessageId = (id: string): boolean => /^[\x21-\x3b\x3d\x3f-\x7e]{1,500}$/.test(id);

/** An address as mail servers take it: its domain in ASCII. */
export function wireAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  return `${address.slice(0, at + 1)}${domainToASCII(domain) || domain}`;
}

/** `care@…` with a tag: `care+tag@…`. */
export function taggedAddress(address: string, tag: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${tag}${address.slice(at)}`;
}
