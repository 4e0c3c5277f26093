import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startApp } from '../../test/app.ts';
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

const app = await startApp();
const customer = app.anyone();
const { people } = app;
const ceo = await app.as(people.ceo);
const manager = await app.as(people.manager);
const hana = await app.as(people.handler);
const hugo = await app.as(people.colleague);
const designer = await app.as(people.designer);

const because = { reason: 'She knows the timetable.' };

/** A complaint that Hana has. */
async function hanasComplaint(body: object = {}): Promise<Received> {
  for (;;) {
    const received = await complain(customer, body);
    if (received.owner.id === people.handler.staffId) return received;
  }
}

const offer = (by: Visitor, { id }: Received, to: { staffId: string }): Promise<Answer> =>
  by.post(`/api/complaints/${id}/hand-over`, { to: to.staffId, ...because });
const accept = (by: Visitor, { id }: Received): Promise<Answer> =>
  by.post(`/api/complaints/${id}/hand-over/acceptance`);
const decline = (by: Visitor, { id }: Received, body: object = because): Promise<Answer> =>
  by.post(`/api/complaints/${id}/hand-over/refusal`, body);

const statusesOf = (answers: readonly Answer[]): number[] =>
  answers.map(({ statusCode }) => statusCode).toSorted((one, other) => one - other);

const refusedOf = (answers: readonly Answer[]): Answer => {
  const refused = answers.find(({ statusCode }) => statusCode >= 400);
  assert.ok(refused, 'nobody was refused');
  return refused;
};

describe('handing a complaint on', () => {
  it('leaves it with its owner until the taker accepts; then all that was promised goes along', async () => {
    const received = await hanasComplaint();
    answerOf(await offer(hana, received, people.colleague));
    const offered = await look(hana, received);
    assert.equal(offered.owner.id, people.handler.staffId);
    assert.equal(offered.offeredTo, people.colleague.staffId);
    assert.deepEqual(offered.handOver?.reason, because.reason);

    answerOf(await accept(hugo, received));
    const taken = await look(hana, received);
    assert.equal(taken.owner.id, people.colleague.staffId);
    assert.equal(taken.handOver, null);
    assert.deepEqual(
      taken.promises.map(({ owner, state }) => [owner.name, state]),
      [[people.colleague.name, 'open']],
    );
    assert.match(storyOf(taken), /Hugo Brandt took it on from Hana Sato\./);
  });

  it('waits in the taker’s list', async () => {
    const received = await hanasComplaint();
    await offer(hana, received, people.colleague);
    const waiting = async (who: Visitor) =>
      answerOf<{ complaints: { id: string }[] }>(
        await who.get('/api/complaints?offered=me'),
      ).complaints.map(({ id }) => id);
    assert.ok((await waiting(hugo)).includes(received.id));
    assert.ok(!(await waiting(hana)).includes(received.id));
  });

  it('is accepted or declined by the taker alone, not even by the CEO', async () => {
    const received = await hanasComplaint();
    await offer(hana, received, people.colleague);
    for (const other of [hana, manager, ceo]) {
      assertRefused(await accept(other, received), 409, 'not_offered');
      assertRefused(await decline(other, received), 409, 'not_offered');
    }
    assertRefused(await accept(customer, received), 401, 'sign_in_first');
  });

  it('can be declined, with a reason, and then it stays where it was', async () => {
    const received = await hanasComplaint();
    await offer(hana, received, people.colleague);
    assertRefused(await decline(hugo, received, {}), 422, 'invalid_input');
    assertRefused(await decline(hugo, received, { reason: ' ' }), 422, 'text_missing');
    answerOf(await decline(hugo, received));
    const seen = await look(hana, received);
    assert.deepEqual([seen.owner.name, seen.handOver], [people.handler.name, null]);
    assertRefused(await accept(hugo, received), 409, 'not_offered');
  });

  it('is no way to dump it: only its owner or a manager offers it, once, to somebody who can', async () => {
    const received = await hanasComplaint();
    assertRefused(await offer(hugo, received, people.manager), 403, 'not_allowed');
    assertRefused(await offer(designer, received, people.colleague), 403, 'not_allowed');
    assertRefused(await offer(hana, received, people.designer), 422, 'cannot_take_it');
    assertRefused(await offer(hana, received, people.handler), 409, 'has_it_already');
    assertRefused(await offer(hana, received, { staffId: received.id }), 422, 'cannot_take_it');
    answerOf(await offer(manager, received, people.colleague));
    assertRefused(await offer(hana, received, people.manager), 409, 'offered_already');
  });

  it('between two who accept at once has one winner', async () => {
    const received = await hanasComplaint();
    await offer(hana, received, people.colleague);
    const onPhone = await app.as(people.colleague);
    const answers = await Promise.all([accept(hugo, received), accept(onPhone, received)]);
    assert.deepEqual(statusesOf(answers), [200, 409]);
    assertRefused(refusedOf(answers), 409, 'not_offered');
    assert.equal(storyOf(await look(hana, received)).match(/took it on/g)?.length, 1);
  });

  it('is not needed by somebody who takes it on, but nobody else may', async () => {
    const received = await hanasComplaint();
    const takeOn = (who: Visitor) => who.post(`/api/complaints/${received.id}/ownership`);
    assertRefused(await takeOn(designer), 403, 'not_allowed');
    answerOf(await takeOn(manager));
    assert.equal((await look(hana, received)).owner.id, people.manager.staffId);
  });
});

const ask = (by: Visitor, { id }: Received): Promise<Answer> =>
  by.post(`/api/complaints/${id}/closure-question`);
const close = (by: Visitor, { id }: Received, reason = 'Paid back, no word since.') =>
  by.post(`/api/complaints/${id}/closure`, { reason });

/** Answered, something done, asked twice, nothing owed. */
async function readyToClose(body: object = {}): Promise<Received> {
  const received = await onlyAnswered(body);
  const promiseId = await promise(hana, received, { dueAt: '2026-12-01T16:00:00Z' });
  answerOf(await hana.post(`/api/complaints/${received.id}/promises/${promiseId}/keeping`));
  return received;
}

/** Answered, and asked twice: and nobody did anything. */
async function onlyAnswered(body: object = {}): Promise<Received> {
  const received = await hanasComplaint(body);
  await reply(hana, received);
  for (let times = 0; times < 2; times++) answerOf(await ask(hana, received));
  return received;
}

describe('closing without the customer’s word', () => {
  it('needs an answer, two questions, nothing owed, and a reason that the customer reads', async () => {
    const received = await hanasComplaint();
    const lacks = async (sentence: RegExp) => {
      const { message } = assertRefused(await close(manager, received), 409, 'closing_not_founded');
      assert.match(message, sentence);
    };
    await lacks(/Nobody has answered/);
    assertRefused(await ask(hana, received), 409, 'not_answered');
    await reply(hana, received);
    await lacks(/Ask twice/);
    answerOf(await ask(hana, received));
    const promiseId = await promise(hana, received, { dueAt: '2026-12-01T16:00:00Z' });
    answerOf(await ask(hana, received));
    await lacks(/promise .* is still open/);
    answerOf(await hana.post(`/api/complaints/${received.id}/promises/${promiseId}/keeping`));
    assertRefused(await close(manager, received, ' '), 422, 'text_missing');
    answerOf(await close(manager, received));

    const seen = await look(hana, received);
    assert.deepEqual([seen.state, seen.closedBasis], ['done', 'documented']);
    const download = await customer.get(`${pageOf(received)}/download.json`);
    assert.match(download.body, /Paid back, no word since\./);
  });

  it('needs something that was done, or a name under the reason why nothing can be', async () => {
    const received = await onlyAnswered();
    const { message } = assertRefused(await close(manager, received), 422, 'no_action');
    assert.match(message, /say under your name why/);
    const url = `/api/complaints/${received.id}/closure`;
    const reason = 'You heard why.';
    assertRefused(await manager.post(url, { reason, noAction: ' ' }), 422, 'text_missing');
    answerOf(await manager.post(url, { reason, noAction: 'The line was given up in May.' }));
    const story = storyOf(await look(hana, received));
    assert.match(story, /Mina Okafor closed it without a word from you/);
  });

  it('takes silence for silence, and nothing else', async () => {
    const received = await readyToClose();
    answerOf(await close(manager, received));
    const silent = await look(hana, received);
    assert.deepEqual([silent.closedBasis, silent.closedInSilence], ['documented', true]);
    assert.match(storyOf(silent), /recorded that as silence, and not as a sign/);
    assert.match((await customer.get(pageOf(received))).body, /You have said nothing/);

    const spoke = await hanasComplaint();
    await reply(hana, spoke, 'It was the points.');
    answerOf(await ask(hana, spoke));
    await customer.submit(`${pageOf(spoke)}/messages`, { text: 'I wait for my money.' });
    answerOf(await ask(hana, spoke));
    const noAction = 'It was paid on Friday.';
    answerOf(
      await manager.post(`/api/complaints/${spoke.id}/closure`, { reason: 'Paid.', noAction }),
    );
    const seen = await look(hana, spoke);
    assert.deepEqual([seen.closedBasis, seen.closedInSilence], ['documented', false]);
    assert.doesNotMatch(storyOf(seen), /silence/);
  });

  it('is for managers', async () => {
    const received = await readyToClose();
    assertRefused(await close(hana, received), 403, 'not_allowed');
    const machine = await app.withToken('closer');
    assertRefused(await close(machine, received), 403, 'not_allowed');
    answerOf(await close(ceo, received));
  });

  it('between two who close at once has one winner', async () => {
    const received = await readyToClose();
    const answers = await Promise.all([close(manager, received), close(ceo, received)]);
    assert.deepEqual(statusesOf(answers), [200, 409]);
    assertRefused(refusedOf(answers), 409, 'closed_already');
    assert.equal(storyOf(await look(hana, received)).match(/closed it without/g)?.length, 1);
  });

  it('loses against a customer who says at the same moment that it is not fixed', async () => {
    const received = await readyToClose();
    const no = customer.submit(`${pageOf(received)}/verdict`, { fixed: 'no' });
    await Promise.all([no, close(manager, received)]);
    const seen = await look(hana, received);
    assert.deepEqual([seen.state, seen.closedBasis], ['to_do', null]);
  });

  it('is not possible with an old "asked twice" after the customer said no or came back', async () => {
    const denied = await readyToClose();
    await customer.submit(`${pageOf(denied)}/verdict`, { fixed: 'no' });
    assertRefused(await close(manager, denied), 409, 'closing_not_founded');
    assert.equal((await look(hana, denied)).askedTimes, 0);

    const returned = await readyToClose();
    answerOf(await close(manager, returned));
    await customer.submit(`${pageOf(returned)}/messages`, { text: 'It broke again.' });
    assertRefused(await close(manager, returned), 409, 'closing_not_founded');
  });

  it('is not possible while a broken promise was never made good', async () => {
    const received = await readyToClose();
    await promise(hana, received, { dueAt: '2026-11-23T10:00:00Z' });
    app.clock.set('2026-11-23T10:00:00Z');
    await app.sweep('break due promises');
    app.clock.set('2026-11-23T09:00:00Z');
    // The senior got in touch, so nothing is open; but the customer still has no money.
    await reply(manager, received);
    assertRefused(await close(manager, received), 409, 'closing_not_founded');
  });
});

describe('any contact reopens what is closed', () => {
  const closings: Record<string, (received: Received) => Promise<Answer>> = {
    confirmed: (received) => customer.submit(`${pageOf(received)}/verdict`, { fixed: 'yes' }),
    withdrawn: (received) => customer.submit(`${pageOf(received)}/withdrawal`, {}),
    documented: (received) => close(manager, received),
  };
  const contacts: Record<string, (received: Received) => Promise<Answer>> = {
    'words on the page': (received) =>
      customer.submit(`${pageOf(received)}/messages`, { text: 'Again.' }),
    'words over the API': (received) =>
      customer.post(`/api/story${pageOf(received).slice(2)}/messages`, { text: 'Again.' }),
    'a call that somebody wrote down': ({ id }) =>
      hana.post(`/api/complaints/${id}/contacts`, { channel: 'phone', text: 'She called.' }),
    '“it is not fixed”': (received) =>
      customer.submit(`${pageOf(received)}/verdict`, { fixed: 'no' }),
  };
  for (const [basis, closeIt] of Object.entries(closings)) {
    for (const [name, contact] of Object.entries(contacts)) {
      it(`${basis}, by ${name}`, async () => {
        const received = await readyToClose();
        await closeIt(received);
        assert.equal((await look(hana, received)).closedBasis, basis);
        assert.ok((await contact(received)).statusCode < 400);
        const seen = await look(hana, received);
        assert.deepEqual([seen.state, seen.closedAt, seen.contacts], ['to_do', null, 2]);
        assert.equal(seen.owner.id, people.handler.staffId);
        assert.match(storyOf(seen), /It is open again\./);
      });
    }
  }

  it('years later, too', async () => {
    const received = await readyToClose();
    await closings['confirmed']?.(received);
    app.clock.set('2046-11-23T09:00:00Z');
    await contacts['words on the page']?.(received);
    app.clock.set('2026-11-23T09:00:00Z');
    assert.equal((await look(await app.as(people.handler), received)).state, 'to_do');
  });
});

describe('writing down a contact', () => {
  const logCall = (by: Visitor, { id }: Received, body: object) =>
    by.post(`/api/complaints/${id}/contacts`, { channel: 'phone', text: 'She called.', ...body });

  it('keeps who, how and when', async () => {
    const received = await hanasComplaint();
    answerOf(await logCall(hugo, received, { occurredAt: '2026-11-23T08:00:00Z' }), 201);
    const message = (await look(hana, received)).messages.find(
      ({ channel }) => channel === 'phone',
    );
    assert.deepEqual(
      [message?.author, message?.authorName, message?.text],
      ['customer', people.colleague.name, 'She called.'],
    );
  });

  it('is refused for what has not happened yet, and to roles that do not talk to customers', async () => {
    const received = await hanasComplaint();
    const tomorrow = { occurredAt: '2026-11-24T09:00:00Z' };
    assertRefused(await logCall(hana, received, tomorrow), 422, 'date_in_the_future');
    assertRefused(await logCall(designer, received, {}), 403, 'not_allowed');
    assertRefused(await logCall(customer, received, {}), 401, 'sign_in_first');
  });
});

describe('a note between ourselves', () => {
  const note = 'INTERNAL: he is right, we forgot the replacement bus.';

  it('is read by staff, and never by the customer, wherever they look', async () => {
    const received = await hanasComplaint({ email: 'note@example.org' });
    answerOf(await designer.post(`/api/complaints/${received.id}/notes`, { text: note }), 201);
    await reply(hana, received);
    const seen = await look(hugo, received);
    assert.deepEqual(
      seen.messages.filter(({ audience }) => audience === 'internal').map(({ text }) => text),
      [note],
    );

    const page = pageOf(received);
    const story = `/api/story${page.slice(2)}`;
    const places = ['', '/print', '/download.json', '/receipt.json'].map((end) => page + end);
    for (const url of [...places, story, `${story}/download`, `${story}/receipt`]) {
      const { body } = await customer.get(url);
      assert.ok(!body.includes('INTERNAL'), url);
      assert.ok(!body.includes('internal'), url);
      assert.ok(!body.includes(people.designer.name), url);
    }
    const letters = await hana.get('/api/notices?state=waiting');
    assert.ok(!letters.body.includes('INTERNAL'), 'a letter tells it');
  });

  it('is not an answer, and does not keep the promise to answer', async () => {
    const received = await hanasComplaint();
    answerOf(await hana.post(`/api/complaints/${received.id}/notes`, { text: note }), 201);
    const seen = await look(hana, received);
    assert.equal(seen.state, 'to_do');
    assert.equal(seen.promises[0]?.state, 'open');
  });

  it('is for staff', async () => {
    const received = await hanasComplaint();
    const url = `/api/complaints/${received.id}/notes`;
    assertRefused(await customer.post(url, { text: note }), 401, 'sign_in_first');
    const machine = await app.withToken('notes');
    assertRefused(await machine.post(url, { text: note }), 403, 'not_allowed');
  });
});

describe('how many open complaints each person has', () => {
  it('was counted right through all that happened above', async () => {
    const { rows: counted } = await app.pool.query(
      `select staff_id, sum(open_count)::int as open from staff_loads
       group by staff_id having sum(open_count) <> 0 order by staff_id`,
    );
    const { rows: found } = await app.pool.query(
      `select owner_id as staff_id, count(*)::int as open from complaints
       where closed_at is null group by owner_id order by owner_id`,
    );
    assert.deepEqual(counted, found);
  });
});
