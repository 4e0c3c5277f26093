import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { after, describe, it } from 'node:test';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { readConfig } from '#config.ts';
import { sendDueNotices } from '#notices/index.ts';
import { startApp } from '../../test/app.ts';
import { complain, look } from '../../test/complaints.ts';
import { createPost, type Mail, type Post } from './out.ts';

const servers: SMTPServer[] = [];
after(() => Promise.all(servers.map((server) => new Promise<void>((done) => server.close(done)))));

const reply = (code: number, sentence: string): Error =>
  Object.assign(new Error(sentence), { responseCode: code });

/** A mail server in this process. It refuses `refused@…` and puts off `later@…`. */
async function mailServer(options: SMTPServerOptions = {}) {
  const received: ParsedMail[] = [];
  const read = async (stream: Readable): Promise<Error | null> => {
    const letter = await simpleParser(stream);
    received.push(letter);
    return letter.subject?.includes('spam') ? reply(554, 'Refused by content') : null;
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      if (address.startsWith('refused@')) return done(reply(550, 'No such mailbox'));
      if (address.startsWith('later@')) return done(reply(451, 'Come back later'));
      return done();
    },
    onData(stream, _session, done) {
      void (async () => done(await read(stream)))();
    },
    ...options,
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  return { received, url: `smtp://127.0.0.1:${port}` };
}

function postTo(url: string): Post {
  const post = createPost(readConfig({ SMTP_URL: url }));
  assert.ok(post);
  return post;
}

const mail: Mail = {
  messageId: '<one@amends>',
  from: { name: 'Nordwind Rail, Kundendienst “Süd”', address: 'care@nordwind.example' },
  to: 'eva@example.org',
  subject: 'Ihre Beschwerde, и ещё: 🚂',
  text: `Größe\n.\n..two dots\nFrom here\n${'x'.repeat(2_000)}\n\nLast line.\n`,
  isAutomatic: true,
};

describe('the post', () => {
  it('hands a letter over word for word, with its headers', async () => {
    const { received, url } = await mailServer();
    assert.deepEqual(await postTo(url)(mail), { refused: null });
    const [letter] = received;
    assert.ok(letter);
    assert.equal(letter.text, mail.text);
    assert.equal(letter.subject, mail.subject);
    assert.equal(letter.messageId, mail.messageId);
    assert.equal(letter.headers.get('auto-submitted'), 'auto-generated');
    assert.deepEqual(letter.from?.value, [mail.from]);
    assert.deepEqual([letter.to].flat()[0]?.text, mail.to);
  });

  it('calls only automatic what is', async () => {
    const { received, url } = await mailServer();
    await postTo(url)({ ...mail, isAutomatic: false });
    assert.equal(received[0]?.headers.get('auto-submitted'), undefined);
  });

  it('tells a refusal for good from one for now', async () => {
    const { url } = await mailServer();
    const post = postTo(url);
    assert.deepEqual(await post({ ...mail, to: 'refused@example.org' }), {
      refused: 'refused with code 550',
    });
    assert.deepEqual(await post({ ...mail, subject: 'spam' }), {
      refused: 'refused with code 554',
    });
    await assert.rejects(post({ ...mail, to: 'later@example.org' }), { responseCode: 451 });
  });

  it('never takes a fault of ours for the customer’s: a wrong password is tried again', async () => {
    const { url } = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(reply(535, 'Wrong password')),
    });
    const withPassword = url.replace('smtp://', 'smtp://amends:wrong@');
    await assert.rejects(postTo(withPassword)(mail), { code: 'EAUTH' });
  });

  it('says nothing final while nobody listens', async () => {
    await assert.rejects(postTo('smtp://127.0.0.1:1')(mail), { code: /^E/ });
  });

  it('is not there while no mail server is configured', () => {
    assert.equal(createPost(readConfig({})), undefined);
  });
});

describe('an acknowledgement', () => {
  it('goes from the form through a real mail server to the customer', async () => {
    const { received, url } = await mailServer();
    const app = await startApp({ config: { smtpUrl: url, mailFrom: 'noreply@nordwind.example' } });
    const handler = await app.as(app.people.handler);
    const complaint = await complain(app.anyone(), { email: 'eva@example.org' });
    const refused = await complain(app.anyone(), { email: 'refused@example.org' });
    await app.sweep('send notices');
    const [letter, ...more] = received;
    assert.equal(more.length, 0);
    assert.ok(letter?.text?.includes(complaint.link));
    assert.equal(letter?.from?.value[0]?.address, 'noreply@nordwind.example');
    const stateOf = async (of: { id: string }) => (await look(handler, of)).notices[0]?.state;
    assert.equal(await stateOf(complaint), 'delivered');
    assert.equal(await stateOf(refused), 'failed');
    assert.equal(await sendDueNotices({ ...app.amends, post: postTo(url) }), 0);
  });
});
