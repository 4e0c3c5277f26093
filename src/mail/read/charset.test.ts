import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeText } from './charset.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const bytes = (...values: number[]) => Buffer.from(values);

const declared: [charset: string, bytes: Buffer, text: string][] = [
  ['iso-8859-1', latin1('fünf'), 'fünf'],
  ['ISO-8859-1', bytes(0x80), '€'],
  ['"iso-8859-2"', bytes(0xb6, 0x72, 0x6f, 0x64, 0xea), 'środę'],
  ['windows-1252', bytes(0x84, 0x61, 0x93, 0x80), '„a“€'],
  ['windows-1254', bytes(0xde, 0xfd, 0xf0), 'Şığ'],
  ['iso-8859-15', bytes(0xa4), '€'],
  ['gb2312', bytes(0xc4, 0xe3, 0xba, 0xc3), '你好'],
  ['big5', bytes(0xa4, 0x40), '一'],
  ['iso-2022-jp', latin1('\u001B$B$3$s\u001B(B'), 'こん'],
  ['cp932', bytes(0x82, 0xa0), 'あ'],
  ['koi8-r', bytes(0xc1, 0xc2), 'аб'],
  ['ks_c_5601-1987', bytes(0xb0, 0xa1), '가'],
  ['cp850', bytes(0x81), 'ü'],
  ['utf-7', latin1('1 +- 1 +AOQA9g-!'), '1 + 1 äö!'],
  ['utf8', Buffer.from('ä✔'), 'ä✔'],
  ['utf-16le', Buffer.from('ab', 'utf16le'), 'ab'],
];

for (const [charset, content, text] of declared) {
  test(`reads ${charset}`, () => {
    assert.deepEqual(decodeText(content, charset), { text, isSure: true });
  });
}

test('a byte order mark says more than the declaration', () => {
  const marked = Buffer.concat([bytes(0xff, 0xfe), Buffer.from('añ', 'utf16le')]);
  assert.equal(decodeText(marked, 'iso-8859-1').text, 'añ');
  assert.equal(decodeText(Buffer.from('\uFEFFä'), 'iso-8859-1').text, 'ä');
});

test('undeclared bytes are UTF-8 where they can be, else what Windows writes', () => {
  assert.deepEqual(decodeText(Buffer.from('fünf'), ''), { text: 'fünf', isSure: true });
  assert.deepEqual(decodeText(latin1('fünf'), 'us-ascii'), { text: 'fünf', isSure: false });
  assert.equal(decodeText(latin1('\u001B$B$3$s\u001B(B'), '').text, 'こん');
});

test('an unknown charset is guessed, and said to be', () => {
  for (const charset of ['x-mac-klingon', '__proto__', 'utf-99', 'x'.repeat(10_000)]) {
    assert.deepEqual(decodeText(Buffer.from('fünf'), charset), { text: 'fünf', isSure: false });
    assert.deepEqual(decodeText(latin1('fünf'), charset), { text: 'fünf', isSure: false });
  }
});

test('bytes that contradict their charset are read as what they are', () => {
  assert.deepEqual(decodeText(Buffer.from('fünf'), 'iso-8859-1'), { text: 'fünf', isSure: false });
  assert.deepEqual(decodeText(Buffer.from('✔ ö'), 'gb2312'), { text: '✔ ö', isSure: false });
  assert.deepEqual(decodeText(latin1('fünf'), 'utf-8'), { text: 'fünf', isSure: false });
  assert.deepEqual(decodeText(bytes(0xa4, 0xb3), 'iso-2022-jp'), { text: 'こ', isSure: false });
});

test('one broken letter in UTF-8 costs only itself', () => {
  const broken = Buffer.concat([Buffer.from('äöüß'), bytes(0xff), Buffer.from('ende')]);
  assert.deepEqual(decodeText(broken, 'utf-8'), { text: 'äöüß\uFFFDende', isSure: false });
});

test('a letter torn by the end of the bytes does not put the rest in doubt', () => {
  const torn = Buffer.from('äöü€').subarray(0, 8);
  assert.equal(decodeText(torn, 'utf-8').isSure, true);
  assert.match(decodeText(torn, '').text, /^äöü/);
});
