import { findByReference, type Of, readReplyToken } from '#complaints/index.ts';
import { noteAddressFailed } from '#customers/index.ts';
import type { Unit } from '#ledger/ledger.ts';
import type { ReadMail } from '#mail/read-mail.ts';
import { bounceNotice, latestMailedNotice } from '#notices/index.ts';

/**
 * A bounce says that something did not arrive, though a mail server had taken it: the notice counts
 * as failed from now on, its address is marked, and the complaint's owner has it again. Believed
 * only where it shows a signature of ours: the Message-ID that it returns, or the address it was
 * sent to (`signed`).
 */
export async function noteBounce(
  unit: Unit,
  { mail, signed, linkKey }: { mail: ReadMail; signed: Of | null; linkKey: Buffer },
): Promise<void> {
  const { bounce } = mail;
  if (mail.machine !== 'bounce' || !bounce) return;
  const ids = [bounce.originalMessageId ?? '', ...mail.inReplyTo, ...mail.references];
  const returned =
    (await returnedNotice(unit, linkKey, ids)) ??
    (signed && (await latestMailedNotice(unit.tx, signed)));
  if (!returned) return;
  await bounceNotice(unit, returned, bounce);
  if (bounce.hard) await noteAddressFailed(unit, returned.customerId, bounce.code);
}

type OfNotice = { customerId: string; noticeId: string };

/** Our Message-IDs hold the signed reference and the id of the notice that they carry. */
async function returnedNotice(
  unit: Unit,
  linkKey: Buffer,
  ids: readonly string[],
): Promise<OfNotice | null> {
  for (const id of ids.slice(0, idsMax)) {
    const reference = readReplyToken(linkKey, id);
    const [, noticeId] = noticePattern.exec(id) ?? [];
    const of = reference && noticeId ? await findByReference(unit.tx, reference) : undefined;
    if (of && noticeId) return { customerId: of.customerId, noticeId: noticeId.toLowerCase() };
  }
  return null;
}

const idsMax = 50;
const noticePattern = /\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/i;
