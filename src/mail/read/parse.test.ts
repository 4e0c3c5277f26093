import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { ReadMail } from '../read-mail.ts';
import { readMail } from './parse.ts';

const folder = join(import.meta.dirname, '../../../test/mails');
const readSample = (name: string): Promise<ReadMail> =>
  readMail(readFileSync(join(folder, `${name}.eml`)));

const head = 'From: Mary <mary@example.org>\r\nSubject: Fridge\r\n';
const read = (text: string): Promise<ReadMail> => readMail(Buffer.from(text, 'latin1'));
const partsOf = ({ parts }: ReadMail) => parts.map(({ name, type }) => `${type} ${name}`);
const contentOf = ({ parts }: ReadMail, index: number) =>
  Buffer.from(parts[index]?.content ?? []).toString('latin1');

/** A multipart of parts that are each written with headers. */
const multipart = (kind: string, ...parts: string[]): string =>
  `Content-Type: multipart/${kind}; boundary="${kind}"\r\n\r\n${parts
    .map((part) => `--${kind}\r\n${part}\r\n`)
    .join('')}--${kind}--\r\n`;
const plain = (text: string) => `Content-Type: text/plain\r\n\r\n${text}`;
const html = (text: string) => `Content-Type: text/html\r\n\r\n${text}`;
const file = (name: string, content = 'x') =>
  `Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=${name}\r\n\r\n${content}`;

describe('the samples', () => {
  const written: [name: string, subject: string, text: RegExp][] = [
    [
      'plain',
      'The washing machine leaks',
      /^Good morning,\n\nthe washing machine .*\nMary Carter$/s,
    ],
    ['iso-8859-1-quoted', 'Kühlschrank für Frau Müller', /fünf Tagen\. Ich habe zweimal .*Grüße$/s],
    ['iso-8859-2-eight-bit', 'Zażółcić gęślą jaźń', /wciąż cieknie\. Proszę o kontakt w środę\./],
    ['windows-1252-eight-bit', '„Alles gut“ – von wegen', /49,90 € – „sofort“/],
    ['windows-1254-eight-bit', 'Şikayetim var', /^Çamaşır makinem bozuldu, ığdır/],
    ['gb2312-base64', '投诉', /^我买的冰箱坏了，请尽快联系我。$/],
    ['iso-2022-jp', '冷蔵庫の故障', /^こんにちは。冷蔵庫が壊れました。$/],
    ['koi8-r-eight-bit', 'Жалоба', /^Здравствуйте, холодильник сломался\.$/],
    ['undeclared-latin', 'Réclamation', /^Le réfrigérateur est cassé depuis février\.$/],
    ['unknown-charset', 'Charset nobody knows', /^Der Kühlschrank ist kaputt\.$/],
    [
      'html-only',
      'Refund',
      /^Hello,\n\nmy refund of £20 .*\n\nOrder 17\n\n> We will refund you\.$/s,
    ],
    ['signed', 'Signed', /^I sign what I say\.$/],
    ['no-headers', '', /^Only words\.$/],
    ['nothing', '', /^$/],
  ];
  for (const [name, subject, text] of written) {
    test(name, async () => {
      const mail = await readSample(name);
      assert.equal(mail.subject, subject);
      assert.match(mail.text, text);
      assert.equal(mail.oddities.includes('bad_charset'), /unknown|undeclared/.test(name));
    });
  }

  test('a picture within the text, and a file beside it', async () => {
    const mail = await readSample('alternative-inline-image');
    assert.equal(mail.text, 'Please look at the photo: the door does not close.');
    assert.equal(mail.hasHtml, true);
    assert.deepEqual(partsOf(mail), ['image/png door.png', 'application/pdf Rechnung März.pdf']);
    const [picture, bill] = mail.parts;
    assert.deepEqual([picture?.isInline, picture?.contentId], [true, 'door@example.org']);
    assert.deepEqual([bill?.isInline, bill?.contentId], [false, null]);
    assert.equal(contentOf(mail, 0).slice(1, 6), 'PNG\r\n');
    assert.equal(contentOf(mail, 1), '%PDF-1.4 not really');
  });

  test('an attached mail is one part, named after its subject, with all its bytes', async () => {
    const mail = await readSample('attached-mail');
    assert.equal(mail.text, 'I wrote to you in January. See attached.');
    assert.deepEqual(partsOf(mail), ['message/rfc822 Lärm first letter.eml']);
    const inner = await readMail(Buffer.from(mail.parts[0]?.content ?? []));
    assert.equal(inner.subject, 'Lärm / first letter');
    assert.equal(inner.text, 'The fan is loud.');
    assert.deepEqual(partsOf(inner), ['image/png fan.png']);
  });

  test('a uuencoded file is a part', async () => {
    const mail = await readSample('uuencoded');
    assert.match(mail.text, /^Here is the bill\.\n\n\nPlease check it\.$/);
    assert.deepEqual(partsOf(mail), ['application/octet-stream bill.pdf']);
    assert.equal(contentOf(mail, 0).length, 209);
  });

  test('winmail.dat is opened', async () => {
    const mail = await readSample('winmail');
    assert.deepEqual(partsOf(mail), ['text/plain Receipt März.txt']);
    assert.equal(contentOf(mail, 0), 'Paid 49.90');
  });

  test('flowed text: lines joined, quotations kept apart', async () => {
    const mail = await readSample('flowed-reply');
    assert.match(mail.text, /^No, .* looked at it, and left again without a word\.\n\nOn 1 March/);
    assert.match(mail.text, /\n> We are sorry\..* bring the part that is missing\.$/);
    assert.deepEqual(mail.inReplyTo, ['first@amends.example']);
    assert.deepEqual(mail.references, ['zero@amends.example', 'first@amends.example']);
  });

  test('text, picture, text: both texts, in order', async () => {
    const mail = await readSample('text-image-text');
    assert.equal(mail.text, 'First the front:\n\nand this is the back.');
    assert.deepEqual(partsOf(mail), ['image/jpeg IMG 0001.jpg']);
  });

  test('a delivery report: its words are the text, its parts stay parts', async () => {
    const mail = await readSample('delivery-report');
    assert.equal(mail.text, 'I could not deliver your message.');
    const types = mail.parts.map(({ type }) => type);
    assert.deepEqual(types, ['message/delivery-status', 'text/rfc822-headers']);
    assert.equal(mail.machine, 'bounce');
    assert.equal(mail.bounce?.recipient, 'nobody@example.org');
  });

  test('an invitation', async () => {
    const mail = await readSample('invitation');
    assert.equal(mail.text, 'Let us meet on Monday.');
    assert.deepEqual(partsOf(mail), ['text/calendar attachment.ics']);
  });

  test('a sender with spaces, a folded subject, groups', async () => {
    const mail = await readSample('long-subject');
    assert.equal(mail.subject.length, 112);
    assert.equal(mail.from?.address, 'doe@example.org');
    assert.deepEqual(mail.to, []);
    assert.equal(mail.cc.length, 2);
  });
});

describe('which text', () => {
  const both = (text: string, rich: string) =>
    read(head + multipart('alternative', plain(text), html(rich)));

  test('the plain one, where it holds the words', async () => {
    const mail = await both('It *leaks*.', '<p>It <b>leaks</b>.</p>');
    assert.equal(mail.text, 'It *leaks*.');
    assert.equal(mail.hasHtml, true);
  });

  test('not a plain one that is empty, or says that it is not the text', async () => {
    const rich = '<p>My fridge is broken. Please call me.</p>';
    for (const text of [
      '',
      '   \r\n\r\n',
      'Your e-mail client does not support HTML messages.',
      'Ihr E-Mail-Programm kann HTML-Nachrichten nicht anzeigen.',
      'To view this message, open it in your browser.',
    ]) {
      assert.equal((await both(text, rich)).text, 'My fridge is broken. Please call me.', text);
    }
  });

  test('not a plain one that is only a beginning', async () => {
    const words = 'The fridge has been broken for nine days now. '.repeat(6).trim();
    const mail = await both('The fridge has been broken.', `<p>${words}</p>`);
    assert.equal(mail.text, words);
  });

  test('a plain one that speaks of HTML as the other does', async () => {
    const text = 'Your website shows HTML code in the browser.';
    assert.equal((await both(text, `<p>${text}</p><p>Mary</p>`)).text, text);
  });

  test('HTML that says it is plain', async () => {
    const mail = await read(`${head}\r\n<html><body><p>It&nbsp;leaks</p></body></html>`);
    assert.equal(mail.text, 'It leaks');
    assert.equal(mail.hasHtml, true);
  });

  test('HTML too deep for anything but its words', async () => {
    const mail = await read(
      head + html(`${'<div>'.repeat(100_000)}It leaks &amp; drips<script>x()`),
    );
    assert.equal(mail.text, 'It leaks & drips');
  });

  test('the charset that HTML itself names', async () => {
    const meta = '<html><head><meta charset="iso-8859-2"></head><body>\xb6roda</body></html>';
    assert.equal((await read(head + html(meta))).text, 'środa');
  });

  test('several texts, joined in order', async () => {
    const mail = await read(
      head +
        multipart(
          'mixed',
          plain('One.'),
          file('a.pdf'),
          multipart('alternative', plain('Two.'), html('<p>Two.</p>')),
          html('<p>Three.</p>'),
          plain('Four.'),
        ),
    );
    assert.equal(mail.text, 'One.\nTwo.\nThree.\nFour.');
    assert.deepEqual(partsOf(mail), ['application/pdf a.pdf']);
  });

  test('plain texts that are wrongly called versions of each other', async () => {
    const mail = await read(head + multipart('alternative', plain('One.'), plain('Two.')));
    assert.equal(mail.text, 'One.\nTwo.');
  });

  test('a text that is a file: a part, and the words where there are no others', async () => {
    const note = 'Content-Type: text/plain; name=note.txt\r\n\r\nIt leaks.';
    const alone = await read(head + multipart('mixed', note));
    assert.deepEqual([alone.text, partsOf(alone)], ['It leaks.', ['text/plain note.txt']]);
    const beside = await read(head + multipart('mixed', plain('See note.'), note));
    assert.deepEqual([beside.text, partsOf(beside)], ['See note.', ['text/plain note.txt']]);
    const root = await read(
      `${head}Content-Disposition: attachment; filename=a.txt\r\n${plain('Words.')}`,
    );
    assert.deepEqual([root.text, partsOf(root)], ['Words.', ['text/plain a.txt']]);
  });
});

describe('what is missing or broken', () => {
  test('a mail of nothing', async () => {
    for (const raw of ['', '\r\n', '\n\n\n', '\0', 'From:', ':', 'Subject:\r\n\r\n']) {
      const mail = await read(raw);
      assert.deepEqual([mail.from, mail.to, mail.subject], [null, [], '']);
      assert.deepEqual([mail.date, mail.messageId, mail.parts], [null, null, []]);
      assert.match(mail.text, /^[\uFFFD:]?$/);
    }
  });

  test('words without headers are words', async () => {
    for (const text of ['It leaks.', 'Dear all: it leaks.\r\n\r\nMary', '\r\n\r\nIt leaks.']) {
      assert.match((await read(text)).text, /leaks\./);
    }
  });

  test('a multipart without its boundary, or with a wrong one', async () => {
    const body =
      '--real\r\nContent-Type: text/plain\r\n\r\nIt leaks.\r\n--real\r\n' +
      'Content-Type: image/png; name=a.png\r\n\r\nx\r\n--real--\r\n';
    for (const type of ['multipart/mixed', 'multipart/mixed; boundary="other"']) {
      const mail = await read(`${head}Content-Type: ${type}\r\n\r\n${body}`);
      assert.equal(mail.text, 'It leaks.');
      assert.deepEqual(partsOf(mail), ['image/png a.png']);
      assert.deepEqual(mail.oddities, ['bad_structure']);
    }
    const none = await read(`${head}Content-Type: multipart/mixed; boundary=x\r\n\r\nIt leaks.`);
    assert.equal(none.text, 'It leaks.');
  });

  test('a multipart that is cut off', async () => {
    const whole = head + multipart('mixed', plain('It leaks.'), file('a.pdf', 'content'));
    const mail = await read(whole.slice(0, whole.indexOf('tent\r\n--mixed--')));
    assert.equal(mail.text, 'It leaks.');
    assert.equal(contentOf(mail, 0), 'con');
  });

  test('types that are none', async () => {
    for (const type of ['text', 'text/plain charset=iso-8859-1', '/', 'plain', 'multipart']) {
      const mail = await read(`${head}Content-Type: ${type}\r\n\r\nf\xfcnf`);
      assert.equal(mail.text, 'fünf', type);
    }
  });

  test('lines that end in CR alone, a byte order mark, a line of a mailbox file', async () => {
    const text = `${head}\r\nIt leaks.\r\nMary`;
    for (const raw of [
      text.replaceAll('\n', ''),
      `\xef\xbb\xbf${text}`,
      `From mary Mon\r\n${text}`,
    ]) {
      const mail = await read(raw);
      assert.deepEqual([mail.subject, mail.text], ['Fridge', 'It leaks.\nMary']);
    }
  });

  test('zeros and halves of letters are replaced', async () => {
    const half = 'Content-Type: text/plain; charset=utf-7\r\n\r\na+2AA-b\0c';
    const mail = await read(`From: a\0b <c@d.e>\r\nSubject: x\0y\r\n${half}`);
    assert.equal(mail.text, 'a\uFFFDb\uFFFDc');
    assert.equal(mail.subject, 'x\uFFFDy');
    assert.equal(mail.from?.name, 'ab');
  });

  test('a broken winmail.dat stays a file', async () => {
    const part =
      'Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\n\x78\x9f\x3e\x22nonsense';
    const mail = await read(head + multipart('mixed', plain('See file.'), part));
    assert.deepEqual(partsOf(mail), ['application/ms-tnef winmail.dat']);
  });
});

describe('names and contents of parts', () => {
  const name = async (disposition: string, type = 'application/pdf') => {
    const part = `Content-Type: ${type}\r\nContent-Disposition: ${disposition}\r\n\r\nx`;
    return (await read(head + multipart('mixed', plain('See.'), part))).parts[0]?.name;
  };

  test('names in every notation', async () => {
    assert.equal(await name("attachment; filename*=utf-8''%e2%82%ac.pdf"), '€.pdf');
    assert.equal(await name("attachment; filename*0*=iso-8859-1''%E4; filename*1=b.pdf"), 'äb.pdf');
    assert.equal(await name('attachment; filename="=?utf-8?Q?=C3=A4.pdf?="'), 'ä.pdf');
    assert.equal(await name('attachment; filename=my bill.pdf'), 'my bill.pdf');
    assert.equal(await name('attachment; filename=b\xe4r.pdf'), 'bär.pdf');
    assert.equal(await name('attachment; filename="C:\\temp\\bill.pdf"'), 'bill.pdf');
    assert.equal(await name('attachment; filename="a \\"b\\".pdf"'), 'a "b".pdf');
    assert.equal(await name('attachment; filename="../../x.pdf"'), 'x.pdf');
    assert.equal(await name('attachment', 'application/pdf; name="typed.pdf"'), 'typed.pdf');
    assert.equal(await name('attachment'), 'attachment.pdf');
  });

  test('a digest: each of its mails is a part', async () => {
    const inner = '\r\nSubject: One\r\n\r\nFirst.';
    const mail = await read(head + multipart('digest', inner));
    assert.deepEqual(partsOf(mail), ['message/rfc822 One.eml']);
    assert.equal(contentOf(mail, 0), 'Subject: One\r\n\r\nFirst.');
  });

  test('an attached mail that says it is inline, or is encoded, is one part all the same', async () => {
    const inner = `Subject: Inner\r\n${multipart('alternative', plain('Words.'), file('b.pdf'))}`;
    const type = 'Content-Type: message/rfc822\r\nContent-Disposition: inline\r\n';
    const asIs = await read(head + multipart('mixed', plain('See.'), `${type}\r\n${inner}`));
    assert.deepEqual([asIs.text, partsOf(asIs)], ['See.', ['message/rfc822 Inner.eml']]);
    assert.equal(contentOf(asIs, 0), inner);
    const code = Buffer.from(inner).toString('base64');
    const encoded = `${type}Content-Transfer-Encoding: base64\r\n\r\n${code}`;
    const coded = await read(head + multipart('mixed', plain('See.'), encoded));
    assert.deepEqual(partsOf(coded), ['message/rfc822 Inner.eml']);
    assert.equal(contentOf(coded, 0), inner);
  });

  test('archives and encrypted mails stay closed', async () => {
    const zip = 'Content-Type: application/zip; name=a.zip\r\n\r\nPK\x03\x04';
    const smime = 'Content-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\n0\x80';
    const mail = await read(head + multipart('mixed', zip, smime));
    assert.deepEqual(partsOf(mail), ['application/zip a.zip', 'application/pkcs7-mime smime.p7m']);
  });
});

describe('too much of everything', () => {
  const quickly = async (text: string): Promise<ReadMail> => {
    const start = performance.now();
    const mail = await read(text);
    assert.ok(performance.now() - start < 10_000);
    return mail;
  };

  test('multiparts 1,000 deep', async () => {
    const levels = Array.from(
      { length: 1_000 },
      (_, index) => `Content-Type: multipart/mixed; boundary=b${index}\r\n\r\n--b${index}\r\n`,
    );
    const mail = await quickly(`${head}${levels.join('')}${plain('It leaks.')}`);
    assert.equal(mail.text, 'It leaks.');
    assert.deepEqual(mail.oddities, ['too_deep']);
  });

  test('10,000 headers, the one that counts last', async () => {
    const mail = await quickly(`${'X-Filler: y\r\n'.repeat(10_000)}${head}\r\nIt leaks.`);
    assert.deepEqual([mail.subject, mail.text], ['Fridge', 'It leaks.']);
    assert.deepEqual(mail.oddities, ['headers_cut']);
  });

  test('headers without end: what can be known of it is', async () => {
    const mail = await quickly(`${head}X-Filler: ${'y '.repeat(4_000_000)}\r\n\r\nIt leaks.`);
    assert.deepEqual([mail.subject, mail.oddities], ['Fridge', ['headers_cut']]);
  });

  test('5,000 parts', async () => {
    const parts = Array.from({ length: 5_000 }, (_, index) => file(`${index}.pdf`));
    const mail = await quickly(head + multipart('mixed', plain('It leaks.'), ...parts));
    assert.equal(mail.text, 'It leaks.');
    assert.equal(mail.parts.length, 200);
    assert.deepEqual(mail.oddities, ['too_many_parts']);
  });

  test('20,000 addresses', async () => {
    const mail = await quickly(`To: ${'a@example.org, '.repeat(20_000)}\r\n${head}\r\nIt leaks.`);
    assert.equal(mail.to.length, 200);
  });

  test('50 MB of text, of one line, and of HTML', async () => {
    const size = 50_000_000;
    for (const body of [
      `\r\n${'It leaks and drips. \r\n'.repeat(size / 22)}`,
      `\r\n${'x'.repeat(size)}`,
      html('<p>It leaks &amp; drips.</p>'.repeat(size / 28)),
    ]) {
      const mail = await quickly(head + body);
      assert.equal(mail.subject, 'Fridge');
      assert.ok(mail.text.length > 199_000 && mail.text.length <= 200_000);
      assert.deepEqual(mail.oddities, ['text_cut']);
    }
  });

  test('a large picture written into the HTML does not cost the words behind it', async () => {
    const picture = `<img src="data:image/png;base64,${'A'.repeat(5_000_000)}">`;
    const mail = await quickly(head + html(`<p>Before.</p>${picture}<p>Behind.</p>`));
    assert.equal(mail.text, 'Before.\n\nBehind.');
  });

  test('a large uuencoded file does not cost the words behind it', async () => {
    const lines = `M${'0'.repeat(60)}\r\n`.repeat(100_000);
    const mail = await quickly(
      `${head}\r\nSee:\r\nbegin 644 a.bin\r\n${lines}\`\r\nend\r\nBehind.`,
    );
    assert.equal(mail.text, 'See:\nBehind.');
    assert.equal(mail.parts[0]?.content.length, 4_500_000);
  });

  test('runs of spaces, signs and openings that patterns could stumble over', async () => {
    const many = 60_000;
    for (const body of [
      html(`x${'&nbsp;'.repeat(300_000)}x`),
      html(`<pre>x${' '.repeat(1_000_000)}x</pre>`),
      html('<!-- '.repeat(300_000)),
      html('<'.repeat(1_500_000)),
      `Subject: ${'=?utf-8?Q?'.repeat(many / 10)}\r\n\r\n`,
      `Cc: ${'('.repeat(many)}\r\n\r\n`,
      `Cc: ${'a:'.repeat(many / 2)}\r\n\r\n`,
      `X-A: ${'\r'.repeat(3_000_000)}x\r\n\r\n`,
      `Content-Transfer-Encoding: ${'('.repeat(many)}\r\n\r\n`,
      `Content-Type: text/plain${'; a*0*=x'.repeat(many / 8)}\r\n\r\n`,
      `\r\n${'begin 644 a\n'.repeat(500_000)}`,
    ]) {
      assert.equal((await quickly(`${head}${body}`)).subject, 'Fridge');
    }
  });
});
