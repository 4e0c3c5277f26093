import { setTimeout as sleep } from 'node:timers/promises';
import { minuteMs, secondMs } from '#clock.ts';
import { holdLeases } from './leases.ts';
import { imapOf } from './mailbox.ts';
import { type Mailbox, openMailboxes } from './queries.ts';
import { type Watcher, watchMailbox } from './watch-one.ts';
import type { Patience, Watching } from './watching.ts';

const usualPatience: Patience = {
  tickMs: 2 * secondMs,
  pollMs: minuteMs,
  firstPauseMs: 2 * secondMs,
  lastPauseMs: 2 * minuteMs,
};

export type MailboxWatch = {
  /** Something about a mailbox may have changed. A hint: it would be noticed anyway. */
  look(): void;
  stop(): Promise<void>;
};

/**
 * Keeps a watcher for each open mailbox on a server. Of several workers the one with the lease
 * fetches; when it is gone, another takes over.
 */
export function watchMailboxes(
  watching: Watching,
  patience: Patience = usualPatience,
): MailboxWatch {
  const leases = holdLeases(watching);
  const watchers = new Map<string, Watcher>();
  const stopping = new AbortController();
  let waking = new AbortController();

  async function tick(): Promise<void> {
    const open = (await openMailboxes(watching.db)).filter(({ settings }) => imapOf(settings));
    const wanted = new Map(open.map((mailbox) => [mailbox.mailboxId, mailbox]));
    for (const [mailboxId, watcher] of watchers) {
      const isAsItWas = wanted.get(mailboxId)?.version === watcher.version;
      if (!isAsItWas) await release(mailboxId, watcher);
    }
    for (const mailbox of open) await attend(mailbox);
  }

  async function attend(mailbox: Mailbox): Promise<void> {
    const { mailboxId } = mailbox;
    const watcher = watchers.get(mailboxId);
    const isOurs = await leases.hold(mailboxId);
    if (!isOurs && watcher) await release(mailboxId, watcher);
    if (!isOurs || stopping.signal.aborted) return;
    if (watcher) await watcher.warnIfSilent();
    else watchers.set(mailboxId, watchMailbox(watching, mailbox, patience));
  }

  async function release(mailboxId: string, watcher: Watcher): Promise<void> {
    watchers.delete(mailboxId);
    await watcher.stop();
    await leases.giveBack(mailboxId);
  }

  async function run(): Promise<void> {
    const tellOnce = tellFirstOfRow(watching.log);
    while (!stopping.signal.aborted) {
      await tick().then(() => tellOnce(null), tellOnce);
      await sleep(patience.tickMs, undefined, { signal: waking.signal }).catch(() => undefined);
      waking = new AbortController();
    }
    for (const [mailboxId, watcher] of watchers) {
      await release(mailboxId, watcher).catch(() => undefined);
    }
  }

  const running = run();
  return {
    look: () => waking.abort(),
    async stop() {
      stopping.abort();
      waking.abort();
      await running;
    },
  };
}

/** A database that is away for an hour is one line in the log. */
function tellFirstOfRow(log: Watching['log']): (fault: Error | null) => void {
  let isTold = false;
  return (fault) => {
    if (fault && !isTold) {
      log.error({ fault: fault.name, stack: fault.stack }, 'mailboxes cannot be watched');
    }
    isTold = fault !== null;
  };
}
