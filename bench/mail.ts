import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { request } from './client.ts';
import { command, freePort, type Instance, memoryOf, setUp, startInstance } from './instance.ts';
import { round, timed } from './measure.ts';
import { complaintText } from './words.ts';

const address = 'care@example.org';
const clients = 8;

/** Prints how fast mail comes in: taken durably over SMTP, then read and made complaints. */
export async function measureMail(isSmall: boolean): Promise<void> {
  const count = isSmall ? 300 : 3_000;
  const port = await freePort();
  const instance = await startInstance({ MAIL_LISTEN: `smtp://127.0.0.1:${port}` });
  try {
    await setUp(instance);
    const token = await tokenOf(instance);
    await openMailbox(instance, token);
    console.error('one large mail');
    const large = await largeMail(port);
    console.error(`${count} mails by ${clients} senders`);
    const startedAt = performance.now();
    const taken = await deliver(port, count);
    const perSecondThrough = async () => {
      await untilRead(instance, token, count + 1);
      return round(count / ((performance.now() - startedAt) / 1000), 1);
    };
    const result = {
      machine: { cores: 2, database: 'embedded PostgreSQL' },
      taken_durably: taken,
      made_complaints: { per_second: await perSecondThrough() },
      one_mail_of_40_mb: large,
      memory_mb: memoryOf(instance),
    };
    console.log(JSON.stringify(result, null, 2));
  } finally {
    await instance.stop();
  }
}

export async function tokenOf(instance: Instance, email = 'ada@example.org'): Promise<string> {
  const printed = await command(instance, 'token', 'bench', '--as', email);
  return printed.split('\n').at(-1) ?? '';
}

export async function openMailbox(instance: Instance, token: string): Promise<void> {
  const settings = {
    name: 'Care',
    in: { kind: 'listener' },
    out: null,
    plusAddressing: true,
    perMinute: 60,
    dkim: null,
  };
  const body = { address, settings, secrets: {} };
  const { status, text } = await request(`${instance.address}/api/mailboxes`, {
    method: 'POST',
    token,
    body,
  });
  if (status !== 201) throw new Error(`${status} ${text}`);
}

/** Each client keeps its connection, as a forwarding server does. */
async function deliver(port: number, count: number) {
  const sessions = await Promise.all(Array.from({ length: clients }, () => openSession(port)));
  const free = [...sessions];
  const timing = await timed(count, clients, async (number) => {
    const session = free.pop();
    if (!session) throw new Error('no session is free');
    await session.send(`kim${number}@example.net`, mailText(number));
    free.push(session);
  });
  for (const session of sessions) session.close();
  return timing;
}

const mailText = (number: number, filler = ''): string =>
  [
    `From: Kim Lee <kim${number}@example.net>`,
    `To: ${address}`,
    `Subject: Number ${number}`,
    `Message-ID: <${number}@example.net>`,
    'Date: Mon, 23 Nov 2026 10:00:00 +0100',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    complaintText(number),
    filler,
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    `<p>${complaintText(number)}</p>`,
    '--b--',
    '',
  ].join('\r\n');

async function largeMail(port: number) {
  const session = await openSession(port);
  const line = `${'x'.repeat(76)}\r\n`;
  const startedAt = performance.now();
  await session.send('large@example.net', mailText(0, line.repeat(500_000)));
  session.close();
  return { taken_ms: round(performance.now() - startedAt, 0) };
}

/** The plainest SMTP client there is, so that it takes little of the machine it shares. */
export async function openSession(port: number) {
  const socket = createConnection(port, '127.0.0.1');
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const answered = async (code: string): Promise<void> => {
    for (;;) {
      const { value = '', done } = await lines.next();
      if (done) throw new Error('the listener hung up');
      if (!String(value).startsWith(code)) throw new Error(String(value));
      if (String(value)[3] === ' ') return;
    }
  };
  const say = (line: string, code: string): Promise<void> => {
    socket.write(`${line}\r\n`);
    return answered(code);
  };
  await answered('220');
  await say('EHLO bench', '250');
  return {
    async send(from: string, mail: string): Promise<void> {
      await say(`MAIL FROM:<${from}>`, '250');
      await say(`RCPT TO:<${address}>`, '250');
      await say('DATA', '354');
      await say(`${mail}\r\n.`, '250');
    },
    close: () => socket.destroy(),
  };
}

/** Until every mail has become a complaint: the newest page no longer grows. */
async function untilRead(instance: Instance, token: string, count: number): Promise<void> {
  for (;;) {
    if ((await countComplaints(instance, token)) >= count) return;
    await new Promise((next) => setTimeout(next, 1_000));
  }
}

async function countComplaints(instance: Instance, token: string): Promise<number> {
  let count = 0;
  for (let cursor = ''; ; ) {
    const path = `/api/complaints?limit=200&text=start${cursor && `&cursor=${cursor}`}`;
    const { text } = await request(instance.address + path, { token });
    const page = JSON.parse(text) as { complaints: unknown[]; next: string | null };
    count += page.complaints.length;
    if (!page.next) return count;
    cursor = page.next;
  }
}
