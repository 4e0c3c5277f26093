import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { verifyAmends } from '#app/check.ts';
import { later, secondMs } from '#clock.ts';
import { newId } from '#id.ts';
import { type StaffMember, staffById } from '#staff/index.ts';
import { monday, startApp } from '../../test/app.ts';
import {
  assertNothingRecorded,
  complain,
  look,
  pageOf,
  type Received,
  reply,
  storyOf,
} from '../../test/complaints.ts';
import { type Answer, answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';

const app = await startApp();
const customer = app.anyone();
const { people, clock } = app;
const ceo = await app.as(people.ceo);
const manager = await app.as(people.manager);
const handler = await app.as(people.handler);
const colleague = await app.as(people.colleague);
const designer = await app.as(people.designer);
const administrator = await app.as(people.administrator);

const friday = '2026-11-27T16:00:00.000Z';
const refund = { kind: 'refund', amount: 40_00, what: 'We pay back your ticket.' };
const visit = {
  kind: 'visit',
  what: 'Somebody comes and looks at it.',
  from: '2026-11-25T09:00:00Z',
  until: '2026-11-25T11:00:00Z',
  zone: 'Europe/Lisbon',
};

beforeEach(() => clock.set(monday));

type Outcome = { id: string; state: string; approver: { id: string; name: string } | null };
type Seen = {
  id: string;
  kind: string;
  amount: number | null;
  currency: string | null;
  state: string;
  wish: string | null;
  why: string | null;
  reason: string | null;
  promiseId: string | null;
  owner: { id: string; name: string } | null;
  approver: { name: string } | null;
};

const complaint = (body: object = {}): Promise<Received> =>
  complain(customer, { email: `${newId()}@example.org`, ...body });

const ask = (by: Visitor, { id }: { id: string }, body: object, key?: string): Promise<Answer> =>
  by.post(`/api/complaints/${id}/remedies`, body, key ? { 'idempotency-key': key } : {});

const offer = async (by: Visitor, of: { id: string }, body: object = refund): Promise<Outcome> =>
  answerOf<Outcome>(await ask(by, of, body), 201);

const act = (by: Visitor, remedyId: string, what: string, body: object = {}): Promise<Answer> =>
  by.post(`/api/remedies/${remedyId}/${what}`, body);

async function remediesOf(of: Received): Promise<Seen[]> {
  const answer = await manager.get(`/api/complaints/${of.id}`);
  return answerOf<{ remedies: Seen[] }>(answer).remedies;
}

async function remedyOf(of: Received): Promise<Seen> {
  const remedy = (await remediesOf(of)).at(-1);
  assert.ok(remedy, 'no remedy');
  return remedy;
}

const press = (of: Received, remedyId: string, what: string, values: Record<string, string>) =>
  customer.submit(`${pageOf(of)}/remedies/${remedyId}/${what}`, values);

/** Somebody whose limits nobody else in this file uses up. */
let handlers = 0;
async function freshHandler(): Promise<Visitor> {
  return app.as(await freshPerson());
}

async function freshPerson(): Promise<StaffMember> {
  const email = `handler-${++handlers}@nordwind.example`;
  const person = { name: `Handler ${handlers}`, title: 'Customer care', email, roles: ['handler'] };
  const made = await administrator.post('/api/staff', {
    ...person,
    managerId: people.manager.staffId,
  });
  const { id } = answerOf<{ id: string }>(made, 201);
  const staff = await staffById(app.amends.db, id);
  assert.ok(staff);
  return staff;
}

describe('within the limit', () => {
  it('a remedy is offered at once, accepted by the customer, delivered, and they have it', async () => {
    const by = await freshHandler();
    const received = await complaint();
    const { id, state, approver } = await offer(by, received);
    assert.deepEqual({ state, approver }, { state: 'offered', approver: null });
    const page = await customer.get(pageOf(received));
    assert.match(page.body, /€40\.00/);
    assert.match(page.body, /We offer you: We pay back your ticket\./);
    assert.equal((await press(received, id, 'answer', { yes: 'yes' })).statusCode, 303);
    assert.equal((await remedyOf(received)).state, 'accepted');
    answerOf(await act(by, id, 'delivery'));
    assert.equal((await press(received, id, 'verdict', { has: 'yes' })).statusCode, 303);
    const seen = await look(manager, received);
    assert.equal((await remedyOf(received)).state, 'confirmed');
    assert.match(
      storyOf(seen),
      /offers you: €40\.00, We pay.*You accepted: €40.*We say that you have it.*You said that you have it/s,
    );
  });

  it('49 is given, 50 as well, and 51 is asked for', async () => {
    const by = await freshHandler();
    const received = await complaint();
    assert.equal((await offer(by, received, { ...refund, amount: 49_00 })).state, 'offered');
    assert.equal((await offer(by, received, { ...refund, amount: 50_00 })).state, 'offered');
    const { state, approver } = await offer(by, received, { ...refund, amount: 51_00 });
    assert.deepEqual([state, approver?.name], ['asked', people.manager.name]);
  });

  it('it counts, and what is declined or taken back is free again', async () => {
    const person = await freshPerson();
    const by = await app.as(person);
    const received = await complaint();
    const given: string[] = [];
    for (let times = 0; times < 3; times++)
      given.push((await offer(by, received, { kind: 'replacement', what: 'A new one.' })).id);
    const one = { kind: 'replacement', what: 'And another.' };
    assert.equal((await offer(by, received, one)).state, 'asked');
    answerOf(await act(by, given[0] ?? '', 'withdrawal', { reason: 'It was found.' }));
    assert.equal((await offer(by, received, one)).state, 'offered');
    assert.equal((await offer(by, received, one)).state, 'asked');
    await press(received, given[1] ?? '', 'answer', { yes: 'no' });
    assert.equal((await offer(by, received, one)).state, 'offered');
    clock.set('2026-12-24T09:00:00Z');
    const mine = answerOf<{ limits: { kind: string; usedCount: number; leftCount: number }[] }>(
      await (await app.as(person)).get('/api/remedy-limits/mine'),
    );
    const replacements = mine.limits.find(({ kind }) => kind === 'replacement');
    assert.deepEqual([replacements?.usedCount, replacements?.leftCount], [0, 3]);
  });

  it('two at once do not both slip under it', async () => {
    const by = await freshHandler();
    const received = await complaint();
    const one = { kind: 'replacement', what: 'A new one.' };
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => offer(by, received, one)));
    assert.equal(outcomes.filter(({ state }) => state === 'offered').length, 3);
  });

  it('no question is asked for a preset: one step, and it is agreed', async () => {
    const by = await freshHandler();
    const received = await complaint();
    const { state } = await offer(by, received, { ...refund, noQuestions: true });
    assert.equal(state, 'accepted');
    const apology = { kind: 'apology', what: 'We are sorry.', noQuestions: true };
    assertRefused(await ask(by, received, apology), 422, 'not_a_preset');
  });

  it('a request sent twice gives once', async () => {
    const by = await freshHandler();
    const received = await complaint();
    const key = newId();
    const first = answerOf<Outcome>(await ask(by, received, refund, key), 201);
    assert.equal(answerOf<Outcome>(await ask(by, received, refund, key), 201).id, first.id);
    assert.equal((await remediesOf(received)).length, 1);
  });
});

describe('what would put it right', () => {
  const wished = { wish: 'My money back.' };

  it('must be answered: as it stands, or with the reason', async () => {
    const by = await freshHandler();
    const received = await complaint(wished);
    await assertNothingRecorded(app.amends.db, async () => {
      assertRefused(await ask(by, received, refund), 422, 'wish_unanswered');
      const silent = { ...refund, wish: 'changed' };
      assertRefused(await ask(by, received, silent), 422, 'invalid_input');
    });
    await offer(by, received, { ...refund, wish: 'changed', why: 'The half was used.' });
    const { wish, why } = await remedyOf(received);
    assert.deepEqual({ wish, why }, { wish: 'changed', why: 'The half was used.' });
    assert.match((await customer.get(pageOf(received))).body, /The half was used\./);
    // Said once, it is said.
    await offer(by, received, { kind: 'apology', what: 'And we are sorry.' });
  });

  it('is accepted as it stands in one step', async () => {
    const by = await freshHandler();
    const received = await complaint(wished);
    const { state } = await offer(by, received, { ...refund, asProposed: true });
    assert.equal(state, 'accepted');
    assert.equal((await remedyOf(received)).wish, 'accepted');
  });

  it('is proposed on the customer’s own page, and given with one press', async () => {
    const by = await freshHandler();
    const received = await complaint();
    const values = { kind: 'refund', amount: '39,90', text: 'Just the ticket back, please.' };
    assert.equal((await customer.submit(`${pageOf(received)}/remedies`, values)).statusCode, 303);
    const proposal = await remedyOf(received);
    assert.deepEqual(
      [proposal.state, proposal.amount, proposal.currency],
      ['proposed', 39_90, 'EUR'],
    );
    assert.equal((await look(by, received)).messages.at(-1)?.text, values.text);
    const given = answerOf<Outcome>(await act(by, proposal.id, 'offer'));
    assert.equal(given.state, 'accepted');
    assert.equal((await remedyOf(received)).wish, 'accepted');
    assertRefused(await act(by, proposal.id, 'offer'), 409, 'decided_already');
  });

  it('can be answered with something else, or with no, and the customer reads why', async () => {
    const by = await freshHandler();
    const received = await complaint();
    const link = pageOf(received).split('/').at(-1);
    const propose = async (): Promise<string> => {
      const body = { kind: 'refund', amount: 45_00, text: 'Everything back.' };
      answerOf(await customer.post(`/api/story/${link}/remedies`, body));
      return (await remedyOf(received)).id;
    };
    const first = await propose();
    const instead = { ...refund, amount: 20_00, why: 'Half of it was used.' };
    assert.equal(answerOf<Outcome>(await act(by, first, 'offer', { instead })).state, 'offered');
    const [old, other] = await remediesOf(received);
    assert.deepEqual([old?.state, old?.reason], ['refused', instead.why]);
    assert.deepEqual([other?.state, other?.amount, other?.wish], ['offered', 20_00, 'changed']);
    const second = await propose();
    assertRefused(await act(designer, second, 'refusal', { reason: 'No.' }), 403, 'not_allowed');
    answerOf(await act(by, second, 'refusal', { reason: 'It was paid back already.' }));
    assert.match((await customer.get(pageOf(received))).body, /It was paid back already\./);
  });

  it('is not read out of an amount that is none', async () => {
    const received = await complaint();
    const values = { kind: 'refund', amount: 'a lot', text: 'Money.' };
    const answer = await customer.submit(`${pageOf(received)}/remedies`, values);
    assert.equal(answer.statusCode, 422);
    assert.equal((await remediesOf(received)).length, 0);
  });
});

describe('above the limit', () => {
  const much = { ...refund, amount: 80_00 };
  const waiting = async (by: Visitor) =>
    answerOf<{ approvals: { remedy: Seen; movesUpTo: string | null }[] }>(
      await by.get('/api/approvals'),
    ).approvals;

  it('whoever can decide approves with one press; the customer hears nothing before', async () => {
    const received = await complaint();
    const { id } = await offer(handler, received, much);
    assert.doesNotMatch((await customer.get(pageOf(received))).body, /€80|We pay back/);
    const before = answerOf<{ approvals: number }>(await manager.get('/api/me')).approvals;
    const mine = (await waiting(manager)).find(({ remedy }) => remedy.id === id);
    assert.equal(mine?.movesUpTo, people.ceo.name);
    const given = answerOf<Outcome>(await act(manager, id, 'approval'));
    assert.equal(given.state, 'offered');
    assert.equal(
      answerOf<{ approvals: number }>(await manager.get('/api/me')).approvals,
      before - 1,
    );
    assert.match((await customer.get(pageOf(received))).body, /€80/);
    assertRefused(await act(manager, id, 'approval'), 409, 'decided_already');
  });

  it('nobody approves what they asked for, and no bystander does', async () => {
    const received = await complaint();
    const { id } = await offer(handler, received, much);
    await assertNothingRecorded(app.amends.db, async () => {
      for (const by of [handler, colleague, administrator])
        assertRefused(await act(by, id, 'approval'), 403, 'not_allowed');
      assertRefused(await act(colleague, id, 'refusal', { reason: 'No.' }), 403, 'not_allowed');
    });
    // Whoever is above may decide, too.
    assert.equal(answerOf<Outcome>(await act(ceo, id, 'approval')).state, 'offered');
  });

  it('it is refused only with a reason, and only between ourselves', async () => {
    const received = await complaint();
    const { id } = await offer(handler, received, much);
    assertRefused(await act(manager, id, 'refusal', {}), 422, 'invalid_input');
    answerOf(await act(manager, id, 'refusal', { reason: 'Offer them forty.' }));
    const { state, reason } = await remedyOf(received);
    assert.deepEqual({ state, reason }, { state: 'refused', reason: 'Offer them forty.' });
    assert.doesNotMatch((await customer.get(pageOf(received))).body, /forty|€80/);
    assert.equal((await look(handler, received)).state, 'to_do');
  });

  it('it goes to the first above whose limit suffices', async () => {
    const received = await complaint();
    const { approver } = await offer(handler, received, { ...refund, amount: 900_00 });
    assert.equal(approver?.name, people.ceo.name);
    // A manager asks, too, and at the top nobody is left to ask.
    const own = await offer(manager, received, { ...refund, amount: 900_00 });
    assert.equal(own.approver?.name, people.ceo.name);
    assert.equal((await offer(ceo, received, { ...refund, amount: 9_000_00 })).state, 'offered');
  });

  it('it moves up by itself when nobody decides in time, and at the top it is a task', async () => {
    const received = await complaint();
    const { id } = await offer(handler, received, much);
    clock.set('2026-11-23T12:59:59Z');
    await app.sweep('move approvals up');
    assert.equal((await remedyOf(received)).approver?.name, people.manager.name);
    clock.set('2026-11-23T13:00:00Z');
    await app.sweep('move approvals up');
    assert.equal((await remedyOf(received)).approver?.name, people.ceo.name);
    // Four working hours later: it is ten on Tuesday.
    clock.set('2026-11-24T09:00:00Z');
    await app.sweep('move approvals up');
    type Tasks = { tasks: { kind: string; subject: { complaintId?: string } }[] };
    const tasks = async (): Promise<string[]> =>
      answerOf<Tasks>(await ceo.get('/api/tasks'))
        .tasks.filter(({ subject }) => subject.complaintId === received.id)
        .map(({ kind }) => kind);
    assert.deepEqual(await tasks(), ['approval_waiting']);
    clock.set('2026-11-26T09:00:00Z');
    await app.sweep('move approvals up');
    assert.equal((await remedyOf(received)).approver?.name, people.ceo.name);
    answerOf<Outcome>(await act(ceo, id, 'approval'));
    assert.deepEqual(await tasks(), []);
  });

  it('what is beyond the approver’s own period is approved so far and goes on', async () => {
    const received = await complaint();
    const { id } = await offer(handler, received, { ...refund, amount: 480_00 });
    const before = answerOf<object>(await handler.get('/api/remedy-limits'));
    answerOf(
      await administrator.post('/api/remedy-limits', {
        currency: 'EUR',
        periodDays: 30,
        approvalHours: 4,
        limits: [
          { role: 'handler', kind: 'refund', eachMax: 50_00, periodMax: 500_00, countMax: null },
          { role: 'manager', kind: 'refund', eachMax: 100_00, periodMax: 500_00, countMax: null },
        ],
      }),
    );
    const { state, approver } = answerOf<Outcome>(await act(manager, id, 'approval'));
    assert.deepEqual([state, approver?.name], ['asked', people.ceo.name]);
    assert.equal(answerOf<Outcome>(await act(ceo, id, 'approval')).state, 'offered');
    answerOf(await administrator.post('/api/remedy-limits', before));
  });
});

describe('limits', () => {
  it('are set by whoever may, and hold at once', async () => {
    const wish = {
      currency: 'GBP',
      periodDays: 7,
      approvalHours: 2,
      limits: [
        { role: 'handler', kind: 'refund', eachMax: 10_00, periodMax: null, countMax: null },
      ],
    };
    const before = answerOf<object>(await handler.get('/api/remedy-limits'));
    assertRefused(await handler.post('/api/remedy-limits', wish), 403, 'not_allowed');
    assertRefused(
      await manager.post('/api/remedy-limits', { ...wish, currency: 'XYZ' }),
      422,
      'invalid_input',
    );
    const [limit] = wish.limits;
    const twice = { ...wish, limits: [limit, limit] };
    assertRefused(await manager.post('/api/remedy-limits', twice), 422, 'invalid_input');
    answerOf(await manager.post('/api/remedy-limits', wish));
    assert.deepEqual(answerOf<object>(await handler.get('/api/remedy-limits')), wish);
    const by = await freshHandler();
    const received = await complaint();
    assert.equal((await offer(by, received, { ...refund, amount: 10_01 })).state, 'asked');
    assert.equal((await offer(by, received, visit)).state, 'asked');
    const dollars = { ...refund, currency: 'USD' };
    assertRefused(await ask(by, received, dollars), 422, 'other_currency');
    answerOf(await manager.post('/api/remedy-limits', before));
  });

  it('say what is left for me now', async () => {
    const by = await freshHandler();
    const received = await complaint();
    await offer(by, received);
    const { limits } = answerOf<{ limits: Record<string, unknown>[] }>(
      await by.get('/api/remedy-limits/mine'),
    );
    assert.deepEqual(
      limits.find(({ kind }) => kind === 'refund'),
      {
        kind: 'refund',
        mayGive: true,
        eachMax: 50_00,
        leftAmount: 460_00,
        leftCount: null,
        usedAmount: 40_00,
        usedCount: 1,
        moreAt: '2026-12-23T09:00:00.000Z',
      },
    );
  });
});

describe('a remedy with a date', () => {
  it('is a promise with that date, and both go the same way', async () => {
    const received = await complaint();
    const { id } = await offer(handler, received, { ...refund, amount: 1_00, dueAt: friday });
    const { promiseId } = await remedyOf(received);
    const promise = async () =>
      (await look(handler, received)).promises.find((one) => one.id === promiseId);
    assert.deepEqual([(await promise())?.dueAt, (await promise())?.state], [friday, 'open']);
    answerOf(await act(handler, id, 'delivery'));
    assert.equal((await promise())?.state, 'kept');
    await reply(handler, received);
    await press(received, id, 'verdict', { has: 'no' });
    assert.equal((await promise())?.state, 'disputed');
    assert.equal((await look(handler, received)).state, 'to_do');
    answerOf(await act(handler, id, 'delivery'));
    // Said about the promise, it is said about the remedy.
    await customer.submit(`${pageOf(received)}/promises/${promiseId}/verdict`, { kept: 'yes' });
    assert.equal((await remedyOf(received)).state, 'confirmed');
  });

  it('is delivered when its promise is kept, and taken back with it', async () => {
    const received = await complaint();
    await offer(handler, received, { ...refund, amount: 1_00, dueAt: friday });
    const { promiseId } = await remedyOf(received);
    answerOf(await handler.post(`/api/complaints/${received.id}/promises/${promiseId}/keeping`));
    assert.equal((await remedyOf(received)).state, 'delivered');
    const other = await offer(handler, received, { ...refund, amount: 1_00, dueAt: friday });
    answerOf(await act(handler, other.id, 'withdrawal', { reason: 'Paid already.' }));
    const taken = await remedyOf(received);
    const { promises } = await look(handler, received);
    assert.equal(promises.find((one) => one.id === taken.promiseId)?.state, 'released');
    // The customer may still judge what was promised; the remedy stays as it is.
    await customer.submit(`${pageOf(received)}/promises/${taken.promiseId}/verdict`, {
      kept: 'no',
    });
    assert.equal((await remedyOf(received)).state, 'withdrawn');
  });

  it('of the day names the customer’s zone, and who calls can put it right', async () => {
    const received = await complaint();
    await offer(handler, received, visit);
    assert.match((await customer.get(pageOf(received))).body, /at 09:00 WET to 11:00/);
    const { zone: _, ...vague } = visit;
    assertRefused(await ask(handler, received, vague), 422, 'invalid_input');
    const call = {
      kind: 'call_back',
      what: 'Hana calls you.',
      from: visit.from,
      zone: visit.zone,
      ownerId: people.designer.staffId,
    };
    assertRefused(await ask(handler, received, call), 422, 'no_authority');
    const { id } = await offer(handler, received, { ...call, ownerId: people.handler.staffId });
    // Nobody called within half an hour: the promise is broken and an elder gets in touch.
    clock.set('2026-11-25T09:30:00Z');
    await app.sweep('break due promises');
    const { promiseId } = await remedyOf(received);
    const { promises } = await look(handler, received);
    assert.equal(promises.find((one) => one.id === promiseId)?.state, 'broken');
    answerOf(await act(handler, id, 'delivery', { result: 'We spoke at ten.' }));
    assert.match((await customer.get(pageOf(received))).body, /We spoke at ten\./);
  });
});

describe('what was said and done', () => {
  it('is written down with the customer’s words', async () => {
    const received = await complaint();
    const { id } = await offer(handler, received, { kind: 'correction', what: 'A new letter.' });
    assertRefused(await act(handler, id, 'acceptance', { channel: 'phone' }), 422, 'text_missing');
    const said = { channel: 'phone', text: 'Yes, please.' };
    answerOf(await act(handler, id, 'acceptance', said));
    answerOf(await act(handler, id, 'delivery'));
    answerOf(await act(handler, id, 'confirmation', { ...said, has: false }));
    assert.equal((await remedyOf(received)).state, 'disputed');
    assertRefused(await act(designer, id, 'delivery'), 403, 'not_allowed');
    assertRefused(await act(handler, newId(), 'delivery'), 404, 'not_found');
    answerOf(await act(handler, id, 'withdrawal', { reason: 'It was not possible.' }));
    assertRefused(await act(handler, id, 'delivery'), 409, 'not_offered');
  });

  it('of another complaint is nobody else’s business', async () => {
    const received = await complaint();
    const other = await complaint();
    const { id } = await offer(handler, received, { kind: 'correction', what: 'A new letter.' });
    const answer = await press(other, id, 'answer', { yes: 'yes' });
    assert.equal(answer.statusCode, 404);
    assert.equal((await remedyOf(received)).state, 'offered');
  });

  it('is owed before a complaint is closed on documents', async () => {
    const received = await complaint();
    const { id } = await offer(handler, received, { kind: 'correction', what: 'A new letter.' });
    await reply(handler, received);
    const url = `/api/complaints/${received.id}`;
    for (let times = 0; times < 2; times++)
      answerOf(await handler.post(`${url}/closure-question`), 200);
    const close = () => manager.post(`${url}/closure`, { reason: 'They do not answer.' });
    assertRefused(await close(), 409, 'closing_not_founded');
    answerOf(await act(handler, id, 'delivery'));
    answerOf(await close());
  });

  it('ends when the customer withdraws, and goes on with whoever takes the complaint', async () => {
    const received = await complaint();
    const [one, other] =
      received.owner.id === people.handler.staffId ? [handler, colleague] : [colleague, handler];
    await offer(one, received, { kind: 'correction', what: 'A new letter.' });
    answerOf(await other.post(`/api/complaints/${received.id}/ownership`));
    const { owner } = await remedyOf(received);
    assert.notEqual(owner?.id, received.owner.id);
    await customer.submit(`${pageOf(received)}/withdrawal`, {});
    assert.equal((await remedyOf(received)).state, 'withdrawn');
  });
});

it('all of it can be told again from the ledger alone', async () => {
  const world = await startApp();
  const tick = (): void => world.clock.set(later(world.clock.now(), secondMs));
  const does = async (by: Visitor, url: string, body: object = {}): Promise<{ id?: string }> => {
    tick();
    const answer = await by.post(url, body);
    assert.ok(answer.statusCode < 300, `${url} ${answer.body}`);
    return answer.json<{ id?: string }>();
  };
  const hana = await world.as(world.people.handler);
  const mina = await world.as(world.people.manager);
  const clara = await world.as(world.people.ceo);
  const received = await complain(world.anyone(), { wish: 'My money back.' });
  const link = `/api/story/${pageOf(received).split('/').at(-1)}/remedies`;
  const url = `/api/complaints/${received.id}/remedies`;
  const dated = { ...refund, amount: 1_00, dueAt: friday, asProposed: true };
  const given = (await does(hana, url, dated)).id;
  await does(hana, `/api/remedies/${given}/delivery`, { result: 'It is in your account.' });
  await does(world.anyone(), `${link}/${given}/verdict`, { has: false });
  await does(world.anyone(), `${link}/${given}/verdict`, { has: true });
  await does(world.anyone(), link, { kind: 'refund', amount: 90_00, text: 'And the taxi.' });
  const [, proposal] = answerOf<{ remedies: Seen[] }>(await hana.get(url)).remedies;
  await does(hana, `/api/remedies/${proposal?.id}/offer`);
  await does(mina, `/api/remedies/${proposal?.id}/refusal`, { reason: 'Ask for the bill.' });
  await does(hana, `/api/remedies/${proposal?.id}/offer`);
  world.clock.set('2026-11-23T14:00:00Z');
  await world.sweep('move approvals up');
  await does(clara, `/api/remedies/${proposal?.id}/approval`);
  const { id: visiting } = await does(hana, url, visit);
  await does(world.anyone(), `${link}/${visiting}/answer`, { yes: false });
  await does(world.anyone(), `${link}/${visiting}/answer`, { yes: true });
  await does(hana, `/api/remedies/${visiting}/withdrawal`, { reason: 'You found it.' });
  const limits = answerOf<object>(await mina.get('/api/remedy-limits'));
  await does(mina, '/api/remedy-limits', limits);
  assert.deepEqual((await verifyAmends(world.amends)).faults, []);
});
