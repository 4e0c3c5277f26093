import { secondMs } from '#clock.ts';
import type { Context } from '#http/context.ts';
import { FaultError, faultBehind, faultSentence, type ServerName } from '#mail/faults.ts';
import { connectImap, openFolder } from '#mail/imap.ts';
import { type SmtpAccount, trySmtp } from '#mail/smtp-trial.ts';
import { imapOf, type MailboxSecrets, type MailboxSettings } from './mailbox.ts';

/** What was tried, whether it worked, and how to say so. */
export type Step = { step: string; ok: boolean; sentence: string };

const trialMs = 15 * secondMs;

/** Tries settings as they are, in and out. Leaves no trace here, nor on the servers. */
export async function tryMailbox(
  { config }: Pick<Context, 'config'>,
  settings: MailboxSettings,
  secrets: MailboxSecrets,
  limitMs = trialMs,
): Promise<Step[]> {
  const ending = new AbortController();
  const signal = AbortSignal.any([AbortSignal.timeout(limitMs), ending.signal]);
  const ways = [
    tryIn(settings, secrets, signal),
    settings.out
      ? tryOut(settings.out, { ...settings.out, password: secrets.smtpPassword }, signal)
      : tryOwnServer(config.smtpUrl, signal),
  ];
  const steps = await Promise.all(ways);
  ending.abort();
  return steps.flat();
}

async function tryIn(
  settings: MailboxSettings,
  { imapPassword }: MailboxSecrets,
  signal: AbortSignal,
): Promise<Step[]> {
  const way = imapOf(settings);
  if (!way) return [];
  const steps = startSteps('in', way, signal);
  try {
    if (!imapPassword) throw new FaultError('password_missing');
    const client = await connectImap({ ...way, password: imapPassword }, signal);
    steps.connected(way.tls !== 'none');
    steps.signedIn(way.user);
    steps.beginWith('folder');
    const { exists } = (await openFolder(client, way.folder)).state;
    const mails = exists === 1 ? '1 mail' : `${exists.toLocaleString('en')} mails`;
    steps.worked('folder', `The folder ${way.folder} holds ${mails}.`);
  } catch (error) {
    steps.failed(error);
  }
  return steps.all;
}

async function tryOut(
  server: ServerName & { tls: string },
  account: SmtpAccount,
  signal: AbortSignal,
): Promise<Step[]> {
  const steps = startSteps('out', server, signal);
  try {
    if (account.user !== null && !account.password) throw new FaultError('password_missing');
    await trySmtp(account, signal);
    steps.connected(server.tls !== 'none');
    if (account.user !== null) steps.signedIn(account.user);
  } catch (error) {
    steps.failed(error);
  }
  return steps.all;
}

async function tryOwnServer(smtpUrl: string | undefined, signal: AbortSignal): Promise<Step[]> {
  if (!smtpUrl) {
    const sentence =
      'No server is named for mail that goes out, here or in SMTP_URL: it waits in the outbox.';
    return [{ step: 'out_connect', ok: false, sentence }];
  }
  const { hostname, port, username, protocol } = new URL(smtpUrl);
  const user = decodeURIComponent(username) || null;
  const server = { host: hostname, port: Number(port || 587), user };
  const steps = startSteps('out', server, signal);
  try {
    await trySmtp({ url: smtpUrl }, signal);
    steps.connected(protocol === 'smtps:' ? true : null);
    if (user !== null) steps.signedIn(user);
  } catch (error) {
    steps.failed(error);
  }
  return steps.all;
}

/** The steps of one way, told one after the other; the first that fails is the last. */
function startSteps(way: 'in' | 'out', server: ServerName, signal: AbortSignal) {
  const all: Step[] = [];
  let current = 'connect';
  const worked = (name: string, sentence: string): void =>
    void all.push({ step: `${way}_${name}`, ok: true, sentence });
  const connected = (encrypted: boolean | null): void => {
    const how = encrypted === null ? '' : encrypted ? ', encrypted' : ', NOT encrypted';
    worked('connect', `Connected to ${server.host}${how}.`);
    current = 'sign_in';
  };
  return {
    all,
    worked,
    connected,
    signedIn: (user: string) => worked('sign_in', `Signed in as ${user}.`),
    beginWith(name: string) {
      current = name;
    },
    failed(error: unknown) {
      // What ends because of the time that is set for it looks like a lost connection.
      const fault = signal.aborted ? 'timeout' : faultBehind(error);
      // Whoever refuses a password was there to do so.
      if (fault === 'password_refused' && current === 'connect') {
        worked('connect', `Connected to ${server.host}.`);
      }
      const name = fault.startsWith('password_') ? 'sign_in' : current;
      all.push({ step: `${way}_${name}`, ok: false, sentence: faultSentence(fault, server) });
    },
  };
}
