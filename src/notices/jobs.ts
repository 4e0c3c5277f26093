import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, hourMs, later, secondMs } from '#clock.ts';
import type { Config } from '#config.ts';
import { normalEmail } from '#customers/index.ts';
import type { Database } from '#database/connection.ts';
import { transaction } from '#database/transaction.ts';
import type { FileStore } from '#ledger/file-store.ts';
import { type Ledger, programActor, type Unit } from '#ledger/ledger.ts';
import { createPost, type Outcome, type Post, serverFromUrl } from '#mail/out.ts';
import { noteDelivered, noteFailed } from './commands.ts';
import { handingOf } from './handing.ts';
import { readLetter } from './letter.ts';
import {
  claimMails,
  type Due,
  isStillOurs,
  mailboxesWithDueMail,
  noteHandedOver,
  putOff,
  renewLease,
  renewMs,
} from './outbox.ts';
import { withinPaces } from './pace.ts';
import { noticeById } from './queries.ts';
import { type WayOut, wayOut } from './ways-out.ts';

/** So many mails of one mailbox are under way at once. */
const connectionsMax = 4;

const attemptsMax = 10;

/** A sweep does not wait longer for servers that think: what is under way goes on behind it. */
const patienceMs = 20 * secondMs;

const lookAgainMs = secondMs;

export type Sending = {
  db: Database;
  ledger: Ledger;
  clock: Clock;
  config: Config;
  linkKey: Buffer;
  files: FileStore;
  /** In place of mail servers: for tests, and for telling a story. */
  post?: Post;
};

/** Sends what waits in the outbox. Returns how many mails were settled. */
export const sendDueNotices = (sending: Sending): Promise<number> => createSender(sending)();

/** Swept every few seconds. What a sweep leaves under way, the next one counts. */
export function createSender(sending: Sending): () => Promise<number> {
  const post = sending.post ?? createPost();
  const underWay = new Map<string | null, number>();
  const count = (mailboxId: string | null, more: number) =>
    underWay.set(mailboxId, (underWay.get(mailboxId) ?? 0) + more);

  return async () => {
    const running = new Set<Promise<void>>();
    const faults: unknown[] = [];
    let settled = 0;

    function begin(way: WayOut, mail: Due): void {
      count(way.outbox, 1);
      const work = sendOne({ ...sending, post, way }, mail)
        .then((isSettled) => void (settled += isSettled ? 1 : 0))
        .catch((fault: unknown) => void faults.push(fault))
        .finally(() => {
          count(way.outbox, -1);
          running.delete(work);
        });
      running.add(work);
    }

    let isOver = false;
    void sleep(patienceMs, undefined, { ref: false }).then(() => (isOver = true));
    do {
      for (const way of await waysWithDueMail(sending)) {
        const free = connectionsMax - (underWay.get(way.outbox) ?? 0);
        for (const mail of await claim(sending, way, free)) begin(way, mail);
      }
      if (running.size === 0) break;
      await Promise.race([...running, sleep(lookAgainMs, undefined, { ref: false })]);
    } while (!isOver);
    // One that cannot be settled must not hold up the others.
    if (faults.length > 0) throw new AggregateError(faults, `${faults.length} mails not settled`);
    return settled;
  };
}

async function waysWithDueMail({ db, clock, config, post }: Sending): Promise<WayOut[]> {
  const ways: WayOut[] = [];
  for (const mailboxId of await mailboxesWithDueMail(db, clock.now())) {
    const way = await wayOut({ db, config }, mailboxId);
    // Without a server its mail waits, and the desk says so.
    if (way.server || way.fault || post) ways.push(way);
  }
  return ways;
}

async function claim({ db, clock }: Sending, way: WayOut, free: number): Promise<Due[]> {
  if (free <= 0) return [];
  const now = clock.now();
  return transaction(db, (tx) =>
    withinPaces(tx, way.paces, now, (left) =>
      claimMails(tx, way.outbox, { now, limit: Math.min(free, left) }),
    ),
  );
}

type Trying = Sending & { post: Post; way: WayOut };

/** True when it is settled: it went, or it is a person's turn. */
async function sendOne(trying: Trying, mail: Due): Promise<boolean> {
  // It may have gone: sending it once more is for a person to decide.
  if (mail.handedOverAt) return settle(trying, mail, { kind: 'unsure', code: '' });
  const outcome = await whileOurs(trying, mail, () => handOver(trying, mail));
  return outcome !== undefined && settle(trying, mail, outcome);
}

/** A renewal that is lost costs nothing: before the first byte it is asked once more whose it is. */
async function whileOurs<T>({ db, clock }: Trying, mail: Due, work: () => Promise<T>): Promise<T> {
  const renew = () => void renewLease(db, mail, clock.now()).catch(() => undefined);
  const timer = setInterval(renew, renewMs).unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Undefined when it was no longer ours to send. */
async function handOver(trying: Trying, mail: Due): Promise<Outcome | undefined> {
  const { db, clock, post, way } = trying;
  if (way.fault) return { kind: 'later', code: way.fault };
  const handing = await handingOf(trying, mail).catch((fault: Error) => fault);
  // One that cannot be written must be seen by a person, like one that nobody takes.
  if (handing instanceof Error) return { kind: 'later', code: 'not_written' };
  if (handing.envelope.to.length === 0) return { kind: 'refused', code: 'no_address' };
  let isOurs = true;
  const note = async (): Promise<void> => {
    isOurs = await noteHandedOver(db, mail, clock.now());
    if (!isOurs) throw new Error('another sender has this mail');
  };
  try {
    return await post({ ...handing, handOver: note }, way.server ?? nowhere);
  } catch (fault) {
    if (!isOurs) return undefined;
    throw fault;
  }
}

/** Given to a post that needs no server. */
const nowhere = serverFromUrl('smtp://localhost');

async function settle(trying: Trying, mail: Due, outcome: Outcome): Promise<boolean> {
  const { db, clock, ledger } = trying;
  const isLast = mail.attempts + 1 >= attemptsMax;
  if (outcome.kind === 'later' && !isLast) {
    const pauseMs = Math.min(30 * secondMs * 3 ** mail.attempts, 6 * hourMs);
    await putOff(db, mail, { at: later(clock.now(), pauseMs), fault: outcome.code });
    return false;
  }
  return ledger.write(programActor, async (unit) => {
    // Whatever came late is for whoever has it now to decide.
    if (!(await isStillOurs(unit.tx, mail))) return false;
    await conclude(unit, mail, outcome);
    return true;
  });
}

async function conclude(unit: Unit, mail: Due, outcome: Outcome): Promise<void> {
  const { kind } = outcome;
  if (kind !== 'taken') {
    const code = outcome.code || null;
    const cause = kind === 'later' ? 'gave_up' : kind;
    return noteFailed(unit, mail, { cause, code, fault: { text: code } });
  }
  const { refused } = outcome;
  if (refused.length === 0) return noteDelivered(unit, mail);
  const letter = readLetter((await noticeById(unit.tx, mail)).letter);
  const isRefused = (address: string): boolean =>
    refused.some((one) => normalEmail(one.address) === normalEmail(address));
  await noteFailed(unit, mail, {
    cause: 'partly_refused',
    code: refused[0]?.code ?? null,
    told: letter.to.some((address) => !isRefused(address)),
    fault: {
      text: refused.map(({ address, code }) => `${address}: ${code}`).join(', '),
      refused: refused.map(({ address }) => address),
    },
  });
}
