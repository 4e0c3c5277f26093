import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeTransfer } from './transfer.ts';
import { takeUuencoded } from './uuencode.ts';

const decode = (text: string, encoding: string) => {
  const { content, isWhole } = decodeTransfer(Buffer.from(text, 'latin1'), encoding);
  return { text: content.toString('latin1'), isWhole };
};

test('quoted-printable: umlauts, soft line breaks, and what is none', () => {
  const text = decode('f=FCnf=3D5 zwei=\r\nmal =  \r\nda =ZZ = =', 'Quoted-Printable').text;
  assert.equal(text, 'fünf=5 zweimal da =ZZ = ');
  assert.equal(decode('=fc', 'quoted-printable').text, 'ü');
});

test('base64, whole and in pieces that are each padded', () => {
  assert.deepEqual(decode('SGVs\r\nbG8=\r\n', 'BASE64'), { text: 'Hello', isWhole: true });
  assert.deepEqual(decode('SGVsbG8=\r\nIHRoZXJl', 'base64'), {
    text: 'Hello there',
    isWhole: true,
  });
  assert.equal(decode('SGVsbG8', 'base64').text, 'Hello');
});

test('broken base64 gives what is left of it', () => {
  assert.deepEqual(decode('SGV*sb!G8=', 'base64'), { text: 'Hello', isWhole: false });
});

test('what a mailing list put under base64 is not decoded with it', () => {
  const footer = '\r\n--\r\nlist-footer\r\nhttp://lists.example.org/\r\n';
  assert.deepEqual(decode(`SGVsbG8=${footer}`, 'base64'), { text: 'Hello', isWhole: false });
});

test('words that only call themselves base64 stay words', () => {
  const words = 'My fridge is broken.\r\nPlease call me.\r\nMary Carter';
  assert.deepEqual(decode(words, 'base64'), { text: words, isWhole: false });
});

test('any other encoding is none', () => {
  for (const encoding of ['', '7bit', '8bit', 'utf-8', '"nonsense"']) {
    assert.deepEqual(decode('a=20b', encoding), { text: 'a=20b', isWhole: true });
  }
});

// "Cat" and "Hello, world" in the notation of uuencode.
const cat = 'begin 644 cat.txt\n#0V%T\n`\nend\n';
const world = "begin 755 the world.txt\r\n,2&5L;&\\L('=O<FQD\r\n`\r\nend\r\n";

test('uuencoded files are taken out of the words around them', () => {
  const { rest, files } = takeUuencoded(Buffer.from(`See:\n${cat}and\r\n${world}Bye.\n`));
  assert.equal(rest.toString(), 'See:\nand\r\nBye.\n');
  assert.deepEqual(
    files.map(({ name, content }) => [name, content.toString()]),
    [
      ['cat.txt', 'Cat'],
      ['the world.txt', 'Hello, world'],
    ],
  );
});

test('a line that only begins like a file is left alone', () => {
  for (const text of [
    'begin 644 things at once\nand see\nend\n',
    'We begin 644 cat.txt\n#0V%T\n`\nend\n',
    'begin at the start\n#0V%T\n`\nend\n',
    'begin 644 a\nHELLO\n',
    'begin 644 empty\n`\nend\n',
  ]) {
    assert.deepEqual(takeUuencoded(Buffer.from(text)).files, [], text);
  }
});

test('a uuencoded part is its file', () => {
  assert.deepEqual(decode(cat, 'x-uuencode'), { text: 'Cat', isWhole: true });
  assert.deepEqual(decode('no file', 'uuencode'), { text: 'no file', isWhole: false });
});
