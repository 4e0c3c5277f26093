import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, describe, it } from 'node:test';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createPost, type Handing, type Outcome, type SmtpServer, serverFromUrl } from './out.ts';

const servers: (SMTPServer | Server)[] = [];
after(() =>
  Promise.all(servers.map((server) => new Promise<void>((done) => server.close(() => done())))),
);

const reply = (code: number, sentence: string): Error =>
  Object.assign(new Error(sentence), { responseCode: code });

/** A mail server in this process. It refuses `refused@…` and puts off `later@…`. */
async function mailServer(options: SMTPServerOptions = {}) {
  const received: string[] = [];
  let connections = 0;
  const read = async (stream: Readable): Promise<Error | null> => {
    const mail = await text(stream);
    received.push(mail);
    return mail.includes('spam') ? reply(554, '5.7.1 Refused by content') : null;
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    closeTimeout: 100,
    onConnect(_session, done) {
      connections++;
      done();
    },
    onRcptTo({ address }, _session, done) {
      if (address.startsWith('refused@')) return done(reply(550, '5.1.1 No such mailbox'));
      if (address.startsWith('later@')) return done(reply(451, 'Come back later'));
      return done();
    },
    onData(stream, _session, done) {
      const aborted = () => reply(451, 'It was not whole');
      void (async () => done(await read(stream).catch(aborted)))();
    },
    ...options,
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  return { received, at: at(port), connections: () => connections };
}

const at = (port: number): SmtpServer => serverFromUrl(`smtp://127.0.0.1:${port}`);

const letter = `Subject: A train\r\n\r\nGröße\r\n.\r\n..two dots\r\nFrom here\r\n${'x'.repeat(900)}\r\n`;

function handing({
  to = ['eva@example.org'],
  from = 'care@nordwind.example',
  bytes = letter,
} = {}) {
  const noted: string[] = [];
  const wish: Handing & { noted: string[] } = {
    envelope: { from, to },
    bytes: Buffer.from(bytes),
    handOver: async () => void noted.push('handed over'),
    noted,
  };
  return wish;
}

const taken: Outcome = { kind: 'taken', refused: [] };

describe('the post', () => {
  it('hands a letter over byte for byte', async () => {
    const { received, at: server } = await mailServer();
    const wish = handing();
    assert.deepEqual(await createPost()(wish, server), taken);
    assert.deepEqual(received, [letter]);
    assert.deepEqual(wish.noted, ['handed over']);
  });

  it('says so before the first byte, and after the server is ready', async () => {
    const seen: string[] = [];
    const { port, received } = await scripted(async (line, answer) => {
      seen.push(line.split(/[ :]/)[0] ?? '');
      answer(usual(line));
    });
    const wish = handing();
    wish.handOver = async () => {
      seen.push('HANDED OVER');
      assert.equal(received(), '');
    };
    assert.deepEqual(await createPost()(wish, at(port)), taken);
    assert.deepEqual(seen, ['EHLO', 'MAIL', 'RCPT', 'DATA', 'HANDED OVER', '.']);
  });

  it('sends nothing when it is called off', async () => {
    const { received, at: server } = await mailServer();
    const wish = handing();
    wish.handOver = () => Promise.reject(new Error('somebody else has it'));
    await assert.rejects(createPost()(wish, server), /somebody else has it/);
    assert.deepEqual(received, []);
  });

  it('tells a refusal for good from one for now', async () => {
    const { at: server } = await mailServer();
    const post = createPost();
    const to = (address: string) => post(handing({ to: [address] }), server);
    assert.deepEqual(await to('refused@example.org'), { kind: 'refused', code: '5.1.1' });
    assert.deepEqual(await to('later@example.org'), { kind: 'later', code: '451' });
    assert.deepEqual(await post(handing({ bytes: 'Subject: spam\r\n\r\n' }), server), {
      kind: 'refused',
      code: '5.7.1',
    });
    assert.equal((await to('not an address>')).kind, 'refused');
  });

  it('names those who were refused when others were not', async () => {
    const { received, at: server } = await mailServer();
    const to = ['eva@example.org', 'refused@example.org', 'later@example.org'];
    assert.deepEqual(await createPost()(handing({ to }), server), {
      kind: 'taken',
      refused: [
        { address: 'refused@example.org', code: '5.1.1' },
        { address: 'later@example.org', code: '451' },
      ],
    });
    assert.equal(received.length, 1);
  });

  it('never takes a fault of ours for the customer’s', async () => {
    const { at: server } = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(reply(535, '5.7.8 Wrong password')),
    });
    const known = { ...server, user: 'amends', password: 'wrong' };
    assert.deepEqual(await createPost()(handing(), known), { kind: 'later', code: '5.7.8' });
    // Without a password the server asks who we are.
    assert.equal((await createPost()(handing(), server)).kind, 'later');
    const strict = await mailServer({
      onMailFrom: (_from, _session, done) => done(reply(550, '5.7.1 We do not know you')),
    });
    assert.deepEqual(await createPost()(handing(), strict.at), { kind: 'later', code: '5.7.1' });
  });

  it('says for good that a mail is too large', async () => {
    const { at: server } = await mailServer({ size: 1000 });
    const outcome = await createPost()(handing({ bytes: 'x'.repeat(2000) }), server);
    assert.equal(outcome.kind, 'refused');
  });

  it('says nothing final while nobody listens', async () => {
    assert.deepEqual(await createPost()(handing(), at(1)), { kind: 'later', code: 'unreachable' });
    const nowhere = serverFromUrl('smtp://nowhere.invalid');
    assert.deepEqual(await createPost()(handing(), nowhere), {
      kind: 'later',
      code: 'host_unknown',
    });
  });

  it('speaks to no server without TLS where TLS is asked for', async () => {
    const { received, at: server } = await mailServer();
    const outcome = await createPost()(handing(), { ...server, tls: 'starttls' });
    assert.equal(outcome.kind, 'later');
    assert.deepEqual(received, []);
  });

  it('keeps a connection for the next mail, and makes a new one where it was ended', async () => {
    const { received, at: server, connections } = await mailServer();
    const post = createPost();
    for (let mail = 0; mail < 3; mail++) assert.deepEqual(await post(handing(), server), taken);
    assert.deepEqual([received.length, connections()], [3, 1]);
    const ending = await scripted(async (line, answer, socket) => {
      answer(usual(line));
      if (line === '.') setTimeout(() => socket.end('421 Idle for too long\r\n'), 20);
    });
    assert.deepEqual(await post(handing(), at(ending.port)), taken);
    await new Promise((done) => setTimeout(done, 50));
    assert.deepEqual(await post(handing(), at(ending.port)), taken);
    assert.equal(ending.connections(), 2);
  });

  it('reads the address of a server', () => {
    assert.deepEqual(serverFromUrl('smtps://ann%40x:p%3Aw@mail.example.org'), {
      host: 'mail.example.org',
      port: 465,
      tls: 'tls',
      certificate: null,
      isUnverified: false,
      user: 'ann@x',
      password: 'p:w',
    });
    assert.equal(serverFromUrl('smtp://[::1]:2525').host, '::1');
  });
});

describe('a connection that breaks', () => {
  const steps = ['EHLO', 'MAIL', 'RCPT', 'DATA'] as const;

  for (const step of steps) {
    it(`at ${step} leaves no doubt: the mail did not go`, async () => {
      const { port } = await scripted(async (line, answer, socket) => {
        if (line.startsWith(step)) socket.destroy();
        else answer(usual(line));
      });
      const wish = handing();
      assert.equal((await createPost()(wish, at(port))).kind, 'later');
      assert.deepEqual(wish.noted, []);
    });

    it(`with a 421 at ${step} is tried again`, async () => {
      const { port } = await scripted(async (line, answer, socket) => {
        if (line.startsWith(step)) socket.end('421 4.3.2 Going down\r\n');
        else answer(usual(line));
      });
      const outcome = await createPost()(handing(), at(port));
      assert.equal(outcome.kind, 'later');
    });
  }

  it('with a 421 in place of the last answer is tried again: the server said no', async () => {
    const { port } = await scripted(async (line, answer, socket) => {
      if (line === '.') socket.end('421 4.3.2 Going down\r\n');
      else answer(usual(line));
    });
    assert.deepEqual(await createPost()(handing(), at(port)), { kind: 'later', code: '4.3.2' });
  });

  it('before the last answer leaves us unsure', async () => {
    const { port } = await scripted(async (line, answer, socket) => {
      if (line === '.') socket.destroy();
      else answer(usual(line));
    });
    const outcome = await createPost()(handing(), at(port));
    assert.deepEqual(outcome, { kind: 'unsure', code: 'connection_lost' });
  });

  it('within the last answer leaves us unsure', async () => {
    const { port } = await scripted(async (line, answer, socket) => {
      if (line === '.') socket.end('25');
      else answer(usual(line));
    });
    assert.equal((await createPost()(handing(), at(port))).kind, 'unsure');
  });

  it('while it is noted that the mail is handed over sends nothing, once it is noted', async () => {
    let lost: () => void = () => undefined;
    const { port, received } = await scripted(async (line, answer, socket) => {
      answer(usual(line));
      lost = () => socket.destroy();
    });
    const wish = handing();
    wish.handOver = async () => {
      lost();
      await new Promise((done) => setTimeout(done, 50));
      wish.noted.push('handed over');
    };
    assert.equal((await createPost()(wish, at(port))).kind, 'later');
    assert.deepEqual(wish.noted, ['handed over']);
    assert.equal(received(), '');
  });
});

type Step = (line: string, answer: (text: string) => void, socket: Socket) => Promise<void>;

/** What every mail server answers. */
const usual = (line: string): string => (line === 'DATA' ? '354 Go on' : '250 Well');

/** A mail server that does what a test says, line by line; the mail itself is one line, `.`. */
async function scripted(step: Step) {
  let received = '';
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    let isMail = false;
    let rest = '';
    socket.on('error', () => undefined);
    socket.write('220 Here\r\n');
    const answer = (said: string) => void socket.write(`${said}\r\n`);
    socket.on('data', (chunk: Buffer) => {
      rest += chunk.toString();
      for (;;) {
        const end = isMail ? rest.indexOf('\r\n.\r\n') : rest.indexOf('\r\n');
        if (isMail) received = rest;
        if (end < 0) return;
        const line = isMail ? '.' : rest.slice(0, end);
        rest = rest.slice(end + (isMail ? 5 : 2));
        isMail = line === 'DATA';
        void step(line, answer, socket);
      }
    });
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, received: () => received, connections: () => connections };
}
