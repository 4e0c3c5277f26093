import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { readMail } from '#mail/read/parse.ts';
import { splitReply } from '#mail/read/split-reply.ts';
import type { ReadMail } from '#mail/read-mail.ts';

// What programs wrote and what people answered, read from mails that lie beside the repository; the
// folder is given in AMENDS_SHARED.

const folder = join(process.env['AMENDS_SHARED'] ?? '../shared', 'data', 'mail');

const rowsOf = <Row>(name: string): Row[] =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

type Expected = { reason: string; hard: boolean };
type BounceRow = { file: string; recipients: Expected[] };

const kindOf = ({ reason }: Expected): string =>
  ({ feedback: 'feedback_report', vacation: 'auto_reply', delivered: 'receipt' })[reason] ??
  'bounce';

const share = (right: number, of: number): string =>
  `${right} of ${of} (${((100 * right) / of).toFixed(1)} %)`;

test('bounces: whom they did not reach, and whether for good', async (t) => {
  const rows = rowsOf<BounceRow>('bounces.jsonl');
  const right = { recipient: 0, hard: 0, kind: 0 };
  for (const row of rows) {
    const mail = await readMail(await readFile(join(folder, row.file)));
    const [expected] = row.recipients;
    if (!expected) continue;
    const kind = kindOf(expected);
    if (mail.machine === kind) right.kind += 1;
    if ((mail.bounce?.hard ?? false) === expected.hard) right.hard += 1;
    if (kind === 'bounce' ? isNamed(mail) : mail.bounce === null) right.recipient += 1;
  }
  for (const [what, count] of Object.entries(right))
    t.diagnostic(`${what}: ${share(count, rows.length)}`);
  assert.ok(right.recipient >= 0.95 * rows.length);
  assert.ok(right.hard >= 0.92 * rows.length);
  assert.ok(right.kind >= 0.95 * rows.length);
});

/**
 * The material does not say whom a bounce is about. Where the bounce does so in fields, it must be one
 * of those; elsewhere an address it names that is neither who gets nor who sends it.
 */
function isNamed(mail: ReadMail): boolean {
  const recipient = mail.bounce?.recipient?.toLowerCase();
  if (!recipient) return false;
  const parts = mail.parts.map((part) => Buffer.from(part.content).toString());
  const whole = [mail.text, ...parts].join('\n').toLowerCase();
  const fields = whole.match(/^(?:final|original)-recipient:.*@.*$/gm) ?? [];
  if (fields.length > 0) return fields.some((field) => field.includes(recipient));
  const own = [...mail.to, ...(mail.from ? [mail.from] : [])];
  return (
    whole.includes(recipient) && !own.some(({ address }) => address.toLowerCase() === recipient)
  );
}

type ReplyRow = { id: string; text: string; trimmed?: string; expected_signature?: string };

test('replies: the new words told from the rest', (t) => {
  const rows = rowsOf<ReplyRow>('reply-trim.jsonl');
  let exact = 0;
  let overlap = 0;
  for (const row of rows) {
    const expected = tidy(row.trimmed ?? row.text.replace(row.expected_signature ?? '', ''));
    const found = tidy(splitReply(row.text).newText);
    if (found === expected) exact += 1;
    overlap += tokenF1(found, expected) / rows.length;
  }
  t.diagnostic(`exact: ${share(exact, rows.length)}, token F1: ${overlap.toFixed(3)}`);
  assert.ok(exact >= 0.75 * rows.length);
  assert.ok(overlap >= 0.9);
});

const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();

function tokenF1(found: string, expected: string): number {
  const [left, right] = [found, expected].map((text) => text.split(/\s+/).filter(Boolean));
  if (!left || !right || left.length + right.length === 0) return 1;
  const counts = new Map<string, number>();
  for (const token of right) counts.set(token, (counts.get(token) ?? 0) + 1);
  let shared = 0;
  for (const token of left) {
    const count = counts.get(token) ?? 0;
    if (count > 0) shared += 1;
    counts.set(token, count - 1);
  }
  return (2 * shared) / (left.length + right.length);
}

test('mails: programs are known, and no person is taken for one', async (t) => {
  const counts = new Map<string, number>();
  const names = (await readdir(join(folder, 'messages'))).sort();
  for (const name of names) {
    const raw = await readFile(join(folder, 'messages', name));
    const { machine } = await readMail(raw);
    counts.set(machine ?? 'person', (counts.get(machine ?? 'person') ?? 0) + 1);
    if (name.startsWith('sisimai-')) assert.notEqual(machine, null, name);
    else if (machine) assert.match(raw.toString('latin1'), machineHeaders, `${name}: ${machine}`);
  }
  t.diagnostic(Array.from(counts, ([kind, count]) => `${kind}: ${count}`).join(', '));
});

const machineHeaders =
  /^(?:auto-submitted|precedence|list-(?:id|unsubscribe|post)|x-mailing-list|mailing-list|content-type: multipart\/report)/im;
