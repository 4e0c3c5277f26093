import { getCACertificates } from 'node:tls';
import { ImapFlow, type MailboxObject } from 'imapflow';
import { minuteMs, secondMs } from '#clock.ts';
import { FaultError, faultOf } from './faults.ts';

export type Encryption = 'tls' | 'starttls' | 'none';

/** Where a server is and how it is spoken to. */
export type Server = {
  host: string;
  port: number;
  tls: Encryption;
  /** PEM of a certificate that is trusted although no public authority vouches for it. */
  certificate: string | null;
};

export type ImapAccount = Server & { user: string; password: string };

/** What a server says about a folder. Mails are numbered upwards as long as `uidValidity` stays. */
export type FolderState = { uidValidity: bigint; uidNext: number | null; exists: number };

/** `arrivedAt` is null where the server does not say when it had the mail. */
export type MailDate = { uid: number; arrivedAt: Date | null };
export type MailDetails = MailDate & { size: number };

/** A folder that is only read: neither the mails nor what others see of them is touched. */
export type Folder = {
  state: FolderState;
  encrypted: boolean;
  /** Asks for the folder anew: whatever the connection believes, this is how it is. */
  examine(): Promise<FolderState>;
  /** Numbers of the mails from this one on, oldest first. */
  uidsFrom(uid: number): Promise<number[]>;
  /** Numbers of the mails that came since this moment or a little before, oldest first. */
  uidsSince(moment: Date): Promise<number[]>;
  /** Oldest first; mails that are gone are missing in it. */
  dates(uids: readonly number[]): Promise<MailDate[]>;
  /** The same with sizes, for which a server may have to read the mails. */
  details(uids: readonly number[]): Promise<MailDetails[]>;
  /** Whole mails; only for small ones. Mails that are gone, or come without bytes, are missing. */
  sources(uids: readonly number[]): Promise<Map<number, Buffer>>;
  /** A mail of any size, piece by piece; undefined where it is gone. */
  download(uid: number): Promise<AsyncIterable<Buffer> | undefined>;
  /** Waits until the server says that something changed, but no longer than this. */
  news(waitMs: number, signal: AbortSignal): Promise<void>;
  isOpen(): boolean;
};

const timeouts = {
  connectionTimeout: 15 * secondMs,
  greetingTimeout: 15 * secondMs,
  socketTimeout: 3 * minuteMs,
};

const limits = { maxLineLength: 64 * 1024 * 1024, maxLiteralSize: 64 * 1024 * 1024 };

/** Signs in; throws `FaultError`. The signal ends the connection, whatever it is doing. */
export async function connectImap(account: ImapAccount, signal: AbortSignal): Promise<ImapFlow> {
  signal.throwIfAborted();
  const { host, port, user, password, tls } = account;
  const client = new ImapFlow({
    ...timeouts,
    ...limits,
    host,
    port,
    secure: tls === 'tls',
    ...(tls !== 'tls' && { doSTARTTLS: tls === 'starttls' }),
    tls: trustOf(account),
    auth: { user, pass: password },
    clientInfo: { name: 'Amends' },
    idHashAlgorithm: 'sha256',
    disableAutoIdle: true,
    logger: false,
  });
  // What goes wrong also fails the command under way; without a listener it would end the program.
  client.on('error', () => undefined);
  const close = () => client.close();
  signal.addEventListener('abort', close);
  client.once('close', () => signal.removeEventListener('abort', close));
  await client.connect().catch((error: unknown) => {
    client.close();
    throw new FaultError(faultOf(error), error);
  });
  return client;
}

/** How a certificate is judged: by the authorities of this machine, and the one that was given. */
export const trustOf = ({ certificate }: Pick<Server, 'certificate'>): { ca?: string[] } =>
  certificate ? { ca: [...getCACertificates('default'), certificate] } : {};

/** Opens a folder for reading only. Throws `FaultError`, here and in everything it can do. */
export async function openFolder(client: ImapFlow, path: string): Promise<Folder> {
  let hasNews = false;
  client.on('exists', () => {
    hasNews = true;
  });
  const examine = () => faultless(async () => stateOf(await client.mailboxOpen(path, readOnly)));
  const folder: Folder = {
    state: await examine(),
    encrypted: client.secureConnection,
    async examine() {
      folder.state = await examine();
      return folder.state;
    },
    uidsFrom(uid) {
      hasNews = false;
      // The last mail always matches, even if its number is lower.
      return search(client, { uid: `${uid}:*` }).then((uids) => uids.filter((each) => each >= uid));
    },
    uidsSince: (moment) => search(client, { since: moment }),
    dates: (uids) => faultless(() => readDetails(client, uids, { size: false })),
    details: (uids) => faultless(() => readDetails(client, uids, { size: true })),
    sources: (uids) => faultless(() => readSources(client, uids)),
    download: (uid) => faultless(() => download(client, uid)),
    async news(waitMs, signal) {
      if (!hasNews && client.usable) await waitForNews(client, waitMs, signal);
      if (!client.usable && !signal.aborted) throw new FaultError('connection_lost');
    },
    isOpen: () => client.usable,
  };
  return folder;
}

const readOnly = { readOnly: true };

const stateOf = ({ uidValidity, uidNext, exists }: MailboxObject): FolderState => ({
  uidValidity: uidValidity ?? 0n,
  uidNext: uidNext || null,
  exists: exists ?? 0,
});

/** Turns whatever the client throws into a fault with a code. */
async function faultless<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new FaultError(faultOf(error), error);
  }
}

function search(client: ImapFlow, query: { uid: string } | { since: Date }): Promise<number[]> {
  return faultless(async () => {
    const found = await client.search(query, { uid: true });
    if (!found) throw new FaultError('refused');
    return found.toSorted((one, other) => one - other);
  });
}

async function readDetails(
  client: ImapFlow,
  uids: readonly number[],
  wanted: { size: boolean },
): Promise<MailDetails[]> {
  const found = new Map<number, MailDetails>();
  const query = { uid: true, internalDate: true, ...wanted };
  for await (const mail of client.fetch(rangeOf(uids), query, { uid: true })) {
    const { uid, internalDate, size = 0 } = mail;
    // A server may also tell, in between, that the flags of some mail have changed.
    if (internalDate) found.set(uid, { uid, arrivedAt: dateOf(internalDate), size });
  }
  return [...found.values()].toSorted((one, other) => one.uid - other.uid);
}

function dateOf(internalDate: Date | string): Date | null {
  const date = new Date(internalDate);
  return Number.isNaN(date.getTime()) ? null : date;
}

async function readSources(
  client: ImapFlow,
  uids: readonly number[],
): Promise<Map<number, Buffer>> {
  const found = new Map<number, Buffer>();
  const query = { uid: true, source: true };
  for await (const { uid, source } of client.fetch(rangeOf(uids), query, { uid: true })) {
    if (source && source.length > 0) found.set(uid, source);
  }
  return found;
}

const chunkBytes = 512 * 1024;

async function download(client: ImapFlow, uid: number): Promise<AsyncIterable<Buffer> | undefined> {
  const options = { uid: true, chunkSize: chunkBytes };
  const { content } = await client.download(String(uid), undefined, options);
  return content;
}

/**
 * Any further command ends the waiting on the server as well, so that it is begun anew each time:
 * a server forgets clients that wait too long, and some never say anything.
 */
async function waitForNews(client: ImapFlow, waitMs: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, waitMs);
  const done = () => resolve();
  const events = ['exists', 'close', 'error'] as const;
  for (const event of events) client.on(event, done);
  signal.addEventListener('abort', done);
  if (signal.aborted) done();
  else void client.idle().then(undefined, done);
  await promise;
  clearTimeout(timer);
  signal.removeEventListener('abort', done);
  for (const event of events) client.off(event, done);
}

/** Numbers as IMAP writes them: 1:3,7. */
export function rangeOf(uids: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const uid of uids.toSorted((one, other) => one - other)) {
    const last = runs.at(-1);
    if (last && uid <= last[1] + 1) last[1] = uid;
    else runs.push([uid, uid]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}:${to}`)).join(',');
}
