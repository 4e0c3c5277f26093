import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { authenticate, dkimSign, sealMessage } from 'mailauth';
import { type Envelope, unknownEnvelope } from './arrival.ts';
import type { Resolver } from './dns.ts';
import { checkTrust, type TrustOptions } from './trust.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const published = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;

const reject = 'v=DMARC1; p=reject';
const none = 'v=DMARC1; p=none';
const key = 'mail._domainkey';

/** What the domains of these tests publish. */
const names: Record<string, string> = {
  'bank.example TXT': 'v=spf1 ip4:192.0.2.10 -all',
  '_dmarc.bank.example TXT': reject,
  [`${key}.bank.example TXT`]: published,
  '_dmarc.shop.example TXT': none,
  [`${key}.shop.example TXT`]: published,
  'lists.example TXT': 'v=spf1 ip4:192.0.2.20 -all',
  '_dmarc.gmail.com TXT': none,
  [`${key}.gmail.com TXT`]: published,
  [`${key}.lists.example TXT`]: published,
  [`${key}.evil.example TXT`]: published,
  'hard.example TXT': 'v=spf1 ip4:192.0.2.30 -all',
  'trouble.example TXT': 'SERVFAIL',
  '_dmarc.trouble.example TXT': 'SERVFAIL',
};

const resolver: Resolver = async (name, type) => {
  const text = names[`${name.toLowerCase()} ${type}`];
  if (text === 'SERVFAIL') throw Object.assign(new Error('no luck'), { code: 'ESERVFAIL' });
  if (text === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  // Longer ones come in parts.
  return [text.match(/.{1,200}/g) ?? []];
};

const mailFrom = (address: string, body = 'Where is my parcel?\r\n'): string =>
  [
    `From: Eva Berg <${address}>`,
    'To: care@nordwind.example',
    'Subject: My parcel',
    'Date: Mon, 23 Nov 2026 09:00:00 +0000',
    `Message-ID: <1@${address.split('@')[1]}>`,
    '',
    body,
  ].join('\r\n');

async function signed(mail: string, domain: string, more: object = {}): Promise<string> {
  const { signatures } = await dkimSign(mail, {
    signingDomain: domain,
    selector: 'mail',
    privateKey: pem,
    signatureData: [{ signingDomain: domain, selector: 'mail', privateKey: pem, ...more }],
  });
  return signatures + mail;
}

const from = (clientAddress: string | null, sender = 'eva@bank.example'): Envelope => ({
  ...unknownEnvelope,
  from: sender,
  clientAddress,
  clientName: 'mx.example',
});

const check = (mail: string, envelope = unknownEnvelope, more: Partial<TrustOptions> = {}) =>
  checkTrust(Buffer.from(mail), { envelope, mta: 'mx.nordwind.example', resolver, ...more });

describe('the trust in a mail', () => {
  it('is proven by the signature of the sender’s own domain', async () => {
    const trust = await check(await signed(mailFrom('eva@bank.example'), 'bank.example'));
    assert.deepEqual(trust, {
      spf: 'none',
      dkim: 'pass',
      dmarc: 'pass',
      arc: 'none',
      signedBy: ['bank.example'],
      verdict: 'proven',
    });
  });

  it('is proven by the server that the domain names', async () => {
    const trust = await check(mailFrom('eva@bank.example'), from('192.0.2.10'));
    assert.deepEqual([trust.spf, trust.dkim, trust.verdict], ['pass', 'none', 'proven']);
  });

  it('fails when another domain signed and another server sent it', async () => {
    const forged = await signed(mailFrom('eva@bank.example'), 'evil.example');
    const trust = await check(forged, from('198.51.100.7', 'x@evil.example'));
    assert.deepEqual([trust.dkim, trust.dmarc, trust.verdict], ['pass', 'fail', 'failed']);
    assert.deepEqual(trust.signedBy, ['evil.example']);
  });

  it('fails when the words were changed after they were signed', async () => {
    const genuine = await signed(mailFrom('eva@bank.example'), 'bank.example');
    const changed = genuine.replace('Where is my parcel?', 'Please pay me here.');
    const trust = await check(changed, from('198.51.100.7'));
    assert.deepEqual([trust.dmarc, trust.verdict], ['fail', 'failed']);
    assert.notEqual(trust.dkim, 'pass');
    assert.deepEqual(trust.signedBy, []);
  });

  it('is not proven by a signature that leaves the end open', async () => {
    const open = await signed(mailFrom('eva@bank.example'), 'bank.example', { maxBodyLength: 5 });
    const trust = await check(`${open}\r\nPlease pay me here.\r\n`);
    assert.equal(trust.verdict, 'unknown');
  });

  it('fails where a domain without DMARC forbids the server', async () => {
    const mail = mailFrom('eva@hard.example');
    const trust = await check(mail, from('198.51.100.7', 'eva@hard.example'));
    assert.deepEqual([trust.spf, trust.dmarc, trust.verdict], ['fail', 'none', 'failed']);
  });

  it('survives the wrong server where the sender’s own signature holds', async () => {
    const mail = await signed(mailFrom('eva@bank.example'), 'bank.example');
    const trust = await check(mail, from('198.51.100.7'));
    assert.deepEqual([trust.spf, trust.verdict], ['fail', 'proven']);
  });

  it('fails by what the domain publishes, also when that asks for nothing', async () => {
    const unsigned = mailFrom('eva@shop.example');
    const trust = await check(unsigned, from('198.51.100.7', 'eva@shop.example'));
    assert.deepEqual([trust.dmarc, trust.verdict], ['fail', 'failed']);
    assert.equal(
      (await check(unsigned)).verdict,
      'unknown',
      'fetched, it may have had the right server',
    );
  });

  it('fails without a signature where the provider signs everything', async () => {
    const genuine = await signed(mailFrom('eva@gmail.com'), 'gmail.com');
    assert.equal((await check(genuine)).verdict, 'proven');
    assert.equal(
      (await check(genuine.replace('Where is', '[EXTERNAL] Where is'))).verdict,
      'unknown',
    );
    assert.equal((await check(mailFrom('eva@gmail.com'))).verdict, 'failed');
  });

  it('is unknown where the domain publishes nothing', async () => {
    const nothing = await check(mailFrom('eva@nothing.example'), from('198.51.100.7', ''));
    assert.deepEqual([nothing.dmarc, nothing.verdict], ['none', 'unknown']);
  });

  it('with a fetched mail fails only where no signature of the domain is left at all', async () => {
    const genuine = await signed(mailFrom('eva@bank.example'), 'bank.example');
    const byGateway = genuine.replace('Where is', '[EXTERNAL] Where is');
    assert.equal((await check(byGateway)).verdict, 'unknown');
    assert.equal((await check(mailFrom('eva@bank.example'))).verdict, 'failed');
    assert.equal((await check(mailFrom('eva@hard.example'))).verdict, 'unknown');
  });

  it('takes no notice of a server inside our own house', async () => {
    for (const address of [
      '10.1.2.3',
      '127.0.0.1',
      '::ffff:192.168.1.1',
      '::1',
      'fd00::1',
      'rubbish',
    ]) {
      const trust = await check(mailFrom('eva@hard.example'), from(address, 'eva@hard.example'));
      assert.deepEqual([trust.spf, trust.verdict], ['none', 'unknown'], address);
    }
  });
});

/** As a list does it: the mail is checked, gets a footer, and the list seals what it saw. */
async function throughList(mail: string, envelope: Envelope): Promise<string> {
  const checked = await authenticate(mail, {
    resolver,
    mta: 'mx.lists.example',
    ip: envelope.clientAddress ?? '',
    helo: 'mx.example',
    sender: envelope.from ?? '',
    disableBimi: true,
  });
  const results = checked.headers
    .slice(checked.headers.indexOf('Authentication-Results:') + 'Authentication-Results:'.length)
    .trim();
  const changed = `${mail}-- \r\nYou get this because you are on a list.\r\n`;
  const seal = await sealMessage(changed, {
    signingDomain: 'lists.example',
    selector: 'mail',
    privateKey: pem,
    authResults: results,
    cv: 'none',
  });
  return seal.toString() + changed;
}

describe('a mail that came by a list', () => {
  const byList = from('192.0.2.20', 'bounces@lists.example');

  it('is unknown where we trust the list and it saw a genuine mail', async () => {
    const genuine = await signed(mailFrom('eva@bank.example'), 'bank.example');
    const mail = await throughList(genuine, from('192.0.2.10'));
    const trust = await check(mail, byList, { trustedSealers: ['lists.example'] });
    assert.deepEqual([trust.dmarc, trust.arc, trust.verdict], ['fail', 'pass', 'unknown']);
  });

  it('fails where nobody trusts the list', async () => {
    const genuine = await signed(mailFrom('eva@bank.example'), 'bank.example');
    const trust = await check(await throughList(genuine, from('192.0.2.10')), byList);
    assert.deepEqual([trust.arc, trust.verdict], ['pass', 'failed']);
  });

  it('fails where the list saw a forgery', async () => {
    const mail = await throughList(mailFrom('eva@bank.example'), from('198.51.100.7'));
    const trust = await check(mail, byList, { trustedSealers: ['lists.example'] });
    assert.deepEqual([trust.arc, trust.verdict], ['pass', 'failed']);
  });

  it('fails where it was changed after the list sealed it', async () => {
    const genuine = await signed(mailFrom('eva@bank.example'), 'bank.example');
    const mail = await throughList(genuine, from('192.0.2.10'));
    const changed = mail.replace('Where is my parcel?', 'Please pay me here.');
    const trust = await check(changed, byList, { trustedSealers: ['lists.example'] });
    assert.deepEqual([trust.arc, trust.verdict], ['fail', 'failed']);
  });
});

describe('what cannot be found out', () => {
  it('is unknown, where the DNS has trouble', async () => {
    const mail = mailFrom('eva@trouble.example');
    const trust = await check(mail, from('198.51.100.7', 'eva@trouble.example'));
    assert.equal(trust.verdict, 'unknown');
    assert.equal(trust.dmarc, 'temperror');
  });

  it('is unknown, where the key of a signature cannot be asked for', async () => {
    const mail = await signed(mailFrom('eva@bank.example'), 'bank.example');
    const troubled: Resolver = async (name, type) => {
      if (name.includes('_domainkey')) throw Object.assign(new Error(), { code: 'ETIMEOUT' });
      return resolver(name, type);
    };
    const trust = await check(mail, from('198.51.100.7'), { resolver: troubled });
    assert.deepEqual([trust.dkim, trust.verdict], ['temperror', 'unknown']);
  });

  it('is unknown when the answer takes too long', async () => {
    const never: Resolver = () => new Promise(() => undefined);
    const began = performance.now();
    const trust = await check(mailFrom('eva@bank.example'), from('198.51.100.7'), {
      resolver: never,
      timeLimitMs: 50,
    });
    assert.equal(trust.verdict, 'unknown');
    assert.ok(performance.now() - began < 1_000);
  });

  it('is unknown where there is nothing to read', async () => {
    for (const mail of [
      '',
      '\r\n\r\n',
      'From: \r\n\r\n',
      '\0\0\0',
      'From: a@bank.example\r\nFrom: b@shop.example\r\n\r\nx',
    ]) {
      assert.equal((await check(mail)).verdict, 'unknown', JSON.stringify(mail));
    }
  });
});
