import {
  type AnsweredContact,
  answeredContact,
  correspondentsOf,
  type LetterHead,
  type Of,
} from '#complaints/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Block } from '#mail/compose-blocks.ts';
import { Refusal } from '#refusal.ts';
import type { LetterWish } from './letter.ts';
import { footerOf, type LetterFrame, linkOf, when } from './letters.ts';
import type { NoticeMeans } from './means.ts';
import {
  type Correspondence,
  normal,
  oursAmong,
  type Recipients,
  recipientsOf,
  threadOf,
} from './recipients.ts';
import { ownAddresses } from './ways-out.ts';

/** What an answer answers: the message, the mail that brought it, and who stood on it. */
export type Conversation = {
  contact: AnsweredContact | undefined;
  mail: Correspondence | undefined;
  recipients: Recipients;
};

type Asked = {
  of: Of;
  answering: string | null;
  customer: Pick<LetterHead, 'email' | 'customerName'>;
};

export async function conversationOf(
  db: Database | Tx,
  { config, linkKey, correspondence }: Pick<NoticeMeans, 'config' | 'linkKey' | 'correspondence'>,
  { of, answering, customer: { email, customerName } }: Asked,
): Promise<Conversation> {
  const contact = await answeredContact(db, of, answering);
  if (!contact && answering) {
    throw new Refusal('unknown_message', 'This message is not one of this customer’s here.', {
      status: 404,
    });
  }
  const mail = contact && (await correspondence(db, of, contact.contactId));
  const customer = email ? { address: email, name: customerName ?? '' } : null;
  const isOurs = oursAmong(linkKey, await ownAddresses({ db, config }));
  return { contact, mail, recipients: recipientsOf({ mail, customer, isOurs }) };
}

export type Answer = {
  words: string;
  author: { name: string; title: string };
  conversation: Conversation;
  recipients: { to: string[]; cc: string[] };
  quoteHistory: boolean;
};

/** A person's own words, signed; nothing is said in their name. */
export async function answerByMail(
  db: Database | Tx,
  frame: LetterFrame,
  of: Of,
  { words, author, conversation, recipients, quoteHistory }: Answer,
): Promise<LetterWish> {
  const { contact, mail } = conversation;
  const { to, cc } = recipients;
  const theirs = await correspondentsOf(db, of);
  // Whoever has the link can read everything: it goes to nobody but the customer.
  const isPrivate = [...to, ...cc].every((address) => theirs.has(normal(address)));
  return {
    to,
    cc,
    subject: subjectOf(frame, mail),
    ...threadOf(mail),
    blocks: [
      { kind: 'words', text: words },
      { kind: 'signature', ...author },
      ...(isPrivate ? [linkOf(frame)] : []),
      footerOf(frame),
      ...(quoteHistory && contact?.text ? [historyOf(frame, contact, mail)] : []),
    ],
  };
}

const subjectLengthMax = 200;

/** Programs keep a thread together by its subject as well. */
function subjectOf({ reference }: LetterFrame, mail: Correspondence | undefined): string {
  const subject = mail?.subject
    ?.replace(/^(?:\s*(?:re|aw|antw|sv|vs|rv|ref|odp)\s*:)+/i, '')
    .trim();
  return subject
    ? `Re: ${subject.slice(0, subjectLengthMax)}`
    : `About your complaint ${reference}`;
}

function historyOf(
  { organisation, customerName, language }: LetterFrame,
  contact: AnsweredContact,
  mail: Correspondence | undefined,
): Block {
  const who = mail?.from?.name || mail?.from?.address || customerName || 'you';
  return {
    kind: 'history',
    head: `On ${when(contact.occurredAt, organisation.zone)} ${who} wrote:`,
    text: contact.text ?? '',
    ...(language && { language }),
  };
}

type OnPaper = {
  words: string;
  author: { name: string; title: string };
  claim: Claim;
  name: string | null;
  address: string;
};
type Claim = { url: string; code: string };

/** The same on paper, with a way in that can be typed. */
export const answerByPost = (
  frame: LetterFrame,
  { words, author, claim, name, address }: OnPaper,
): LetterWish => ({
  to: null,
  postal: addressed(name, address),
  subject: `About your complaint ${frame.reference}`,
  blocks: [
    { kind: 'words', text: words },
    { kind: 'signature', ...author },
    {
      kind: 'claim',
      text: 'Everything about it, with this reference and code',
      url: claim.url,
      reference: frame.reference,
      code: claim.code,
    },
    footerOf(frame),
  ],
});

/** The name stands in the first line of the window, once. */
function addressed(name: string | null, address: string): string {
  const lines = address.split(/\r?\n/).map((line) => line.trim());
  const named = name && !lines.some((line) => normal(line).includes(normal(name)));
  return [...(named ? [name] : []), ...lines].filter((line) => line !== '').join('\n');
}
