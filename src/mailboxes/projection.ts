import type { Tx } from '#database/connection.ts';
import { ORGANISATION_ID } from '#id.ts';
import { readWords } from '#ledger/content.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { MailboxDetails, MailboxFact } from './mailbox.ts';

export const mailboxFactTypes = [
  'MailboxOpened',
  'MailboxChanged',
  'MailboxClosed',
] as const satisfies readonly MailboxFact['type'][];

export async function projectMailbox(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, stream, recordedAt, version } = entry as Entry<MailboxFact>;
  const mailboxId = idOf(stream);
  if (type === 'MailboxClosed') {
    await tx
      .updateTable('mailboxes')
      .set({ closed_at: recordedAt, version })
      .where('mailbox_id', '=', mailboxId)
      .execute();
    return;
  }
  const { address, settings } = await detailsOf(tx, data.details.words);
  const values = {
    address,
    settings: JSON.stringify(settings),
    stands_for: data.standsFor,
    keeper_id: data.keeperId,
    version,
  };
  if (type === 'MailboxOpened') {
    const opened = { mailbox_id: mailboxId, opened_at: recordedAt, closed_at: null };
    await tx
      .insertInto('mailboxes')
      .values({ ...values, ...opened })
      .execute();
    return;
  }
  await tx.updateTable('mailboxes').set(values).where('mailbox_id', '=', mailboxId).execute();
}

async function detailsOf(tx: Tx, wordsId: string): Promise<MailboxDetails> {
  const text = await readWords(tx, ORGANISATION_ID, wordsId);
  if (text === null) throw new Error(`the words ${wordsId} of a mailbox are gone`);
  return JSON.parse(text) as MailboxDetails;
}
