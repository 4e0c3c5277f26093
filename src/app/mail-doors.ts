import { readFile } from 'node:fs/promises';
import { type Listener, startListener } from '#mail/listener.ts';
import { mailboxOfAddress, watchMailboxes } from '#mailboxes/index.ts';
import { keepMail } from '#mails/index.ts';
import { exitCodes, Stop } from '#refusal.ts';
import type { Amends } from './amends.ts';

type Log = { error(about: object, message: string): void };

/** Watches the folders on other servers; new mailboxes are noticed at once where they are made. */
export function openFolders(amends: Amends, log: Log): { stop(): Promise<void> } {
  const watch = watchMailboxes({ ...amends, keep: keepMail(amends), log });
  amends.ledger.onCommit((entries) => {
    if (entries.some(({ type }) => type.startsWith('Mailbox'))) watch.look();
  });
  return watch;
}

/** Takes mail that other servers forward, where that is wished for. */
export async function openListener(amends: Amends, log: Log): Promise<Listener | undefined> {
  const { db, clock, config } = amends;
  const { mailListen: listen } = config;
  if (!listen) return undefined;
  const tls = config.mailTls ? await readTls(config.mailTls) : null;
  const recipientOf = async (address: string) => (await mailboxOfAddress(db, address))?.mailbox;
  const keep = keepMail(amends);
  try {
    const name = new URL(config.publicUrl).hostname;
    return await startListener({ listen, name, tls, recipientOf, keep, clock, log });
  } catch (error) {
    throw describeFault(error, listen);
  }
}

async function readTls({ certFile, keyFile }: { certFile: string; keyFile: string }) {
  try {
    return { cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') };
  } catch (error) {
    const { path, code } = error as NodeJS.ErrnoException;
    throw new Stop(
      `The file ${path} cannot be read (${code}). See MAIL_TLS_CERT and MAIL_TLS_KEY.`,
      exitCodes.configuration,
    );
  }
}

function describeFault(error: unknown, listen: string): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new Stop(
      `MAIL_LISTEN=${listen}: this port is taken by another program.`,
      exitCodes.portTaken,
    );
  }
  if (code === 'EACCES') {
    return new Stop(
      `MAIL_LISTEN=${listen}: this user may not open the port. Choose one above 1023.`,
      exitCodes.noPermission,
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new Stop(
      `MAIL_LISTEN=${listen} is not an address of this machine.`,
      exitCodes.configuration,
    );
  }
  if (code.startsWith('ERR_OSSL') || code.startsWith('ERR_TLS')) {
    return new Stop(
      'The certificate of the mail listener cannot be used. See MAIL_TLS_CERT and MAIL_TLS_KEY.',
      exitCodes.configuration,
    );
  }
  return error;
}
