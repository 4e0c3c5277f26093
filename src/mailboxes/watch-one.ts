import { setTimeout as sleep } from 'node:timers/promises';
import { FaultError, faultBehind, type ServerFault } from '#mail/faults.ts';
import { connectImap, type ImapAccount, openFolder } from '#mail/imap.ts';
import { countIfDue } from './counting.ts';
import { fetchNew } from './fetching.ts';
import { noteContact, noteFault, takeWarningBack, warnIfSilent } from './health.ts';
import { imapOf } from './mailbox.ts';
import { type Mailbox, mailboxSecrets } from './queries.ts';
import { type Fetching, type Patience, placeOf, type Watching } from './watching.ts';

/** Watches over one mailbox as it was when it was begun; a changed one gets a new watcher. */
export type Watcher = {
  version: number;
  /** Gives its keeper a task when the server has not been reached for too long. */
  warnIfSilent(): Promise<void>;
  stop(): Promise<void>;
};

type One = {
  watching: Watching;
  mailbox: Mailbox;
  patience: Patience;
  signal: AbortSignal;
  /** Null while all is well. */
  fault: ServerFault | 'unknown' | null;
  isWarned: boolean;
  /** How often in a row it failed. */
  inVain: number;
};

export function watchMailbox(watching: Watching, mailbox: Mailbox, patience: Patience): Watcher {
  const stopping = new AbortController();
  const { signal } = stopping;
  // A worker before this one may have left a fault or a warning behind.
  const unknown = { fault: 'unknown' as const, isWarned: false, inVain: 0 };
  const one: One = { watching, mailbox, patience, signal, ...unknown };
  const running = run(one);
  return {
    version: mailbox.version,
    async warnIfSilent() {
      if (one.fault && !one.isWarned) one.isWarned = await warnIfSilent(watching, mailbox);
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** As long as it takes: nothing is lost by a server that is away, only late. */
async function run(one: One): Promise<void> {
  const { signal } = one;
  while (!signal.aborted) {
    await untilItFails(one).catch(async (error: unknown) => {
      if (!signal.aborted) await noteInVain(one, error);
    });
    await sleep(pauseAfter(one), undefined, { signal }).catch(() => undefined);
  }
}

/** Many servers shut out whoever comes with a wrong password again and again. */
function pauseAfter({ patience, fault, inVain }: One): number {
  const { firstPauseMs, lastPauseMs } = patience;
  if (fault === 'password_refused') return lastPauseMs;
  return Math.min(firstPauseMs * 2 ** Math.min(inVain - 1, 20), lastPauseMs);
}

async function untilItFails(one: One): Promise<void> {
  const { watching, mailbox, signal } = one;
  const account = await accountOf(watching, mailbox);
  const ending = new AbortController();
  try {
    const client = await connectImap(account, AbortSignal.any([signal, ending.signal]));
    await follow(one, {
      watching,
      mailbox,
      folder: await openFolder(client, account.folder),
      place: placeOf(account),
      oneByOne: one.inVain > 0,
      signal,
      onProgress: () => noteContact(watching, mailbox.mailboxId),
    });
  } finally {
    ending.abort();
  }
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

/** Fetches what is new, counts what is due, and waits until there is more. */
async function follow(one: One, fetching: Fetching): Promise<void> {
  const { signal, patience } = one;
  const { folder } = fetching;
  while (!signal.aborted) {
    await fetchNew(fetching);
    await noteWell(one);
    await countIfDue(fetching);
    fetching.oneByOne = false;
    one.inVain = 0;
    await folder.news(patience.pollMs, signal);
    if (!signal.aborted) await folder.examine();
  }
}

async function noteWell(one: One): Promise<void> {
  const { watching, mailbox } = one;
  await noteContact(watching, mailbox.mailboxId);
  if (one.fault !== null) await takeWarningBack(watching, mailbox.mailboxId);
  one.fault = null;
  one.isWarned = false;
}

async function noteInVain(one: One, error: unknown): Promise<void> {
  const fault = faultBehind(error);
  if (fault !== one.fault) logFault(one, fault, error);
  one.fault = fault;
  one.inVain++;
  // Without a database it cannot be noted, and then it is not about the server either.
  await noteFault(one.watching, one.mailbox.mailboxId, fault).catch(() => undefined);
}

/** What a server said may hold anything, so only codes are logged; and of our own faults the place. */
function logFault({ watching, mailbox }: One, fault: ServerFault, error: unknown): void {
  const cause = error instanceof FaultError ? error.cause : error;
  const { code, name, stack } = (cause ?? {}) as Error & { code?: string };
  const places =
    fault === 'mail_not_kept'
      ? stack?.split('\n').filter((line) => line.startsWith('    at '))
      : [];
  const about = {
    mailbox: mailbox.mailboxId,
    fault,
    cause: code ?? name,
    stack: places?.join('\n'),
  };
  watching.log.error(about, 'mail cannot be fetched');
}
