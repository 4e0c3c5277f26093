import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type App, startApp } from '../../test/app.ts';
import { complain } from '../../test/complaints.ts';
import { answerOf } from '../../test/visitor.ts';

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
    answerOf(await senior.post(`/api/complaints/${id}/messages`, { text: 'I am sorry.' }), 201);
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
    answerOf(await owner.post(`/api/complaints/${other.id}/messages`, { text: 'Sorry.' }), 201);
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
