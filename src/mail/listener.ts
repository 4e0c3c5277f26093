import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  SMTPServer,
  type SMTPServerAddress,
  type SMTPServerDataStream,
  type SMTPServerSession,
} from 'smtp-server';
import { type Clock, minuteMs, secondMs } from '#clock.ts';
import type { KeepMail } from './arrival.ts';

export type ListenerOptions = {
  /** Such as smtp://127.0.0.1:2525 or lmtp://[::1]:24. */
  listen: string;
  /** How it calls itself. */
  name: string;
  /** Without a certificate nothing is encrypted. */
  tls: { cert: string; key: string } | null;
  /** Whose mail is taken; undefined for everybody else's. */
  recipientOf(address: string): Promise<{ mailboxId: string } | undefined>;
  keep: KeepMail;
  clock: Clock;
  log: { error(about: object, message: string): void };
  limits?: Partial<ListenerLimits>;
};

export type ListenerLimits = {
  mailBytes: number;
  recipients: number;
  /** Open at the same time. */
  connections: number;
  /** From one address; a server on this machine is not counted. */
  connectionsPerMinute: number;
};

/** Nearly all servers stop at 50 MB; a little more, so that none of their mails is refused. */
const usualLimits: ListenerLimits = {
  mailBytes: 52 * 1024 * 1024,
  recipients: 100,
  connections: 200,
  connectionsPerMinute: 300,
};

/** While it is stopped, mails under way may come to their end for so long. */
const stopMs = 20 * secondMs;

export type Listener = { port: number; stop(): Promise<void> };

/**
 * Takes mail that another server forwards. A mail is only said to be taken when it is kept; whatever
 * goes wrong with us makes the sender try again.
 */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const { protocol, hostname, port } = new URL(options.listen);
  const limits = { ...usualLimits, ...options.limits };
  const busy = new Set<string>();
  const tooMany = countConnections(options.clock, limits.connectionsPerMinute);
  const server = new SMTPServer({
    ...options.tls,
    name: options.name,
    heloResponse: '%s greets %s',
    lmtp: protocol === 'lmtp:',
    disabledCommands: options.tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    authOptional: true,
    size: limits.mailBytes,
    maxRecipients: limits.recipients,
    maxClients: limits.connections,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    logger: false,
    socketTimeout: 5 * minuteMs,
    closeTimeout: stopMs,
    onConnect: ({ remoteAddress }, done) =>
      done(
        tooMany(remoteAddress) ? reply(421, 'Too many connections. Please come back later.') : null,
      ),
    onRcptTo: ({ address }, _session, done) => void answer(checkRecipient(options, address), done),
    onData: (stream, session, done) => {
      busy.add(session.id);
      void answer(takeMail(options, stream, session), done).finally(() => busy.delete(session.id));
    },
  });
  let isOpen = false;
  // Why it could not be opened is thrown.
  server.on('error', (error) => isOpen && noteFault(options, error));
  server.listen(Number(port), hostname.replace(/^\[|\]$/g, ''));
  await once(server.server, 'listening');
  isOpen = true;
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => stop(server, busy),
  };
}

/** Null is a yes. */
async function answer(
  outcome: Promise<Error | null>,
  done: (error: Error | null) => void,
): Promise<void> {
  done(await outcome);
}

const reply = (responseCode: number, sentence: string): Error =>
  Object.assign(new Error(sentence), { responseCode });

const tryAgain = (): Error => reply(451, 'We cannot take this just now. Please send it again.');

/** Says whether an address has connected too often within a minute. */
export function countConnections(clock: Clock, most: number): (address: string) => boolean {
  let counts = new Map<string, number>();
  let since = 0;
  return (address) => {
    if (isLoopback(address)) return false;
    const now = clock.now().getTime();
    if (now - since >= minuteMs) {
      since = now;
      counts = new Map();
    }
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    return count > most;
  };
}

const isLoopback = (address: string): boolean =>
  address === '::1' || /^(::ffff:)?127\./.test(address);

/** Null lets the recipient pass. */
async function checkRecipient(options: ListenerOptions, address: string): Promise<Error | null> {
  try {
    if (await options.recipientOf(address)) return null;
    return reply(550, 'No mailbox here has this address.');
  } catch (error) {
    noteFault(options, error);
    return tryAgain();
  }
}

/** Null says that the mail is kept, for everybody it was addressed to. */
async function takeMail(
  options: ListenerOptions,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<Error | null> {
  try {
    const { mailFrom, rcptTo } = session.envelope;
    const to = rcptTo.map(({ address }) => address);
    const first = await options.recipientOf(to[0] ?? '');
    if (!first) throw tryAgain();
    await options.keep({
      bytes: bytesOf(stream),
      via: 'listener',
      mailboxId: first.mailboxId,
      arrivedAt: options.clock.now(),
      envelope: {
        from: senderOf(mailFrom),
        to,
        clientAddress: session.remoteAddress,
        clientName: session.hostNameAppearsAs || null,
      },
      position: null,
    });
    return null;
  } catch (error) {
    // What is left of it has to be read before anything can be answered.
    stream.resume();
    if (stream.sizeExceeded) return reply(552, 'This mail is too large for us.');
    if (!stream.destroyed) noteFault(options, error);
    return tryAgain();
  }
}

/** Empty where a server says that a mail could not be delivered. */
const senderOf = (mailFrom: SMTPServerAddress | false): string | null =>
  mailFrom ? mailFrom.address : null;

/** Fails where the mail is too large, or the sender went away in the middle of it. */
async function* bytesOf(stream: SMTPServerDataStream): AsyncGenerator<Buffer> {
  for await (const piece of stream.iterator({ destroyOnReturn: false })) {
    if (stream.sizeExceeded) break;
    yield piece as Buffer;
  }
  if (stream.sizeExceeded) throw reply(552, 'This mail is too large for us.');
}

/** Whoever is in the middle of a mail may finish it; everybody else is shown the door. */
async function stop(server: SMTPServer, busy: ReadonlySet<string>): Promise<void> {
  const closed = new Promise<void>((done) => server.close(done));
  for (const connection of server.connections) {
    if (busy.has(connection.id)) continue;
    connection.send(421, 'We are closing. Please come back later.');
    connection.close();
  }
  await closed;
}

/** No address and no word of anybody's goes into the log. */
function noteFault({ log }: ListenerOptions, error: unknown): void {
  const { name, code, stack } = error as Error & { code?: string };
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ETIMEDOUT') return;
  const places = stack?.split('\n').filter((line) => line.startsWith('    at '));
  log.error({ fault: name, code, stack: places?.join('\n') }, 'mail could not be taken');
}
