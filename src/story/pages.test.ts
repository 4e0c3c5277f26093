import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { monday, startApp } from '../../test/app.ts';
import {
  complain,
  look,
  pageOf,
  promise,
  type Received,
  reply,
  storyOf,
  whatHappened,
} from '../../test/complaints.ts';
import { type Answer, answerOf } from '../../test/visitor.ts';

const app = await startApp();
const customer = app.anyone();
const { people } = app;
const handler = await app.as(people.handler);

const friday = '2026-11-27T16:00:00.000Z';
const nobodysId = '0190a8c2-0000-7000-8000-000000000000';

const open = ({ link }: { link: string }, end = ''): Promise<Answer> =>
  customer.get(`${pageOf({ link })}${end}`);

async function shown(received: Received, end = ''): Promise<string> {
  const answer = await open(received, end);
  assert.equal(answer.statusCode, 200, answer.body.slice(0, 300));
  return answer.body;
}

/** Presses a button of the private page; it always leads back to the page. */
async function press(received: Received, path: string, values: Record<string, string> = {}) {
  const page = pageOf(received);
  const answer = await customer.submit(`${page}${path}`, values);
  assert.equal(answer.statusCode, 303, answer.body.slice(0, 300));
  assert.equal(answer.headers.location, page);
}

const next = (page: string): string => /class="next"[^]*?<\/section>/.exec(page)?.[0] ?? '';

describe('the private page', () => {
  it('says what was said, what was promised by when, the next step and who has it', async () => {
    const received = await complain(customer, { text: 'The <b>8:14</b> & no bus.' });
    const page = await shown(received);
    assert.ok(page.includes('The &lt;b&gt;8:14&lt;/b&gt; &amp; no bus.'));
    assert.ok(page.includes(received.reference));
    assert.ok(page.includes(received.claimCode));
    assert.match(next(page), new RegExp(`Next: ${received.owner.name} answers you personally`));
    assert.match(next(page), /Tuesday, 24 November 2026 at 17:00 CET/);
    assert.match(page, /You told us through another program\./);
  });

  it('shows the answer, and asks whether it is fixed only then', async () => {
    const received = await complain(customer);
    assert.ok(!(await shown(received)).includes('Is it fixed?'));
    await reply(handler, received, 'You are right, Eva.\nIt was the points.');
    const page = await shown(received);
    assert.ok(page.includes('You are right, Eva.\nIt was the points.'));
    assert.match(page, /Hana Sato, Nordwind Rail/);
    assert.match(page, /Is it fixed\?/);
    assert.match(next(page), /It is your turn\./);
  });

  it('is small, has no script, and is nobody else’s business', async () => {
    const received = await complain(customer, { text: 'x'.repeat(2_000) });
    for (let count = 0; count < 5; count++) {
      await reply(handler, received, `${'yz'.repeat(500)} ${count}`);
      await promise(handler, received, { dueAt: friday });
    }
    for (const end of ['', '?new=1', '/print']) {
      const answer = await open(received, end);
      assert.ok(answer.body.length <= 30_000, `${end}: ${answer.body.length} bytes`);
      assert.ok(!/<script|javascript:| on\w+="/i.test(answer.body), end);
      assert.equal(answer.headers['cache-control'], 'no-store');
      assert.equal(answer.headers['referrer-policy'], 'no-referrer');
      assert.equal(answer.headers['x-content-type-options'], 'nosniff');
      assert.match(String(answer.headers['content-security-policy']), /default-src 'none'/);
      assert.match(String(answer.headers['content-security-policy']), /frame-ancestors 'none'/);
      assert.match(String(answer.headers['strict-transport-security']), /max-age=\d{8}/);
      assert.equal(answer.headers['set-cookie'], undefined);
    }
  });

  it('is kept by no cache, whichever door shows it', async () => {
    const received = await complain(customer);
    const story = `/api/story${pageOf(received).slice(2)}`;
    const doors = [
      ...['', '/print', '/download.json', '/receipt.json'].map((end) => pageOf(received) + end),
      ...['', '/download', '/receipt'].map((end) => story + end),
      `${pageOf(received)}/files/${nobodysId}`,
      `${pageOf(received)}forged`,
    ];
    for (const url of doors) {
      assert.equal((await customer.get(url)).headers['cache-control'], 'no-store', url);
    }
  });
});

describe('what the customer can press', () => {
  it('says that a promise was not kept, and then that it was', async () => {
    const received = await complain(customer);
    const promiseId = await promise(handler, received, { dueAt: friday });
    const url = `/promises/${promiseId}/verdict`;
    const state = async () =>
      (await look(handler, received)).promises.find(({ id }) => id === promiseId)?.state;

    await press(received, url, { kept: 'no' });
    assert.equal(await state(), 'disputed');
    assert.match(await shown(received), /Not kept, you say/);
    await press(received, url, { kept: 'yes' });
    assert.equal(await state(), 'confirmed');
    assert.match(await shown(received), /You said we kept it: We pay back your ticket\./);
  });

  it('says that it is fixed, which closes it', async () => {
    const received = await complain(customer);
    await reply(handler, received);
    await press(received, '/verdict', { fixed: 'yes' });
    const seen = await look(handler, received);
    assert.deepEqual([seen.state, seen.closedBasis], ['done', 'confirmed']);
    assert.match(next(await shown(received)), /You said that it is fixed\. Thank you\./);
  });

  it('says that it is not fixed, with or without words', async () => {
    const received = await complain(customer);
    await reply(handler, received);
    await press(received, '/verdict', { fixed: 'no', text: 'Still no money.' });
    assert.equal((await look(handler, received)).state, 'to_do');
    assert.match(await shown(received), /Still no money\./);
    await press(received, '/verdict', { fixed: 'no' });
    assert.match(storyOf(await look(handler, received)), /You said that it is not fixed\./);
  });

  it('withdraws it, and is owed nothing more', async () => {
    const received = await complain(customer);
    await promise(handler, received, { dueAt: friday });
    await press(received, '/withdrawal', { text: 'My mistake.' });
    const seen = await look(handler, received);
    assert.deepEqual([seen.state, seen.closedBasis, seen.nextAt], ['done', 'withdrawn', null]);
    assert.deepEqual([...new Set(seen.promises.map(({ state }) => state))], ['released']);
    assert.match(next(await shown(received)), /You withdrew it\./);
  });

  it('adds words and files', async () => {
    const received = await complain(customer);
    const files = [new File(['photo'], 'photo.txt'), new File([], 'empty.txt')];
    const url = `${pageOf(received)}/messages`;
    assert.equal(
      (await customer.submitFiles(url, { text: 'One more thing.' }, files)).statusCode,
      303,
    );
    assert.equal((await customer.submitFiles(url, {}, files.slice(0, 1))).statusCode, 303);
    const [, words, fileOnly] = (await look(handler, received)).messages;
    assert.deepEqual(
      [words?.text, words?.author, words?.files.map(({ name }) => name)],
      ['One more thing.', 'customer', ['photo.txt']],
    );
    assert.deepEqual([fileOnly?.text, fileOnly?.files.length], [null, 1]);
    const page = await shown(received);
    assert.match(page, new RegExp(`/files/${words?.files[0]?.id}">photo.txt<`));
  });

  it('takes it higher, to the manager and to the CEO, as often as they like', async () => {
    const received = await complain(customer);
    for (const level of ['manager', 'executive', 'manager']) {
      await press(received, '/escalation', { level });
    }
    const { escalations } = await look(handler, received);
    assert.deepEqual(
      escalations.map(({ level, raisedTo }) => [level, raisedTo.name]),
      [
        ['manager', people.manager.name],
        ['executive', people.ceo.name],
      ],
    );
    assert.match(next(await shown(received)), /Clara Lindqvist, Chief executive, has it as well\./);
    await reply(await app.as(people.ceo), received, 'I read it myself.');
    const [, executive] = (await look(handler, received)).escalations;
    assert.equal(executive?.answeredAt, monday);
  });

  it('without pressing one of the two buttons gets a sentence, and nothing happens', async () => {
    const received = await complain(customer);
    const before = (await look(handler, received)).story.length;
    const promiseId = await promise(handler, received, { dueAt: friday });
    const nothings: [path: string, values: Record<string, string>, code: string][] = [
      ['/verdict', {}, 'answer_missing'],
      ['/verdict', { fixed: 'perhaps' }, 'answer_missing'],
      [`/promises/${promiseId}/verdict`, {}, 'answer_missing'],
      ['/promises/17/verdict', { kept: 'yes' }, 'invalid_input'],
      ['/messages', { text: ' ' }, 'text_missing'],
      ['/messages', { text: 'x'.repeat(100_001) }, 'text_too_long'],
    ];
    for (const [path, values, code] of nothings) {
      const answer = await customer.submit(pageOf(received) + path, values);
      assert.equal(answer.statusCode, 422, path);
      assert.ok(answer.body.includes(code), `${path}: no ${code}`);
    }
    assert.equal((await look(handler, received)).story.length, before + 1);
  });

  it('gives words back that could not be taken', async () => {
    const received = await complain(customer);
    const answer = await customer.submit(`${pageOf(received)}/messages`, {
      text: `so important ${'x'.repeat(100_000)}`,
    });
    assert.match(answer.body, /What you wrote/);
    assert.match(answer.body, /so important/);
  });
});

describe('taking everything away', () => {
  it('gives all of it as JSON, free, without asking', async () => {
    const details = { name: 'Eva Berg', email: 'away@example.org', orderReference: 'T-4711' };
    const received = await complain(customer, { ...details, wish: 'My money back.' });
    await promise(handler, received, { dueAt: friday });
    await reply(handler, received, 'It was the points.');
    await press(received, '/escalation', { level: 'manager' });
    const answer = await open(received, '/download.json');
    assert.match(
      String(answer.headers['content-disposition']),
      new RegExp(`attachment; filename="${received.reference}.json"`),
    );
    const download = answerOf<Record<string, unknown>>(answer);
    assert.equal(download['reference'], received.reference);
    assert.deepEqual(download['you'], { name: 'Eva Berg', email: 'away@example.org', phone: null });
    assert.equal(download['whatWouldPutItRight'], 'My money back.');
    assert.deepEqual(download['details'], details);
    const everything = JSON.stringify(download);
    for (const part of [whatHappened, 'It was the points.', 'We pay back your ticket.', 'Mina']) {
      assert.ok(everything.includes(part), part);
    }
    const letters = download['messagesFromOurProgram'] as { kind: string }[];
    assert.deepEqual(
      letters.map(({ kind }) => kind),
      ['acknowledgement', 'promise_made', 'answer', 'escalated'],
    );
  });

  it('has a page for paper with the same in it and nothing to press', async () => {
    const received = await complain(customer, { name: 'Eva Berg', wish: 'My money back.' });
    await reply(handler, received, 'It was the points.');
    const page = await shown(received, '/print');
    for (const part of ['Eva Berg', whatHappened, 'It was the points.', 'My money back.']) {
      assert.ok(page.includes(part), part);
    }
    assert.ok(!/<form|<button/.test(page));
  });
});
