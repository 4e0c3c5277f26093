import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { findComplaint } from '#complaints/index.ts';
import { checkReceipt } from '#ledger/receipt-check.ts';
import { Stop } from '#refusal.ts';
import { startApp } from '../../test/app.ts';
import { complain } from '../../test/complaints.ts';
import { temporaryFolder } from '../../test/processes.ts';
import { answerOf, assertRefused } from '../../test/visitor.ts';
import { writeOmbudsmanFolder } from './ombudsman-file.ts';

const app = await startApp();
const handler = await app.as(app.people.handler);
const manager = await app.as(app.people.manager);

const received = await complain(app.anyone());
const followUp = 'The technician comes on Friday and brings the part that was missing.';
answerOf(
  await handler.post(`/api/complaints/${received.id}/letters`, {
    kind: 'update',
    own: { followUp },
  }),
  201,
);

it('the whole file is for managers and executives', async () => {
  const url = `/api/complaints/${received.id}/ombudsman-file.pdf`;
  assertRefused(await handler.get(url), 403, 'not_allowed');
  const pdf = await manager.get(url);
  assert.equal(pdf.headers['content-type'], 'application/pdf');
  assert.equal(pdf.rawPayload.subarray(0, 5).toString(), '%PDF-');
});

it('as a folder it holds the letters as sent, and a receipt that can be checked without us', async () => {
  const folder = await temporaryFolder();
  const of = await findComplaint(app.amends.db, received.id);
  const written = await writeOmbudsmanFolder(app.amends, of, folder);
  assert.deepEqual((await readdir(folder)).toSorted(), written.toSorted());
  assert.ok(written.includes('letter-01-update.pdf'));
  assert.match(await readFile(join(folder, 'letter-01-update.txt'), 'utf8'), /technician/);
  const receipt = await readFile(join(folder, 'receipt.json'), 'utf8');
  assert.match(receipt, /LetterSent/);
  assert.ok(checkReceipt(receipt).length > 0);
  await assert.rejects(writeOmbudsmanFolder(app.amends, of, folder), Stop);
});
