import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectedTables, registry, streamOrder } from '#app/events.ts';
import { newId } from '#id.ts';
import { sealAll } from '#ledger/sealer.ts';
import { verify } from '#ledger/verify.ts';
import { monday, startApp, tuesdayAtFive } from '../../test/app.ts';
import { complain, look, type Received, reply } from '../../test/complaints.ts';
import { answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';

// Hamburg, from Monday 23 November 2026, ten in the morning.

type Clock = {
  id: string;
  pack: { id: string; name: string | null };
  rule: string;
  state: string;
  dueAt: string;
  why: string;
  counts: boolean;
  warnings: string[];
  breachedAt: string | null;
  metAt: string | null;
  moves: { from: string; to: string; cause: string }[];
};
type Dates = {
  clocks: Clock[];
  windows: { rule: string; until: string }[];
  waited: { seconds: number; since: string | null };
};
type Task = { id: string; kind: string; subject: { complaintId: string; clockId: string } };

async function start() {
  const app = await startApp();
  const { people, clock, sweep } = app;
  const seats = {
    customer: app.anyone(),
    handler: await app.withToken('a desk of handler', people.handler),
    colleague: await app.withToken('a desk of colleague', people.colleague),
    manager: await app.withToken('a desk of manager', people.manager),
    ceo: await app.withToken('a desk of ceo', people.ceo),
    administrator: await app.withToken('a desk of administrator', people.administrator),
  };
  const datesOf = async ({ id }: { id: string }): Promise<Dates> =>
    answerOf<Dates>(await seats.manager.get(`/api/complaints/${id}/clocks`));
  const clockOf = async (received: { id: string }, rule: string): Promise<Clock> => {
    const found = (await datesOf(received)).clocks.findLast((each) => each.rule === rule);
    assert.ok(found, `no clock is called ${rule}`);
    return found;
  };
  const sweepAt = async (moment: string): Promise<void> => {
    clock.set(moment);
    await sweep('look at clocks');
  };
  const switchOn = async (pack: string, version: string): Promise<void> => {
    const wish = { version, appliesTo: 'every', reason: 'It is the law.' };
    answerOf(await seats.administrator.post(`/api/packs/${pack}/switching-on`, wish));
  };
  const tasksOf = async (by: Visitor, { id }: { id: string }): Promise<Task[]> => {
    const { tasks } = answerOf<{ tasks: Task[] }>(await by.get('/api/tasks'));
    return tasks.filter(
      ({ kind, subject }) => kind.startsWith('clock') && subject.complaintId === id,
    );
  };
  /** Of somebody who has it, and who that is. */
  const owned = async () => {
    const received = await complain(seats.customer, { email: `${newId()}@example.org` });
    const isHana = received.owner.id === people.handler.staffId;
    const owner = isHana ? seats.handler : seats.colleague;
    return { received, owner, other: isHana ? seats.colleague : seats.handler };
  };
  return { ...app, ...seats, datesOf, clockOf, sweepAt, switchOn, tasksOf, owned };
}

/** Each point has its finding, and the answer says so. */
async function answerFinally(by: Visitor, { id }: { id: string }): Promise<void> {
  const url = `/api/complaints/${id}`;
  const point = await by.post(`${url}/points`, { text: 'The money never came.' });
  const { pointId } = answerOf<{ pointId: string }>(point, 201);
  const finding = { finding: 'not_upheld', reason: 'It came on Friday.' };
  answerOf(await by.post(`${url}/points/${pointId}/finding`, finding));
  const final = { text: 'The money came on Friday.', isFinal: true };
  answerOf(await by.post(`${url}/messages`, final), 201);
}

const bare = await start();

describe('where no pack is switched on', () => {
  it('each complaint has the date by which a person answers, as it was promised', async () => {
    bare.clock.set(monday);
    const received = await complain(bare.customer);
    const { clocks } = await bare.datesOf(received);
    assert.deepEqual(
      clocks.map(({ rule, dueAt, state, counts }) => [rule, dueAt, state, counts]),
      [['answer', tuesdayAtFive, 'running', true]],
    );
    assert.match(clocks[0]?.why ?? '', /^1 business day after it was received on 23 November 2026/);
    assert.equal((await look(bare.handler, received)).nextAt, tuesdayAtFive);
  });

  it('an answer meets it, and our wait for the customer is counted from then', async () => {
    bare.clock.set(monday);
    const received = await complain(bare.customer);
    bare.clock.set('2026-11-23T11:00:00.000Z');
    await reply(bare.handler, received);
    bare.clock.set('2026-11-23T12:30:00.000Z');
    const { clocks, waited } = await bare.datesOf(received);
    assert.deepEqual([clocks[0]?.state, clocks[0]?.metAt], ['met', '2026-11-23T11:00:00.000Z']);
    assert.deepEqual(waited, { seconds: 5_400, since: '2026-11-23T11:00:00.000Z' });
  });

  it('its breach carries its own instant, and gives no task beside the broken promise', async () => {
    bare.clock.set(monday);
    const { received, owner } = await bare.owned();
    await bare.sweepAt('2026-11-29T03:00:00.000Z');
    const clock = await bare.clockOf(received, 'answer');
    assert.deepEqual([clock.state, clock.breachedAt], ['breached', tuesdayAtFive]);
    await bare.sweepAt('2026-11-30T10:00:00.000Z');
    assert.deepEqual(await bare.tasksOf(owner, received), []);
  });

  it('strangers are told nothing', async () => {
    const received = await complain(bare.customer);
    assertRefused(
      await bare.customer.get(`/api/complaints/${received.id}/clocks`),
      401,
      'sign_in_first',
    );
    assertRefused(await bare.customer.get('/api/clocks'), 401, 'sign_in_first');
    assertRefused(await bare.manager.get(`/api/complaints/${newId()}/clocks`), 404, 'not_found');
  });
});

const psd = await start();
await psd.switchOn('eu-psd2', '2015.1');

/** Fifteen business days after Monday. */
const due = '2026-12-14T22:59:59.999Z';
const firstWarning = '2026-12-07T08:00:00.000Z';
const secondWarning = '2026-12-10T08:00:00.000Z';

describe('where a pack is switched on', () => {
  const { clock, customer, datesOf, clockOf, sweepAt, tasksOf, owned } = psd;

  it('its dates come with the complaint, each with why', async () => {
    clock.set(monday);
    const received = await complain(customer);
    const { clocks } = await datesOf(received);
    assert.deepEqual(
      clocks.map(({ pack, rule, dueAt }) => [pack.id, rule, dueAt]),
      [
        ['first-answer', 'answer', tuesdayAtFive],
        ['eu-psd2', 'answer', due],
        ['eu-psd2', 'final', '2027-01-11T22:59:59.999Z'],
      ],
    );
    const why = /^15 business days after it was received on 23 November 2026, /;
    assert.match(clocks[1]?.why ?? '', why);
    assert.deepEqual(clocks[1]?.warnings, [firstWarning, secondWarning]);
    assert.deepEqual(
      clocks.map(({ counts }) => counts),
      [true, true, false],
    );
  });

  it('counts from the day on which it was received, also where we wrote it down later', async () => {
    clock.set(monday);
    const late = answerOf<Received>(
      await psd.handler.post('/api/complaints', {
        text: 'A letter of last week.',
        receivedAt: '2026-11-18T10:00:00Z',
      }),
      201,
    );
    assert.equal((await clockOf(late, 'final')).dueAt, '2027-01-06T22:59:59.999Z');
    const { clocks } = await datesOf(late);
    assert.equal(clocks[0]?.dueAt, tuesdayAtFive);
  });

  it('an answer does not meet what only a final answer meets', async () => {
    clock.set(monday);
    const received = await complain(customer);
    await reply(psd.handler, received);
    assert.equal((await clockOf(received, 'final')).state, 'running');
    await answerFinally(psd.handler, received);
    const { clocks } = await datesOf(received);
    assert.deepEqual(
      clocks.map(({ state }) => state),
      ['met', 'met', 'met'],
    );
  });

  it('its owner is warned while people work, once, and told when it is over', async () => {
    clock.set(monday);
    const { received, owner } = await owned();
    await sweepAt('2026-12-07T07:59:59.000Z');
    assert.deepEqual(await tasksOf(owner, received), []);
    await sweepAt(firstWarning);
    await sweepAt('2026-12-07T08:00:01.000Z');
    const tasks = await tasksOf(owner, received);
    assert.deepEqual(
      tasks.map(({ kind }) => kind),
      ['clock_warning'],
    );
    await sweepAt(secondWarning);
    assert.equal((await tasksOf(owner, received)).length, 1);
  });

  it('its breach goes up the line from working day to working day, until it is met', async () => {
    clock.set(monday);
    const { received, owner } = await owned();
    await sweepAt('2026-12-15T03:00:00.000Z');
    const breached = (await datesOf(received)).clocks[1];
    assert.deepEqual([breached?.state, breached?.breachedAt], ['breached', due]);
    assert.deepEqual(await tasksOf(owner, received), [], 'at four in the morning nobody is told');
    await sweepAt('2026-12-15T08:00:00.000Z');
    const kinds = async (by: Visitor) => (await tasksOf(by, received)).map(({ kind }) => kind);
    assert.deepEqual(await kinds(owner), ['clock_breached']);
    assert.deepEqual(await kinds(psd.manager), []);
    await sweepAt('2026-12-16T08:00:00.000Z');
    assert.deepEqual(await kinds(psd.manager), ['clock_breached']);
    await sweepAt('2026-12-17T08:00:00.000Z');
    assert.deepEqual(await kinds(psd.ceo), ['clock_breached']);
    await answerFinally(owner, received);
    for (const by of [owner, psd.manager, psd.ceo]) assert.deepEqual(await kinds(by), []);
  });
});

describe('whoever has to know of a date', () => {
  const { clock, sweepAt, tasksOf, owned, people } = psd;

  it('while its owner is away, whoever covers is told', async () => {
    clock.set(monday);
    const { received, owner, other } = await owned();
    const coverId = people[other === psd.handler ? 'handler' : 'colleague'].staffId;
    const days = { from: '2026-12-07', until: '2026-12-11' };
    answerOf(await owner.post('/api/absences', { ...days, coverId }), 201);
    await sweepAt(firstWarning);
    assert.deepEqual(await tasksOf(owner, received), []);
    assert.equal((await tasksOf(other, received)).length, 1);
  });

  it('whoever takes the complaint takes the task', async () => {
    clock.set(monday);
    const { received, owner } = await owned();
    await sweepAt('2026-12-15T09:00:00.000Z');
    const before = (await tasksOf(owner, received)).length;
    answerOf(await psd.manager.post(`/api/complaints/${received.id}/ownership`));
    assert.deepEqual(await tasksOf(owner, received), []);
    assert.equal((await tasksOf(psd.manager, received)).length, before);
  });

  it('two who look at once say it once', async () => {
    clock.set(monday);
    const { received } = await owned();
    clock.set('2026-12-15T09:00:00.000Z');
    await Promise.all(Array.from({ length: 4 }, () => psd.sweep('look at clocks')));
    const facts = await psd.db
      .selectFrom('ledger_entries')
      .select('type')
      .where('stream', '=', `clocks:${received.id}`)
      .execute();
    const count = (type: string) => facts.filter((fact) => fact.type === type).length;
    assert.deepEqual([count('ClockWarned'), count('ClockBreached')], [2, 2]);
  });

  it('stands in the list of the week, by team', async () => {
    clock.set(monday);
    const { received } = await owned();
    type Week = {
      from: string;
      until: string;
      teams: { lead: { name: string } | null; clocks: { complaintId: string; rule: string }[] }[];
    };
    const week = async (query: string): Promise<Week> =>
      answerOf<Week>(await psd.manager.get(`/api/clocks${query}`));
    const this_ = await week('');
    assert.deepEqual([this_.from, this_.until], ['2026-11-23', '2026-11-29']);
    const mine = ({ teams }: Week) =>
      teams.flatMap(({ lead, clocks }) =>
        clocks
          .filter(({ complaintId }) => complaintId === received.id)
          .map(({ rule }) => [lead?.name, rule]),
      );
    assert.deepEqual(mine(this_), [[people.manager.name, 'answer']]);
    const then = await week('?from=2026-12-14&until=2026-12-14');
    assert.deepEqual(mine(then), [[people.manager.name, 'answer']]);
    assertRefused(
      await psd.manager.get('/api/clocks?from=2026-12-14&until=2026-12-01'),
      422,
      'unusable_days',
    );
  });

  it('tells the tables and the ledger alike', async () => {
    const { db, signingKey: key } = psd.amends;
    await sealAll(db, clock, key);
    const { faults } = await verify(db, { registry, projectedTables, streamOrder, key });
    assert.deepEqual(faults, []);
  });
});

describe('a pack that somebody sees to hold later', () => {
  it('counts as if it had from the beginning, also from what was accepted since', async () => {
    const app = await start();
    const wish = { version: '2025.1', appliesTo: 'hand', reason: 'Some of our customers.' };
    answerOf(await app.administrator.post('/api/packs/au-acma/switching-on', wish));
    const received = await complain(app.customer, { email: 'kim@example.org' });
    const url = `/api/complaints/${received.id}`;
    const remedy = {
      kind: 'replacement',
      what: 'Another router comes.',
      dueAt: '2026-12-18T16:00:00.000Z',
      noQuestions: true,
    };
    app.clock.set('2026-11-25T10:00:00.000Z');
    answerOf(await app.manager.post(`${url}/remedies`, remedy), 201);
    app.clock.set('2026-11-27T10:00:00.000Z');
    answerOf(await app.manager.post(`${url}/packs`, { packId: 'au-acma' }));
    const fix = await app.clockOf(received, 'fix');
    assert.equal(fix.dueAt, '2026-12-02T22:59:59.999Z', 'five business days from the yes');
    assert.equal((await app.clockOf(received, 'propose')).state, 'met');
  });
});

describe('a calendar that is put right', () => {
  it('moves the dates that are still to come, with the reason on record', async () => {
    const app = await start();
    await app.switchOn('eu-psd2', '2015.1');
    const received = await complain(app.customer);
    const setHolidays = async (...holidays: string[]) =>
      answerOf(
        await app.administrator.post('/api/organisation/calendar', {
          workingDays: [1, 2, 3, 4, 5],
          holidays: holidays.map((day) => ({ day, name: 'A day off' })),
        }),
      );
    await setHolidays('2026-12-08');
    while ((await app.sweep('correct clocks')) > 0);
    const dates = async (): Promise<Clock> => {
      const { clocks } = await app.datesOf(received);
      const found = clocks.find(({ pack }) => pack.id === 'eu-psd2');
      assert.ok(found);
      return found;
    };
    const moved = await dates();
    assert.equal(moved.dueAt, '2026-12-15T22:59:59.999Z');
    assert.deepEqual(
      moved.moves.map(({ from, to, cause }) => [from, to, cause]),
      [[due, moved.dueAt, 'calendar']],
    );
    const promised = '2026-12-15T16:00:00.000Z';
    const promise = { text: 'You hear from us by then.', dueAt: promised };
    answerOf(await app.manager.post(`/api/complaints/${received.id}/promises`, promise), 201);
    await setHolidays();
    while ((await app.sweep('correct clocks')) > 0);
    const back = await dates();
    assert.equal(back.dueAt, promised, 'not further back than what the customer was promised');
    assert.equal(back.moves.length, 2);
    const { db, signingKey: key } = app.amends;
    await sealAll(db, app.clock, key);
    const { faults } = await verify(db, { registry, projectedTables, streamOrder, key });
    assert.deepEqual(faults, []);
  });
});
