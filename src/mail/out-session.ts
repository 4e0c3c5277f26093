import { Readable } from 'node:stream';
import { getCACertificates } from 'node:tls';
import type { NodemailerError } from 'nodemailer/lib/errors';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { minuteMs, secondMs } from '#clock.ts';
import { faultOf } from './faults.ts';
import type { Handing, Outcome, SmtpServer } from './out.ts';

/** All that comes before the mail itself, however slowly the server answers. */
const preparingMsMax = 2 * minuteMs;

/** A server may look at a mail for this long; who gives up earlier does not know (RFC 5321). */
export const answerMsMax = 10 * minuteMs;

const stepMsMax = 30 * secondMs;

const limits = {
  connectionTimeout: 10 * secondMs,
  greetingTimeout: 10 * secondMs,
  dnsTimeout: 10 * secondMs,
  socketTimeout: stepMsMax,
  socketCloseTimeout: secondMs,
};

/** `session`: open and fit for another mail. `isStale`: it was no longer open when it was needed. */
export type Given = { outcome: Outcome; session?: SMTPConnection; isStale?: boolean };

/** A connection on which we are known; or why there is none, which says nothing about any mail. */
export async function openSession(
  server: SmtpServer,
): Promise<{ session: SMTPConnection } | { outcome: Outcome }> {
  const session = new SMTPConnection({
    ...limits,
    host: server.host,
    port: server.port,
    secure: server.tls === 'tls',
    requireTLS: server.tls === 'starttls',
    ignoreTLS: server.tls === 'none',
    tls: {
      rejectUnauthorized: server.isUnverified !== true,
      ...(server.certificate && { ca: [...getCACertificates('default'), server.certificate] }),
    },
  });
  try {
    await connect(session, server);
    return { session };
  } catch (fault) {
    session.close();
    return { outcome: { kind: 'later', code: codeOf(fault as NodemailerError) } };
  }
}

function connect(session: SMTPConnection, { user, password }: SmtpServer): Promise<void> {
  return new Promise((done, fail) => {
    // It stays: what happens to an idle connection concerns nobody, and must not end the process.
    session.on('error', fail);
    session.on('end', () => fail(new Error('the server ended the connection')));
    session.connect((fault) => {
      if (fault) return fail(fault);
      if (user === null || !session.allowsAuth) return done();
      session.login({ user, pass: password ?? '' }, (refused) =>
        refused ? fail(refused) : done(),
      );
    });
  });
}

type Answer = { fault?: NodemailerError | null; rejected?: NodemailerError[] };

/** Hands a mail over on an open connection; whatever goes wrong, the connection is closed after. */
export async function give(session: SMTPConnection, handing: Handing): Promise<Given> {
  let handingOver: Promise<void> | undefined;
  let isGiven = false;
  let isOver = false;

  /** Read when the server has said that it is ready for the mail, not before. */
  async function* bytes(): AsyncGenerator<Buffer> {
    if (isOver) return;
    handingOver = handing.handOver();
    await handingOver;
    if (isOver) return;
    isGiven = true;
    waitAtMost(session, answerMsMax);
    yield handing.bytes;
  }

  waitAtMost(session, stepMsMax);
  const answer = await send(
    session,
    handing,
    Readable.from(bytes()),
    () => handingOver === undefined,
  );
  isOver = true;
  try {
    // What was lost while it was noted may have been noted all the same: the note comes first.
    await handingOver;
  } catch (calledOff) {
    session.close();
    throw calledOff;
  }
  const { fault, rejected = [] } = answer;
  if (!fault) return { outcome: { kind: 'taken', refused: rejected.map(refusedOf) }, session };
  session.close();
  return { outcome: outcomeOf(fault, isGiven), isStale: !isGiven && isStale(fault) };
}

const waitAtMost = ({ _socket }: SMTPConnection, milliseconds: number): void => {
  if (_socket) _socket.setTimeout(milliseconds);
};

function send(
  session: SMTPConnection,
  { envelope, bytes }: Handing,
  body: Readable,
  isPreparing: () => boolean,
): Promise<Answer> {
  return new Promise((answer) => {
    const tooSlow = setTimeout(() => {
      const fault = Object.assign(new Error('the server is too slow'), { code: 'ETIMEDOUT' });
      if (isPreparing()) answer({ fault });
    }, preparingMsMax);
    const wanted = { from: envelope.from, to: [...envelope.to], size: bytes.length };
    session.send(wanted, body, (fault, info) => {
      clearTimeout(tooSlow);
      answer(fault ? { fault } : { rejected: info.rejectedErrors ?? [] });
    });
  });
}

const refusedOf = (fault: NodemailerError) => ({
  address: fault.recipient ?? '',
  code: codeOf(fault),
});

/** The server ended a connection that we had kept: another one may do. */
const isStale = ({ code = '', responseCode }: NodemailerError): boolean =>
  responseCode === 421 || (responseCode === undefined && lostCodes.has(code));

const lostCodes = new Set(['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EPROTOCOL']);

function outcomeOf(fault: NodemailerError, isGiven: boolean): Outcome {
  const code = codeOf(fault);
  const isAnswered = (fault.responseCode ?? 0) >= 400;
  if (isGiven && !isAnswered) return { kind: 'unsure', code };
  return { kind: isForGood(fault, isGiven) ? 'refused' : 'later', code };
}

/**
 * Only what is about this mail and its receivers. That we are not known or our sender is not liked
 * says nothing about them: somebody mends it, and the mail goes then.
 */
function isForGood(fault: NodemailerError, isGiven: boolean): boolean {
  const { command, responseCode, rejectedErrors, code } = fault;
  // What the library would not even send: an address that is none, a mail too large for the server.
  if (responseCode === undefined) return code === 'EENVELOPE' || code === 'EMESSAGE';
  if (command === 'MAIL FROM') return responseCode === 552;
  if (rejectedErrors?.length) return rejectedErrors.every(isPermanent);
  return isPermanent(fault) && (isGiven || command === 'DATA');
}

/** 530 and its like ask who we are. */
const isPermanent = ({ permanent, responseCode = 0 }: NodemailerError): boolean =>
  permanent === true && ![530, 534, 535, 538].includes(responseCode);

/** The enhanced code where there is one; else the digits; else what the fault is called here. */
function codeOf(fault: NodemailerError): string {
  const { response, responseCode } = fault.rejectedErrors?.[0] ?? fault;
  const [, enhanced] = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '') ?? [];
  if (fault.code === 'ECONNECTION' && responseCode === undefined) return 'connection_lost';
  return enhanced ?? responseCode?.toString() ?? faultOf(fault);
}
