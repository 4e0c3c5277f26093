import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { projectedTables, registry, streamOrder } from '#app/events.ts';
import { rebuild } from '#ledger/replay.ts';
import { type App, startApp, tuesdayAtFive } from '../../test/app.ts';
import { complain, look, reply } from '../../test/complaints.ts';
import { answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';
import { type ListWish, listComplaints } from './list.ts';
import type { ListFilters } from './list-filters.ts';

type Row = { id: string; state: string; nextAt: string | null; owner: { id: string } };

let app: App;
let id: string;
let ownerId: string;
before(async () => {
  app = await startApp();
  const body = { text: 'My bicycle was not taken along.' };
  const made = answerOf<{ id: string; owner: { id: string } }>(
    await app.anyone().post('/api/complaints', body),
    201,
  );
  id = made.id;
  ownerId = made.owner.id;
});

async function listed(staffId: string, filter: string): Promise<Row[]> {
  const person = await app.as(app.personWithId(staffId));
  const answer = await person.get(`/api/complaints?${filter}`, { accept: 'application/json' });
  return answerOf<{ complaints: Row[] }>(answer).complaints;
}

describe('a list shows each person', () => {
  it('what they promised, also on a complaint that is not theirs', async () => {
    const { manager } = app.people;
    assert.deepEqual(await listed(manager.staffId, 'promised=me'), []);
    const owner = await app.as(app.personWithId(ownerId));
    const promise = { text: 'Mina calls you.', dueAt: '2026-11-27T10:00:00Z' };
    const body = { ...promise, ownerId: manager.staffId };
    answerOf(await owner.post(`/api/complaints/${id}/promises`, body), 201);
    const found = await listed(manager.staffId, 'promised=me');
    assert.deepEqual(
      found.map((row) => row.id),
      [id],
    );
  });

  it('what is brought to them until they have answered', async () => {
    const { ceo } = app.people;
    const owner = await app.as(app.personWithId(ownerId));
    const wish = { level: 'executive', reason: 'She knows this customer.' };
    answerOf(await owner.post(`/api/complaints/${id}/escalation`, wish));
    assert.equal((await listed(ceo.staffId, 'raised=me')).length, 1);
    const senior = await app.as(ceo);
    answerOf(
      await senior.post(`/api/complaints/${id}/messages`, { text: 'I looked into it.' }),
      201,
    );
    assert.equal((await listed(ceo.staffId, 'raised=me')).length, 0);
  });
});

describe('an open complaint has one next date, always', () => {
  const nextAt = async () => (await listed(ownerId, 'order=next'))[0]?.nextAt;

  it('an answer without a promise is looked at again on the fifth working day', async () => {
    const body = { text: 'The conductor was rude.' };
    const other = answerOf<{ id: string; owner: { id: string } }>(
      await app.anyone().post('/api/complaints', body),
      201,
    );
    const owner = await app.as(app.personWithId(other.owner.id));
    answerOf(await owner.post(`/api/complaints/${other.id}/messages`, { text: 'I see.' }), 201);
    const row = (await listed(ownerId, 'order=newest')).find((found) => found.id === other.id);
    assert.equal(row?.state, 'waiting');
    assert.equal(row?.nextAt, '2026-11-30T16:00:00.000Z');
  });

  it('a promise gives the date while it is open', async () => {
    assert.equal(await nextAt(), '2026-11-27T10:00:00.000Z');
  });
});

describe('a reference', () => {
  it('finds its complaint, however it is written, and nothing else', async () => {
    const { id, reference } = await complain(app.anyone());
    const found = async (written: string) =>
      (await listed(ownerId, `reference=${encodeURIComponent(written)}`)).map((row) => row.id);
    assert.deepEqual(await found(reference), [id]);
    assert.deepEqual(await found(reference.toLowerCase().replaceAll('-', ' ')), [id]);
    assert.deepEqual(await found('AM-0000-0001'), []);
    assert.deepEqual(await found('it was late'), []);
  });
});

describe('filters', () => {
  const asManager = async () => app.as(app.people.manager);
  const found = async (filter: string): Promise<Row[]> =>
    answerOf<{ complaints: Row[] }>(
      await (await asManager()).get(`/api/complaints?${filter}`, { accept: 'application/json' }),
    ).complaints;
  const idsOf = async (filter: string) => (await found(filter)).map((row) => row.id);

  it('of kind, way, language and day are taken together', async () => {
    const clerk = await app.as(app.people.handler);
    const body = { kind: 'praise', language: 'de-AT', channel: 'phone' };
    const { id: praised } = await complain(clerk, { ...body, receivedAt: '2026-11-02T09:00:00Z' });
    const { id: later } = await complain(clerk, body);
    assert.deepEqual(await idsOf('kind=praise&language=de&channel=phone'), [later, praised]);
    const inTime = 'receivedFrom=2026-11-01T00:00:00Z&receivedUntil=2026-11-03T00:00:00Z';
    assert.deepEqual(await idsOf(`kind=praise&${inTime}`), [praised]);
    assert.deepEqual(await idsOf('kind=praise&language=en'), []);
    assert.deepEqual(await idsOf('kind=praise&state=done'), []);
    assert.deepEqual(await idsOf('kind=praise&channel=mail'), []);
  });

  it('by promise finds what is due before a moment, and no mere date', async () => {
    const { id: promised, owner } = await complain(app.anyone());
    const due = async () => await idsOf('order=next&dueBefore=2026-11-25T00:00:00Z');
    assert.ok((await due()).includes(promised));
    assert.ok(!(await idsOf('order=next&dueBefore=2026-11-24T00:00:00Z')).includes(promised));
    const answering = await app.as(app.personWithId(owner.id));
    answerOf(
      await answering.post(`/api/complaints/${promised}/messages`, { text: 'We ask the driver.' }),
      201,
    );
    assert.ok(!(await due()).includes(promised));
    assert.ok(!(await idsOf('dueBefore=2026-12-25T00:00:00Z')).includes(promised));
  });

  it('by team finds what the people who report to one have, and theirs', async () => {
    const everybody = await idsOf('limit=200');
    const { ceo, manager, handler } = app.people;
    assert.deepEqual(await idsOf('team=me&limit=200'), everybody);
    const upmost = async (order: string) =>
      (await listed(ceo.staffId, `team=me&order=${order}&limit=200`)).map((row) => row.id);
    assert.deepEqual(await upmost('newest'), [], 'nobody reports to the CEO yet');
    await app.db
      .updateTable('staff')
      .set({ manager_id: ceo.staffId })
      .where('staff_id', '=', manager.staffId)
      .execute();
    assert.deepEqual(await upmost('newest'), everybody);
    assert.deepEqual(await upmost('next'), await idsOf('order=next&limit=200'));
    assert.deepEqual(await listed(handler.staffId, 'team=me'), []);
  });

  it('that are unknown or malformed are refused', async () => {
    const manager = await asManager();
    for (const filter of ['language=deutsch!', 'channel=pigeon', 'dueBefore=soon', 'team=all'])
      assertRefused(await manager.get(`/api/complaints?${filter}`), 422, 'invalid_input');
  });

  it('lead through all pages without a gap or a double, however few one request looks through', async () => {
    const teamIds = [app.people.handler, app.people.colleague].map(({ staffId }) => staffId);
    const filters: ListFilters[] = [
      { order: 'next', kind: 'complaint' },
      { order: 'newest', kind: 'complaint', teamIds },
      { order: 'next', state: 'to_do', teamIds },
      { order: 'newest', kind: 'praise' },
      { order: 'newest', teamIds },
    ];
    for (const filter of filters) {
      const atOnce = await walk({ ...filter, limit: 200 }, 10_000);
      assert.ok(atOnce.length > 0);
      for (const [limit, lookedThrough] of [
        [1, 2],
        [2, 1],
        [3, 3],
      ] as const)
        assert.deepEqual(await walk({ ...filter, limit }, lookedThrough), atOnce);
    }
  });

  async function walk(wish: ListWish, lookedThrough: number): Promise<string[]> {
    const { rows, next } = await listComplaints(app.db, wish, lookedThrough);
    const ids = rows.map((row) => row.complaintId);
    return next ? [...ids, ...(await walk({ ...wish, cursor: next }, lookedThrough))] : ids;
  }
});

describe('what waits for each person', () => {
  const counts = async (staffId: string) =>
    answerOf(await (await app.as(app.personWithId(staffId))).get('/api/me/counts'));

  it('is counted as it comes and goes, by all its ways', async () => {
    const { handler, colleague, ceo } = app.people;
    const hana = await app.as(handler);
    const hugo = await app.as(colleague);
    const { id, owner } = await complain(app.anyone());
    if (owner.id !== handler.staffId) answerOf(await hana.post(`/api/complaints/${id}/ownership`));
    const before = await counts(handler.staffId);
    const hugoBefore = await counts(colleague.staffId);
    const ceoBefore = await counts(ceo.staffId);
    const changed = async () => difference(await counts(handler.staffId), before);
    answerOf(
      await hana.post(`/api/complaints/${id}/messages`, { text: 'We ask the driver.' }),
      201,
    );
    assert.deepEqual(await changed(), { toDo: -1, waiting: 1, promised: -1 });
    const promise = { text: 'We pay.', dueAt: '2026-11-27T10:00:00Z' };
    answerOf(await hana.post(`/api/complaints/${id}/promises`, promise), 201);
    assert.deepEqual(await changed(), { toDo: -1, waiting: 1 });
    const contact = { channel: 'phone', text: 'Where is it?' };
    answerOf(await hana.post(`/api/complaints/${id}/contacts`, contact), 201);
    assert.deepEqual(await changed(), {});
    const raise = { level: 'executive', reason: 'She knows them.' };
    answerOf(await hana.post(`/api/complaints/${id}/escalation`, raise));
    assert.deepEqual(difference(await counts(ceo.staffId), ceoBefore), { raised: 1 });
    const offer = { to: colleague.staffId, reason: 'You know them.' };
    answerOf(await hana.post(`/api/complaints/${id}/hand-over`, offer));
    assert.deepEqual(difference(await counts(colleague.staffId), hugoBefore), { offered: 1 });
    answerOf(await hugo.post(`/api/complaints/${id}/hand-over/acceptance`));
    assert.deepEqual(difference(await counts(colleague.staffId), hugoBefore), {
      toDo: 1,
      promised: 1,
    });
    assert.deepEqual(await changed(), { toDo: -1, promised: -1 });
    answerOf(
      await (await app.as(ceo)).post(`/api/complaints/${id}/messages`, {
        text: 'We ask the driver.',
      }),
      201,
    );
    assert.deepEqual(difference(await counts(ceo.staffId), ceoBefore), {});
  });

  it('is what looking would find, and what the ledger tells', async () => {
    for (const { staffId } of Object.values(app.people)) {
      const { toDo, waiting, offered } = await counts(staffId);
      const looked = async (filter: string) =>
        (await listed(staffId, `${filter}&limit=200`)).length;
      assert.deepEqual(
        [toDo, waiting, offered],
        [
          await looked('owner=me&state=to_do'),
          await looked('owner=me&state=waiting'),
          await looked('offered=me'),
        ],
      );
    }
    const { rows: stored } = await app.pool.query('select * from staff_loads order by 1, 2');
    await rebuild(app.db, { registry, streamOrder, projectedTables });
    const { rows: told } = await app.pool.query('select * from staff_loads order by 1, 2');
    assert.deepEqual(told, stored);
  });

  const difference = (now: object, before: object) =>
    Object.fromEntries(
      Object.entries(now)
        .map(([name, many]): [string, number] => [
          name,
          Number(many) - Number(Reflect.get(before, name)),
        ])
        .filter(([, change]) => change !== 0),
    );
});

describe('looking at it again another day', () => {
  const at = '2026-11-24T08:00:00.000Z';
  const putOff = async (visitor: Visitor, of: string, wish: object) =>
    visitor.post(`/api/complaints/${of}/next-date`, wish);

  it('moves the date, keeps the reason as a note, and a contact wakes it', async () => {
    const { id, owner } = await complain(app.anyone());
    const own = await app.as(app.personWithId(owner.id));
    answerOf(await putOff(own, id, { at, reason: 'The driver is back tomorrow.' }));
    let seen = await look(own, { id });
    assert.deepEqual([seen.nextAt, seen.state], [at, 'to_do']);
    assert.equal(seen.messages.at(-1)?.audience, 'internal');
    const contact = { channel: 'phone', text: 'Where is it?' };
    answerOf(await own.post(`/api/complaints/${id}/contacts`, contact), 201);
    seen = await look(own, { id });
    assert.equal(seen.nextAt, tuesdayAtFive);
    await reply(own, { id });
    answerOf(await putOff(own, id, { at: '2026-12-20T08:00:00.000Z' }));
    seen = await look(own, { id });
    assert.deepEqual([seen.nextAt, seen.state], ['2026-12-20T08:00:00.000Z', 'waiting']);
  });

  it('is refused past a promise, to others, and for ever', async () => {
    const { id, owner } = await complain(app.anyone());
    const own = await app.as(app.personWithId(owner.id));
    const late = { at: '2026-11-25T08:00:00.000Z' };
    assertRefused(await putOff(own, id, late), 409, 'promise_comes_first');
    assertRefused(await putOff(own, id, { at: '2027-11-25T08:00:00Z' }), 422, 'date_too_far');
    assertRefused(await putOff(await app.as(app.people.manager), id, { at }), 403, 'not_allowed');
    assertRefused(await putOff(await app.as(app.people.designer), id, { at }), 403, 'not_allowed');
    assertRefused(await putOff(app.anyone(), id, { at }), 401, 'sign_in_first');
  });
});
