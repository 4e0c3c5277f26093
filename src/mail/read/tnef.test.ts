import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTnef } from './tnef.ts';

const number = (value: number, width = 4): Buffer => {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntLE(value, 0, width);
  return bytes;
};
const attribute = (level: number, id: number, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from([level]), number(id), number(data.length), data, number(0, 2)]);

const unicode = (id: number, text: string): Buffer => value(0x1f, id, Buffer.from(text, 'utf16le'));
const value = (type: number, id: number, data: Buffer): Buffer => {
  const rest = Buffer.alloc((4 - (data.length % 4)) % 4);
  const head = [number(type, 2), number(id, 2), number(1), number(data.length)];
  return Buffer.concat([...head, data, rest]);
};
const list = (...values: Buffer[]): Buffer => Buffer.concat([number(values.length), ...values]);

const start = Buffer.concat([number(0x223e9f78), number(1, 2)]);
const codepage = attribute(1, 0x00069007, Buffer.concat([number(1251), number(0)]));
const begin = attribute(2, 0x00069002, Buffer.alloc(14));
const title = (name: string) => attribute(2, 0x00018010, Buffer.from(`${name}\0`, 'latin1'));
const data = (content: string) => attribute(2, 0x0006800f, Buffer.from(content));
const properties = (...values: Buffer[]) => attribute(2, 0x00069005, list(...values));
const message = (...values: Buffer[]) => attribute(1, 0x00069003, list(...values));
const tnef = (...attributes: Buffer[]): Buffer => Buffer.concat([start, ...attributes]);

const opened = (bytes: Buffer) => {
  const { files = [], ...body } = openTnef(bytes) ?? {};
  return {
    ...body,
    files: files.map(({ content, ...file }) => ({ ...file, text: content.toString() })),
  };
};
const octets = { type: 'application/octet-stream', contentId: null };

test('files with their long names, types and ids', () => {
  const described = properties(
    unicode(0x3707, 'Receipt März.txt\0'),
    value(0x1e, 0x370e, Buffer.from('Text/Plain\0')),
    unicode(0x3712, 'id@example.org'),
  );
  const { files } = opened(
    tnef(
      begin,
      title('RECEIP~1.TXT'),
      data('Paid'),
      described,
      begin,
      title('b.pdf'),
      data('%PDF'),
    ),
  );
  assert.deepEqual(files, [
    { name: 'Receipt März.txt', type: 'text/plain', contentId: 'id@example.org', text: 'Paid' },
    { ...octets, name: 'b.pdf', text: '%PDF' },
  ]);
});

test('names and text in the codepage of the sender', () => {
  const body = attribute(1, 0x0002800c, Buffer.from([0xc0, 0xe1, 0xe2, 0x00, 0x41]));
  const { files, text } = opened(tnef(codepage, body, begin, title('\xe0.txt'), data('x')));
  assert.equal(text, 'Абв');
  assert.equal(files[0]?.name, 'а.txt');
});

test('the text as a property, and the HTML', () => {
  const html = value(0x102, 0x1013, Buffer.from('<p>x</p>'));
  const read = openTnef(tnef(message(unicode(0x1000, 'It leaks.\0'), html)));
  assert.equal(read?.text, 'It leaks.');
  assert.equal(read?.html?.toString(), '<p>x</p>');
});

test('properties of every width are stepped over', () => {
  const id = (type: number, bytes: number) =>
    Buffer.concat([number(type, 2), number(0x1234, 2), Buffer.alloc(bytes)]);
  const named = Buffer.concat([
    number(0x03, 2),
    number(0x8001, 2),
    Buffer.alloc(16),
    number(1),
    number(6),
    Buffer.from('abcdef\0\0'),
    number(7),
  ]);
  const many = Buffer.concat([number(0x1003, 2), number(0x1234, 2), number(3), Buffer.alloc(12)]);
  const skipped = [id(0x02, 4), id(0x05, 8), id(0x0b, 4), id(0x40, 8), id(0x48, 16), named, many];
  const read = openTnef(tnef(message(...skipped, unicode(0x1000, 'found'))));
  assert.equal(read?.text, 'found');
});

test('a mail within is opened, its text a file', () => {
  const inner = tnef(message(unicode(0x1000, 'Inner.')), begin, title('c.txt'), data('C'));
  const object = value(0x0d, 0x3701, Buffer.concat([Buffer.alloc(16), inner]));
  const { files } = opened(tnef(begin, title('Forwarded'), properties(object)));
  assert.deepEqual(files, [
    { name: 'Forwarded.txt', type: 'text/plain', contentId: null, text: 'Inner.' },
    { ...octets, name: 'c.txt', text: 'C' },
  ]);
});

test('mails within mails are opened three deep, and are files below', () => {
  let inner = tnef(begin, title('x.txt'), data('x'));
  for (let level = 0; level < 20; level += 1) {
    const object = value(0x0d, 0x3701, Buffer.concat([Buffer.alloc(16), inner]));
    inner = tnef(begin, title('Forwarded'), properties(object));
  }
  const { files } = opened(inner);
  assert.equal(files.length, 1);
  assert.equal(files[0]?.name, 'Forwarded');
});

test('what is no TNEF, broken, or larger than anything real is not opened', () => {
  const whole = tnef(begin, title('a.txt'), data('content'), properties(unicode(0x3707, 'a.txt')));
  assert.equal(openTnef(Buffer.alloc(0)), null);
  assert.equal(openTnef(Buffer.from('no tnef at all')), null);
  assert.equal(openTnef(tnef(...Array.from({ length: 200 }, () => begin))), null);
  const lying = Buffer.from(whole);
  lying.writeUInt32LE(0xfffffff0, start.length + 5);
  assert.equal(openTnef(lying), null);
  const endless = properties(Buffer.alloc(0));
  endless.writeUInt32LE(0xffffffff, 9);
  assert.equal(openTnef(tnef(begin, endless)), null);
});

test('cut at any place, or with any byte changed, it is opened or not, and that is all', () => {
  const whole = tnef(
    codepage,
    begin,
    title('a.txt'),
    data('content'),
    properties(unicode(0x3707, 'a')),
  );
  for (let at = 0; at < whole.length; at += 1) {
    openTnef(whole.subarray(0, at));
    for (const byte of [0x00, 0x01, 0x7f, 0x80, 0xff]) {
      const changed = Buffer.from(whole);
      changed[at] = byte;
      openTnef(changed);
    }
  }
});
