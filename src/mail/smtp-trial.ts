import { createTransport } from 'nodemailer';
import { secondMs } from '#clock.ts';
import { FaultError, faultOf } from './faults.ts';
import { type Server, trustOf } from './imap.ts';

/** A server that takes mail; without a user it asks for no password. */
export type SmtpAccount = Server & { user: string | null; password: string | null };

const timeouts = { connectionTimeout: 12 * secondMs, greetingTimeout: 8 * secondMs };

/** Connects and signs in, and sends nothing. Throws `FaultError`. */
export async function trySmtp(
  server: SmtpAccount | { url: string },
  signal: AbortSignal,
): Promise<void> {
  const transport = createTransport({ ...timeouts, ...optionsOf(server) });
  const { promise: timeUp, reject } = Promise.withResolvers<never>();
  const end = () => reject(new FaultError('timeout'));
  signal.addEventListener('abort', end);
  try {
    await Promise.race([transport.verify(), timeUp]);
  } catch (error) {
    throw new FaultError(faultOf(error), error);
  } finally {
    signal.removeEventListener('abort', end);
    transport.close();
  }
}

function optionsOf(server: SmtpAccount | { url: string }) {
  if ('url' in server) return server;
  const { host, port, tls, user, password } = server;
  return {
    host,
    port,
    secure: tls === 'tls',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: trustOf(server),
    // Otherwise a server that never asks for a password would seem to have taken it.
    ...(user !== null && { forceAuth: true, auth: { user, pass: password ?? '' } }),
  };
}
