import {
  type AnsweredContact,
  answeredContact,
  correspondentsOf,
  type Delivery,
  type LetterHead,
  type Of,
} from '#complaints/index.ts';
import { normalEmail } from '#customers/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { i18n } from '#languages/i18n.ts';
import { type FileRef, readWords } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import type { Block } from '#mail/compose-blocks.ts';
import type { PromiseView } from '#promises/index.ts';
import { Refusal } from '#refusal.ts';
import type { ComposedLetter } from './composed.ts';
import type { LetterWish } from './letter.ts';
import { footerOf, type LetterFrame, linkOf, when } from './letters.ts';
import type { NoticeMeans } from './means.ts';
import {
  addressesOf,
  type Correspondence,
  oursAmong,
  type Recipients,
  recipientsOf,
  threadOf,
} from './recipients.ts';
import { ownAddresses } from './ways-out.ts';

/** What an answer answers: the message, the mail that brought it, and who stood on it. */
type Conversation = {
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

/** A person's own words, signed; nothing is said in their name. */
type Said = {
  words: string;
  author: { name: string; title: string };
  files: readonly FileRef[];
  /** The whole letter, where it is more than plain words. */
  composed: ComposedLetter | null;
  promised: readonly PromiseView[];
};

type Answer = {
  complaint: LetterHead;
  frame: LetterFrame;
  said: Said;
  delivery: Delivery | undefined;
};

export async function mailAnswer(
  unit: Unit,
  means: NoticeMeans,
  { complaint, frame, said, delivery }: Answer,
): Promise<{ letter: LetterWish; mailboxId: string | null }> {
  const { answering = null, quoteHistory = false } = delivery ?? {};
  const asked = { of: complaint, answering, customer: complaint };
  const { contact, mail, recipients } = await conversationOf(unit.tx, means, asked);
  const { to, cc } = (await chosenFor(unit, complaint, delivery)) ?? addressesOf(recipients);
  const isPrivate = await areTheirs(unit, complaint, [...to, ...cc]);
  const letter: LetterWish = {
    to,
    cc,
    subject: subjectOf(frame, mail, said.composed),
    ...(said.composed && { language: said.composed.language }),
    ...threadOf(mail),
    attachments: said.files.map(({ file }) => file),
    blocks: [
      ...blocksOf(said),
      ...(isPrivate ? [linkOf(frame)] : []),
      footerOf(frame),
      ...(quoteHistory ? historyOf(frame, contact, mail) : []),
    ],
  };
  return { letter, mailboxId: mail?.mailboxId ?? complaint.mailboxId };
}

/** Whoever has the link can read everything: it goes to nobody but the customer. */
async function areTheirs(unit: Unit, of: Of, addresses: readonly string[]): Promise<boolean> {
  const theirs = await correspondentsOf(unit.tx, of);
  return addresses.every((address) => theirs.has(normalEmail(address)));
}

const blocksOf = ({ words, author, composed, promised }: Said): readonly Block[] => [
  ...(composed?.blocks ?? [
    { kind: 'words', text: words } as const,
    { kind: 'signature', ...author } as const,
  ]),
  ...promised.flatMap(promiseBlocks),
];

/** What is promised with the words stands below them, with its date and who sees to it. */
const promiseBlocks = ({ text, dueAt, zone, ownerName }: PromiseView): Block[] => [
  {
    kind: 'paragraph',
    text: i18n.t('We promise you by {by}, and {name} sees to it:', {
      by: when(dueAt, zone),
      name: ownerName,
    }),
  },
  { kind: 'quote', text: text ?? '' },
];

/** To whom its writer wanted it to go; undefined where that was left to what it answers. */
async function chosenFor(
  unit: Unit,
  { customerId }: Of,
  delivery: Delivery | undefined,
): Promise<{ to: string[]; cc: string[] } | undefined> {
  const words = delivery?.recipients?.words;
  const text = words && (await readWords(unit.tx, customerId, words));
  return text ? (JSON.parse(text) as { to: string[]; cc: string[] }) : undefined;
}

const subjectLengthMax = 200;

/** Programs keep a thread together by its subject as well. */
function subjectOf(
  { reference }: LetterFrame,
  mail: Correspondence | undefined,
  composed: ComposedLetter | null,
): string {
  const subject = mail?.subject
    ?.replace(/^(?:\s*(?:re|aw|antw|sv|vs|rv|ref|odp)\s*:)+/i, '')
    .trim();
  return subject
    ? `Re: ${subject.slice(0, subjectLengthMax)}`
    : (composed?.subject ?? i18n.t('About your complaint {reference}', { reference }));
}

function historyOf(
  { organisation, customerName, language }: LetterFrame,
  contact: AnsweredContact | undefined,
  mail: Correspondence | undefined,
): Block[] {
  if (!contact?.text) return [];
  const { name, address } = mail?.from ?? {};
  const who = [name, address, customerName].find(Boolean) ?? i18n.t('you');
  return [
    {
      kind: 'history',
      head: i18n.t('On {at} {who} wrote:', {
        at: when(contact.occurredAt, organisation.zone),
        who,
      }),
      text: contact.text,
      ...(language && { language }),
    },
  ];
}

type OnPaper = {
  name: string | null;
  address: string;
  claim: { url: string; code: string };
  /** What is put into the envelope as well. */
  enclosures: readonly string[];
};

/** The same on paper, with a way in that can be typed. */
export const answerByPost = (
  frame: LetterFrame,
  said: Said,
  { name, address, claim, enclosures }: OnPaper,
): LetterWish => ({
  to: null,
  postal: addressed(name, address),
  subject: said.composed?.subject ?? i18n.t('About your complaint {reference}', frame),
  ...(said.composed && { language: said.composed.language }),
  blocks: [
    ...blocksOf(said),
    ...(enclosures.length > 0 ? [{ kind: 'enclosures', names: enclosures } as const] : []),
    {
      kind: 'claim',
      text: i18n.t('Everything about it, with this reference and code'),
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
  const sought = name?.trim().toLowerCase();
  const named = sought && !lines.some((line) => line.toLowerCase().includes(sought));
  return [...(named && name ? [name] : []), ...lines].filter((line) => line !== '').join('\n');
}
