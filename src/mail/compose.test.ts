import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { dkimVerify } from 'mailauth';
import { type ParsedMail, simpleParser } from 'mailparser';
import { launchBrowser } from '../../test/browser.ts';
import { compose, type Mail, taggedAddress, wireAddress } from './compose.ts';
import { type Block, textOf } from './compose-blocks.ts';
import { htmlOf } from './compose-html.ts';

const hostile = '<script>alert(1)</script> & "quotes" \u0007 </p>';

const blocks: Block[] = [
  { kind: 'salutation', text: 'Dear Eva Berg,' },
  { kind: 'paragraph', text: 'We are sorry.' },
  { kind: 'words', text: `Hello  Eva,\nsee https://nordwind.example/a?b=1&c=2.\n\n  ${hostile}` },
  { kind: 'signature', name: 'Hana Sato', title: 'Customer care' },
  { kind: 'quote', text: 'Der Zug kam nie.\n\nNiemand sagte etwas.', language: 'de' },
  { kind: 'link', text: 'Everything about it', url: 'https://care.example.org/c/abc' },
  { kind: 'footer', lines: ['Nordwind Rail', '1 Station Square, 20095 Hamburg'] },
  { kind: 'history', head: 'On Monday Eva wrote:', text: `${hostile}\nhttps://evil.example/x` },
];

const mail: Mail = {
  messageId: 'am7k3f92qx-0123456789abc.0193@nordwind.example',
  date: new Date('2026-11-23T09:00:00.000Z'),
  from: { name: 'Nordwind Rail, Kundendienst “Süd”', address: 'care@nordwind.example' },
  replyTo: 'care+am7k3f92qx-0123456789abc@nordwind.example',
  to: ['eva@example.org'],
  cc: ['anna@example.org', 'bo@example.org'],
  subject: 'Ihre Beschwerde, и ещё: 🚂',
  language: 'en',
  origin: 'replied',
  inReplyTo: '1@example.org',
  references: ['0@example.org', '1@example.org'],
  blocks,
};

const read = async (wish: Partial<Mail> = {}): Promise<ParsedMail> =>
  simpleParser(await compose({ ...mail, ...wish }, null));

const headersOf = async (wish: Partial<Mail> = {}): Promise<string> =>
  (await compose({ ...mail, ...wish }, null)).toString().split('\r\n\r\n')[0] ?? '';

describe('a mail', () => {
  it('carries whom it is from, whom it is for, and what it answers', async () => {
    const parsed = await read();
    assert.deepEqual(parsed.from?.value, [mail.from]);
    assert.equal([parsed.to].flat()[0]?.text, 'eva@example.org');
    assert.equal([parsed.cc].flat()[0]?.text, 'anna@example.org, bo@example.org');
    assert.equal(parsed.replyTo?.text, mail.replyTo);
    assert.equal(parsed.subject, mail.subject);
    assert.equal(parsed.messageId, `<${mail.messageId}>`);
    assert.equal(parsed.inReplyTo, '<1@example.org>');
    assert.deepEqual(parsed.references, ['<0@example.org>', '<1@example.org>']);
    assert.deepEqual(parsed.date, mail.date);
  });

  it('says that a program wrote it only where one did', async () => {
    for (const [origin, submitted] of [
      ['replied', 'auto-replied'],
      ['generated', 'auto-generated'],
      ['person', undefined],
    ] as const) {
      const { headers } = await read({ origin });
      assert.equal(headers.get('auto-submitted'), submitted);
      assert.equal(headers.get('x-auto-response-suppress'), submitted && 'All');
      const list = [...headers.keys()].filter(
        (name) => name.startsWith('list') || name === 'precedence',
      );
      assert.deepEqual(list, []);
    }
  });

  it('takes no header from anybody else’s mail', async () => {
    const headers = await headersOf({
      inReplyTo: 'x@y>\r\nBcc: all@example.org',
      references: ['a b', '<c@d>', 'e@f\r\nX-Evil: yes', 'good@example.org', ''],
      subject: 'Re: a\r\nBcc: all@example.org',
    });
    assert.doesNotMatch(headers, /^(Bcc|X-Evil|In-Reply-To):/im);
    assert.match(headers, /^References: <good@example\.org>$/m);
  });

  it('of a long thread names its beginning and its end', async () => {
    const references = Array.from({ length: 500 }, (_, n) => `${n}@example.org`);
    const { references: kept = [] } = await read({ references });
    assert.equal(kept.length, 20);
    assert.deepEqual([kept.at(0), kept.at(-1)], ['<0@example.org>', '<499@example.org>']);
  });

  it('says the same in text and in HTML', async () => {
    const parsed = await read();
    assert.equal(parsed.text?.trim(), textOf(blocks).trim());
    assert.equal(parsed.html && parsed.html.includes('Der Zug kam nie.'), true);
    assert.deepEqual(parsed.attachments, []);
  });

  for (const [kind, { privateKey, publicKey }] of [
    ['rsa', generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['ed25519', generateKeyPairSync('ed25519')],
  ] as const) {
    it(`is signed (${kind}) so that the receiving server finds it genuine`, async () => {
      const der = publicKey.export({ type: 'spki', format: 'der' });
      // Of an Ed25519 key only the 32 bytes are published (RFC 8463).
      const published = (kind === 'rsa' ? der : der.subarray(-32)).toString('base64');
      const key = {
        domain: 'nordwind.example',
        selector: 'mail',
        privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      };
      const bytes = await compose(mail, key);
      const resolver = async (name: string) =>
        name === 'mail._domainkey.nordwind.example' ? [[`v=DKIM1; k=${kind}; p=${published}`]] : [];
      const { results } = await dkimVerify(bytes, { resolver });
      assert.deepEqual(
        results.map(({ status, signingDomain }) => [status.result, signingDomain]),
        [['pass', 'nordwind.example']],
      );
      const signed = results[0]?.signingHeaders?.keys.toLowerCase() ?? '';
      for (const name of ['from', 'to', 'subject', 'date', 'message-id']) {
        assert.match(signed, new RegExp(`\\b${name}\\b`));
      }
      const changed = Buffer.from(bytes.toString().replace('Customer care', 'Customer dare'));
      const verdict = await dkimVerify(changed, { resolver });
      assert.notEqual(verdict.results[0]?.status.result, 'pass');
    });
  }

  it('is not sent unsigned where the key does not fit', async () => {
    const key = { domain: 'nordwind.example', selector: 'mail', privateKey: 'no key' };
    await assert.rejects(compose(mail, key));
  });

  it('has lines that every server takes, whatever is in it', async () => {
    const long = { kind: 'words', text: 'x'.repeat(20_000) } as const;
    const bytes = await compose({ ...mail, blocks: [long], subject: 'ä'.repeat(200) }, null);
    const lines = bytes.toString('latin1').split('\r\n');
    assert.ok(lines.every((line) => line.length <= 998 && !/[\r\n\u0080-\u00ff]/.test(line)));
  });
});

describe('an address', () => {
  it('gets a tag before the @', () => {
    assert.equal(taggedAddress('care@nordwind.example', 'am1-2'), 'care+am1-2@nordwind.example');
  });

  it('goes over the wire with its domain in ASCII', () => {
    assert.equal(wireAddress('eva@exämple.org'), 'eva@xn--exmple-cua.org');
    assert.equal(wireAddress('eva@example.org'), 'eva@example.org');
  });
});

const page = (isAutomatic = true): string =>
  htmlOf({ subject: mail.subject, language: 'en', isAutomatic, blocks });

describe('the HTML of a mail', () => {
  it('runs nothing, fetches nothing and gives words no colour', () => {
    const html = page();
    assert.doesNotMatch(html, /<script|<img|<link|src=|url\(|@import|<[^>]* on\w+=/i);
    assert.doesNotMatch(html, /[^-]color:|background/i);
    assert.doesNotMatch(html, /role=|<table/i);
    assert.ok(
      html.includes(
        '&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;&nbsp;&nbsp;&lt;/p&gt;',
      ),
    );
  });

  it('makes links of what we wrote, and never of what others wrote', () => {
    const html = page();
    assert.ok(html.includes('<a href="https://nordwind.example/a?b=1&amp;c=2">'));
    assert.ok(!html.includes('href="https://evil.example'));
  });

  it('says in which language each part is, and which way it runs', () => {
    const html = page();
    assert.match(html, /<html lang="en" dir="ltr">/);
    assert.match(html, /<blockquote [^>]*lang="de"/);
  });

  it('can be read in every width, in the light and in the dark, by everybody', async () => {
    const browser = await launchBrowser();
    try {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [320, 1440]) {
          const context = await browser.newContext({
            colorScheme,
            viewport: { width, height: 900 },
          });
          const tab = await context.newPage();
          const asked: string[] = [];
          tab.on('request', (request) => void asked.push(request.url()));
          await tab.setContent(page(width === 320));
          // What the browser paints by itself, said in a way that axe takes into account.
          await tab.addStyleTag({ content: 'html { background: Canvas; color: CanvasText }' });
          const { violations } = await new AxeBuilder({ page: tab })
            // A letter is no page of a site: it has no landmarks.
            .disableRules(['region', 'landmark-one-main', 'page-has-heading-one'])
            .analyze();
          assert.deepEqual(
            violations.map(({ id, nodes }) => [id, nodes[0]?.html, nodes[0]?.failureSummary]),
            [],
          );
          const wider = await tab.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          assert.ok(wider <= 0, `${width} pixels are ${wider} too few`);
          assert.deepEqual(asked, []);
          const folder = process.env['AMENDS_PICTURES'];
          if (folder)
            await tab.screenshot({
              path: `${folder}/mail-${colorScheme}-${width}.png`,
              fullPage: true,
            });
          await context.close();
        }
      }
    } finally {
      await browser.close();
    }
  });
});
