import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createReader, type ReaderOptions } from './reader.ts';

const closing: (() => Promise<void>)[] = [];
after(() => Promise.all(closing.map((close) => close())));

function startReader(options?: ReaderOptions) {
  const reader = createReader(options);
  closing.push(reader.close);
  return reader;
}

const sample = (name: string): Buffer =>
  readFileSync(join(import.meta.dirname, '../../../test/mails', `${name}.eml`));

const endless = Buffer.from(
  `Subject: x\r\nContent-Type: text/html\r\n\r\n${'<td><p>'.repeat(250_000)}`,
);
const greedy = Buffer.from(`Content-Type: text/html\r\n\r\n${'<p>a'.repeat(490_000)}`);

test('a mail is read in a process of its own, and the bytes stay with who gave them', async () => {
  const { read } = startReader();
  const raw = sample('alternative-inline-image');
  const answer = await read(raw);
  assert.ok('mail' in answer);
  assert.equal(answer.mail.subject, 'Photo of the damage');
  const sizes = answer.mail.parts.map(({ content }) => content.length);
  assert.deepEqual(sizes, [70, 19]);
  assert.deepEqual(raw, sample('alternative-inline-image'));
});

test('many at once are all read, each once', async () => {
  const { read } = startReader();
  const subjects = Array.from({ length: 50 }, (_, index) => `Number ${index}`);
  const answers = await Promise.all(
    subjects.map((subject) => read(Buffer.from(`Subject: ${subject}\r\n\r\nIt leaks.`))),
  );
  assert.deepEqual(
    answers.map((answer) => ('mail' in answer ? answer.mail.subject : answer.fault)),
    subjects,
  );
});

test('the HTML of a mail, with the pictures we serve', async () => {
  const { htmlOf } = startReader();
  const cidUrls = new Map([['door@example.org', '/files/1']]);
  const shown = await htmlOf(sample('alternative-inline-image'), { images: false, cidUrls });
  assert.ok('html' in shown);
  assert.match(shown.html ?? '', /<img src="\/files\/1"/);
  const none = await htmlOf(sample('plain'), { images: false, cidUrls });
  assert.deepEqual(none, { html: null });
});

test('what takes too long is given up, and the next is read', async () => {
  const { read } = startReader({ timeoutMs: 1_500, processes: 1 });
  const [first, second] = await Promise.all([read(endless), read(sample('plain'))]);
  assert.deepEqual(first, { fault: 'too_slow' });
  assert.ok('mail' in second);
});

test('what takes too much memory is given up, and the next is read', async () => {
  const { read } = startReader({ memoryMb: 32, processes: 1 });
  const [first, second] = await Promise.all([read(greedy), read(sample('plain'))]);
  assert.deepEqual(first, { fault: 'too_much_memory' });
  assert.ok('mail' in second);
});

test('what is too large is not read at all', async () => {
  const { read } = startReader();
  assert.deepEqual(await read(Buffer.alloc(50 * 1024 * 1024 + 1)), { fault: 'too_large' });
});

test('a closed reader says so, also to those who wait', async () => {
  const { read, close } = createReader({ processes: 1 });
  const waiting = [read(endless), read(sample('plain'))];
  await close();
  const answers = await Promise.all([...waiting, read(sample('plain'))]);
  assert.deepEqual(answers, Array(3).fill({ fault: 'crashed' }));
});
