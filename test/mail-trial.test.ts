import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { type MailIn, type MailOut, noSecrets } from '#mailboxes/mailbox.ts';
import { tryMailbox } from '#mailboxes/trial.ts';
import { startApp } from './app.ts';
import { mailServersMissing } from './mail-packages.ts';
import { type MailServers, password, startMailServers } from './mail-servers.ts';
import { imapOf, settingsOf } from './mailboxes.ts';
import { answerOf } from './visitor.ts';

const skip = await mailServersMissing();
// Nothing of it is used where the tests are skipped.
const servers = skip ? ({} as MailServers) : await startMailServers();
const app = await startApp();
const ada = await app.as(app.people.administrator);

type Told = { steps: { step: string; ok: boolean; sentence: string }[] };

/** What the test button says: a line for each step, with a sign in front. */
async function tell(
  way: MailIn,
  { imapPassword = password, out = null }: { imapPassword?: string; out?: MailOut | null } = {},
): Promise<string[]> {
  const answer = await ada.post('/api/mailboxes/test', {
    settings: { ...settingsOf(way), out },
    secrets: { imapPassword, smtpPassword: 'wrong' },
  });
  return answerOf<Told>(answer).steps.map(({ ok, sentence }) => `${ok ? '+' : '-'} ${sentence}`);
}

const nothingOut =
  '- No server is named for mail that goes out, here or in SMTP_URL: it waits in the outbox.';
const incoming = async (way: MailIn, imapPassword?: string): Promise<string[]> => {
  const steps = await tell(way, imapPassword === undefined ? {} : { imapPassword });
  assert.equal(steps.pop(), nothingOut);
  return steps;
};

/** A server that speaks as it is told to; the port it is at. */
async function fake(t: TestContext, speak: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    t.after(() => socket.destroy());
    speak(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

test('the test button says step by step what works', { skip }, async () => {
  const care = await servers.client('trial');
  const way = imapOf(servers, 'trial');
  assert.deepEqual(await incoming(way), [
    '+ Connected to 127.0.0.1, encrypted.',
    '+ Signed in as trial.',
    '+ The folder INBOX holds 0 mails.',
  ]);
  await care.append('INBOX', 'Subject: Hello\r\n\r\nHello\r\n');
  const upgraded = { ...way, port: servers.imapPort, tls: 'starttls' as const };
  assert.deepEqual((await incoming(upgraded)).slice(0, 1), [
    '+ Connected to 127.0.0.1, encrypted.',
  ]);
  const open = { ...way, port: servers.imapPort, tls: 'none' as const };
  assert.deepEqual(await incoming(open), [
    '+ Connected to 127.0.0.1, NOT encrypted.',
    '+ Signed in as trial.',
    '+ The folder INBOX holds 1 mail.',
  ]);
  await care.logout();
});

test('the test button says in words what does not work', { skip }, async () => {
  const way = imapOf(servers, 'trial');
  const last = async (change: Partial<typeof way>, pass?: string) =>
    (await incoming({ ...way, ...change }, pass)).at(-1);
  assert.deepEqual(await incoming(way, 'wrong'), [
    '+ Connected to 127.0.0.1.',
    '- The password was refused for trial.',
  ]);
  assert.deepEqual(await incoming({ ...way, host: 'mail.nowhere.invalid' }), [
    '- There is no server called mail.nowhere.invalid. Check how it is spelled.',
  ]);
  assert.deepEqual(await incoming({ ...way, folder: 'Complaints' }), [
    '+ Connected to 127.0.0.1, encrypted.',
    '+ Signed in as trial.',
    '- There is no folder Complaints at 127.0.0.1.',
  ]);
  assert.equal(await last({ port: 1 }), '- No mail server answers at 127.0.0.1, port 1.');
  assert.match(
    (await last({ certificate: null })) ?? '',
    /^- Nobody we trust vouches for the cert/,
  );
  assert.match((await last({ port: servers.imapPort })) ?? '', /does not begin with TLS at port/);
});

test('the test button asks for encryption, and waits for nobody too long', { skip }, async (t) => {
  const bare = await fake(t, (socket) => {
    socket.write('* OK ready\r\n');
    socket.on('data', (data) => {
      for (const line of String(data).trim().split('\r\n')) {
        const [tag, command] = line.split(' ');
        if (command === 'CAPABILITY') socket.write('* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n');
        socket.write(`${tag} OK done\r\n`);
      }
    });
  });
  const way = { ...imapOf(servers, 'trial'), port: bare, tls: 'starttls' as const };
  assert.deepEqual(await incoming(way), [`- 127.0.0.1 offers no encryption at port ${bare}.`]);
  assert.deepEqual(await incoming({ ...way, tls: 'none' }), [
    '- 127.0.0.1 takes no password without encryption. Choose TLS or STARTTLS.',
  ]);
  const silent = await fake(t, () => undefined);
  const settings = settingsOf({ ...way, port: silent, tls: 'none' });
  const out = {
    host: '127.0.0.1',
    port: silent,
    tls: 'none',
    user: null,
    certificate: null,
  } as const;
  const secrets = { ...noSecrets, imapPassword: password };
  const steps = await tryMailbox(app.amends, { ...settings, out }, secrets, 300);
  assert.deepEqual(
    steps.map(({ step, sentence }) => `${step}: ${sentence}`),
    [
      `in_connect: 127.0.0.1, port ${silent}, does not answer in time.`,
      `out_connect: 127.0.0.1, port ${silent}, does not answer in time.`,
    ],
  );
});

test('the test button tries the way out as well, and sends nothing', { skip }, async (t) => {
  const none: MailIn = { kind: 'none' };
  const lines: string[] = [];
  const port = await fake(t, (socket) => {
    socket.write('220 ready\r\n');
    socket.on('data', (data) => {
      const line = String(data).trim();
      lines.push(line.split(' ')[0] ?? '');
      const no = line.startsWith('AUTH') || line === 'STARTTLS';
      const answer = no ? '535 no' : '250-here\r\n250 AUTH PLAIN';
      socket.write(line.startsWith('QUIT') ? '221 bye\r\n' : `${answer}\r\n`);
    });
  });
  const out = { host: '127.0.0.1', port, tls: 'none', user: null, certificate: null } as const;
  assert.deepEqual(await tell(none, { out }), ['+ Connected to 127.0.0.1, NOT encrypted.']);
  assert.deepEqual(await tell(none, { out: { ...out, user: 'care' } }), [
    '+ Connected to 127.0.0.1.',
    '- The password was refused for care.',
  ]);
  assert.deepEqual(await tell(none, { out: { ...out, port: 1 } }), [
    '- No mail server answers at 127.0.0.1, port 1.',
  ]);
  assert.deepEqual(await tell(none, { out: { ...out, tls: 'starttls' } }), [
    `- 127.0.0.1 offers no encryption at port ${port}.`,
  ]);
  assert.ok(!lines.includes('MAIL'));
});
