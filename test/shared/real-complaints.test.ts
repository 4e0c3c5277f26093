import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { before, test } from 'node:test';
import { verifyAmends } from '#app/check.ts';
import { type App, startApp } from '../app.ts';
import { answerOf, type Visitor } from '../visitor.ts';

// Real complaints through the API, found again word for word. The material lies beside the
// repository; its folder is given in AMENDS_SHARED.

const folder = process.env['AMENDS_SHARED'] ?? '../shared';
const file = join(folder, 'data', 'complaints', 'cfpb.jsonl');
const inFlight = 8;

type Row = { _id: string; narrative: string; product: string; date_received: string };

let app: App;
let program: Visitor;

before(async () => {
  app = await startApp();
  program = await app.withToken('archive');
});

async function readRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line) rows.push(JSON.parse(line) as Row);
  }
  return rows;
}

async function send(row: Row): Promise<void> {
  const body = {
    text: row.narrative,
    product: row.product,
    externalId: row._id,
    receivedAt: `${row.date_received}T12:00:00Z`,
  };
  answerOf(await program.post('/api/complaints', body), 201);
}

test('every complaint is taken in and found again word for word, and the ledger is whole', async () => {
  const rows = await readRows();
  const waiting = [...rows];
  const sender = async () => {
    for (let row = waiting.pop(); row; row = waiting.pop()) await send(row);
  };
  await Promise.all(Array.from({ length: inFlight }, sender));

  const found = await readAll();
  assert.equal(found.length, rows.length);
  const count = (texts: string[]) => texts.toSorted((a, b) => (a < b ? -1 : 1));
  assert.deepEqual(count(found), count(rows.map((row) => row.narrative)));

  const verdict = await verifyAmends(app.amends);
  assert.deepEqual(verdict.faults, []);
  console.log(`${found.length} of ${rows.length} word for word; ${verdict.entries} entries whole`);
});

async function readAll(): Promise<string[]> {
  const texts: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const url: string = `/api/complaints?limit=200${cursor && `&cursor=${cursor}`}`;
    const page = answerOf<{ complaints: { text: string }[]; next: string | null }>(
      await program.get(url, { accept: 'application/json' }),
    );
    texts.push(...page.complaints.map((complaint) => complaint.text));
    cursor = page.next;
  }
  return texts;
}
