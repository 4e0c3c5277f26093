import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { answerTo } from '#app/commands/working-time-rows.ts';

// Working time as other programs reckon it, read from rows that lie beside the repository; the folder
// is given in AMENDS_SHARED.

const file = join(
  process.env['AMENDS_SHARED'] ?? '../shared',
  'data',
  'clocks',
  'business-time.jsonl',
);

type Row = { kind: string; expected?: unknown; expected_seconds?: number };

test('working time: every row as two programs agree on it', (t) => {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
  const wrong = rows.flatMap((row) => {
    const expected = row.expected ?? row.expected_seconds;
    const answer = answerTo(row);
    return JSON.stringify(answer) === JSON.stringify(expected) ? [] : [{ row, answer }];
  });
  t.diagnostic(`${rows.length - wrong.length} of ${rows.length}`);
  assert.ok(rows.length > 0);
  assert.deepEqual(wrong, []);
});
