import {
  addMessage,
  assertMayBeSent,
  assertSeen,
  complaintPolicy,
  type LetterHead,
  letterHead,
  type Of,
  take,
  type WishedDelivery,
} from '#complaints/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { assertMay, type Person } from '#http/caller.ts';
import { filesOfTickets } from '#http/uploads.ts';
import { newId } from '#id.ts';
import type { StoredFile } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { makePromise } from '#promises/index.ts';
import { notFound, Refusal } from '#refusal.ts';
import { assertOwnWords, presentTextBlocks } from '#text-blocks/index.ts';
import { answerToSend } from './acting.ts';
import { conversationOf } from './answers.ts';
import { type ComposedLetter, composedText } from './composed.ts';
import type { NoticeMeans } from './means.ts';
import { chosenRecipients } from './recipients.ts';
import type { AnswerWish } from './schemas.ts';

/** `composed`: the whole letter, where the wish holds only what its writer says in it. */
export type Answering = { of: Of; person: Person; wish: AnswerWish; composed?: ComposedLetter };

/**
 * A person of ours answers: the words, the files and what is promised with them, all of it or
 * nothing. Whoever wishes it has been found to be allowed to.
 */
export async function answerCustomer(
  unit: Unit,
  means: NoticeMeans,
  { of, person, wish, composed }: Answering,
): Promise<{ messageId: string }> {
  const { staffId } = person;
  const messageId = newId();
  if (wish.seen !== undefined) await assertSeen(unit, of, wish.seen);
  assertOwnWords(wish.text, await presentTextBlocks(unit.tx));
  await assertMayBeSent(unit, of, await answerToSend(unit.tx, of, wish));
  const files = filesOfTickets(means, wish.files);
  if (wish.by !== 'post') assertFitIntoMail(files);
  const delivery = await deliveryOf(unit.tx, means, of, wish);
  if (wish.take) await takeAsWell(unit, of, person);
  const { isFinal, noAction } = wish;
  const letter = letterIn(wish, composed);
  const said = { staffId, audience: 'customer', files, isFinal, noAction, ...letter } as const;
  const promised: string[] = [];
  for (const { ownerId = staffId, ...promise } of wish.promises ?? []) {
    const made = { ...of, kind: 'action', ownerId, toldIn: messageId, ...promise } as const;
    promised.push((await makePromise(unit, made)).promiseId);
  }
  return addMessage(unit, of, {
    ...said,
    ...(delivery && { delivery }),
    messageId,
    ...(promised.length > 0 && { promised }),
  });
}

const letterIn = ({ text }: AnswerWish, composed: ComposedLetter | undefined) =>
  composed ? { text: composedText(composed), composed: JSON.stringify(composed) } : { text };

async function takeAsWell(unit: Unit, of: Of, person: Person): Promise<void> {
  assertMay(complaintPolicy, 'takeOver', { kind: 'person', person });
  await take(unit, of, person.staffId);
}

/** Many servers take no more than 25 MB, and a file grows by a third on its way. */
const mailBytesMax = 18 * 1024 * 1024;

function assertFitIntoMail(files: readonly StoredFile[]): void {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes <= mailBytesMax) return;
  throw new Refusal(
    'attachments_too_large',
    'Together the files are larger than the 18 MB that a mail can carry. Take some out, or send them with a second answer.',
    { status: 409, fields: [{ field: 'files', message: `are ${bytes} bytes together` }] },
  );
}

export async function headOf(db: Database | Tx, of: Of): Promise<LetterHead> {
  const head = await letterHead(db, of);
  if (head) return head;
  throw notFound('There is no such complaint.');
}

type Delivering = Pick<
  AnswerWish,
  'answering' | 'to' | 'cc' | 'confirmNew' | 'quoteHistory' | 'by'
>;

/** Undefined where nothing was wished for: then it goes to whom it answers. */
async function deliveryOf(
  tx: Tx,
  means: NoticeMeans,
  of: Of,
  wish: Delivering,
): Promise<WishedDelivery | undefined> {
  if (!isAsked(wish)) return undefined;
  const { by = 'mail', quoteHistory = false, answering = null } = wish;
  const customer = await headOf(tx, of);
  if (by === 'post') assertPostalAddress(customer);
  const { contact, recipients } = await conversationOf(tx, means, { of, answering, customer });
  return {
    by,
    quoteHistory,
    answering: contact?.contactId ?? null,
    recipients: isChosen(wish) ? chosenRecipients(recipients, wish) : null,
  };
}

const isAsked = ({ answering, to, cc, confirmNew, quoteHistory, by }: Delivering): boolean =>
  [answering, to, cc, confirmNew, quoteHistory, by].some((part) => part !== undefined);

const isChosen = ({ by, to, cc }: Delivering): boolean =>
  by !== 'post' && (to !== undefined || cc !== undefined);

function assertPostalAddress({ postalAddress }: LetterHead): void {
  if (postalAddress) return;
  throw new Refusal(
    'no_postal_address',
    'We have no postal address of this customer. Write it down first.',
    { status: 409 },
  );
}
