import { unknownEnvelope } from '#mail/arrival.ts';
import { FaultError, faultBehind, faultOf } from '#mail/faults.ts';
import type { MailDetails } from '#mail/imap.ts';
import { type Cursor, isOurs } from './cursor.ts';
import { noteGap, noteVanished } from './gaps.ts';
import type { Fetching } from './watching.ts';

/** A mail beyond this size comes piece by piece. */
export const pieceByPieceBytes = 1024 * 1024;

/** Fetches some mails at once and keeps one after the other. */
export async function keepTogether(fetching: Fetching, run: readonly MailDetails[]): Promise<void> {
  const sources = await fetching.folder.sources(run.map(({ uid }) => uid));
  for (const mail of run) await keepOne(fetching, mail, sources.get(mail.uid));
}

/** Only a mail that was fetched by itself is blamed when that fails. */
export async function keepAlone(fetching: Fetching, cursor: Cursor, uid: number): Promise<void> {
  const { folder, signal } = fetching;
  try {
    const [mail] = await folder.details([uid]);
    if (!mail) return await noteVanished(fetching, uid);
    if (!isOurs(cursor, mail)) return;
    const isSmall = mail.size <= pieceByPieceBytes;
    const source = isSmall ? (await folder.sources([uid])).get(uid) : undefined;
    await keepOne(fetching, mail, source);
  } catch (error) {
    if (!signal.aborted) await noteGap(fetching, uid, faultBehind(error));
    throw error;
  }
}

async function keepOne(
  fetching: Fetching,
  mail: MailDetails,
  source: Buffer | undefined,
): Promise<void> {
  const { watching, mailbox, place, folder, signal } = fetching;
  signal.throwIfAborted();
  const { uid, arrivedAt } = mail;
  const bytes = source ? whole(source) : await folder.download(uid);
  if (!bytes) {
    const [isThere] = await folder.details([uid]);
    if (isThere) throw new FaultError('mail_unfetchable');
    return noteVanished(fetching, uid);
  }
  const pieces = checked(bytes);
  try {
    await watching.keep({
      bytes: pieces.bytes(),
      via: 'imap',
      mailboxId: mailbox.mailboxId,
      arrivedAt: arrivedAt ?? watching.clock.now(),
      envelope: unknownEnvelope,
      position: { folder: place, uidValidity: folder.state.uidValidity, uid },
    });
  } catch (error) {
    throw pieces.fault() ?? new FaultError('mail_not_kept', error);
  }
}

async function* whole(source: Buffer): AsyncGenerator<Buffer> {
  yield source;
}

/** Tells a mail that could not be fetched from one that could not be kept. None is empty. */
function checked(source: AsyncIterable<Buffer>) {
  let fault: FaultError | undefined;
  async function* bytes(): AsyncGenerator<Buffer> {
    let size = 0;
    try {
      for await (const piece of source) {
        size += piece.length;
        yield piece;
      }
      if (size === 0) throw new FaultError('mail_unfetchable');
    } catch (error) {
      fault = new FaultError(faultOf(error), error);
      throw fault;
    }
  }
  return { bytes, fault: () => fault };
}
