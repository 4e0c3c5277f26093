import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { settableClock } from '#clock.ts';
import { readConfig } from '#config.ts';
import { Refusal, Stop } from '#refusal.ts';
import { testDatabase } from '../../test/database.ts';
import { temporaryFolder } from '../../test/processes.ts';
import { createAmends } from './amends.ts';
import { gatherCast } from './demo/people.ts';
import { type ImportOptions, importFile } from './import-complaints.ts';
import { bodyOfRow } from './import-fields.ts';

async function openWorld(t: TestContext, isSetUp = true) {
  const { db } = await testDatabase(t);
  const folder = await temporaryFolder();
  const config = readConfig({ AMENDS_DATA: folder });
  const amends = await createAmends(config, db, {
    clock: settableClock('2026-11-23T09:00:00.000Z'),
  });
  if (isSetUp) await gatherCast(amends.ledger);
  const rejectedFile = join(folder, 'imports', 'rejected.jsonl');
  return {
    db,
    rejectedFile,
    async take(name: string, content: string | Buffer, options: Partial<ImportOptions> = {}) {
      const file = join(folder, name);
      await writeFile(file, content);
      const { bytesRead: _, ...counts } = await importFile(amends, file, {
        rejectedFile,
        ...options,
      });
      return counts;
    },
    async texts() {
      const rows = await db
        .selectFrom('external_ids')
        .innerJoin('messages', 'messages.message_id', 'external_ids.complaint_id')
        .innerJoin('words', 'words.words_id', 'messages.words_id')
        .select(['external_id', 'text'])
        .execute();
      return Object.fromEntries(rows.map((row) => [row.external_id, row.text]));
    },
    async rejected() {
      const text = await readFile(rejectedFile, 'utf8');
      return text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as { line: number; code: string; message: string });
    },
  };
}

const jsonl = (...rows: unknown[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Everything that is easily lost on the way: blanks, line ends, marks, characters beyond 16 bits. */
const odd = [
  '  two blanks before, a tab\tand three after   ',
  'a\r\nb\nc\rd\n\n',
  'separators \u2028 and \u2029, next line \u0085, no-break\u00a0space, zero\u200bwidth, \ufeff mark',
  'quotes " “ ” and \\n that is none; a;b,c\td',
  '👩‍👩‍👧 e\u0301 é ﬁ \ufffd العربية \u202eright to left',
  '{"json": "within"} <b>html</b> &amp; $1 %s \\',
];

test('takes JSON lines in word for word', async (t) => {
  const world = await openWorld(t);
  const rows = odd.map((text, place) => ({ _id: `odd-${place}`, text }));
  const counts = await world.take('odd.jsonl', `\ufeff${jsonl(...rows)}\r\n   \n`);
  assert.deepEqual(counts, { rows: 6, takenIn: 6, known: 0, refused: 0 });
  const texts = await world.texts();
  for (const [place, text] of odd.entries()) assert.equal(texts[`odd-${place}`], text);
});

test('takes CSV in word for word, with any of the usual marks between the fields', async (t) => {
  const world = await openWorld(t);
  for (const delimiter of [',', ';', '\t']) {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const head = ['Consumer complaint narrative', '"Complaint ID"', 'Product'].join(delimiter);
    const lines = odd.map((text, place) =>
      [quoted(text), `${delimiter.charCodeAt(0)}-${place}`, 'Kettle'].join(delimiter),
    );
    const file = `\ufeff${[head, ...lines, '', ''].join('\r\n')}`;
    const counts = await world.take('odd.csv', file);
    assert.deepEqual(counts, { rows: 6, takenIn: 6, known: 0, refused: 0 });
    const texts = await world.texts();
    for (const [place, text] of odd.entries()) {
      assert.equal(texts[`${delimiter.charCodeAt(0)}-${place}`], text);
    }
  }
});

test('passes over what it took in before, with ids and without', async (t) => {
  const world = await openWorld(t);
  const named = Array.from({ length: 30 }, (_, place) => ({ id: place, text: `named ${place}` }));
  // The same words twice are two complaints when nobody gave them an id.
  const nameless = [{ text: 'the same' }, { text: 'the same' }];
  const content = jsonl(...named, ...nameless);
  assert.deepEqual(await world.take('a.jsonl', content), {
    rows: 32,
    takenIn: 32,
    known: 0,
    refused: 0,
  });
  const more = content + jsonl({ id: 7, text: 'named 7' }, { id: 99, text: 'new' });
  assert.deepEqual(await world.take('b.jsonl', more), {
    rows: 34,
    takenIn: 1,
    known: 33,
    refused: 0,
  });
});

test('the same id twice in one file is one complaint', async (t) => {
  const world = await openWorld(t);
  const rows = Array.from({ length: 20 }, () => ({ id: 'one', text: 'once' }));
  const counts = await world.take('twice.jsonl', jsonl(...rows));
  assert.deepEqual(counts, { rows: 20, takenIn: 1, known: 19, refused: 0 });
});

test('stops when asked and goes on where it was', async (t) => {
  const world = await openWorld(t);
  const rows = Array.from({ length: 900 }, (_, place) => ({ id: `r${place}`, text: `n ${place}` }));
  const stopping = new AbortController();
  const first = await world.take('long.jsonl', jsonl(...rows), {
    signal: stopping.signal,
    progress: ({ takenIn }) => takenIn >= 450 && stopping.abort(),
  });
  assert.ok(first.takenIn >= 450 && first.takenIn < 650, String(first.takenIn));
  const second = await world.take('long.jsonl', jsonl(...rows));
  assert.deepEqual(second, {
    rows: 900,
    takenIn: 900 - first.takenIn,
    known: first.takenIn,
    refused: 0,
  });
  assert.equal(Object.keys(await world.texts()).length, 900);
});

test('names each bad row and takes all others in', async (t) => {
  const world = await openWorld(t);
  const lines = [
    '{"id": "1", "text": "good"}',
    '{"id": "2", "text": "cut off',
    '',
    '{"id": "3", "text": "   "}',
    '{"id": "4", "text": "zero \\u0000 character"}',
    '{"id": "5", "text": "half \\ud83d of a pair"}',
    '{"id": "6", "text": "good", "email": "not an address"}',
    '{"id": "7", "text": "good", "date_received": "2031-01-01"}',
    '{"id": "8", "text": "good", "date_received": "when it rained"}',
    '["9", "a list"]',
    `{"id": "10", "text": ${JSON.stringify('x'.repeat(100_001))}}`,
    '{"id": "11", "text": 11}',
    `{"id": ${JSON.stringify('i'.repeat(501))}, "text": "good"}`,
    '{"id": "last", "text": "good, without a line end"}',
  ];
  const content = Buffer.concat([
    Buffer.from('{"id": "0", "text": "Latin-1: Gr\xfc\xdfe"}\n', 'latin1'),
    Buffer.from(lines.join('\n')),
  ]);
  const counts = await world.take('bad.jsonl', content);
  assert.deepEqual(counts, { rows: 14, takenIn: 2, known: 0, refused: 12 });
  const rejected = await world.rejected();
  const byLine = rejected.toSorted((one, other) => one.line - other.line);
  assert.deepEqual(
    byLine.map(({ line, code }) => [line, code]),
    [
      [1, 'unreadable_row'],
      [3, 'unreadable_row'],
      [5, 'text_missing'],
      [6, 'unusable_characters'],
      [7, 'unusable_characters'],
      [8, 'invalid_input'],
      [9, 'date_in_the_future'],
      [10, 'invalid_input'],
      [11, 'unreadable_row'],
      [12, 'text_too_long'],
      [13, 'invalid_input'],
      [14, 'invalid_input'],
    ],
  );
  assert.match(byLine[0]?.message ?? '', /UTF-8/);
  assert.match(byLine[7]?.message ?? '', /receivedAt must be a date/);
  assert.deepEqual(Object.keys(await world.texts()).sort(), ['1', 'last']);
});

test('a quotation mark that is never closed costs the rest of the file and no more', async (t) => {
  const world = await openWorld(t);
  const long = 'y'.repeat(9 * 1024 * 1024);
  for (const rest of ['never closed\n3,c\n', long]) {
    const counts = await world.take('open.csv', `id,text\n1,a\n2,"b\nb"\n3,"${rest}`);
    assert.equal(counts.takenIn + counts.known, 2);
    assert.equal(counts.refused, 1);
    const [fault] = await world.rejected();
    assert.equal(fault?.line, 5);
    assert.match(fault?.message ?? '', /never closed/);
  }
});

test('a CSV row in another encoding is refused, not changed', async (t) => {
  const world = await openWorld(t);
  const content = Buffer.from('id;text\n1;Gr\xfc\xdfe\n2;plain\n', 'latin1');
  const counts = await world.take('latin.csv', content);
  assert.deepEqual(counts, { rows: 2, takenIn: 1, known: 0, refused: 1 });
  assert.match((await world.rejected())[0]?.message ?? '', /UTF-8/);
});

test('keeps what was said beside the words', async (t) => {
  const world = await openWorld(t);
  await world.take(
    'fields.jsonl',
    jsonl({
      'Complaint ID': 77,
      complaint_what_happened: 'It broke.',
      date_received: '2026-06-02',
      'Submitted via': 'Postal mail',
      product: 'Kettle',
      company: 'left out',
    }),
  );
  const row = await world.db.selectFrom('complaints').selectAll().executeTakeFirstOrThrow();
  assert.equal(row.channel, 'post');
  // Midnight in London, where summer time holds.
  assert.equal(row.received_at.toISOString(), '2026-06-01T23:00:00.000Z');
});

test('reads days and times as they are usually written', () => {
  const read = (written: string) =>
    bodyOfRow({ date: written }, { number: 1, zone: 'Europe/Berlin' })['receivedAt'];
  assert.equal(read('2026-01-02'), '2026-01-01T23:00:00Z');
  assert.equal(read('2026-01-02 15:04'), '2026-01-02T14:04:00Z');
  assert.equal(read('2026-01-02T15:04:05.678'), '2026-01-02T14:04:05Z');
  assert.equal(read('2026-01-02T15:04:05Z'), '2026-01-02T15:04:05Z');
  assert.equal(read('09/01/2016 12:00:00 AM'), '2016-08-31T22:00:00Z');
  assert.equal(read('09/01/2016 12:30:00 PM'), '2016-09-01T10:30:00Z');
  assert.equal(read('01.09.2016'), '2016-08-31T22:00:00Z');
  assert.equal(read('31.02.2016'), '31.02.2016');
});

test('a file that cannot be used, and an Amends that is not set up, are said at once', async (t) => {
  const world = await openWorld(t);
  await assert.rejects(world.take('list.json', '[{"text": "a"}]'), (error) => {
    return error instanceof Stop && /JSONL/.test(error.message);
  });
  const empty = await openWorld(t, false);
  await assert.rejects(empty.take('a.jsonl', jsonl({ text: 'a' })), (error) => {
    return error instanceof Refusal && error.code === 'not_set_up';
  });
});

test('an import keeps what was said after the complaint was made', async (t) => {
  const world = await openWorld(t);
  const staff = await world.db.selectFrom('staff').select('email').executeTakeFirstOrThrow();
  const messages = [
    { by: 'customer', text: 'Still nothing.', at: '2026-11-20T09:00:00Z' },
    { by: staff.email, text: 'We looked into it.' },
  ];
  const row = { id: 'with-more', text: 'It began so.', messages };
  const unknown = { ...row, id: 'by-nobody', messages: [{ by: 'a@b.example', text: 'No.' }] };
  const content = jsonl(row, unknown, { ...row, id: 'plain', messages: 'none' });
  const counts = { rows: 3, takenIn: 2, known: 0, refused: 1 };
  assert.deepEqual(await world.take('more.jsonl', content), counts);
  const [refused] = await world.rejected();
  assert.equal(refused?.code, 'unknown_writer');
  const said = await world.db
    .selectFrom('messages')
    .innerJoin('external_ids', 'external_ids.complaint_id', 'messages.complaint_id')
    .select(['author', 'audience'])
    .where('external_id', '=', 'with-more')
    .orderBy('message_id')
    .execute();
  assert.deepEqual(
    said.map(({ author, audience }) => `${author} ${audience}`),
    ['customer customer', 'customer customer', 'staff internal'],
  );
  assert.equal((await world.take('more.jsonl', content)).known, 2);
});
