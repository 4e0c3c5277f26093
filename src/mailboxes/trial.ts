import { secondMs } from '#clock.ts';
import type { Context } from '#http/context.ts';
import { FaultError, faultOf, faultSentence, type ServerName } from '#mail/faults.ts';
import { connectImap, openFolder } from '#mail/imap.ts';
import { trySmtp } from '#mail/smtp-trial.ts';
import { imapOf, type MailboxSecrets, type MailboxSettings } from './mailbox.ts';

/** What was tried, whether it worked, and how to say so. */
export type Step = { step: TriedStep; ok: boolean; sentence: string };
type TriedStep = 'in_connect' | 'in_sign_in' | 'in_folder' | 'out_connect' | 'out_sign_in';

const trialMs = 15 * secondMs;

/** Tries settings as they are, and leaves no trace here or on the servers. */
export async function tryMailbox(
  { config }: Pick<Context, 'config'>,
  settings: MailboxSettings,
  secrets: MailboxSecrets,
): Promise<Step[]> {
  const signal = AbortSignal.timeout(trialMs);
  const [wayIn, wayOut] = await Promise.all([
    tryIn(settings, secrets, signal),
    inTime(signal, tryOut(settings, secrets, config.smtpUrl), outServer(settings)),
  ]);
  return [...wayIn, ...wayOut];
}

const worked = (step: TriedStep, sentence: string): Step => ({ step, ok: true, sentence });
const failed = (step: TriedStep, sentence: string): Step => ({ step, ok: false, sentence });

/** At which step a fault shows; it says that the steps before it worked. */
const stepOf = (way: 'in' | 'out', error: unknown): TriedStep => {
  const fault = faultOf(error);
  return fault.startsWith('password_') ? `${way}_sign_in` : `${way}_connect`;
};

async function tryIn(
  { in: way }: MailboxSettings,
  { imapPassword }: MailboxSecrets,
  signal: AbortSignal,
): Promise<Step[]> {
  if (way.kind !== 'imap') return [];
  const connected = worked('in_connect', connectedTo(way.host, way.tls !== 'none'));
  const ending = new AbortController();
  const name = { ...way };
  try {
    if (!imapPassword) throw new FaultError('password_missing');
    const account = { ...way, password: imapPassword };
    const client = await connectImap(account, AbortSignal.any([signal, ending.signal]));
    const steps = [connected, worked('in_sign_in', `Signed in as ${way.user}.`)];
    try {
      const { exists } = (await openFolder(client, way.folder)).state;
      const mails = exists === 1 ? '1 mail' : `${exists.toLocaleString('en')} mails`;
      return [...steps, worked('in_folder', `The folder ${way.folder} holds ${mails}.`)];
    } catch (error) {
      return [...steps, failed('in_folder', sentenceOf(error, name, signal))];
    }
  } catch (error) {
    const step = stepOf('in', error);
    const fault = failed(step, sentenceOf(error, name, signal));
    return step === 'in_sign_in' && faultOf(error) !== 'password_missing'
      ? [connected, fault]
      : [fault];
  } finally {
    ending.abort();
  }
}

/** What ends because of the time that is set for it looks like a lost connection. */
function sentenceOf(error: unknown, server: ServerName, signal: AbortSignal): string {
  return faultSentence(signal.aborted ? 'timeout' : faultOf(error), server);
}

const connectedTo = (host: string, encrypted: boolean): string =>
  `Connected to ${host}, ${encrypted ? 'encrypted' : 'NOT encrypted'}.`;

const outServer = ({ out }: MailboxSettings): ServerName =>
  out ?? { host: 'the server in SMTP_URL', port: 0, user: null };
