import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { createTransport } from 'nodemailer';
import { settableClock } from '#clock.ts';
import { makeCertificate } from '../../test/certificate.ts';
import { eventually } from '../../test/processes.ts';
import type { Arrival } from './arrival.ts';
import { countConnections, type ListenerOptions, startListener } from './listener.ts';

type Kept = Omit<Arrival, 'bytes'> & { text: string };

const known = new Map([
  ['care@example.org', 'care'],
  ['sales@example.org', 'sales'],
]);

/** A listener with two mailboxes behind it, and what it kept. */
async function start(test: TestContext, options: Partial<ListenerOptions> = {}) {
  const kept: Kept[] = [];
  const faults: object[] = [];
  const world = { kept, faults, keepFault: undefined as Error | undefined };
  const listener = await startListener({
    listen: 'smtp://127.0.0.1:0',
    name: 'mail.example.org',
    tls: null,
    clock: settableClock('2026-11-23T09:00:00.000Z'),
    log: { error: (about) => void faults.push(about) },
    async recipientOf(address) {
      const mailboxId = known.get(address.replace(/\+[^@]*/, '').toLowerCase());
      return mailboxId ? { mailboxId } : undefined;
    },
    async keep({ bytes, ...arrival }) {
      const pieces: Buffer[] = [];
      for await (const piece of bytes) {
        pieces.push(piece);
        if (world.keepFault) throw world.keepFault;
      }
      kept.push({ ...arrival, text: String(Buffer.concat(pieces)) });
    },
    ...options,
  });
  test.after(() => listener.stop());
  return { ...listener, world };
}

type Wish = { to: string | string[]; subject?: string; text?: string };

async function send(port: number, { to, ...rest }: Wish, more: object = {}): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, ...more });
  try {
    const mail = {
      from: 'ann@example.net',
      to,
      subject: 'It broke',
      text: 'Please help.',
      ...rest,
    };
    return (await transport.sendMail(mail)).response;
  } catch (error) {
    return (error as { response?: string }).response ?? (error as Error).message;
  } finally {
    transport.close();
  }
}

/** Speaks to the listener word by word. */
async function talk(test: TestContext, port: number) {
  const socket = createConnection(port, '127.0.0.1');
  socket.on('error', () => undefined);
  test.after(() => socket.destroy());
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
  });
  await once(socket, 'connect');
  const answer = async (): Promise<string> => {
    await eventually(() => /^\d{3} .*\r\n$/m.test(heard));
    const whole = heard.trim();
    heard = '';
    return whole;
  };
  await answer();
  const say = (line: string): Promise<string> => {
    socket.write(`${line}\r\n`);
    return answer();
  };
  return { socket: socket as Socket, say, answer, heard: () => heard };
}

test('the listener takes a mail for a mailbox of ours, with or without a tag, as it is', async (t) => {
  const { port, world } = await start(t);
  assert.match(await send(port, { to: 'Care+token@example.org' }), /^250/);
  const [mail] = world.kept;
  assert.ok(mail);
  const { envelope, text, ...rest } = mail;
  assert.deepEqual(rest, {
    via: 'listener',
    mailboxId: 'care',
    arrivedAt: new Date('2026-11-23T09:00:00.000Z'),
    position: null,
  });
  assert.deepEqual(envelope, {
    from: 'ann@example.net',
    to: ['Care+token@example.org'],
    clientAddress: '127.0.0.1',
    clientName: envelope.clientName,
  });
  assert.ok(envelope.clientName);
  assert.match(text, /^From: ann@example\.net\r\n[^]*\r\n\r\nPlease help\.\r\n$/);
});

test('the listener keeps a mail once that is addressed to several of ours', async (t) => {
  const { port, world } = await start(t);
  const to = ['sales@example.org', 'care@example.org', 'nobody@example.org'];
  assert.match(await send(port, { to }), /^250/);
  assert.deepEqual(
    world.kept.map((mail) => [mail.mailboxId, mail.envelope.to]),
    [['sales', ['sales@example.org', 'care@example.org']]],
  );
});

test('the listener refuses everybody else’s mail for good', async (t) => {
  const { port, world } = await start(t);
  const refusal = /^550 5\.1\.1 No mailbox here has this address\.$/;
  assert.match(await send(port, { to: 'nobody@example.org' }), refusal);
  assert.match(await send(port, { to: 'care@elsewhere.example' }), refusal);
  assert.equal(world.kept.length, 0);
});

test('the listener has the sender try again when it cannot be kept, or nobody can say whose it is', async (t) => {
  const { port, world } = await start(t);
  world.keepFault = new Error('the disk is full');
  const text = 'x'.repeat(1_000_000);
  assert.match(await send(port, { to: 'care@example.org', text }), /^451/);
  assert.equal(world.faults.length, 1);
  assert.doesNotMatch(JSON.stringify(world.faults), /ann@|care@/);
  world.keepFault = undefined;
  assert.match(await send(port, { to: 'care@example.org', text }), /^250/);
  assert.equal(world.kept.length, 1);

  const blind = await start(t, { recipientOf: () => Promise.reject(new Error('no database')) });
  assert.match(await send(blind.port, { to: 'care@example.org' }), /^451/);
});

test('the listener keeps nothing of a mail whose sender went away in the middle of it', async (t) => {
  const { port, world } = await start(t);
  const { socket, say } = await talk(t, port);
  await say('EHLO client.example');
  await say('MAIL FROM:<ann@example.net>');
  await say('RCPT TO:<care@example.org>');
  assert.match(await say('DATA'), /^354/);
  socket.write('Subject: Half\r\n\r\nHalf of what I wan');
  socket.destroy();
  assert.match(await send(port, { to: 'care@example.org', subject: 'Whole' }), /^250/);
  assert.equal(world.kept.length, 1);
  assert.match(world.kept[0]?.text ?? '', /^Subject: Whole/m);
});

test('the listener says how large a mail may be, and takes no larger one', async (t) => {
  const { port, world } = await start(t, { limits: { mailBytes: 100_000 } });
  const { say, socket, answer } = await talk(t, port);
  assert.match(await say('EHLO client.example'), /^250[ -]SIZE 100000/m);
  assert.match(await say('MAIL FROM:<ann@example.net> SIZE=100001'), /^552/);
  await say('MAIL FROM:<ann@example.net>');
  await say('RCPT TO:<care@example.org>');
  await say('DATA');
  for (let line = 0; line < 20; line++) socket.write(`${'x'.repeat(9_998)}\r\n`);
  socket.write('.\r\n');
  assert.match(await answer(), /^552/);
  assert.equal(world.kept.length, 0);
  assert.match(await send(port, { to: 'care@example.org', text: 'x'.repeat(50_000) }), /^250/);
});

test('the listener speaks LMTP, with an answer for each recipient', async (t) => {
  const { port, world } = await start(t, { listen: 'lmtp://127.0.0.1:0' });
  const { say, socket, answer } = await talk(t, port);
  assert.match(await say('LHLO client.example'), /^250/m);
  await say('MAIL FROM:<>');
  assert.match(await say('RCPT TO:<care@example.org>'), /^250/);
  assert.match(await say('RCPT TO:<nobody@example.org>'), /^550/);
  assert.match(await say('RCPT TO:<sales@example.org>'), /^250/);
  await say('DATA');
  socket.write('Subject: Hello\r\n\r\nHello\r\n.\r\n');
  const answers = await answer();
  assert.deepEqual(answers.match(/^250 /gm), ['250 ', '250 ']);
  assert.deepEqual(
    world.kept.map(({ envelope }) => [envelope.from, envelope.to]),
    [['', ['care@example.org', 'sales@example.org']]],
  );
  world.keepFault = new Error('the disk is full');
  await say('MAIL FROM:<ann@example.net>');
  await say('RCPT TO:<care@example.org>');
  await say('RCPT TO:<sales@example.org>');
  await say('DATA');
  socket.write('Subject: Hello\r\n\r\nHello\r\n.\r\n');
  assert.deepEqual((await answer()).match(/^451 /gm), ['451 ', '451 ']);
});

test('the listener offers STARTTLS only with a certificate of our own', async (t) => {
  const plain = await start(t);
  const bare = await talk(t, plain.port);
  const offered = await bare.say('EHLO client.example');
  assert.match(offered, /^250-mail\.example\.org /);
  assert.doesNotMatch(offered, /STARTTLS|AUTH/);
  const { certificate: cert, key } = await makeCertificate();
  const { port, world } = await start(t, { tls: { cert, key } });
  const more = { ignoreTLS: false, requireTLS: true, tls: { ca: cert } };
  assert.match(await send(port, { to: 'care@example.org' }, more), /^250/);
  assert.equal(world.kept.length, 1);
});

test('the listener turns away who connects too often', () => {
  const clock = settableClock('2026-11-23T09:00:00.000Z');
  const isTooMany = countConnections(clock, 2);
  const tries = () => [1, 2, 3].map(() => isTooMany('192.0.2.7'));
  assert.deepEqual(tries(), [false, false, true]);
  assert.equal(isTooMany('192.0.2.8'), false);
  clock.set('2026-11-23T09:01:00.000Z');
  assert.deepEqual(tries(), [false, false, true]);
});

test('the listener counts no server on this machine, but has no more open at once than it can serve', async (t) => {
  const limits = { connectionsPerMinute: 2, connections: 3 };
  const { port } = await start(t, { limits });
  for (let time = 0; time < 5; time++) {
    assert.match(await send(port, { to: 'care@example.org' }), /^250/);
  }
  const open = await Promise.all([1, 2, 3].map(() => talk(t, port)));
  const one = createConnection(port, '127.0.0.1').setEncoding('utf8');
  const [greeting] = (await once(one, 'data')) as [string];
  assert.match(greeting, /^421/);
  for (const { socket } of open) socket.destroy();
});

test('the listener lets a mail under way come to its end when it is stopped', async (t) => {
  const { port, world, stop } = await start(t);
  const idle = await talk(t, port);
  const { say, socket, answer } = await talk(t, port);
  await say('EHLO client.example');
  await say('MAIL FROM:<ann@example.net>');
  await say('RCPT TO:<care@example.org>');
  await say('DATA');
  socket.write('Subject: Last\r\n\r\n');
  const stopped = stop();
  await once(idle.socket, 'close');
  socket.write('Words\r\n.\r\n');
  assert.match(await answer(), /^250/);
  socket.end('QUIT\r\n');
  await stopped;
  assert.equal(world.kept.length, 1);
  await assert.rejects(once(createConnection(port, '127.0.0.1'), 'connect'), /ECONNREFUSED/);
});
