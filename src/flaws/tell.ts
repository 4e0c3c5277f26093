import { type LetterHead, letterHead } from '#complaints/index.ts';
import { type Customer, customerById } from '#customers/index.ts';
import { ORGANISATION_ID } from '#id.ts';
import { inLanguage } from '#languages/i18n.ts';
import { languageOf } from '#languages/languages.ts';
import { readWords } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { type NoticeMeans, queueNotice } from '#notices/index.ts';
import { assertOrganisation, staffById } from '#staff/index.ts';
import { giveTask } from '#tasks/index.ts';
import { lookAgainIfThere } from './commands.ts';
import type { ToldText } from './fix.ts';
import { loadFix } from './fix-commands.ts';
import { fixLetter } from './fix-letter.ts';
import { fixRow, type Untold } from './fix-queries.ts';
import { tellingStream } from './telling.ts';
import { tellingToken } from './token.ts';

/** What it takes to write to customers. */
export type TellingMeans = Pick<NoticeMeans, 'config' | 'linkKey' | 'linkOf'>;

type ToWrite = {
  fixId: string;
  texts: readonly ToldText[];
  customer: Customer;
  head: LetterHead | null;
};

/**
 * Tells one customer that what they complained of is fixed. The stream is theirs and the fix's: where
 * it has an entry they were told, and of two who write its first one only one commits.
 */
export async function tellCustomer(
  unit: Unit,
  means: TellingMeans,
  { fixId, customerId, complaintId }: Untold & { fixId: string },
): Promise<void> {
  const stream = tellingStream(customerId, fixId);
  if ((await unit.load(stream)).length > 0) return;
  const { flawId, texts } = await loadFix(unit, fixId);
  const customer = await customerById(unit.tx, customerId);
  if (!customer) return;
  const head = await headOf(unit, { customerId, complaintId });
  const noticeId = await queueLetter(unit, means, { fixId, texts, customer, head });
  const data = { flawId, fixId, complaintId, noticeId };
  await unit.record(stream, [{ type: 'CustomerToldOfFix', data }]).catch(lookAgainIfThere);
}

async function headOf(unit: Unit, { customerId, complaintId }: Untold): Promise<LetterHead | null> {
  if (!complaintId) return null;
  return (await letterHead(unit.tx, { customerId, complaintId })) ?? null;
}

async function queueLetter(unit: Unit, means: TellingMeans, toWrite: ToWrite): Promise<string> {
  const { customer, head } = toWrite;
  const language = languageOf(head?.language ?? customer.language) ?? 'en';
  const letter = await inLanguage(language, () => writeLetter(unit, means, toWrite));
  const { to, postal } = waysTo(customer);
  const { noticeId } = await queueNotice(unit, {
    customerId: customer.customerId,
    complaintId: head?.complaintId ?? null,
    kind: 'fix_shipped',
    letter: { to, postal, language, ...letter },
    mailboxId: head?.mailboxId ?? null,
  });
  if (!to && !postal) await haveThemCalled(unit, toWrite);
  return noticeId;
}

/** By mail, else on paper, else on their page alone. */
function waysTo({ name, email, emailFailedAt, postalAddress }: Customer) {
  const to = emailFailedAt ? null : email;
  const postal = postalAddress && [name, postalAddress].filter(Boolean).join('\n');
  return { to, postal: to ? null : postal };
}

/** Without any address it stands on their page only: whoever can call them does. */
async function haveThemCalled(unit: Unit, { fixId, customer, head }: ToWrite): Promise<void> {
  if (!head || !customer.phone) return;
  await giveTask(unit, {
    staffId: head.ownerId,
    kind: 'fix_not_told',
    key: `fix_not_told:${fixId}:${customer.customerId}`,
    subject: { fixId, complaintId: head.complaintId },
  });
}

async function writeLetter(unit: Unit, means: TellingMeans, toWrite: ToWrite) {
  const { fixId, texts, customer, head } = toWrite;
  const { customerId } = customer;
  const organisation = await assertOrganisation(unit.tx);
  const answerable = await staffById(unit.tx, organisation.answerableId);
  const text = textIn(texts, head?.language ?? customer.language);
  const ours = async (id: string) => (await readWords(unit.tx, ORGANISATION_ID, id)) ?? '';
  return fixLetter({
    organisation,
    answerable: answerable?.name ?? '',
    name: head?.customerName ?? null,
    language: text.language,
    author: await authorOf(unit, fixId),
    wrong: await ours(text.wrong.words),
    different: await ours(text.different.words),
    stillBrokenUrl: `${means.config.publicUrl}/fixed/${tellingToken(means.linkKey, { customerId, fixId })}`,
    complaint: head && {
      head,
      words: (await readWords(unit.tx, customerId, head.wordsId)) ?? '',
      link: means.linkOf(head),
    },
  });
}

/** Whoever shipped it; its owner where they have left since. */
async function authorOf(unit: Unit, fixId: string): Promise<{ name: string; title: string }> {
  const fix = await fixRow(unit.tx, fixId);
  const author = fix?.shippedBy ? await staffById(unit.tx, fix.shippedBy) : undefined;
  return { name: author?.name ?? fix?.ownerName ?? '', title: author?.title ?? '' };
}

const baseOf = (language: string): string => language.toLowerCase().split('-')[0] ?? '';

/** In the customer's language where it was written in it; else in the first, which is the organisation's. */
export function textIn(texts: readonly ToldText[], language: string | null): ToldText {
  const [first] = texts;
  if (!first) throw new Error('a fix was shipped without words');
  if (!language) return first;
  const exact = texts.find((text) => text.language.toLowerCase() === language.toLowerCase());
  return exact ?? texts.find((text) => baseOf(text.language) === baseOf(language)) ?? first;
}
