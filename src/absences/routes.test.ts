import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { dayMs, later, secondMs } from '#clock.ts';
import { type App, startApp } from '../../test/app.ts';
import { complain, look, pageOf } from '../../test/complaints.ts';
import { answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';
import { assertWhole } from '../../test/whole.ts';

type Task = { id: string; kind: string; subject: { staffId?: string } };
type Me = { away: object | null; covering: { name: string; until: string }[]; tasks: number };

let app: App;
let hana: Visitor;
let hugo: Visitor;
let mina: Visitor;
beforeEach(async () => {
  app = await startApp();
  hana = await app.as(app.people.handler);
  hugo = await app.as(app.people.colleague);
  mina = await app.as(app.people.manager);
});

const days = { from: '2026-11-23', until: '2026-11-30' };

async function goAway(by: Visitor = hana, change: object = {}): Promise<string> {
  const body = { ...days, coverId: app.people.colleague.staffId, ...change };
  return answerOf<{ absenceId: string }>(await by.post('/api/absences', body), 201).absenceId;
}

const meOf = async (who: Visitor): Promise<Me> => answerOf<Me>(await who.get('/api/me'));

const tasksOf = async (who: Visitor): Promise<Task[]> =>
  answerOf<{ tasks: Task[] }>(await who.get('/api/tasks')).tasks;

const tick = (ms = secondMs) => app.clock.set(later(app.clock.now(), ms));

async function listed(who: Visitor, query: string): Promise<string[]> {
  const url = `/api/complaints?${query}`;
  const answer = answerOf<{ complaints: { id: string }[] }>(await who.get(url));
  return answer.complaints.map(({ id }) => id);
}

describe('while somebody is away', () => {
  it('who covers is told, sees their complaints, and the customer is told who answers', async () => {
    const received = await complain(app.anyone());
    answerOf(await hana.post(`/api/complaints/${received.id}/ownership`));
    assert.deepEqual(await listed(hugo, 'covered=me'), []);
    tick();
    await goAway();
    assert.deepEqual(await listed(hugo, 'covered=me'), [received.id]);
    const { covering, tasks } = await meOf(hugo);
    assert.deepEqual([covering[0]?.name, covering[0]?.until, tasks], ['Hana Sato', days.until, 1]);
    assert.deepEqual((await meOf(hana)).away, { until: days.until, cover: 'Hugo Brandt' });
    const [task] = await tasksOf(hugo);
    assert.equal(task?.kind, 'cover_asked');
    assert.equal(task?.subject.staffId, app.people.handler.staffId);
    const page = (await app.anyone().get(pageOf(received))).body;
    assert.match(page, /Hana Sato is away until 30 November 2026/);
    assert.match(page, /Hugo Brandt, Customer care, answers you meanwhile/);
    const seen = await look(mina, received);
    assert.equal(
      (seen as { meanwhile?: { cover: { name: string } } }).meanwhile?.cover.name,
      'Hugo Brandt',
    );
    tick();
    answerOf(
      await hugo.post(`/api/complaints/${received.id}/messages`, { text: 'We look for it.' }),
      201,
    );
    assert.ok((await look(mina, received)).promises.every(({ state }) => state === 'kept'));
    await assertWhole(app);
  });

  it('no new complaint is given to them, and nobody hands one on to them', async () => {
    await goAway();
    for (let times = 0; times < 4; times++) {
      const { owner } = await complain(app.anyone());
      assert.equal(owner.id, app.people.colleague.staffId);
      tick(0);
    }
    const { id } = await complain(app.anyone());
    const wish = { to: app.people.handler.staffId, reason: 'You know it.' };
    const { message } = assertRefused(
      await hugo.post(`/api/complaints/${id}/hand-over`, wish),
      409,
      'taker_away',
    );
    assert.match(message, /Hugo Brandt covers/);
  });

  it('where every handler is away, whoever answers for complaints has what comes', async () => {
    await goAway();
    await goAway(hugo, {
      coverId: app.people.manager.staffId,
      from: '2026-12-01',
      until: '2026-12-04',
    });
    app.clock.set(new Date('2026-12-02T09:00:00Z'));
    await goAway(hana, {
      coverId: app.people.manager.staffId,
      from: '2026-12-02',
      until: '2026-12-04',
    });
    assert.equal((await complain(app.anyone())).owner.id, app.people.manager.staffId);
  });

  it('it is over after the last day on the organisation’s calendar, or when they are back', async () => {
    const absenceId = await goAway(hana, { until: '2026-11-24' });
    // Half past midnight in Berlin: a new day has begun there.
    app.clock.set(new Date('2026-11-24T23:30:00Z'));
    assert.deepEqual((await meOf(hugo)).covering, []);
    app.clock.set(new Date('2026-11-24T22:30:00Z'));
    assert.equal((await meOf(hugo)).covering.length, 1);
    answerOf(await hana.post(`/api/absences/${absenceId}/end`));
    const { covering, tasks } = await meOf(hugo);
    assert.deepEqual([covering, tasks], [[], 0]);
    tick(dayMs);
    await assertWhole(app);
  });
});

describe('who is asked to cover', () => {
  it('may decline: then it is the manager’s, who may name somebody', async () => {
    const absenceId = await goAway();
    const url = `/api/absences/${absenceId}`;
    assertRefused(await mina.post(`${url}/cover-refusal`), 403, 'not_allowed');
    answerOf(await hugo.post(`${url}/cover-refusal`));
    assert.deepEqual(await tasksOf(hugo), []);
    assert.equal((await tasksOf(mina))[0]?.kind, 'cover_asked');
    assert.equal((await meOf(mina)).covering[0]?.name, 'Hana Sato');
    tick();
    assertRefused(
      await hugo.post(`${url}/cover`, { coverId: app.people.ceo.staffId }),
      403,
      'not_allowed',
    );
    answerOf(await mina.post(`${url}/cover`, { coverId: app.people.colleague.staffId }));
    assert.equal((await meOf(hugo)).covering.length, 1);
    assert.deepEqual(await tasksOf(mina), []);
    await assertWhole(app);
  });

  it('who leaves is followed by who takes over', async () => {
    await goAway();
    const ada = await app.as(app.people.administrator);
    const leaving = `/api/staff/${app.people.colleague.staffId}/leaving`;
    tick();
    answerOf(await ada.post(leaving, { successorId: app.people.manager.staffId }));
    tick();
    await app.sweep('hand on what people had who left');
    assert.equal((await meOf(mina)).covering[0]?.name, 'Hana Sato');
    await assertWhole(app);
  });
});

describe('being away', () => {
  it('is said by oneself or by somebody above, for days that make sense', async () => {
    const { handler, designer, colleague, ceo } = app.people;
    const wish = { ...days, coverId: colleague.staffId };
    const dora = await app.as(designer);
    assertRefused(
      await dora.post('/api/absences', { ...wish, staffId: handler.staffId }),
      403,
      'not_allowed',
    );
    const post = (change: object) => hana.post('/api/absences', { ...wish, ...change });
    assertRefused(await post({ coverId: designer.staffId }), 422, 'cannot_take_it');
    assertRefused(await post({ coverId: handler.staffId }), 422, 'cover_missing');
    assertRefused(await post({ until: '2026-11-01' }), 422, 'days_in_reverse');
    assert.equal((await post({ from: 'soon' })).statusCode, 422);
    assert.equal((await post({ reason: 'ill' })).statusCode, 422);
    await goAway(mina, { staffId: handler.staffId });
    assertRefused(await post({}), 409, 'away_already');
    await goAway(dora, { coverId: ceo.staffId });
  });

  it('is planned once, also when it is said twice at once', async () => {
    const body = { ...days, coverId: app.people.colleague.staffId };
    const answers = await Promise.all([1, 2].map(() => hana.post('/api/absences', body)));
    assert.deepEqual(new Set(answers.map(({ statusCode }) => statusCode)), new Set([201, 409]));
  });
});
