import assert from 'node:assert/strict';
import { test } from 'node:test';
import { letterText, readLetter } from '#notices/letter.ts';
import { startApp } from '../../test/app.ts';
import { answerOf } from '../../test/visitor.ts';
import { verifyAmends } from './check.ts';

test('the checkpoint is mailed to the witnesses once a day, and what they keep finds a cut tail', async () => {
  const app = await startApp();
  await app.db
    .updateTable('organisation')
    .set({ witnesses: ['auditor@example.org'] })
    .execute();
  answerOf(await app.anyone().post('/api/complaints', { text: 'It never came.' }), 201);
  await app.sweep('seal the ledger');
  await app.sweep('mail the checkpoint');
  await app.sweep('mail the checkpoint');
  const rows = await app.db
    .selectFrom('notices')
    .innerJoin('words', 'words.words_id', 'notices.words_id')
    .select('words.text')
    .where('kind', '=', 'checkpoint')
    .execute();
  assert.equal(rows.length, 1);
  const letter = readLetter(rows[0]?.text ?? null);
  assert.deepEqual(letter.to, ['auditor@example.org']);
  const text = letterText(letter);

  const kinds = async (witness: string) =>
    (await verifyAmends(app.amends, { witness })).faults.map((fault) => fault.kind);
  const whole = await kinds(text);
  assert.ok(
    !whole.includes('shortened_ledger') && !whole.includes('foreign_witness'),
    whole.join(),
  );
  await app.db.deleteFrom('checkpoints').execute();
  await app.db.deleteFrom('ledger_positions').execute();
  assert.ok((await kinds(text)).includes('shortened_ledger'));
});
