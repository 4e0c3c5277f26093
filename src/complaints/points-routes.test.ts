import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { projectedTables, registry, streamOrder } from '#app/events.ts';
import { later, secondMs } from '#clock.ts';
import { sealAll } from '#ledger/sealer.ts';
import { verify } from '#ledger/verify.ts';
import { type App, startApp } from '../../test/app.ts';
import {
  complain,
  look,
  pageOf,
  promise,
  type Received,
  reply,
  storyOf,
} from '../../test/complaints.ts';
import { type Answer, answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';

let app: App;
let hana: Visitor;
let designer: Visitor;
let customer: Visitor;
before(async () => {
  app = await startApp();
  hana = await app.as(app.people.handler);
  designer = await app.as(app.people.designer);
  customer = app.anyone();
});

const urlOf = ({ id }: { id: string }, rest = ''): string => `/api/complaints/${id}/points${rest}`;

async function note(received: Received, text = 'The train never came.', more: object = {}) {
  const answer = await hana.post(urlOf(received), { text, ...more });
  return answerOf<{ pointId: string }>(answer, 201).pointId;
}

const find = (
  received: Received,
  pointId: string,
  finding = 'upheld',
  reason = 'It stood still.',
) => hana.post(urlOf(received, `/${pointId}/finding`), { finding, reason });

const answer = (received: Received, body: object): Promise<Answer> =>
  hana.post(`/api/complaints/${received.id}/messages`, { text: 'I looked into it.', ...body });

const check = async (received: Received, body: object): Promise<string[]> => {
  const url = `/api/complaints/${received.id}/messages/check`;
  const { warnings } = answerOf<{ warnings: { code: string; message: string }[] }>(
    await hana.post(url, { text: 'I looked into it.', ...body }),
  );
  for (const { message } of warnings) assert.match(message, /\.$/);
  return warnings.map(({ code }) => code);
};

describe('the points of a complaint', () => {
  it('are noted, found on, and told to the customer in plain words', async () => {
    const received = await complain(customer);
    const late = await note(received, 'The train never came.', { messageId: received.id });
    const dirty = await note(received, 'The waiting room was dirty.');
    answerOf(await find(received, late));
    answerOf(await find(received, dirty, 'not_upheld', 'It was cleaned at six.'));
    const { points } = await look(hana, received);
    assert.deepEqual(
      points.map(({ text, finding, reason, messageId }) => [text, finding, reason, messageId]),
      [
        ['The train never came.', 'upheld', 'It stood still.', received.id],
        ['The waiting room was dirty.', 'not_upheld', 'It was cleaned at six.', null],
      ],
    );
    const { body } = await customer.get(pageOf(received));
    assert.match(body, /You told us: The train never came\./);
    assert.match(body, /You were right\./);
    assert.match(body, /It was cleaned at six\./);
    const download = await customer.get(`${pageOf(received)}/download.json`);
    assert.match(download.body, /The waiting room was dirty\./);
  });

  it('can be found on again; what was said before stays in the ledger', async () => {
    const received = await complain(customer);
    const pointId = await note(received);
    answerOf(await find(received, pointId, 'not_upheld', 'The log says it ran.'));
    answerOf(await find(received, pointId, 'upheld', 'The log was of another day.'));
    const seen = await look(hana, received);
    assert.deepEqual(
      seen.points.map(({ finding, reason, foundTimes }) => [finding, reason, foundTimes]),
      [['upheld', 'The log was of another day.', 2]],
    );
    assert.match(storyOf(seen), /You told us: “.*” We looked at it again\. You were right\./);
    const { rows } = await app.pool.query(
      `select data->>'finding' as finding from ledger_entries
       where stream = $1 and type = 'PointFound' order by version`,
      [`complaint:${received.id}`],
    );
    assert.deepEqual(rows, [{ finding: 'not_upheld' }, { finding: 'upheld' }]);
  });

  it('are said better, or taken out, with a reason', async () => {
    const received = await complain(customer);
    const pointId = await note(received);
    const twice = await note(received);
    answerOf(await find(received, pointId));
    const text = 'The 8:14 never came.';
    const rewording = urlOf(received, `/${pointId}/rewording`);
    assertRefused(await hana.post(rewording, { text }), 422, 'invalid_input');
    answerOf(await hana.post(rewording, { text, reason: 'Which train.' }));
    const removal = urlOf(received, `/${twice}/removal`);
    assertRefused(await hana.post(removal, { reason: '' }), 422, 'text_missing');
    answerOf(await hana.post(removal, { reason: 'Noted twice.' }));
    assertRefused(await hana.post(removal, { reason: 'Again.' }), 409, 'point_dropped');
    const seen = await look(hana, received);
    assert.deepEqual(
      seen.points.map(({ text: words, finding }) => [words, finding]),
      [[text, null]],
    );
    assert.match(storyOf(seen), /Hana Sato took this out of what we had noted/);
  });

  it('are for those who answer, and belong to one complaint', async () => {
    const received = await complain(customer);
    const other = await complain(customer);
    const pointId = await note(received);
    const text = 'It never came.';
    assertRefused(await designer.post(urlOf(received), { text }), 403, 'not_allowed');
    assertRefused(await customer.post(urlOf(received), { text }), 401, 'sign_in_first');
    assertRefused(await find(other, pointId), 404, 'not_found');
    assertRefused(await find(received, pointId, 'maybe'), 422, 'invalid_input');
    assertRefused(
      await hana.post(urlOf(received), { text, messageId: other.id }),
      404,
      'not_found',
    );
    const long = { text: 'x'.repeat(2_001) };
    assertRefused(await hana.post(urlOf(received), long), 422, 'text_too_long');
  });

  it('are noted once for one key', async () => {
    const received = await complain(customer);
    const key = { 'idempotency-key': 'point-key-1' };
    for (let times = 0; times < 2; times++) {
      answerOf(await hana.post(urlOf(received), { text: 'It never came.' }, key), 201);
    }
    assert.equal((await look(hana, received)).points.length, 1);
  });
});

describe('the final answer', () => {
  it('waits for a finding about each point, and is told as final', async () => {
    const received = await complain(customer);
    assertRefused(await answer(received, { isFinal: true }), 409, 'points_without_finding');
    const pointId = await note(received);
    assert.deepEqual(await check(received, { isFinal: true }), ['points_without_finding']);
    const { message } = assertRefused(
      await answer(received, { isFinal: true }),
      409,
      'points_without_finding',
    );
    assert.match(message, /^One point has no finding/);
    answerOf(await answer(received, {}), 201);
    answerOf(await find(received, pointId));
    assert.deepEqual(await check(received, { isFinal: true }), []);
    answerOf(await answer(received, { isFinal: true }), 201);
    const { body } = await customer.get(pageOf(received));
    assert.match(body, /Our final answer\./);
    assert.match(body, /gave you our final answer/);
  });

  it('and a point noted at the same moment come one after the other', async () => {
    const received = await complain(customer);
    answerOf(await find(received, await note(received)));
    const [sent] = await Promise.all([
      answer(received, { isFinal: true }),
      note(received, 'Dirt.'),
    ]);
    const seen = await look(hana, received);
    assert.equal(seen.points.length, 2);
    assert.equal(
      seen.messages.filter(({ author }) => author === 'staff').length,
      sent.statusCode === 201 ? 1 : 0,
    );
  });
});

describe('an apology', () => {
  const sorry = 'We are sorry.';

  it('creates an action, or says why there is none', async () => {
    const received = await complain(customer);
    const { message } = assertRefused(
      await answer(received, { text: sorry }),
      409,
      'apology_without_action',
    );
    assert.match(message, /and that is good/);
    assert.deepEqual(await check(received, { text: sorry }), ['apology_without_action']);
    const noAction = 'Nobody can bring back the evening.';
    answerOf(await answer(received, { text: sorry, noAction }), 201);
    const { body } = await customer.get(pageOf(received));
    assert.match(body, /Why nothing can be done:<\/strong> Nobody can bring back the evening\./);
  });

  it('may follow what was promised, or go with it', async () => {
    const received = await complain(customer);
    const dueAt = '2026-12-01T16:00:00Z';
    const promises = [{ text: 'We pay you back.', dueAt }];
    answerOf(await answer(received, { text: sorry, promises }), 201);
    answerOf(await answer(received, { text: `Again: ${sorry}` }), 201);

    const other = await complain(customer);
    const promiseId = await promise(hana, other, { dueAt });
    answerOf(await hana.post(`/api/complaints/${other.id}/promises/${promiseId}/keeping`));
    answerOf(await answer(other, { text: sorry }), 201);
    await customer.submit(`${pageOf(other)}/messages`, { text: 'It broke again.' });
    app.clock.set('2026-11-23T09:00:01Z');
    await customer.submit(`${pageOf(other)}/messages`, { text: 'And again.' });
    assertRefused(await answer(other, { text: sorry }), 409, 'apology_without_action');
    app.clock.set('2026-11-23T09:00:00Z');
  });
});

describe('a canned text', () => {
  const paragraph =
    'We take every complaint seriously and use what our customers tell us to become better, day after day, at what we do for them.';

  it('is refused the second time to the same customer, and seen when it goes to another', async () => {
    const email = 'ann@example.org';
    const first = await complain(customer, { email });
    await reply(hana, first, `Dear Ann,\n\n${paragraph}`);
    const second = await complain(customer, { email });
    const again = { text: `Hello,\n\n${paragraph}` };
    assert.deepEqual(await check(second, again), ['said_before', 'like_earlier']);
    assertRefused(await answer(second, again), 409, 'said_before');
    const stranger = await complain(customer, { email: 'bo@example.org' });
    assert.deepEqual(await check(stranger, again), ['like_earlier']);
    answerOf(await answer(stranger, again), 201);
  });

  it('is asked about only by those who answer', async () => {
    const received = await complain(customer);
    const url = `/api/complaints/${received.id}/messages/check`;
    assertRefused(await designer.post(url, { text: 'x' }), 403, 'not_allowed');
    assertRefused(await hana.post(url, {}), 422, 'text_missing');
  });
});

describe('one message that is another matter', () => {
  it('becomes a complaint of its own, and each names the other', async () => {
    const received = await complain(customer, { email: 'split@example.org', name: 'Ann' });
    const contact = { text: 'My bicycle was damaged, too.' };
    await customer.submit(`${pageOf(received)}/messages`, contact);
    const before = await look(hana, received);
    const messageId = before.messages.at(-1)?.id;
    const url = `/api/complaints/${received.id}/split`;
    const made = answerOf<{ id: string; reference: string }>(
      await hana.post(url, { messageId }),
      201,
    );
    const part = await look(hana, made);
    assert.deepEqual(
      [part.text, part.owner.id, part.customer.id, part.details['name'], part.state],
      [contact.text, before.owner.id, before.customer.id, 'Ann', 'to_do'],
    );
    assert.deepEqual(part.splitFrom, { id: received.id, reference: received.reference });
    assert.equal(part.promises[0]?.kind, 'answer');
    assert.deepEqual(
      part.notices.map(({ kind }) => kind),
      ['acknowledgement'],
    );
    const whole = await look(hana, received);
    assert.deepEqual(whole.splitInto, [{ id: made.id, reference: made.reference }]);
    assert.deepEqual([whole.splitFrom, part.splitInto], [null, []]);
    assert.match(storyOf(whole), /made a complaint of its own out of one part/);
    assert.match(storyOf(part), /was a part of another complaint of yours/);
    assert.match((await customer.get(pageOf(received))).body, new RegExp(made.reference));
  });

  it('needs its words where it stands in the first letter, and is a message of theirs', async () => {
    const received = await complain(customer);
    await reply(hana, received);
    const seen = await look(hana, received);
    const url = `/api/complaints/${received.id}/split`;
    assertRefused(await hana.post(url, { messageId: received.id }), 422, 'text_missing');
    const ours = seen.messages.find(({ author }) => author === 'staff')?.id;
    assertRefused(await hana.post(url, { messageId: ours }), 404, 'not_found');
    assertRefused(await designer.post(url, { messageId: received.id }), 403, 'not_allowed');
    const text = 'And the bicycle.';
    answerOf(await hana.post(url, { messageId: received.id, text }), 201);
    const into = await complain(customer);
    answerOf(await hana.post(`/api/complaints/${received.id}/joining`, { into: into.id }));
    const late = { messageId: received.id, text };
    assertRefused(await hana.post(url, late), 409, 'goes_on_elsewhere');
  });
});

it('all of this is what the ledger says', async () => {
  const { amends, clock, as, people } = await startApp();
  const [handler, manager] = [await as(people.handler), await as(people.manager)];
  const post = async (url: string, body?: object): Promise<Record<string, string>> => {
    // What is done by one wish has one time, and every wish its own.
    clock.set(later(clock.now(), secondMs));
    const answer = await (url.endsWith('/closure') ? manager : handler).post(url, body);
    assert.ok(answer.statusCode < 300, answer.body);
    return answer.json();
  };
  const { id } = await post('/api/complaints', { text: 'It never came, and it was dirty.' });
  const url = `/api/complaints/${id}`;
  const points = `${url}/points`;
  const { pointId } = await post(points, { text: 'It never came.', messageId: id });
  const { pointId: twice } = await post(points, { text: 'It never came.' });
  await post(`${points}/${twice}/removal`, { reason: 'Noted twice.' });
  await post(`${points}/${pointId}/finding`, { finding: 'upheld', reason: 'So it was.' });
  await post(`${points}/${pointId}/rewording`, { text: 'The 8:14.', reason: 'Which one.' });
  await post(`${points}/${pointId}/finding`, { finding: 'upheld', reason: 'So it was.' });
  const noAction = 'It was years ago.';
  await post(`${url}/messages`, { text: 'We are sorry.', isFinal: true, noAction });
  await post(`${url}/split`, { messageId: id, text: 'It was dirty.' });
  await post(`${url}/closure-question`);
  await post(`${url}/closure-question`);
  await post(`${url}/closure`, { reason: 'No word since.' });
  const { db, signingKey: key } = amends;
  await sealAll(db, clock, key);
  const { faults } = await verify(db, { registry, projectedTables, streamOrder, key });
  assert.deepEqual(faults, []);
});
