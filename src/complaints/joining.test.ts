import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verifyAmends } from '#app/check.ts';
import { later, secondMs } from '#clock.ts';
import { startApp } from '../../test/app.ts';
import { complain, look, pageOf, promise, storyOf, whatHappened } from '../../test/complaints.ts';
import { answerOf, assertRefused } from '../../test/visitor.ts';

const app = await startApp();
const handler = await app.as(app.people.handler);
const customer = app.anyone();

/** What happens later has a later time. */
const tick = () => app.clock.set(later(app.clock.now(), secondMs));

function join(of: { id: string }, into: { id: string }) {
  tick();
  return handler.post(`/api/complaints/${of.id}/joining`, { into: into.id });
}

function part(of: { id: string }) {
  tick();
  return handler.post(`/api/complaints/${of.id}/parting`);
}

function say(of: { link: string }, text: string) {
  tick();
  return customer.submit(`${pageOf(of)}/messages`, { text });
}

async function two() {
  tick();
  const first = await complain(customer, { email: 'eva@example.org' });
  const second = await complain(customer, { email: 'eva@work.example', text: 'It was the 8:14!' });
  return { first, second };
}

describe('two complaints of one matter', () => {
  it('go on as one, with all that was said', async () => {
    const { first, second } = await two();
    answerOf(await join(second, first));
    const [joined, goesOn] = [await look(handler, second), await look(handler, first)];
    assert.deepEqual([joined.state, joined.closedBasis], ['done', 'joined']);
    assert.equal(goesOn.contacts, 2);
    assert.deepEqual(
      goesOn.messages.map(({ text }) => text),
      [whatHappened, 'It was the 8:14!'],
    );
    assert.match(storyOf(joined), /joined it to another complaint/);
  });

  it('are both reached by what the customer says on either page', async () => {
    const { first, second } = await two();
    answerOf(await join(second, first));
    await say(second, 'Any news?');
    const [joined, goesOn] = [await look(handler, second), await look(handler, first)];
    assert.equal(joined.state, 'done');
    assert.ok(joined.messages.some(({ text }) => text === 'Any news?'));
    assert.ok(goesOn.messages.some(({ text }) => text === 'Any news?'));
    assert.equal(goesOn.state, 'to_do');
  });

  it('keep what was promised, but not the promise to answer twice', async () => {
    const { first, second } = await two();
    tick();
    await promise(handler, second, { dueAt: '2026-11-27T10:00:00.000Z' });
    answerOf(await join(second, first));
    const states = (await look(handler, second)).promises.map(({ kind, state }) => [kind, state]);
    assert.deepEqual(states, [
      ['answer', 'released'],
      ['action', 'open'],
    ]);
  });

  it('are taken apart again', async () => {
    const { first, second } = await two();
    answerOf(await join(second, first));
    answerOf(await part(second));
    const parted = await look(handler, second);
    assert.deepEqual([parted.state, parted.closedBasis], ['to_do', null]);
    assert.ok(parted.nextAt);
    await say(second, 'Only here.');
    assert.ok(!(await look(handler, first)).messages.some(({ text }) => text === 'Only here.'));
    assertRefused(await part(second), 409, 'not_joined');
  });

  it('are never joined in a circle, to themselves, or twice', async () => {
    const { first, second } = await two();
    assertRefused(await join(first, first), 409, 'cannot_join');
    answerOf(await join(second, first));
    assertRefused(await join(first, second), 409, 'cannot_join');
    assertRefused(await join(second, first), 409, 'joined_already');
    assertRefused(await join(first, { id: crypto.randomUUID() }), 404, 'not_found');
  });

  it('are not fixed by being joined: "not fixed" on the one is heard on the other', async () => {
    const { first, second } = await two();
    answerOf(await join(second, first));
    tick();
    await customer.submit(`${pageOf(second)}/verdict`, { fixed: 'no', text: 'Nothing came.' });
    const goesOn = await look(handler, first);
    assert.ok(goesOn.messages.some(({ text }) => text === 'Nothing came.'));
    assert.equal((await look(handler, second)).state, 'done');
  });

  it('leave a whole ledger', async () => {
    assert.deepEqual((await verifyAmends(app.amends)).faults, []);
  });
});
