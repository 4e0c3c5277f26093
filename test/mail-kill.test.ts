import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { temporaryFolder } from './processes.ts';
import { amends, freePort, type Program, setUp, setUpFile, startProgram } from './program.ts';

const kills = Number(process.env['AMENDS_KILLS'] ?? 4);
const senders = 4;
const address = 'care@example.org';

type Taken = Map<string, number>;

test(`mail comes in and goes out and the program is killed ${kills} times: nothing lost, nothing twice`, async (t) => {
  const folder = await temporaryFolder();
  const sink = await mailSink();
  t.after(sink.close);
  const listenPort = await freePort();
  const env = {
    AMENDS_DATA: folder,
    PORT: await freePort(),
    MAIL_LISTEN: `smtp://127.0.0.1:${listenPort}`,
    SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
    SMTP_PER_MINUTE: '100000',
  };
  let program = await startProgram(env);
  await setUp(env, folder);
  const token = (await amends(['token', 'keeper', '--as', setUpFile.administrator.email], env)).out;
  const ask = asker(() => program, token.trim());
  await ask('/api/mailboxes', { address, settings: listening, secrets: {} });
  const flow = pourIn(Number(listenPort));
  t.after(flow.stop);
  for (let kill = 0; kill < kills; kill++) {
    const [came, went] = [flow.accepted.size, sink.taken.size];
    await until(() => flow.accepted.size > came + 8 && sink.taken.size > went);
    // At any moment of a mail's way: while it is kept, read, or handed over.
    await sleep((kill * 37) % 120);
    await program.stop('SIGKILL');
    program = await startProgram(env);
  }
  await flow.stop();
  await assertAllThereOnce(ask, flow.accepted);
  await assertNothingSentTwice(ask, sink.taken);
  const verdict = await amends(['verify'], env);
  assert.match(verdict.out, /The ledger is whole/, verdict.err);
  await program.stop();
});

const listening = {
  name: 'Care',
  in: { kind: 'listener' },
  out: null,
  plusAddressing: true,
  perMinute: 10_000,
  dkim: null,
};

type Ask = <T>(path: string, body?: object) => Promise<T>;

const asker =
  (program: () => Program, token: string): Ask =>
  async <T>(path: string, body?: object) => {
    const answer = await fetch(`${program().address}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    assert.ok(answer.ok, `${path}: ${answer.status} ${answer.ok ? '' : await answer.text()}`);
    return (await answer.json()) as T;
  };

type Row = { id: string; text: string };

async function complaints(ask: Ask): Promise<Row[]> {
  const found: Row[] = [];
  for (let cursor = ''; ; ) {
    const page = await ask<{ complaints: Row[]; next: string | null }>(
      `/api/complaints?limit=200${cursor && `&cursor=${cursor}`}`,
    );
    found.push(...page.complaints);
    if (!page.next) return found;
    cursor = page.next;
  }
}

/** Our server said 250 to these: each is a complaint, and no words are there twice. */
async function assertAllThereOnce(ask: Ask, accepted: ReadonlySet<string>): Promise<void> {
  await until(async () => {
    const texts = new Set((await complaints(ask)).map(({ text }) => text));
    return [...accepted].every((text) => texts.has(text));
  });
  const texts = (await complaints(ask)).map(({ text }) => text);
  assert.equal(new Set(texts).size, texts.length, 'no mail became two complaints');
}

type Notices = { notices: { id: string; lastFault: string | null }[] };

/** Everything was taken once, or stands in the outbox for a person to decide. */
async function assertNothingSentTwice(ask: Ask, taken: Taken): Promise<void> {
  const waiting = async () => (await ask<Notices>('/api/notices?state=waiting')).notices.length;
  await until(async () => (await waiting()) === 0);
  const twice = [...taken].filter(([, times]) => times > 1);
  assert.deepEqual(twice, [], 'no mail was sent twice');
  const { length: failed } = (await ask<Notices>('/api/notices?state=failed')).notices;
  const { length: written } = await complaints(ask);
  assert.ok(taken.size + failed >= written, 'every acknowledgement went out or is shown as failed');
}

/** A mail server that counts what it takes, by Message-ID. */
async function mailSink() {
  const taken: Taken = new Map();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, _session, done) {
      void (async () => {
        // Whoever hangs up in the middle has sent nothing.
        const mail = await simpleParser(stream).catch(() => undefined);
        if (!mail) return done(new Error('broken off'));
        const { messageId = '' } = mail;
        taken.set(messageId, (taken.get(messageId) ?? 0) + 1);
        return done();
      })();
    },
  });
  // A killed program resets its connections.
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  return { taken, port, close: () => new Promise<void>((closed) => server.close(closed)) };
}

/** People who write one mail after the other, each sent again until our server takes it. */
function pourIn(port: number) {
  const accepted = new Set<string>();
  let isOver = false;
  let count = 0;
  async function person(name: number): Promise<void> {
    while (!isOver) {
      const number = ++count;
      const text = `It never came, number ${number}.`;
      const mail = {
        from: `writer-${name}-${number}@example.net`,
        to: address,
        subject: `Number ${number}`,
        messageId: `<number-${number}@example.net>`,
        // As a server sends it again: to the letter.
        date: new Date(0),
        text,
      };
      while (!isOver) {
        const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
        const sent = await transport.sendMail(mail).catch(() => undefined);
        transport.close();
        if (sent) accepted.add(text);
        if (sent) break;
        await sleep(20);
      }
    }
  }
  const people = Promise.all(Array.from({ length: senders }, (_, name) => person(name)));
  return {
    accepted,
    async stop() {
      isOver = true;
      await people;
    },
  };
}

/** Waits, a minute and a half at most: what a killed program had begun is begun anew after a while. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 90_000;
  while (!(await condition())) {
    if (Date.now() > giveUpAt) throw new Error('nothing comes in or goes out any more');
    await sleep(20);
  }
}
