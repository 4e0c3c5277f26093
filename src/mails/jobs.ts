import { type Clock, later, secondMs } from '#clock.ts';
import type { Intake } from '#complaints/index.ts';
import type { Database } from '#database/connection.ts';
import type { StoredFile } from '#ledger/content.ts';
import type { FileStore } from '#ledger/file-store.ts';
import { programActor } from '#ledger/ledger.ts';
import { mediaTypeOf } from '#ledger/media-type.ts';
import type { Envelope } from '#mail/arrival.ts';
import type { Reader } from '#mail/read/reader.ts';
import type { MailPart } from '#mail/read-mail.ts';
import type { Trust } from '#mail/trust.ts';
import { mailRow } from './queries.ts';
import { settle, type WasRead } from './settle.ts';
import type { MailRow } from './store.ts';
import { settleUnread } from './unread.ts';

/** Whether the sender is who they say; see `#mail/trust.ts`. */
export type CheckTrust = (raw: Buffer, envelope: Envelope) => Promise<Trust>;

/** What reading needs beyond the program itself. */
export type Reading = { intake: Intake; reader: Reader; checkTrust: CheckTrust };

const batchMax = 20;
/** A mail is read again so long after a try that never came back; to be read twice does no harm. */
const leaseMs = 30 * secondMs;
/**
 * After so many tries that came to nothing it becomes a complaint unread. A program that was killed
 * meanwhile has tried as well, and that is no fault of the mail's: so it takes many.
 */
const triesMax = 10;

/** A sweep goes on for so long while there is more; then others have their turn. */
const patienceMs = 10 * secondMs;

/** Swept every few seconds and after each arrival: makes of stored mails what they are. */
export async function readStoredMails(reading: Reading): Promise<number> {
  const until = performance.now() + patienceMs;
  let count = 0;
  for (;;) {
    const read = await readBatch(reading);
    count += read;
    if (read === 0 || performance.now() > until) return count;
  }
}

async function readBatch(reading: Reading): Promise<number> {
  const { db, clock } = reading.intake.context;
  const due = await dueMails(db, clock.now());
  const claimed: MailRow[] = [];
  for (const row of due) if (await claim(db, row, clock)) claimed.push(row);
  // Read side by side, settled one after the other: a reply must find what it replies to.
  const read = claimed.map((row) => readOne(reading, row));
  for (const ready of read) ready.catch(() => undefined);
  const faults: unknown[] = [];
  for (const [index, row] of claimed.entries()) {
    // A mail that fails waits for its next try and holds nobody up.
    await settleOne(reading, row, read[index]).catch((fault: unknown) => faults.push(fault));
  }
  if (faults.length > 0) throw faults[0];
  return claimed.length;
}

async function dueMails(db: Database, now: Date): Promise<MailRow[]> {
  const rows = await db
    .selectFrom('mails')
    .select(['mail_id', 'sha256', 'size', 'mailbox_id', 'envelope', 'arrived_at', 'tries'])
    .where('state', '=', 'stored')
    .where('read_after', '<=', now)
    .orderBy('read_after')
    .orderBy('mail_id')
    .limit(batchMax)
    .execute();
  return rows.map(mailRow);
}

async function claim(db: Database, { mailId, tries }: MailRow, clock: Clock): Promise<boolean> {
  const claimed = await db
    .updateTable('mails')
    .set({ tries: tries + 1, read_after: later(clock.now(), leaseMs) })
    .where('mail_id', '=', mailId)
    .where('state', '=', 'stored')
    .where('tries', '=', tries)
    .executeTakeFirst();
  return claimed.numUpdatedRows === 1n;
}

/** Undefined where it cannot be read. */
export async function readOne(reading: Reading, row: MailRow): Promise<WasRead | undefined> {
  const { files } = reading.intake.context;
  const raw = await files.read(row.sha256);
  if (!raw) throw new Error(`the bytes of mail ${row.mailId} are not in the file store`);
  if (row.tries >= triesMax) return undefined;
  const answer = await reading.reader.read(raw);
  if ('fault' in answer) return undefined;
  const trust = await reading.checkTrust(raw, row.envelope);
  return { mail: answer.mail, trust, files: await storeParts(files, answer.mail.parts) };
}

async function storeParts(files: FileStore, parts: readonly MailPart[]): Promise<StoredFile[]> {
  const stored: StoredFile[] = [];
  for (const { name, type, content } of parts) {
    const { sha256, size, head } = await files.put([
      Buffer.from(content.buffer, content.byteOffset, content.byteLength),
    ]);
    stored.push({
      sha256,
      size,
      name,
      mediaType: await mediaTypeOf(head, type),
      claimedType: type,
    });
  }
  return stored;
}

/** Where it fails, the mail stays stored and is due again after the lease. */
async function settleOne(
  { intake }: Reading,
  row: MailRow,
  reading: Promise<WasRead | undefined> | undefined,
): Promise<void> {
  const { ledger } = intake.context;
  const read = await reading;
  await ledger.write(programActor, async (unit) => {
    const waiting = await unit.tx
      .selectFrom('mails')
      .select('state')
      .where('mail_id', '=', row.mailId)
      .forUpdate()
      .executeTakeFirst();
    if (waiting?.state !== 'stored') return;
    if (read) await settle(intake, unit, row, read);
    else await settleUnread(intake, unit, row);
  });
}
