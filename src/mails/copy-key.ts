import { createHash } from 'node:crypto';
import type { ReadMail } from '#mail/read-mail.ts';

/**
 * The same mail by two ways (two of our addresses, two fetchers, a spool sent again) has other
 * servers' marks in its head but the same words and files. SHA-256 over what its writer wrote; the
 * Message-ID alone is not enough, because anybody can write anybody's.
 */
export function copyKey(mail: ReadMail): Buffer {
  const hash = createHash('sha256');
  const add = (text: string) => hash.update(`${text.length}:`).update(text);
  for (const text of [
    mail.messageId ?? '',
    mail.from?.address.toLowerCase() ?? '',
    mail.date ?? '',
    mail.subject,
    mail.text,
  ])
    add(text);
  for (const { name, content } of mail.parts) {
    add(name);
    hash.update(createHash('sha256').update(content).digest());
  }
  return hash.digest();
}
