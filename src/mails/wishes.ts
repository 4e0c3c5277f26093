import type { ComplaintWish, Contact } from '#complaints/index.ts';
import type { StoredFile } from '#ledger/content.ts';
import type { ReadMail } from '#mail/read-mail.ts';
import type { Addressee } from './addressed.ts';
import { senderOf } from './find.ts';
import type { MailRow } from './store.ts';

type Brought = { mail: ReadMail; files: StoredFile[] };

/** The complaint that a mail makes. */
export function complaintWish(
  row: MailRow,
  { mail, files }: Brought,
  { mailboxId, addressedTo }: Addressee,
): ComplaintWish {
  const email = senderOf(mail);
  const name = mail.from?.name.trim();
  const subject = mail.subject.trim();
  const customer = { ...(email && { email }), ...(name && { name }) };
  const { text, quotedText } = wordsOf(mail);
  return {
    text,
    wish: null,
    kind: 'complaint',
    channel: 'mail',
    language: null,
    occurredOn: null,
    receivedAt: row.arrivedAt,
    level: addressedTo?.level ?? 'team',
    external: null,
    customer,
    details: { ...customer, ...(subject && { subject }) },
    files,
    mail: { mailId: row.mailId, mailboxId, quotedText },
    ...(addressedTo && { addressedTo: addressedTo.person }),
  };
}

/** One more time that the customer reached us. */
export function contactWish(
  row: MailRow,
  { mail, files }: Brought,
  { mailboxId }: Addressee,
): Contact {
  const { text, quotedText } = wordsOf(mail);
  return {
    channel: 'mail',
    text,
    files,
    occurredAt: row.arrivedAt,
    staffId: null,
    mail: { mailId: row.mailId, mailboxId, quotedText },
  };
}

/** What stands for words where a mail has none. */
const noWords = '(This mail has no words. The original is kept.)';

/** A mail that only hands on somebody's words is about those words. */
function wordsOf(mail: ReadMail): { text: string; quotedText: string } {
  const { newText, quotedText, subject, text } = mail;
  if (newText.trim()) return { text: newText, quotedText };
  if (text.trim()) return { text, quotedText: '' };
  return { text: subject.trim() || noWords, quotedText: '' };
}
