import { setTimeout as sleep } from 'node:timers/promises';
import { FaultError, faultOf, type ServerFault } from '#mail/faults.ts';
import { connectImap, type ImapAccount, openFolder } from '#mail/imap.ts';
import { countIfDue } from './counting.ts';
import { fetchNew } from './fetching.ts';
import { noteContact, noteFault, takeWarningBack, warnIfSilent } from './health.ts';
import { imapOf } from './mailbox.ts';
import { type Mailbox, mailboxSecrets } from './queries.ts';
import type { Patience } from './watch.ts';
import { type Fetching, placeOf, type Watching } from './watching.ts';

/** Watches over one mailbox as it was when it was begun; a changed one gets a new watcher. */
export type Watcher = {
  version: number;
  /** Gives its keeper a task when the server has not been reached for too long. */
  warnIfSilent(): Promise<void>;
  stop(): Promise<void>;
};

export function watchMailbox(watching: Watching, mailbox: Mailbox, patience: Patience): Watcher {
  const { mailboxId, version } = mailbox;
  const stopping = new AbortController();
  const { signal } = stopping;
  // A worker before this one may have left a fault or a warning behind.
  let fault: ServerFault | 'unknown' | null = 'unknown';
  let isWarned = false;
  let inVain = 0;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await fetchForAsLongAsItLasts().catch((error: unknown) =>
        signal.aborted ? undefined : noteInVain(error).catch(logFault),
      );
      const pauseMs = patience.firstPauseMs * 2 ** Math.min(inVain - 1, 10);
      const longest = Math.min(pauseMs, patience.lastPauseMs);
      await sleep(longest, undefined, { signal }).catch(() => undefined);
    }
  }

  async function fetchForAsLongAsItLasts(): Promise<void> {
    const account = await accountOf(watching, mailbox);
    const ending = new AbortController();
    const client = await connectImap(account, AbortSignal.any([signal, ending.signal]));
    try {
      const folder = await openFolder(client, account.folder);
      const place = placeOf(account);
      const onProgress = () => noteContact(watching, mailboxId);
      const oneByOne = inVain > 0;
      await follow({ watching, mailbox, folder, place, oneByOne, signal, onProgress });
    } finally {
      ending.abort();
    }
  }

  /** Fetches what is new, counts what is due, and waits until there is more. */
  async function follow(fetching: Fetching): Promise<void> {
    while (!signal.aborted) {
      await fetchNew(fetching);
      await noteWell();
      await countIfDue(fetching);
      fetching.oneByOne = false;
      inVain = 0;
      await fetching.folder.news(patience.pollMs, signal);
      if (!signal.aborted) await fetching.folder.examine();
    }
  }

  async function noteWell(): Promise<void> {
    await noteContact(watching, mailboxId);
    if (fault !== null) await takeWarningBack(watching, mailboxId);
    fault = null;
    isWarned = false;
  }

  async function noteInVain(error: unknown): Promise<void> {
    inVain++;
    const found = faultOf(error);
    if (found !== fault) logFault(error);
    fault = found;
    await noteFault(watching, mailboxId, found);
  }

  /** What a server answered may hold anything, so only codes are logged; of our own faults the place. */
  function logFault(error: unknown): void {
    const cause = error instanceof FaultError ? error.cause : error;
    const isOurs = faultOf(error) === 'mail_not_kept' || !(error instanceof FaultError);
    const { code, name, stack } = (cause ?? {}) as Error & { code?: string };
    const about = { mailbox: mailboxId, fault: faultOf(error), cause: code ?? name };
    watching.log.error(isOurs ? { ...about, stack } : about, 'mail cannot be fetched');
  }

  const running = run();
  return {
    version,
    async warnIfSilent() {
      if (!fault || isWarned) return;
      isWarned = await warnIfSilent(watching, mailbox);
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function accountOf(
  watching: Watching,
  { mailboxId, settings }: Mailbox,
): Promise<ImapAccount & { folder: string }> {
  const way = imapOf(settings);
  const { imapPassword } = await mailboxSecrets(watching, mailboxId);
  if (!way || !imapPassword) throw new FaultError('password_missing');
  return { ...way, password: imapPassword };
}
