import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const isRoot = process.getuid?.() === 0;

/**
 * A sentence that says why there is no mail server to test with; undefined where there is one.
 * Where CI=true it is never missing: the tests fail instead of being skipped.
 */
export async function mailServersMissing(): Promise<string | false> {
  if (!(await isInstalled()) && isRoot) await install();
  if (await isInstalled()) return false;
  const sentence = 'Dovecot is missing: apt-get install dovecot-imapd dovecot-lmtpd opensmtpd';
  if (process.env['CI'] === 'true') throw new Error(sentence);
  return sentence;
}

/** Debian keeps servers where an ordinary user does not look. */
export const path = `${process.env['PATH']}:/usr/sbin:/usr/bin:/sbin:/bin`;

async function isInstalled(): Promise<boolean> {
  const smtp = isRoot ? '&& command -v smtpd' : '';
  const look = ['-c', `command -v dovecot && test -x /usr/lib/dovecot/lmtp ${smtp}`];
  return run('sh', look, { env: { PATH: path } }).then(
    () => true,
    () => false,
  );
}

async function install(): Promise<void> {
  // Nothing is started by being installed: these are not meant to serve this machine.
  const env = { PATH: path, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const packages = ['dovecot-imapd', 'dovecot-lmtpd', 'opensmtpd'];
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  await run('apt-get', ['-qq', ...wait, 'update'], { env }).catch(() => undefined);
  await run('apt-get', ['-qq', ...wait, 'install', '-y', ...packages], { env }).catch(
    () => undefined,
  );
}
