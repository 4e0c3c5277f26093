import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { secondMs } from '#clock.ts';
import type { Encryption } from './imap.ts';
import { type Given, give, openSession } from './out-session.ts';

/** A mail server that takes our mail, and who we are to it. */
export type SmtpServer = {
  host: string;
  port: number;
  /** `offered`: TLS where the server offers it. */
  tls: Encryption | 'offered';
  /** PEM of a certificate that is trusted although no public authority vouches for it. */
  certificate: string | null;
  /** Any certificate will do. */
  isUnverified?: boolean;
  user: string | null;
  password: string | null;
};

/** One mail on its way to a server. */
export type Handing = {
  envelope: { from: string; to: readonly string[] };
  bytes: Buffer;
  /** Settled before the first byte of the mail goes out; rejects to call it off. */
  handOver(): Promise<void>;
};

/** `code`: what the server answered (RFC 3463, else its three digits), else the name of the fault. */
export type Outcome =
  /** The server has it for everybody but those it refused. */
  | { kind: 'taken'; refused: { address: string; code: string }[] }
  /** The server said no, for good. */
  | { kind: 'refused'; code: string }
  /** It surely did not take it: another time perhaps. */
  | { kind: 'later'; code: string }
  /** It had the bytes, and nobody heard what it said. */
  | { kind: 'unsure'; code: string };

/** Hands one mail over. Throws only what `handOver` threw; then not a byte of it has gone. */
export type Post = (handing: Handing, server: SmtpServer) => Promise<Outcome>;

/** A connection that was of use stays open this long, for the next mail to the same server. */
const idleMsMax = 3 * secondMs;

export function createPost(): Post {
  const idle = keepIdle();
  return async (handing, server) => {
    const known = idle.take(server);
    const first = known && (await give(known, handing));
    // Servers end what was idle for too long, and say so only to whoever speaks next.
    const given = first && !first.isStale ? first : await giveAnew(server, handing);
    if (given.session) idle.keep(server, given.session);
    return given.outcome;
  };
}

async function giveAnew(server: SmtpServer, handing: Handing): Promise<Given> {
  const opened = await openSession(server);
  return 'outcome' in opened ? opened : give(opened.session, handing);
}

function keepIdle() {
  const sessions = new Map<string, SMTPConnection[]>();
  const of = (server: SmtpServer) => sessions.get(JSON.stringify(server)) ?? [];
  const set = (server: SmtpServer, kept: SMTPConnection[]) =>
    kept.length > 0
      ? sessions.set(JSON.stringify(server), kept)
      : sessions.delete(JSON.stringify(server));
  return {
    take(server: SmtpServer): SMTPConnection | undefined {
      const kept = of(server);
      set(server, kept.slice(0, -1));
      return kept.at(-1);
    },
    keep(server: SmtpServer, session: SMTPConnection): void {
      set(server, [...of(server), session]);
      const leave = () => {
        const kept = of(server);
        if (!kept.includes(session)) return;
        set(
          server,
          kept.filter((other) => other !== session),
        );
        session.quit();
      };
      setTimeout(leave, idleMsMax).unref();
    },
  };
}

/** `smtp://user:password@host:587`; `smtps` for TLS from the first byte. */
export function serverFromUrl(address: string): SmtpServer {
  const url = new URL(address);
  const isTls = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port) || (isTls ? 465 : 587),
    tls: isTls ? 'tls' : 'offered',
    certificate: null,
    isUnverified: url.searchParams.get('tls.rejectUnauthorized') === 'false',
    user: url.username === '' ? null : decodeURIComponent(url.username),
    password: url.password === '' ? null : decodeURIComponent(url.password),
  };
}
