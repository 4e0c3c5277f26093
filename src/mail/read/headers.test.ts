import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDate } from './date.ts';
import { fileName, mailFileName } from './file-name.ts';
import { readHeaders } from './headers.ts';
import { decodeWords } from './words.ts';

const read = (...lines: string[]) =>
  readHeaders(Buffer.from(`${lines.join('\r\n')}\r\n\r\nbody\r\n`, 'latin1'));

test('a subject of 118 characters, folded, is whole', () => {
  const subject = `${'word '.repeat(23)}end`;
  assert.equal(subject.length, 118);
  const folded = subject.replaceAll('word word word word ', 'word word word word\r\n ');
  assert.equal(read(`Subject: ${folded}`).subject, subject);
});

test('encoded words: torn letters, words side by side, and question marks', () => {
  const words: [string, string][] = [
    ['=?iso-8859-1?Q?f=FCr_J=FCrgen?=', 'für Jürgen'],
    ['=?utf-8?B?4oI=?=\r\n =?utf-8?B?rA==?=', '€'],
    ['a =?utf-8?q?b?= c', 'a b c'],
    ['=?utf-8?Q?wirklich??=', 'wirklich?'],
    ['=?utf-8*de?Q?=C3=A4?=', 'ä'],
    ['=?x-unknown?Q?=C3=A4?=', 'ä'],
    ['=?utf-8?Q?=E4?=', 'ä'],
    ['=?broken', '=?broken'],
    ['=?utf-7?Q?+AOQ-?=', 'ä'],
  ];
  for (const [encoded, text] of words) assert.equal(decodeWords(encoded).text, text);
  assert.equal(decodeWords('=?utf-8?Q?=E4?=').isSure, false);
});

test('no header can bring another with it', () => {
  const { subject, from } = read(
    'Subject: =?utf-8?Q?Hello=0D=0ABcc:_everybody@example.org?=',
    'From: =?utf-8?Q?Mary=0ABcc:_x@y.example?= <mary@example.org>',
  );
  assert.equal(subject, 'Hello Bcc: everybody@example.org');
  assert.deepEqual(from, { name: 'Mary Bcc: x@y.example', address: 'mary@example.org' });
});

test('senders of all kinds', () => {
  const senders: [string, string, string][] = [
    ['Mary Carter <mary@example.org>', 'Mary Carter', 'mary@example.org'],
    ['  mary carter   <  mary@example.org  >  ', 'mary carter', 'mary@example.org'],
    ['"Carter, Mary" <mary@example.org>', 'Carter, Mary', 'mary@example.org'],
    ['mary@example.org (Mary)', 'Mary', 'mary@example.org'],
    ['mary carter mary@example.org', 'mary carter', 'mary@example.org'],
    ['john doe@example.org', 'john', 'doe@example.org'],
    ['=?utf-8?Q?a=2C_b?= <mary@example.org>', 'a, b', 'mary@example.org'],
    ['=?utf-8?Q?Mary_<mary@example.org>?=', 'Mary', 'mary@example.org'],
    ["'mary@example.org'", '', 'mary@example.org'],
    ['<mailto:mary@example.org>', '', 'mary@example.org'],
    ['"other@example.net" <mary@example.org>', 'other@example.net', 'mary@example.org'],
    ['Ren\u00E9 <rene@example.org>', 'René', 'rene@example.org'],
    ['Only A Name', 'Only A Name', ''],
  ];
  for (const [value, name, address] of senders) {
    assert.deepEqual(read(`From: ${value}`).from, { name, address }, value);
  }
});

test('a missing or empty sender is nobody, unless another says who sent it', () => {
  assert.equal(read('Subject: x').from, null);
  assert.equal(read('From: <>').from, null);
  assert.equal(read('From: Mary', 'Sender: m@example.org').from?.address, 'm@example.org');
});

test('groups are flattened, and who cannot be written to is left out', () => {
  const { to, cc } = read(
    'To: undisclosed-recipients:;',
    'Cc: All: "Doe, J" <j@example.org>, b@example.org;, c@example.org',
    'Cc: postmaster, d@example.org',
  );
  assert.deepEqual(to, []);
  const addresses = cc.map(({ address }) => address);
  assert.deepEqual(addresses, ['j@example.org', 'b@example.org', 'c@example.org', 'd@example.org']);
});

test('whom it was delivered to, as the servers noted it', () => {
  const { deliveredTo } = read(
    'Delivered-To: a@example.org',
    'X-Original-To: <b@example.org>',
    'Envelope-To: c@example.org, d@example.org',
    'X-Envelope-To: e@example.org',
    'X-Delivered-To: a@example.org',
    'Apparently-To: f@example.org',
    'To: g@example.org',
  );
  assert.deepEqual(
    deliveredTo,
    'abcdef'.split('').map((letter) => `${letter}@example.org`),
  );
});

test('message ids in their normal form', () => {
  const ids: [string, string | null][] = [
    ['<a@b>', 'a@b'],
    ['  < a@b >  ', 'a@b'],
    ['a@b', 'a@b'],
    ['<a@b> (added by somebody)', 'a@b'],
    ['<very.long.\r\n folded@b>', 'very.long.folded@b'],
    ['<>', null],
    ['', null],
    ['   ', null],
    [`<${'x'.repeat(2_000)}@b>`, null],
  ];
  for (const [value, id] of ids) assert.equal(read(`Message-ID: ${value}`).messageId, id);
  assert.equal(read('Subject: none').messageId, null);
});

test('what it answers: several ids, words around them, no doubles', () => {
  const { inReplyTo, references } = read(
    'In-Reply-To: Your message of "Mon, 2 Mar" <a@b> <c@d>',
    'References: <a@b>\r\n\t<c@d> <a@b> <>',
  );
  assert.deepEqual(inReplyTo, ['a@b', 'c@d']);
  assert.deepEqual(references, ['a@b', 'c@d']);
});

test('of thousands of references the first and the latest are kept', () => {
  const all = Array.from({ length: 4_000 }, (_, index) => `<${index}@b>`).join(' ');
  const { references } = read(`References: ${all}`);
  assert.equal(references.length, 100);
  assert.equal(references[0], '0@b');
  assert.equal(references.at(-1), '3999@b');
});

test('dates as programs write them', () => {
  const dates: [string, string | null][] = [
    ['Mon, 2 Mar 2026 10:00:00 +0100', '2026-03-02T09:00:00.000Z'],
    ['2 Mar 2026 10:00 GMT', '2026-03-02T10:00:00.000Z'],
    ['Mon,  2 March 2026 10:00:00 -0330 (NST)', '2026-03-02T13:30:00.000Z'],
    ['Monday, 02-Mar-26 10:00:00 EST', '2026-03-02T15:00:00.000Z'],
    ['Fri, 5 Apr 96 01:10:30', '1996-04-05T01:10:30.000Z'],
    ['2026-03-02T10:00:00Z', '2026-03-02T10:00:00.000Z'],
    ['2026-03-02 10:00:00+02:00', '2026-03-02T08:00:00.000Z'],
    ['yesterday', null],
    ['', null],
    ['Mon, 45 Mar 2026 10:00:00 +0100', null],
    ['Mon, 2 Mar 9026 10:00:00 +0100', null],
    ['Mon, 2 Xyz 2026 10:00:00 +0100', null],
  ];
  for (const [value, instant] of dates) assert.equal(readDate(value), instant, value);
});

test('what a filter called spam', () => {
  for (const flag of [
    'X-Spam-Flag: YES',
    'X-Spam-Status: Yes, score=12',
    'X-MS-Exchange-Organization-SCL: 6',
    'X-Forefront-Antispam-Report: CIP:1.2.3.4;SFV:SPM;X',
  ]) {
    assert.equal(read(flag).isFlaggedSpam, true, flag);
  }
  for (const flag of ['X-Spam-Flag: NO', 'X-Spam-Status: No, score=1', 'Subject: X-Spam: yes']) {
    assert.equal(read(flag).isFlaggedSpam, false, flag);
  }
});

test('file names: the last component, without tricks, at most so long', () => {
  const names: [string, string, string][] = [
    ['../../etc/passwd', 'text/plain', 'passwd'],
    ['C:\\Users\\me\\bill.pdf', 'application/pdf', 'bill.pdf'],
    ['photo\u202Egpj.exe', 'image/jpeg', 'photogpj.exe'],
    ['a\r\nb\0c.txt', 'text/plain', 'a b\uFFFDc.txt'],
    ['..', 'image/jpeg', 'image.jpg'],
    ['', 'image/png', 'image.png'],
    ['', 'application/pdf', 'attachment.pdf'],
    ['', 'x/unknown', 'attachment.bin'],
    ['', 'message/rfc822', 'message.eml'],
  ];
  for (const [given, type, name] of names) assert.equal(fileName(given, type), name, given);
  const long = fileName(`${'x'.repeat(5_000)}.pdf`, 'application/pdf');
  assert.equal(long.length, 150);
  assert.match(long, /x\.pdf$/);
  assert.equal(mailFileName('Re: a/b?'), 'Re a b.eml');
});

test('headers of what is no mail at all', () => {
  const nobody = { from: null, subject: '', date: null, messageId: null };
  for (const raw of [Buffer.alloc(0), Buffer.alloc(100_000), Buffer.from('only words\n\n')]) {
    const { from, subject, date, messageId } = readHeaders(raw);
    assert.deepEqual({ from, subject, date, messageId }, nobody);
  }
});

test('headers are found behind thousands of others', () => {
  const many = Array.from({ length: 2_000 }, () => 'X-Filler: y');
  assert.equal(read(...many, 'Subject: here').subject, 'here');
});
