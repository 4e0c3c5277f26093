import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { verifyAmends } from '#app/check.ts';
import { newId, ORGANISATION_ID } from '#id.ts';
import { startApp } from '../../test/app.ts';
import { settingsOf } from '../../test/mailboxes.ts';
import { answerOf, assertRefused } from '../../test/visitor.ts';
import type { MailIn } from './mailbox.ts';
import { mailboxById, mailboxOfAddress, mailboxSecrets, openMailboxes } from './queries.ts';

const log: string[] = [];
const app = await startApp({
  config: { logLevel: 'trace' },
  log: { write: (line) => void log.push(line) },
});
const { people, amends, db } = app;
const ada = await app.as(people.administrator);
const handler = await app.as(people.handler);

const imap = {
  kind: 'imap',
  host: 'imap.example.org',
  port: 993,
  tls: 'tls',
  user: 'care',
  folder: 'INBOX',
  take: 'new',
  certificate: null,
} as const satisfies MailIn;

let count = 0;
const freshAddress = (): string => `care${++count}@example.org`;

const secret = 'correct-horse-battery';

type Opened = { id: string; address: string };

async function open(body: object = {}): Promise<Opened> {
  const address = freshAddress();
  const settings = settingsOf(imap);
  const wish = { address, settings, secrets: { imapPassword: secret }, ...body };
  return { id: answerOf<{ id: string }>(await ada.post('/api/mailboxes', wish), 201).id, address };
}

type View = {
  id: string;
  address: string;
  settings: object;
  saved: object;
  keeper: { id: string; name: string };
  standsFor: { id: string } | null;
  health: {
    okAt: string | null;
    fault: { code: string; sentence: string } | null;
    missing: number;
  };
};

async function look({ id }: Opened, by = ada): Promise<View | undefined> {
  const { mailboxes } = answerOf<{ mailboxes: View[] }>(await by.get('/api/mailboxes'));
  return mailboxes.find((mailbox) => mailbox.id === id);
}

describe('a mailbox', () => {
  it('is opened by an administrator, who looks after it unless somebody else is named', async () => {
    const opened = await open();
    const view = await look(opened);
    assert.equal(view?.address, opened.address);
    assert.deepEqual(view?.keeper, { id: people.administrator.staffId, name: 'Ada Novak' });
    assert.deepEqual(view?.settings, settingsOf(imap));
    assert.deepEqual(view?.saved, { imapPassword: true, smtpPassword: false, dkimKey: false });
    assert.equal(view?.health.fault, null);
    const other = await open({ keeperId: people.handler.staffId, standsForId: people.ceo.staffId });
    assert.equal((await look(other))?.keeper.name, 'Hana Sato');
    assert.equal((await look(other))?.standsFor?.id, people.ceo.staffId);
  });

  it('is the business of administrators, and of whoever looks after it', async () => {
    const opened = await open();
    const body = { address: freshAddress(), settings: settingsOf({ kind: 'listener' }) };
    assertRefused(await handler.post('/api/mailboxes', body), 403, 'not_allowed');
    const id = opened.id;
    assertRefused(await handler.patch(`/api/mailboxes/${id}`, {}), 403, 'not_allowed');
    assertRefused(await handler.post(`/api/mailboxes/${id}/closing`), 403, 'not_allowed');
    assertRefused(await handler.post('/api/mailboxes/test', { mailboxId: id }), 403, 'not_allowed');
    assertRefused(await handler.get(`/api/mailboxes/${id}/days`, api), 404, 'not_found');
    assertRefused(await app.anyone().get('/api/mailboxes', api), 401, 'sign_in_first');
    assert.equal(await look(opened, handler), undefined);
    await ada.patch(`/api/mailboxes/${id}`, { keeperId: people.handler.staffId });
    assert.equal((await look(opened, handler))?.id, id);
    assert.deepEqual(answerOf(await handler.get(`/api/mailboxes/${id}/days`)), { days: [] });
  });

  it('has an address that no other open one has, in any letters', async () => {
    const { id, address } = await open();
    const body = { address: address.toUpperCase(), settings: settingsOf({ kind: 'none' }) };
    assertRefused(await ada.post('/api/mailboxes', body), 409, 'address_taken');
    answerOf(await ada.post(`/api/mailboxes/${id}/closing`));
    answerOf(await ada.post('/api/mailboxes', body), 201);
    const atOnce = { address: freshAddress(), settings: settingsOf({ kind: 'none' }) };
    const answers = await Promise.all([1, 2, 3].map(() => ada.post('/api/mailboxes', atOnce)));
    assert.deepEqual(answers.map(({ statusCode }) => String(statusCode)).toSorted(), [
      '201',
      '409',
      '409',
    ]);
  });

  it('is found by its address and by any tag behind it, while it is open', async () => {
    const { id, address } = await open();
    const [name = '', domain = ''] = address.split('@');
    const exact = await mailboxOfAddress(db, ` ${address.toUpperCase()} `);
    assert.deepEqual([exact?.mailbox.mailboxId, exact?.tag], [id, null]);
    const tagged = await mailboxOfAddress(db, `${name}+Ab.c+1@${domain}`);
    assert.deepEqual([tagged?.mailbox.mailboxId, tagged?.tag], [id, 'Ab.c+1']);
    for (const other of ['', '@', 'care', `+${name}@${domain}`, `${name}+x@other.example`]) {
      assert.equal(await mailboxOfAddress(db, other), undefined, other);
    }
    answerOf(await ada.post(`/api/mailboxes/${id}/closing`));
    assert.equal(await mailboxOfAddress(db, address), undefined);
    assert.ok((await mailboxById(db, id))?.closedAt);
    assert.ok((await openMailboxes(db)).every((mailbox) => mailbox.mailboxId !== id));
  });

  it('is changed in part, and not any more once it is closed', async () => {
    const opened = await open();
    const url = `/api/mailboxes/${opened.id}`;
    const settings = { ...settingsOf({ ...imap, folder: 'Complaints' }), perMinute: 10 };
    answerOf(await ada.patch(url, { settings }));
    assert.deepEqual((await look(opened))?.settings, settings);
    answerOf(await ada.patch(url, { standsForId: people.ceo.staffId }));
    answerOf(await ada.patch(url, { keeperId: people.handler.staffId }));
    assert.equal((await look(opened))?.standsFor?.id, people.ceo.staffId);
    answerOf(await ada.patch(url, { standsForId: null }));
    assert.equal((await look(opened))?.standsFor, null);
    assert.equal((await mailboxSecrets(amends, opened.id)).imapPassword, secret);
    assertRefused(await ada.patch(url, { keeperId: newId() }), 422, 'unknown_person');
    answerOf(await ada.post(`${url}/closing`));
    answerOf(await ada.post(`${url}/closing`));
    assertRefused(await ada.patch(url, { standsForId: null }), 409, 'mailbox_closed');
    const nowhere = `/api/mailboxes/${newId()}`;
    assertRefused(await ada.patch(nowhere, {}), 404, 'not_found');
    assertRefused(await ada.post(`${nowhere}/closing`), 404, 'not_found');
  });

  it('refuses settings that cannot be meant', async () => {
    const refuse = async (change: object, code: string) => {
      const body = { address: freshAddress(), settings: settingsOf(imap), secrets: {}, ...change };
      return assertRefused(await ada.post('/api/mailboxes', body), 422, code);
    };
    const { fields } = await refuse({}, 'secret_missing');
    assert.equal(fields[0]?.field, 'secrets.imapPassword');
    const way = (more: object) => ({ settings: { ...settingsOf(imap), in: { ...imap, ...more } } });
    await refuse(way({ host: 'https://imap.example.org/' }), 'invalid_input');
    await refuse(way({ host: '' }), 'invalid_input');
    await refuse(way({ port: 0 }), 'invalid_input');
    await refuse(way({ tls: 'maybe' }), 'invalid_input');
    await refuse(way({ kind: 'pop3' }), 'invalid_input');
    await refuse(way({ certificate: 'none' }), 'invalid_input');
    await refuse({ address: 'care' }, 'invalid_input');
    await refuse({ keeperId: newId(), secrets: { imapPassword: 'x' } }, 'unknown_person');
    const dkim = { domain: 'example.org', selector: 'mail' };
    const signed = { settings: { ...settingsOf({ kind: 'none' }), dkim } };
    await refuse(signed, 'secret_missing');
    await refuse({ ...signed, secrets: { dkimKey: 'not a key' } }, 'dkim_key_unreadable');
  });
});

const api = { accept: 'application/json' };

describe('the secrets of a mailbox', () => {
  const out = {
    host: 'smtp.example.org',
    port: 587,
    tls: 'starttls',
    user: 'care',
    certificate: null,
  } as const;
  const { privateKey } = generateKeyPairSync('ed25519');
  const dkimKey = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

  it('are stored encrypted, told to nobody, and neither logged nor recorded', async () => {
    const settings = { ...settingsOf(imap), out, dkim: { domain: 'example.org', selector: 's1' } };
    const secrets = { imapPassword: secret, smtpPassword: `${secret}-2`, dkimKey };
    const opened = await open({ settings, secrets });
    assert.deepEqual(await mailboxSecrets(amends, opened.id), secrets);
    answerOf(await ada.patch(`/api/mailboxes/${opened.id}`, { secrets: { smtpPassword: 'new' } }));
    assert.deepEqual(await mailboxSecrets(amends, opened.id), { ...secrets, smtpPassword: 'new' });
    const list = await ada.get('/api/mailboxes');
    const rows = await db.selectFrom('mailbox_secrets').selectAll().execute();
    const entries = await db.selectFrom('ledger_entries').select('data').execute();
    const words = await db
      .selectFrom('words')
      .select('text')
      .where('customer_id', '=', ORGANISATION_ID)
      .execute();
    const raw = rows.map((row) => row.secrets.toString('latin1')).join();
    const seen = [list.body, raw, JSON.stringify(entries), JSON.stringify(words), log.join()];
    for (const text of seen) {
      assert.ok(!text.includes(secret));
      assert.ok(!text.includes('PRIVATE KEY'));
    }
  });

  it('never go to another server than the one they were saved for', async () => {
    const opened = await open({
      settings: { ...settingsOf(imap), out },
      secrets: { imapPassword: secret, smtpPassword: secret },
    });
    const url = `/api/mailboxes/${opened.id}`;
    const elsewhere = settingsOf({ ...imap, host: 'imap.evil.example' });
    const { fields } = assertRefused(
      await ada.patch(url, { settings: elsewhere }),
      422,
      'secret_missing',
    );
    assert.equal(fields[0]?.field, 'secrets.imapPassword');
    const relay = { ...settingsOf(imap), out: { ...out, host: 'smtp.evil.example' } };
    assertRefused(await ada.patch(url, { settings: relay }), 422, 'secret_missing');
    const tried = await ada.post('/api/mailboxes/test', {
      mailboxId: opened.id,
      settings: settingsOf({ ...imap, host: '127.0.0.1', port: 1 }),
    });
    assert.match(tried.body, /No password is saved\./);
    const secrets = { imapPassword: 'another' };
    answerOf(await ada.patch(url, { settings: elsewhere, secrets }));
    assert.deepEqual((await look(opened))?.saved, {
      imapPassword: true,
      smtpPassword: false,
      dkimKey: false,
    });
  });

  it('are gone with the mailbox, and of no use in another', async () => {
    const [one, other] = [await open(), await open()];
    const { secrets } = await db
      .selectFrom('mailbox_secrets')
      .select('secrets')
      .where('mailbox_id', '=', one.id)
      .executeTakeFirstOrThrow();
    await db
      .updateTable('mailbox_secrets')
      .set({ secrets })
      .where('mailbox_id', '=', other.id)
      .execute();
    await assert.rejects(mailboxSecrets(amends, other.id), { fault: 'secrets_unreadable' });
    answerOf(await ada.post(`/api/mailboxes/${one.id}/closing`));
    assert.equal((await mailboxSecrets(amends, one.id)).imapPassword, null);
  });

  it('have to be given again when their key is lost, and then all is well', async () => {
    const opened = await open();
    const path = join(app.config.dataFolder, 'keys', 'mailbox.key');
    await rename(path, `${path}.before`);
    await writeFile(path, randomBytes(32));
    await assert.rejects(mailboxSecrets(amends, opened.id), { fault: 'secrets_unreadable' });
    assert.deepEqual((await look(opened))?.saved, {
      imapPassword: false,
      smtpPassword: false,
      dkimKey: false,
    });
    const url = `/api/mailboxes/${opened.id}`;
    assertRefused(await ada.patch(url, { standsForId: null }), 422, 'secret_missing');
    answerOf(await ada.patch(url, { secrets: { imapPassword: 'again' } }));
    assert.equal((await mailboxSecrets(amends, opened.id)).imapPassword, 'again');
  });

  it('and mailboxes are what the ledger says', async () => {
    const { faults } = await verifyAmends(amends);
    assert.deepEqual(faults, []);
  });
});
