import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createReader } from '#mail/read/reader.ts';
import type { ReadMail } from '#mail/read-mail.ts';

// Real mails and bounces: none is lost. The material lies beside the repository; its folder is
// given in AMENDS_SHARED.

const folder = join(process.env['AMENDS_SHARED'] ?? '../shared', 'data', 'mail');
const reader = createReader();
after(reader.close);

async function readAll(name: string): Promise<Map<string, ReadMail>> {
  const files = readdirSync(join(folder, name)).sort();
  const read = await Promise.all(
    files.map(async (file) => {
      const answer = await reader.read(readFileSync(join(folder, name, file)));
      assert.ok('mail' in answer, `${file}: ${'fault' in answer ? answer.fault : ''}`);
      return [file, answer.mail] as const;
    }),
  );
  return new Map(read);
}

const words = ({ text, subject, from, to }: ReadMail): string =>
  JSON.stringify([text, subject, from, to]);
const isEmpty = ({ text, parts, subject }: ReadMail): boolean =>
  text === '' && parts.length === 0 && subject === '';

test('every real mail is read, with words or parts, and in its own letters', async () => {
  const mails = await readAll('messages');
  assert.ok(mails.size > 150);
  const empty = [...mails].filter(([, mail]) => isEmpty(mail)).map(([file]) => file);
  // One has neither body nor headers that say anything.
  assert.ok(empty.length <= 1, empty.join(', '));
  for (const [file, mail] of mails) {
    assert.doesNotMatch(words(mail), /Ã[\x80-\xBF]|â€/, file);
    assert.doesNotMatch(
      JSON.stringify([mail.subject, mail.from, mail.to]),
      /=\?[\w-]+\?[bq]\?/i,
      file,
    );
    // One is binary that says it is text; a single zero stands at the end of another.
    if (!mail.oddities.includes('bad_charset')) assert.doesNotMatch(words(mail), /\uFFFD./, file);
  }
});

test('every real bounce is read, with words or parts', async () => {
  const mails = await readAll('bounces');
  assert.ok(mails.size > 200);
  for (const [file, mail] of mails) {
    assert.ok(mail.text !== '' || mail.parts.length > 0, file);
    assert.ok(mail.from === null || mail.from.address !== '' || mail.from.name !== '', file);
  }
});
