import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { later, secondMs } from '#clock.ts';
import { newId } from '#id.ts';
import { monday, startApp } from '../../test/app.ts';
import { assertNothingRecorded, complain, look, type Received } from '../../test/complaints.ts';
import { answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';

const app = await startApp();
const { people, clock } = app;
const customer = app.anyone();
const handler = await app.as(people.handler);
const colleague = await app.as(people.colleague);
const designer = await app.as(people.designer);

beforeEach(async () => {
  clock.set(monday);
  await app.db.deleteFrom('drafts').execute();
});

type DraftSeen = {
  kind: string;
  content: Record<string, unknown>;
  version: number;
  state: string;
  sendsInMs: number | null;
  held: { code: string; sentence: string } | null;
};

const json = { accept: 'application/json' };
const text = 'We are sending you a ticket for every hour that you waited.';

const urlOf = ({ id }: Received, path = 'reply'): string => `/api/complaints/${id}/drafts/${path}`;

const save = (visitor: Visitor, of: Received, content: object, version = 0) =>
  visitor.post(urlOf(of), { content, version });

const draftsOf = async (visitor: Visitor, { id }: Received): Promise<DraftSeen[]> =>
  answerOf<{ drafts: DraftSeen[] }>(await visitor.get(`/api/complaints/${id}/drafts`, json)).drafts;

const onlyDraft = async (visitor: Visitor, of: Received): Promise<DraftSeen> => {
  const [draft, ...more] = await draftsOf(visitor, of);
  assert.ok(draft && more.length === 0);
  return draft;
};

const latestOf = async (of: Received): Promise<string> =>
  (await look(handler, of)).messages
    .filter(({ audience }) => audience === 'customer')
    .map(({ id }) => id)
    .toSorted()
    .at(-1) ?? '';

async function send(visitor: Visitor, of: Received, answer: object = {}, version = 0) {
  const wish = { text, seen: await latestOf(of), ...answer };
  return visitor.post(urlOf(of, 'reply/sending'), { content: { text }, version, answer: wish });
}

async function sweepAfter(seconds: number): Promise<number> {
  clock.set(later(clock.now(), seconds * secondMs));
  return app.sweep('send drafts');
}

const answersIn = async (of: Received): Promise<(string | null)[]> =>
  (await look(handler, of)).messages
    .filter(({ author, audience }) => author === 'staff' && audience === 'customer')
    .map((message) => message.text);

const received = () => complain(customer, { email: `${newId()}@example.org` });

describe('a draft', () => {
  it('is the writer’s own, and found again from any browser', async () => {
    const of = await received();
    const content = { text, promises: [{ text: 'Call' }] };
    assert.deepEqual(answerOf(await save(handler, of, content)), { version: 1 });
    const again = await onlyDraft(await app.as(people.handler), of);
    assert.deepEqual([again.content, again.version, again.state], [content, 1, 'open']);
    assert.deepEqual(await draftsOf(colleague, of), []);
    const { drafts } = answerOf<{ drafts: object[] }>(await handler.get('/api/drafts', json));
    assert.deepEqual(drafts[0], { complaintId: of.id, kind: 'reply', state: 'open' });
  });

  it('stands in no ledger', async () => {
    const of = await received();
    await assertNothingRecorded(app.db, () => save(handler, of, { text }));
  });

  it('is not overwritten by another window, and a repeat is no change', async () => {
    const of = await received();
    answerOf(await save(handler, of, { text: 'one', n: 1 }));
    answerOf(await save(handler, of, { n: 1, text: 'one' }));
    answerOf(await save(handler, of, { text: 'two' }, 1));
    for (const version of [0, 1, 7]) {
      const late = await save(handler, of, { text: 'from elsewhere' }, version);
      assertRefused(late, 409, 'draft_changed_elsewhere');
    }
    assert.deepEqual((await onlyDraft(handler, of)).content, { text: 'two' });
  });

  it('of two windows that save at once keeps one, and tells the other', async () => {
    const of = await received();
    const saves = ['a', 'b', 'c'].map((words) => save(handler, of, { text: words }));
    const states = (await Promise.all(saves)).map(({ statusCode }) => String(statusCode));
    assert.deepEqual(states.toSorted(), ['200', '409', '409']);
  });

  it('that was thrown away is not brought back by what comes late', async () => {
    const of = await received();
    answerOf(await save(handler, of, { text }));
    answerOf(await handler.remove(urlOf(of)));
    assertRefused(await save(handler, of, { text: 'late' }, 1), 409, 'draft_gone');
    assert.deepEqual(await draftsOf(handler, of), []);
  });

  const refused: [name: string, body: object, status: number, code: string][] = [
    ['without its version', { content: {} }, 422, 'invalid_input'],
    ['that is a text', { content: 'words', version: 0 }, 422, 'invalid_input'],
    [
      'that is too long',
      { content: { a: 'x'.repeat(300_000) }, version: 0 },
      422,
      'draft_too_long',
    ],
    ['with a zero', { content: { a: '\0' }, version: 0 }, 422, 'unusable_characters'],
    ['with half a pair', { content: { a: '\ud83d' }, version: 0 }, 422, 'unusable_characters'],
  ];
  for (const [name, body, status, code] of refused) {
    it(`${name} is refused: ${code}`, async () => {
      assertRefused(await handler.post(urlOf(await received()), body), status, code);
    });
  }

  it('of a reply is for those who answer; a note is for everybody', async () => {
    const of = await received();
    assertRefused(await save(designer, of, { text }), 403, 'not_allowed');
    answerOf(await designer.post(urlOf(of, 'note'), { content: { text }, version: 0 }));
    assertRefused(
      await customer.post(urlOf(of), { content: {}, version: 0 }),
      401,
      'sign_in_first',
    );
    const nowhere = await handler.post(urlOf({ ...of, id: newId() }), { content: {}, version: 0 });
    assertRefused(nowhere, 404, 'not_found');
  });
});

describe('a reply that was sent off', () => {
  it('waits until it can no longer be taken back, and then goes as its writer’s', async () => {
    const of = await received();
    const { sendsInMs } = answerOf<{ sendsInMs: number }>(await send(handler, of));
    assert.equal(sendsInMs, 10_000);
    assert.equal(await sweepAfter(9), 0);
    const waiting = await onlyDraft(handler, of);
    assert.deepEqual([waiting.state, waiting.sendsInMs], ['sending', 1_000]);
    assert.equal(await sweepAfter(1), 1);
    const answer = (await look(handler, of)).messages.at(-1);
    assert.deepEqual([answer?.text, answer?.authorName], [text, people.handler.name]);
    assert.deepEqual(await draftsOf(handler, of), []);
  });

  it('records nothing before', async () => {
    const of = await received();
    await assertNothingRecorded(app.db, () => send(handler, of));
  });

  it('is given back by an undo, words and all, and only once it is too late not', async () => {
    const of = await received();
    answerOf(await send(handler, of));
    const { version } = answerOf<{ version: number }>(await handler.post(urlOf(of, 'reply/undo')));
    assert.equal(await sweepAfter(60), 0);
    const draft = await onlyDraft(handler, of);
    assert.deepEqual([draft.state, draft.content, draft.version], ['open', { text }, version]);
    answerOf(await send(handler, of, {}, version));
    assert.equal(await sweepAfter(10), 1);
    assertRefused(await handler.post(urlOf(of, 'reply/undo')), 409, 'sent_already');
  });

  it('cannot be changed on its way', async () => {
    const of = await received();
    answerOf(await send(handler, of));
    assertRefused(await save(handler, of, { text: 'other' }, 1), 409, 'draft_being_sent');
  });

  it('goes once, however often Send is pressed and however many sweeps come', async () => {
    const of = await received();
    const wishes = await Promise.all([1, 2, 3].map(() => send(handler, of)));
    for (const wish of wishes) assert.equal(wish.statusCode, 200, wish.body);
    clock.set(later(clock.now(), 10 * secondMs));
    const swept = await Promise.all([1, 2, 3, 4].map(() => app.sweep('send drafts')));
    assert.equal(
      swept.reduce((sum, sent) => sum + sent),
      1,
    );
    assert.deepEqual(await answersIn(of), [text]);
  });

  it('is refused at once where it could not go', async () => {
    const of = await received();
    assertRefused(await send(handler, of, { answering: newId() }), 404, 'unknown_message');
    assertRefused(await send(handler, of, { seen: null }), 409, 'something_new_arrived');
    assertRefused(await send(designer, of), 403, 'not_allowed');
    assert.deepEqual(await draftsOf(handler, of), []);
  });

  it('is held where the customer wrote meanwhile, and that is a task of its writer', async () => {
    const of = await received();
    answerOf(await send(handler, of));
    const contact = { channel: 'phone', text: 'It is even worse now.' };
    answerOf(await colleague.post(`/api/complaints/${of.id}/contacts`, contact), 201);
    assert.equal(await sweepAfter(10), 0);
    const { state, held, content, version } = await onlyDraft(handler, of);
    assert.deepEqual([state, held?.code], ['held', 'something_new_arrived']);
    assert.match(held?.sentence ?? '', /^The customer wrote while you were writing\./);
    assert.deepEqual(content, { text });
    assert.deepEqual(await answersIn(of), []);
    assert.deepEqual(await heldTasks(of), ['reply_held']);
    answerOf(await send(handler, of, {}, version));
    assert.equal(await sweepAfter(10), 1);
    assert.deepEqual(await heldTasks(of), []);
  });

  it('of a colleague’s that went first holds the second: nobody says it twice', async () => {
    const of = await received();
    answerOf(await send(handler, of));
    answerOf(await send(colleague, of));
    clock.set(later(clock.now(), 10 * secondMs));
    await Promise.all([app.sweep('send drafts'), app.sweep('send drafts')]);
    assert.equal((await answersIn(of)).length, 1);
    const left = [...(await draftsOf(handler, of)), ...(await draftsOf(colleague, of))];
    assert.deepEqual(
      left.map(({ state, held }) => [state, held?.code]),
      [['held', 'something_new_arrived']],
    );
  });

  it('goes at once where its writer says so', async () => {
    const of = await received();
    answerOf(await send(handler, of));
    const { version } = await onlyDraft(handler, of);
    const answer = { text, seen: await latestOf(of) };
    const now = { content: { text }, version, answer };
    const key = { 'idempotency-key': newId() };
    const sent = answerOf(await handler.post(urlOf(of, 'reply/sent'), now, key), 201);
    assert.deepEqual(answerOf(await handler.post(urlOf(of, 'reply/sent'), now, key), 201), sent);
    assertRefused(await handler.post(urlOf(of, 'reply/sent'), now), 409, 'draft_gone');
    assert.equal(await sweepAfter(60), 0);
    assert.deepEqual(await answersIn(of), [text]);
  });
});

const heldTasks = async ({ id }: Received): Promise<string[]> => {
  const { tasks } = answerOf<{ tasks: { kind: string; subject: { complaintId?: string } }[] }>(
    await handler.get('/api/tasks', json),
  );
  return tasks.filter(({ subject }) => subject.complaintId === id).map(({ kind }) => kind);
};

describe('who is there', () => {
  type Present = { complaintId: string; person: { name: string }; doing: string };
  const at = (visitor: Visitor, { id }: Received, is: string) =>
    visitor.post(`/api/complaints/${id}/presence`, { is });
  const seenBy = async (visitor: Visitor, { id }: Received): Promise<string[]> =>
    answerOf<{ present: Present[] }>(await visitor.get('/api/presence', json))
      .present.filter(({ complaintId }) => complaintId === id)
      .map(({ person, doing }) => `${person.name} ${doing}`);

  it('is seen by the others, changes, and vanishes by itself', async () => {
    const of = await received();
    answerOf(await at(colleague, of, 'looking'));
    assert.deepEqual(await seenBy(handler, of), ['Hugo Brandt looking']);
    assert.deepEqual(await seenBy(colleague, of), []);
    answerOf(await at(colleague, of, 'writing'));
    assert.deepEqual(await seenBy(handler, of), ['Hugo Brandt writing']);
    clock.set(later(clock.now(), 41 * secondMs));
    assert.deepEqual(await seenBy(handler, of), []);
    answerOf(await at(colleague, of, 'looking'));
    answerOf(await at(colleague, of, 'gone'));
    assert.deepEqual(await seenBy(handler, of), []);
  });

  it('is no business of customers and machines', async () => {
    const of = await received();
    assertRefused(await at(customer, of, 'looking'), 401, 'sign_in_first');
    assertRefused(await at(await app.withToken('machine'), of, 'looking'), 403, 'not_allowed');
    assertRefused(await at(handler, of, 'asleep'), 422, 'invalid_input');
    assertRefused(await at(handler, { ...of, id: newId() }, 'looking'), 404, 'not_found');
  });
});
