import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { dkimVerify } from 'mailauth';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { readReplyToken } from '#complaints/index.ts';
import { ORGANISATION_ID } from '#id.ts';
import { programActor } from '#ledger/ledger.ts';
import { closeMailbox, openMailbox } from '#mailboxes/commands.ts';
import type { MailboxSettings } from '#mailboxes/index.ts';
import { openVault } from '#mailboxes/vault.ts';
import { startApp } from '../../test/app.ts';
import { complain, look, type Received, reply } from '../../test/complaints.ts';
import { takesAll } from '../../test/post.ts';
import { answerOf } from '../../test/visitor.ts';
import { queueNotice, sendDueNotices } from './index.ts';

const app = await startApp();
const { amends, people, db, config } = app;
const handler = await app.as(people.handler);

type Got = { from: string; to: string[]; user: string | undefined; raw: string };

const got: Got[] = [];
const server = new SMTPServer({
  authOptional: true,
  allowInsecureAuth: true,
  disabledCommands: ['STARTTLS'],
  logger: false,
  onAuth: ({ username = '', password }, _session, done) =>
    password === 'secret' ? done(null, { user: username }) : done(new Error('no')),
  onData(stream, { envelope, user }, done) {
    const keep = async (): Promise<void> => {
      const raw = await text(stream);
      const { mailFrom, rcptTo } = envelope;
      const from = mailFrom ? mailFrom.address : '';
      got.push({ from, to: rcptTo.map(({ address }) => address), user, raw });
      done();
    };
    void keep();
  },
});

before(() => new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening)));
after(() => new Promise<void>((closed) => server.close(() => closed())));

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const dkimKey = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const published = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

const settings = (given: Partial<MailboxSettings> = {}): MailboxSettings => ({
  name: 'Nordwind Süd',
  in: { kind: 'none' },
  out: {
    host: '127.0.0.1',
    port: (server.server.address() as AddressInfo).port,
    tls: 'none',
    certificate: null,
    user: 'south',
  },
  plusAddressing: true,
  perMinute: 60,
  dkim: { domain: 'south.example', selector: 'mail' },
  ...given,
});

async function open(address: string, given: Partial<MailboxSettings> = {}): Promise<string> {
  const vault = await openVault(config);
  const { mailboxId } = await amends.ledger.write(programActor, (unit) =>
    openMailbox(unit, vault, {
      address,
      settings: settings(given),
      secrets: { smtpPassword: 'secret', dkimKey },
      standsFor: null,
      keeperId: people.administrator.staffId,
    }),
  );
  return mailboxId;
}

/** A complaint that came by a mailbox. */
async function complaintOf(mailboxId: string): Promise<Received> {
  const received = await complain(app.anyone(), { email: 'eva@example.org' });
  await sendDueNotices({ ...amends, post: takesAll() });
  await db
    .updateTable('complaints')
    .set({ mailbox_id: mailboxId })
    .where('complaint_id', '=', received.id)
    .execute();
  return received;
}

const latest = (): Got => {
  const last = got.at(-1);
  assert.ok(last);
  return last;
};

describe('a mailbox with a server of its own', () => {
  it('sends its mail by it, in its own name, signed, under an id that leads back', async () => {
    const mailboxId = await open('care@south.example');
    const received = await complaintOf(mailboxId);
    await reply(handler, received);
    assert.equal(await sendDueNotices(amends), 1);
    const { raw, from, to, user } = latest();
    const mail = await simpleParser(raw);
    assert.deepEqual([user, to], ['south', ['eva@example.org']]);
    assert.deepEqual(mail.from?.value, [{ name: 'Nordwind Süd', address: 'care@south.example' }]);
    assert.match(from, /^care\+am[0-9a-z]{8}-[0-9a-z]{13}@south\.example$/);
    assert.equal(mail.replyTo?.text, from);
    assert.match(
      mail.messageId ?? '',
      /^<am[0-9a-z]{8}-[0-9a-z]{13}\.[0-9a-f-]{36}@south\.example>$/,
    );
    for (const text of [from, mail.messageId ?? '']) {
      assert.equal(readReplyToken(amends.linkKey, text), received.reference);
    }
    const resolver = async () => [[`v=DKIM1; k=rsa; p=${published}`]];
    const { results } = await dkimVerify(raw, { resolver });
    assert.deepEqual(
      results.map(({ status }) => status.result),
      ['pass'],
    );
  });

  it('shows its own limit, and keeps it', async () => {
    const mailboxId = await open('slow@south.example', { perMinute: 1 });
    const received = await complaintOf(mailboxId);
    await reply(handler, received, 'One');
    await reply(handler, received, 'Two');
    assert.equal(await sendDueNotices(amends), 1);
    const { mailboxes, notices } = answerOf<{
      mailboxes: { id: string | null; perMinute: number; lastMinute: number }[];
      notices: { mailbox: object }[];
    }>(await handler.get('/api/notices'));
    const shown = mailboxes.find(({ id }) => id === mailboxId);
    assert.deepEqual([shown?.perMinute, shown?.lastMinute], [1, 1]);
    assert.deepEqual(notices[0]?.mailbox, { id: mailboxId, address: 'slow@south.example' });
    app.clock.set(new Date(app.clock.now().getTime() + 61_000));
    assert.equal(await sendDueNotices(amends), 1);
  });

  it('without a server of its own keeps to the pace of the program’s as well', async () => {
    const first = await open('one@south.example', { out: null });
    const second = await open('two@south.example', { out: null });
    const received = [];
    for (const mailboxId of [first, first, second, second]) {
      received.push(await complaintOf(mailboxId));
    }
    for (const complaint of received) await reply(handler, complaint);
    app.clock.set(new Date(app.clock.now().getTime() + 61_000));
    const post = takesAll();
    const slow = { ...amends, config: { ...config, smtpPerMinute: 3 }, post };
    assert.equal(await sendDueNotices(slow), 3);
    app.clock.set(new Date(app.clock.now().getTime() + 61_000));
    assert.equal(await sendDueNotices(slow), 1);
    const names = post.mails.map(({ from }) => from.split('+')[0] ?? '');
    assert.deepEqual(names.toSorted(), ['one', 'one', 'two', 'two']);
  });

  it('without plus addressing answers come to the plain address', async () => {
    const mailboxId = await open('plain@south.example', { plusAddressing: false });
    await reply(handler, await complaintOf(mailboxId));
    await sendDueNotices(amends);
    const { raw, from } = latest();
    assert.equal(from, 'plain@south.example');
    assert.equal((await simpleParser(raw)).replyTo, undefined);
  });

  it('whose password cannot be read sends nothing, and says why', async () => {
    const mailboxId = await open('lost@south.example');
    const received = await complaintOf(mailboxId);
    await db
      .updateTable('mailbox_secrets')
      .set({ secrets: Buffer.alloc(60, 1) })
      .where('mailbox_id', '=', mailboxId)
      .execute();
    await reply(handler, received);
    const before = got.length;
    assert.equal(await sendDueNotices(amends), 0);
    assert.equal(got.length, before);
    const { notices } = answerOf<{ notices: { lastFault: string }[] }>(
      await handler.get('/api/notices?state=waiting'),
    );
    assert.equal(notices[0]?.lastFault, 'secrets_unreadable');
  });

  it('once closed sends no more: its mail goes the organisation’s own way', async () => {
    const mailboxId = await open('closed@south.example');
    const received = await complaintOf(mailboxId);
    await amends.ledger.write(programActor, (unit) => closeMailbox(unit, mailboxId));
    await reply(handler, received);
    const before = got.length;
    await sendDueNotices(amends);
    assert.equal(got.length, before, 'there is no server for it');
    const post = takesAll();
    await sendDueNotices({ ...amends, post });
    assert.ok(post.mails.every(({ from }) => from === 'care@nordwind.example'));
  });
});

describe('the organisation’s own address', () => {
  it('that is a mailbox goes its way', async () => {
    await open('care@nordwind.example', { dkim: null });
    const received = await complain(app.anyone(), { email: 'eva@example.org' });
    await sendDueNotices(amends);
    const { raw, from } = latest();
    assert.match(from, /^care\+am.*@nordwind\.example$/);
    assert.ok((await simpleParser(raw)).text?.includes(received.link));
    const seen = await look(handler, received);
    assert.equal(seen.notices[0]?.state, 'delivered');
  });

  it('writes to people of ours without any token', async () => {
    await amends.ledger.write(programActor, (unit) =>
      queueNotice(unit, {
        customerId: ORGANISATION_ID,
        complaintId: null,
        kind: 'sign_in_link',
        letter: { to: 'hana@nordwind.example', subject: 'Your sign-in link', text: 'Here.\n' },
      }),
    );
    await sendDueNotices(amends);
    const { raw, from } = latest();
    const mail = await simpleParser(raw);
    assert.equal(from, 'care@nordwind.example');
    assert.match(mail.messageId ?? '', /^<[0-9a-f-]{36}@nordwind\.example>$/);
    assert.equal(mail.text, 'Here.\n');
  });
});
