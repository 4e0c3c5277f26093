import { setTimeout as sleep } from 'node:timers/promises';
import { minuteMs, secondMs } from '#clock.ts';
import { newId } from '#id.ts';
import { giveLeaseBack, leaseMs, takeLease } from './health.ts';
import { imapOf } from './mailbox.ts';
import { type Mailbox, openMailboxes } from './queries.ts';
import { type Watcher, watchMailbox } from './watch-one.ts';
import type { Watching } from './watching.ts';

/** How long is waited for what. */
export type Patience = {
  /** Between two looks at which mailboxes there are. */
  tickMs: number;
  /** Until a server is asked for new mail that it did not tell of. */
  pollMs: number;
  /** After a fault: the first pause, which doubles until it is the last. */
  firstPauseMs: number;
  lastPauseMs: number;
};

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
  const workerId = newId();
  const watchers = new Map<string, Watcher>();
  const renewed = new Map<string, number>();
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
    const isOurs = await holdLease(mailboxId);
    if (!isOurs && watcher) await release(mailboxId, watcher);
    if (!isOurs || stopping.signal.aborted) return;
    if (watcher) await watcher.warnIfSilent();
    else watchers.set(mailboxId, watchMailbox(watching, mailbox, patience));
  }

  async function holdLease(mailboxId: string): Promise<boolean> {
    const now = watching.clock.now().getTime();
    const isFresh = now - (renewed.get(mailboxId) ?? 0) < leaseMs / 4;
    if (watchers.has(mailboxId) && isFresh) return true;
    renewed.set(mailboxId, now);
    return takeLease(watching, mailboxId, workerId);
  }

  async function release(mailboxId: string, watcher: Watcher): Promise<void> {
    watchers.delete(mailboxId);
    await watcher.stop();
    await giveLeaseBack(watching, mailboxId, workerId);
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await tick().catch((error: Error) =>
        watching.log.error({ fault: error.name, stack: error.stack }, 'watching mailboxes failed'),
      );
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
