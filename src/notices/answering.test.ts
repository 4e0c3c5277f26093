import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { simpleParser } from 'mailparser';
import { newId } from '#id.ts';
import { monday, startApp, tuesdayAtFive } from '../../test/app.ts';
import {
  assertNothingRecorded,
  complain,
  look,
  pageOf,
  type Received,
} from '../../test/complaints.ts';
import { takesAll } from '../../test/post.ts';
import { answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';
import { sendDueNotices } from './index.ts';

const app = await startApp();
const { amends, people, clock } = app;
const customer = app.anyone();
const handler = await app.as(people.handler);
const colleague = await app.as(people.colleague);

beforeEach(() => clock.set(monday));

const text = 'You waited two hours. Nobody told you why, and that was wrong of us.';
const promise = { text: 'We pay back your ticket.', dueAt: tuesdayAtFive };

const received = (body: object = {}) =>
  complain(customer, { email: `${newId()}@example.org`, ...body });

const answer = (by: Visitor, { id }: Received, wish: object = {}) =>
  by.post(`/api/complaints/${id}/messages`, { text, ...wish });

const messagesOf = async (of: Received) => (await look(handler, of)).messages;

const latestOf = async (of: Received): Promise<string> =>
  (await messagesOf(of))
    .map(({ id }) => id)
    .toSorted()
    .at(-1) ?? '';

async function ticketOf(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const file = new File([content], name, { type: 'application/pdf' });
  const sent = await handler.submitFiles('/api/uploads', {}, [file]);
  const { uploads } = answerOf<{ uploads: { ticket: string }[] }>(sent, 201);
  return uploads[0]?.ticket ?? '';
}

/** The mail of the answer as the customer's program reads it. */
async function mailOfAnswer() {
  const post = takesAll();
  await sendDueNotices({ ...amends, post });
  const mails = await Promise.all(post.mails.map(({ bytes }) => simpleParser(bytes)));
  const found = mails.findLast((mail) => mail.text?.includes(text));
  assert.ok(found, 'the answer did not go out');
  return found;
}

describe('an answer', () => {
  it('says what is promised with it in the same mail, and in no other', async () => {
    const of = await received({ text: 'Der Zug kam nie und niemand hat uns etwas gesagt.' });
    answerOf(await answer(handler, of, { promises: [promise] }), 201);
    const { text: said = '' } = await mailOfAnswer();
    assert.match(said, /We pay back your ticket\./);
    assert.match(said, /24\. November 2026/, 'in the language of the customer');
    const { notices } = await look(handler, of);
    assert.deepEqual(notices.map(({ kind }) => kind).toSorted(), ['acknowledgement', 'answer']);
  });

  it('makes what is promised with it, or is not given at all', async () => {
    const of = await received();
    const promises = [promise, { ...promise, ownerId: people.colleague.staffId }];
    answerOf(await answer(handler, of, { promises }), 201);
    const made = (await look(handler, of)).promises.filter(({ kind }) => kind === 'action');
    assert.deepEqual(
      made.map(({ owner }) => owner.name),
      [people.handler.name, people.colleague.name],
    );
    const late = { promises: [promise, { ...promise, dueAt: monday }] };
    const refused = await assertNothingRecorded(app.db, () => answer(handler, of, late));
    assertRefused(refused, 422, 'date_in_the_past');
    const strange = await answer(handler, of, { promises: [{ ...promise, ownerId: newId() }] });
    assertRefused(strange, 404, 'not_found');
    const many = await answer(handler, of, { promises: Array.from({ length: 11 }, () => promise) });
    assertRefused(many, 422, 'invalid_input');
  });

  it('is not given past what its writer has not read', async () => {
    const of = await received();
    const seen = await latestOf(of);
    const contact = { channel: 'phone', text: 'It is worse.' };
    answerOf(await colleague.post(`/api/complaints/${of.id}/contacts`, contact), 201);
    for (const stale of [seen, null]) {
      const refused = assertRefused(
        await answer(handler, of, { seen: stale }),
        409,
        'something_new_arrived',
      );
      assert.deepEqual(refused.fields, [{ field: 'seen', message: await latestOf(of) }]);
    }
    const note = { text: 'A note is nothing that the customer sees.' };
    const read = await latestOf(of);
    answerOf(await colleague.post(`/api/complaints/${of.id}/notes`, note), 201);
    answerOf(await answer(handler, of, { seen: read }), 201);
  });

  it('of two who answer at once is given once', async () => {
    const of = await received();
    const seen = await latestOf(of);
    const given = await Promise.all([handler, colleague].map((by) => answer(by, of, { seen })));
    assert.deepEqual(given.map(({ statusCode }) => String(statusCode)).toSorted(), ['201', '409']);
  });

  it('takes the complaint, or leaves it where it is', async () => {
    const of = await received();
    const [mine, theirs] =
      of.owner.id === people.handler.staffId
        ? [colleague, people.colleague]
        : [handler, people.handler];
    answerOf(await answer(mine, of), 201);
    assert.equal((await look(handler, of)).owner.id, of.owner.id);
    answerOf(await answer(mine, of, { take: true }), 201);
    assert.equal((await look(handler, of)).owner.id, theirs.staffId);
  });

  it('is no text block: one that was not rewritten is refused', async () => {
    const block =
      'Your comments have been passed on to the department in question and will be taken into account.';
    const made = { title: 'Passed on', text: `Dear {name},\n\n${block}`, language: 'en' };
    const { textBlockId } = answerOf<{ textBlockId: string }>(
      await handler.post('/api/text-blocks', made),
      201,
    );
    const of = await received();
    assertRefused(await answer(handler, of, { text: `Hello\n\n${block}` }), 409, 'canned_text');
    answerOf(await handler.post(`/api/text-blocks/${textBlockId}/retirement`));
    answerOf(await answer(handler, of, { text: `Hello\n\n${block}` }), 201);
  });
});

describe('files with an answer', () => {
  it('go out with the mail, and stand in the thread and on the customer’s page', async () => {
    const of = await received();
    const files = [await ticketOf('Fahrplan März.pdf', '%PDF-1.4 plan')];
    answerOf(await answer(handler, of, { files }), 201);
    const { attachments } = await mailOfAnswer();
    assert.deepEqual(
      attachments.map(({ filename, contentType, content }) => [
        filename,
        contentType,
        content.toString(),
      ]),
      [['Fahrplan März.pdf', 'application/pdf', '%PDF-1.4 plan']],
    );
    const [file] = (await messagesOf(of)).at(-1)?.files ?? [];
    assert.equal(file?.name, 'Fahrplan März.pdf');
    const page = (await customer.get(pageOf(of))).body;
    assert.match(page, /Fahrplan März\.pdf/);
    const fetched = await customer.get(`${pageOf(of)}/files/${file?.id}`);
    assert.equal(`${fetched.statusCode} ${fetched.body}`, '200 %PDF-1.4 plan');
  });

  it('are refused where a mail cannot carry them, and where they are not ours', async () => {
    const of = await received();
    const half = await ticketOf('half.pdf', new Uint8Array(10 * 1024 * 1024).fill(65));
    const refused = await assertNothingRecorded(app.db, () =>
      answer(handler, of, { files: [half, half] }),
    );
    assertRefused(refused, 409, 'attachments_too_large');
    assertRefused(await answer(handler, of, { files: ['made.up'] }), 422, 'upload_unknown');
    answerOf(await answer(handler, of, { files: [half] }), 201);
  });

  it('are named as enclosures in a letter on paper', async () => {
    const of = await complain(handler, {
      channel: 'post',
      name: 'Eva Lindner',
      postalAddress: 'Lange Reihe 4\n20099 Hamburg',
    });
    const files = [await ticketOf('plan.pdf', '%PDF-1'), await ticketOf('form.pdf', '%PDF-2')];
    answerOf(await answer(handler, of, { files, by: 'post' }), 201);
    const { notices } = answerOf<{
      notices: { complaintId: string; kind: string; text: string }[];
    }>(await handler.get('/api/notices?channel=post'));
    const letter = notices.find(
      ({ complaintId, kind }) => complaintId === of.id && kind === 'answer',
    );
    assert.match(letter?.text ?? '', /\nEnclosures: plan\.pdf, form\.pdf\n/);
  });
});
