import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { promisify } from 'node:util';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { type KeyPair, makeCertificate } from './certificate.ts';
import { isRoot, path } from './mail-packages.ts';
import { eventually } from './processes.ts';
import { freePort } from './program.ts';

// Real mail: a Dovecot and an OpenSMTPD of our own, on free ports of the loopback, in a folder that
// is removed in the end. Every name is an account of the domain `test.example`.

const run = promisify(execFile);
const [nobody, nogroup] = [65_534, 65_534];

export const domain = 'test.example';
export const password = 'right-horse';

/** With the certificate that the servers show. */
export type MailServers = KeyPair & {
  imapPort: number;
  imapsPort: number;
  lmtpPort: number;
  /** Null where OpenSMTPD cannot run: it insists on root. */
  smtpPort: number | null;
  /** Sends by SMTP where there is a server for it, else straight into the mailbox by LMTP. */
  send(mail: { to: string; subject: string; text?: string; raw?: string }): Promise<void>;
  /** Puts a mail where the server keeps those of an account, also while the server is away. */
  putAside(account: string, mail: AsideMail): Promise<string>;
  /** Signed in to an account as another client of its owner would be. */
  client(account: string): Promise<ImapFlow>;
  doveadm(...words: string[]): Promise<string>;
  stopImap(): Promise<void>;
  startImap(): Promise<void>;
};

export async function startMailServers(): Promise<MailServers> {
  const folder = await mkdtemp(join(tmpdir(), 'amends-mail-'));
  // Dovecot opens the mail as somebody who may do nothing else.
  await chmod(folder, 0o755);
  const running = new Set<ChildProcess>();
  after(async () => {
    for (const child of running) await stop(child);
    await rm(folder, { recursive: true, force: true });
  });
  const pair = await makeCertificate();
  await writeFile(join(folder, 'cert.pem'), pair.certificate);
  await writeFile(join(folder, 'key.pem'), pair.key, { mode: 0o600 });
  const ports = { imap: await port(), imaps: await port(), lmtp: await port() };
  const config = join(folder, 'dovecot.conf');
  await mkdir(join(folder, 'mail'), { mode: 0o777 });
  await chmod(join(folder, 'mail'), 0o777);
  await writeFile(config, dovecotConfig(folder, ports, isRoot ? '' : await asOurselves()));

  let dovecot: ChildProcess;
  async function startImap(): Promise<void> {
    dovecot = start('dovecot', ['-F', '-c', config]);
    running.add(dovecot);
    for (const each of Object.values(ports)) await listening(each, dovecot);
  }
  await startImap();
  const smtpPort = await startSmtp(folder, ports.lmtp, running);

  return {
    ...pair,
    imapPort: ports.imap,
    imapsPort: ports.imaps,
    lmtpPort: ports.lmtp,
    smtpPort,
    putAside: (account, mail) => putAside(join(folder, 'mail', account), mail),
    send: (mail) => send({ smtpPort, lmtpPort: ports.lmtp }, mail),
    client: (account) => signIn(account, ports.imaps, pair.certificate),
    async doveadm(...words) {
      const { stdout } = await run('doveadm', ['-c', config, ...words], { env: { PATH: path } });
      return stdout;
    },
    startImap,
    async stopImap() {
      await stop(dovecot);
      running.delete(dovecot);
    },
  };
}

const port = async (): Promise<number> => Number(await freePort());

/** Ends with this process, however that ends. */
function start(program: string, args: string[]): ChildProcess {
  const launcher = 'setpriv';
  return spawn(launcher, ['--pdeathsig', 'TERM', '--', program, ...args], {
    env: { PATH: path },
    stdio: 'ignore',
    detached: true,
  });
}

/** At once and with all its children, some of which would otherwise linger with a connection. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return;
  const exit = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await exit;
}

async function listening(at: number, child: ChildProcess): Promise<void> {
  await eventually(async () => {
    if (child.exitCode !== null) throw new Error(`a mail server ended with ${child.exitCode}`);
    return canConnect(at);
  });
}

async function canConnect(at: number): Promise<boolean> {
  const socket = createConnection(at, '127.0.0.1');
  const outcome = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return outcome;
}

type Ports = { imap: number; imaps: number; lmtp: number };

/** As somebody who may not become anybody else, Dovecot does without its own users. */
async function asOurselves(): Promise<string> {
  const { stdout: group } = await run('id', ['-gn']);
  const unlocked = ['imap-login', 'anvil', 'stats'].map(
    (service) => `service ${service} {\n  chroot =\n}`,
  );
  const { username } = userInfo();
  return `default_internal_user = ${username}
default_internal_group = ${group.trim()}
default_login_user = ${username}
${unlocked.join('\n')}`;
}

function dovecotConfig(folder: string, ports: Ports, own: string): string {
  const [uid, gid] = isRoot ? [nobody, nogroup] : [process.getuid?.(), process.getgid?.()];
  return `base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
mail_location = maildir:${folder}/mail/%n
mail_uid = ${uid}
mail_gid = ${gid}
first_valid_uid = 1
mail_max_userip_connections = 100
auth_username_format = %Ln
recipient_delimiter = +
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail/%n allow_all_users=yes
}
namespace inbox {
  inbox = yes
}
service imap-login {
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
  }
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
}
protocol lmtp {
  postmaster_address = postmaster@${domain}
}
${own}
`;
}

/** OpenSMTPD keeps its queue where it was built to: there it gets a folder of its own. */
async function startSmtp(
  folder: string,
  lmtpPort: number,
  running: Set<ChildProcess>,
): Promise<number | null> {
  if (!isRoot) return null;
  const at = await port();
  const config = join(folder, 'smtpd.conf');
  await writeFile(
    config,
    `listen on 127.0.0.1 port ${at}
action "in" lmtp "127.0.0.1:${lmtpPort}" rcpt-to virtual { "@${domain}" = "nobody" }
match from any for domain "${domain}" action "in"
`,
  );
  await mkdir(join(folder, 'spool', 'smtpd'), { recursive: true, mode: 0o711 });
  await mkdir(join(folder, 'control'), { mode: 0o755 });
  const script = `mount --bind ${folder}/spool /var/spool
mount --bind ${folder}/control /run
exec smtpd -d -f ${config}`;
  const child = start('unshare', ['--mount', 'sh', '-ec', script]);
  running.add(child);
  await listening(at, child);
  return at;
}

async function send(
  ports: { smtpPort: number | null; lmtpPort: number },
  mail: { to: string; subject: string; text?: string; raw?: string },
): Promise<void> {
  const transport = createTransport(
    ports.smtpPort
      ? { host: '127.0.0.1', port: ports.smtpPort, ignoreTLS: true }
      : { host: '127.0.0.1', port: ports.lmtpPort, lmtp: true, ignoreTLS: true },
  );
  const from = 'carol@customers.example';
  const { to, subject, text = subject, raw } = mail;
  await transport.sendMail(raw ? { envelope: { from, to }, raw } : { from, to, subject, text });
  transport.close();
}

type AsideMail = { subject: string; text?: string; at: Date; unreadable?: boolean };

let aside = 0;

/** As a program of another server would that shares the folder. Returns the file's path. */
async function putAside(
  maildir: string,
  { subject, text = subject, at, unreadable = false }: AsideMail,
): Promise<string> {
  for (const part of ['', 'cur', 'new', 'tmp']) {
    await mkdir(join(maildir, part), { recursive: true, mode: 0o700 });
    if (isRoot) await chown(join(maildir, part), nobody, nogroup);
  }
  const from = 'carol@customers.example';
  const head = [`From: ${from}`, `Subject: ${subject}`, `Date: ${at.toUTCString()}`];
  const name = `${Math.floor(at.getTime() / 1_000)}.M${String(aside++).padStart(6, '0')}.test`;
  const [draft, path] = [join(maildir, 'tmp', name), join(maildir, 'new', name)];
  await writeFile(draft, `${head.join('\r\n')}\r\n\r\n${text}\r\n`);
  await utimes(draft, at, at);
  if (isRoot) await chown(draft, nobody, nogroup);
  if (unreadable) await chmod(draft, 0o000);
  await rename(draft, path);
  return path;
}

async function signIn(account: string, at: number, certificate: string): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: at,
    secure: true,
    tls: { ca: certificate },
    auth: { user: account, pass: password },
    logger: false,
    disableAutoIdle: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
