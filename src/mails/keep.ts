import type { Context } from '#http/context.ts';
import { newId, ORGANISATION_ID } from '#id.ts';
import { programActor, type Unit } from '#ledger/ledger.ts';
import type { Arrival, KeepMail, MailPosition } from '#mail/arrival.ts';
import { type MailFact, mailStream } from './mail.ts';

type Keeping = Pick<Context, 'files' | 'ledger'>;

/**
 * Keeps a mail before anybody looks into it: first its bytes, durably, then the fact that it is
 * here. Only then the sender or the server it lay on is told that we have it.
 */
export function keepMail({ files, ledger }: Keeping): KeepMail {
  return async (arrival) => {
    const { sha256, size } = await files.put(arrival.bytes);
    await ledger.write(programActor, async (unit) => {
      const mailId = newId();
      const { mailboxId, position } = arrival;
      if (
        position &&
        mailboxId &&
        !(await claimPosition(unit, { ...arrival, mailboxId, position, mailId }))
      )
        return;
      const name = 'mail.eml';
      const mediaType = 'message/rfc822';
      const stored = { sha256, size, name, mediaType, claimedType: null };
      const [file] = await unit.keepFiles(ORGANISATION_ID, [stored]);
      if (!file) throw new Error('the mail was not kept');
      await insertMail(unit, { ...arrival, mailId, sha256, size });
      const arrived: MailFact = {
        type: 'MailArrived',
        data: { mailboxId, via: arrival.via, file },
      };
      await unit.record(mailStream(mailId), [arrived]);
    });
  };
}

type Claim = { mailboxId: string; position: MailPosition; mailId: string; arrivedAt: Date };

/** False where a mail from this place is here already: fetched by another process, or before a kill. */
async function claimPosition(unit: Unit, claim: Claim): Promise<boolean> {
  const { mailboxId, position, mailId, arrivedAt } = claim;
  const claimed = await unit.tx
    .insertInto('mail_positions')
    .values({
      mailbox_id: mailboxId,
      folder: position.folder,
      uid_validity: Number(position.uidValidity),
      uid: position.uid,
      mail_id: mailId,
      arrived_at: arrivedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('mail_id')
    .executeTakeFirst();
  return claimed !== undefined;
}

async function insertMail(
  unit: Unit,
  mail: Arrival & { mailId: string; sha256: Buffer; size: number },
): Promise<void> {
  const { via, mailboxId, envelope, arrivedAt } = mail;
  await unit.tx
    .insertInto('mails')
    .values({
      mail_id: mail.mailId,
      sha256: mail.sha256,
      size: mail.size,
      via,
      mailbox_id: mailboxId,
      envelope: JSON.stringify(envelope),
      // A server's clock may be ahead of ours; nothing arrives tomorrow.
      arrived_at: arrivedAt > unit.now ? unit.now : arrivedAt,
      stored_at: unit.now,
      state: 'stored',
      tries: 0,
      read_after: unit.now,
    })
    .execute();
}
