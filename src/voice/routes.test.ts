import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startApp } from '../../test/app.ts';
import { complain } from '../../test/complaints.ts';
import { answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';
import { stepOf } from './drafting.ts';

const app = await startApp();
const { people, clock } = app;
const customer = app.anyone();
const handler = await app.as(people.handler);
const colleague = await app.as(people.colleague);
const manager = await app.as(people.manager);
const monday = clock.now();

type Voice = {
  id: string;
  text: string;
  saidBy: { name: string } | null;
  owner: { name: string };
  dueAt: string;
  movedUpTimes: number;
  decision: string | null;
  answer: string | null;
};

const say = async (by: Visitor, body: object = {}): Promise<string> =>
  answerOf<{ voiceId: string }>(
    await by.post('/api/voices', { text: 'The form asks for a fax number.', ...body }),
  ).voiceId;

const voices = async (query = ''): Promise<Voice[]> =>
  answerOf<{ voices: Voice[] }>(await handler.get(`/api/voices${query}`)).voices;

async function voiceOf(id: string, query = ''): Promise<Voice> {
  const found = (await voices(query)).find((voice) => voice.id === id);
  assert.ok(found);
  return found;
}

describe('a voice', () => {
  it('has an owner, a date, and an answer that everybody reads', async () => {
    const { id: complaintId } = await complain(customer);
    assertRefused(await customer.post('/api/voices', { text: 'x' }), 401, 'sign_in_first');
    assertRefused(await handler.post('/api/voices', { text: ' ' }), 422, 'text_missing');
    const id = await say(handler, { complaintId });
    const voice = await voiceOf(id, `?complaintId=${complaintId}`);
    assert.deepEqual(
      [voice.saidBy?.name, voice.owner.name, voice.dueAt],
      [people.handler.name, people.manager.name, '2026-11-30T16:00:00.000Z'],
    );
    const answer = { decision: 'adopted', text: 'We take the field out in May.' };
    const url = `/api/voices/${id}/answer`;
    assertRefused(await colleague.post(url, answer), 403, 'not_allowed');
    answerOf(await manager.post(url, answer));
    const answered = await voiceOf(id, '?part=answered');
    assert.deepEqual([answered.decision, answered.answer], [answer.decision, answer.text]);
    assert.ok((await voices()).every((each) => each.id !== id));
  });

  it('is said once, however often it is sent, also at once', async () => {
    const id = crypto.randomUUID();
    await Promise.all([say(handler, { id }), say(handler, { id }), say(handler, { id })]);
    assert.equal((await voices()).filter((voice) => voice.id === id).length, 1);
  });

  it('without a name leads nowhere back to whoever said it', async () => {
    const { staffId } = people.colleague;
    const text = 'The bonus rewards short calls. Nobody dares say so.';
    const { rows: before } = await app.pool.query('select * from idempotency_keys');
    const answer = await colleague.post(
      '/api/voices',
      { text, anonymous: true },
      { 'idempotency-key': 'a-key-of-hugo' },
    );
    const id = answerOf<{ voiceId: string }>(answer).voiceId;
    assert.equal((await voiceOf(id)).saidBy, null);
    const { rows: entries } = await app.pool.query<{ actor: string }>(
      'select actor, data from ledger_entries where stream = $1',
      [`voice:${id}`],
    );
    assert.equal(entries[0]?.actor, 'staff');
    assert.doesNotMatch(JSON.stringify(entries), new RegExp(staffId));
    const { rows: after } = await app.pool.query('select * from idempotency_keys');
    assert.equal(after.length, before.length);
  });

  it('without a name cannot flood; with a name anybody may go on', async () => {
    clock.set('2026-11-23T12:00:00.000Z');
    for (let time = 0; time < 5; time++) await say(colleague, { anonymous: true });
    const more = await colleague.post('/api/voices', { text: 'x', anonymous: true });
    assertRefused(more, 429, 'too_many');
    assert.equal(more.headers['retry-after'], '3600');
    await say(colleague);
    clock.set('2026-11-23T13:00:01.000Z');
    await say(colleague, { anonymous: true });
    clock.set(monday);
  });

  it('that nobody answers moves up, once for each date', async () => {
    const id = await say(handler);
    clock.set('2026-11-30T16:00:00.000Z');
    await Promise.all([app.sweep('move voices up'), app.sweep('move voices up')]);
    const { movedUpTimes, owner } = await voiceOf(id);
    assert.deepEqual([movedUpTimes, owner.name], [1, people.ceo.name]);
    const { tasks } = answerOf<{ tasks: { kind: string; subject: { voiceId?: string } }[] }>(
      await (await app.as(people.ceo)).get('/api/tasks'),
    );
    assert.equal(tasks.filter(({ subject }) => subject.voiceId === id).length, 1);
    clock.set(monday);
  });
});

describe('the action list', () => {
  type Item = {
    id: string;
    what: string;
    harm: number;
    frequency: number;
    silence: number;
    score: number;
    owner: { name: string };
    step: string;
    stepText: string | null;
    outcomeText: string | null;
    flawState: string | null;
  };
  type Lists = {
    list: { weekOn: string; complaints: number; items: Item[] } | null;
    before: { weekOn: string; items: Item[] } | null;
  };
  const read = async (): Promise<Lists> => answerOf<Lists>(await handler.get('/api/action-list'));

  async function flawBehind(count: number, body: object): Promise<string> {
    const complaintIds: string[] = [];
    for (let each = 0; each < count; each++) {
      complaintIds.push((await complain(customer, { text: `Number ${each}.` })).id);
    }
    const wish = { name: 'A flaw', harm: 'loss', reason: 'Seen.', complaintIds, ...body };
    return answerOf<{ flawId: string }>(await manager.post('/api/flaws', wish), 201).flawId;
  }

  it('ranks by harm × frequency × silence, and is drafted once a week', async () => {
    await flawBehind(8, { name: 'Often and little', harm: 'nuisance' });
    await flawBehind(2, { name: 'Seldom and grave', harm: 'danger' });
    const rude = await flawBehind(2, { name: 'Nobody says it', harm: 'loss' });
    const cause = { cause: 'PPL.rude', reason: 'Heard.' };
    answerOf(await handler.post(`/api/flaws/${rude}/cause`, cause));
    await Promise.all([app.sweep('draft the action list'), app.sweep('draft the action list')]);
    await app.sweep('draft the action list');
    const { list, before } = await read();
    assert.equal(before, null);
    assert.equal(list?.weekOn, '2026-11-23');
    const flaws = list.items.filter(({ flawState }) => flawState);
    assert.deepEqual(
      flaws.map(({ what, harm, frequency, silence }) => [what, harm, frequency, silence]),
      [
        ['Seldom and grave', 27, 0.5, 2.8],
        ['Nobody says it', 3, 0.5, 5.7],
        ['Often and little', 1, 2, 2.8],
      ],
    );
    assert.ok(list.items.length <= 10);
    assert.equal(flaws[0]?.step, 'find_cause');
    const { rows } = await app.pool.query<{ text: string }>(
      `select words.text from notices
       join words on words.customer_id = notices.customer_id and words.words_id = notices.words_id
       where kind = 'action_list'`,
    );
    const to = rows.map(({ text }) => JSON.parse(text).to[0] as string);
    assert.equal(new Set(to).size, to.length);
    assert.ok(to.includes(people.manager.email) && to.includes(people.ceo.email));
    assert.match(rows[0]?.text ?? '', /1\. Seldom and grave\. Mina Okafor: Find out why/);
  });

  it('says next week what was done with it', async () => {
    const { list } = await read();
    assert.ok(list);
    const [first, second] = list.items;
    assert.ok(first && second);
    const url = (item: Item) => `/api/action-list/${list.weekOn}/items/${item.id}`;
    const settle = { outcome: 'done', text: 'The guard rail is up.' };
    answerOf(await manager.post(`${url(first)}/settling`, settle));
    assertRefused(await manager.post(`${url(first)}/settling`, settle), 409, 'settled_already');
    const step = { ownerId: people.designer.staffId, step: 'Talk to the three.' };
    answerOf(await handler.post(`${url(second)}/step`, step));
    assert.equal((await read()).list?.items[1]?.owner.name, people.designer.name);
    clock.set('2026-11-30T09:00:00.000Z');
    await app.sweep('draft the action list');
    const next = await read();
    assert.deepEqual([next.list?.weekOn, next.before?.weekOn], ['2026-11-30', '2026-11-23']);
    assert.equal(next.before?.items[0]?.outcomeText, 'The guard rail is up.');
    clock.set(monday);
  });

  it('says what it assumes about those who are silent, and takes another number', async () => {
    const assumed = async () =>
      answerOf<{
        assumptions: { kind: string; silent: number; because: string; by: string | null }[];
      }>(await handler.get('/api/silence')).assumptions.find(({ kind }) => kind === 'other');
    assert.equal((await assumed())?.silent, 1.8);
    const wish = { silent: 9, reason: 'Our own survey of May.' };
    assertRefused(await handler.post('/api/silence/other', wish), 403, 'not_allowed');
    assertRefused(
      await manager.post('/api/silence/other', { ...wish, silent: -1 }),
      422,
      'invalid_input',
    );
    answerOf(await manager.post('/api/silence/other', wish));
    const { silent, because, by } = (await assumed()) ?? {};
    assert.deepEqual([silent, because, by], [9, wish.reason, people.manager.name]);
  });

  it('knows what comes next with a flaw', () => {
    const flaw = {
      state: 'named',
      cause: null,
      designDueAt: null,
      designAnsweredAt: null,
    } as const;
    const known = { ...flaw, cause: 'PRD.defect' };
    assert.equal(stepOf({ ...flaw, state: 'suspected' }, null), 'confirm');
    assert.equal(stepOf(flaw, null), 'find_cause');
    assert.equal(stepOf(known, null), 'ask_design');
    assert.equal(stepOf({ ...known, designDueAt: monday }, null), 'await_design');
    const answered = { ...known, designDueAt: monday, designAnsweredAt: monday };
    assert.equal(stepOf(answered, null), 'plan_fix');
    assert.equal(stepOf(answered, 'planned'), 'ship_fix');
    assert.equal(stepOf(answered, 'shipped'), 'wait_for_proof');
    assert.equal(stepOf(answered, 'returned'), 'look_again');
  });
});
