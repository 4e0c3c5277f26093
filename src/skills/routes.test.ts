import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { dayMs, later, secondMs } from '#clock.ts';
import { type App, startApp } from '../../test/app.ts';
import { complain, look } from '../../test/complaints.ts';
import { type Answer, answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';
import { assertWhole } from '../../test/whole.ts';

type Skill = { area: { id: string; name: string }; level: string; hasExpired: boolean };
type Task = { kind: string; subject: { staffId?: string } };

let app: App;
let hana: Visitor;
let hugo: Visitor;
let mina: Visitor;
let areaId: string;
beforeEach(async () => {
  app = await startApp();
  hana = await app.as(app.people.handler);
  hugo = await app.as(app.people.colleague);
  mina = await app.as(app.people.manager);
  areaId = await area('Night trains');
});

async function area(name: string): Promise<string> {
  return answerOf<{ areaId: string }>(await mina.post('/api/areas', { name }), 201).areaId;
}

const tick = (ms = secondMs) => app.clock.set(later(app.clock.now(), ms));

async function trained(staffId: string, change: object = {}): Promise<void> {
  const body = { areaId, level: 'trained', ...change };
  answerOf(await mina.post(`/api/staff/${staffId}/skills`, body));
}

async function skills(staffId: string): Promise<Skill[]> {
  return answerOf<{ skills: Skill[] }>(await hana.get(`/api/staff/${staffId}/skills`)).skills;
}

/** A complaint of Hana's about night trains. */
async function complaint(): Promise<string> {
  const { id } = await complain(app.anyone());
  tick();
  answerOf(await hana.post(`/api/complaints/${id}/ownership`));
  answerOf(await hana.post(`/api/complaints/${id}/area`, { areaId }));
  return id;
}

const offer = (by: Visitor, id: string, change: object = {}): Promise<Answer> =>
  by.post(`/api/complaints/${id}/hand-over`, {
    to: app.people.colleague.staffId,
    reason: 'You know it.',
    ...change,
  });

type Shown = { area: { name: string } | null; pairedWith: { name: string } | null };
const shown = async (id: string) => (await look(mina, { id })) as unknown as Shown;

describe('an area', () => {
  it('has one name, and is retired without being lost', async () => {
    assertRefused(await mina.post('/api/areas', { name: 'night TRAINS' }), 409, 'name_taken');
    assertRefused(await hana.post('/api/areas', { name: 'Ferries' }), 403, 'not_allowed');
    const id = await complaint();
    answerOf(await mina.patch(`/api/areas/${areaId}`, { name: 'Sleeper trains' }));
    answerOf(await mina.post(`/api/areas/${areaId}/retirement`));
    assert.equal((await shown(id)).area?.name, 'Sleeper trains');
    const other = await complain(app.anyone());
    const url = `/api/complaints/${other.id}/area`;
    assertRefused(await hana.post(url, { areaId }), 422, 'unknown_area');
    answerOf(await hana.post(`/api/complaints/${id}/area`, { areaId: null }));
    assert.equal((await shown(id)).area, null);
    await assertWhole(app);
  });

  it('is known by what the customer names as the product, and prefers who is trained', async () => {
    await trained(app.people.colleague.staffId);
    for (let times = 0; times < 3; times++) {
      const { id, owner } = await complain(app.anyone(), { product: 'night trains ' });
      assert.equal(owner.id, app.people.colleague.staffId);
      assert.equal((await shown(id)).area?.name, 'Night trains');
      tick();
    }
    assert.equal((await complain(app.anyone())).owner.id, app.people.handler.staffId);
    await assertWhole(app);
  });
});

describe('handing on', () => {
  it('to somebody who is not trained is refused, learning or expired', async () => {
    const id = await complaint();
    const { staffId } = app.people.colleague;
    assertRefused(await offer(hana, id), 409, 'not_trained');
    await trained(staffId, { level: 'learning' });
    assertRefused(await offer(hana, id), 409, 'not_trained');
    await trained(staffId, { validUntil: '2026-11-24' });
    app.clock.set(new Date('2026-11-25T09:00:00Z'));
    assertRefused(await offer(hana, id), 409, 'not_trained');
    assert.equal((await skills(staffId))[0]?.hasExpired, true);
    await trained(staffId, { validUntil: '2026-11-25' });
    answerOf(await offer(hana, id));
    await assertWhole(app);
  });

  it('is possible when a manager names who stands beside them', async () => {
    const id = await complaint();
    const pairedWith = app.people.handler.staffId;
    assertRefused(await offer(hana, id, { pairedWith }), 403, 'not_allowed');
    assertRefused(await offer(mina, id, { pairedWith }), 409, 'partner_not_trained');
    await trained(pairedWith, { level: 'teaching' });
    answerOf(await offer(mina, id, { pairedWith }));
    tick();
    answerOf(await hugo.post(`/api/complaints/${id}/hand-over/acceptance`));
    assert.equal((await shown(id)).pairedWith?.name, 'Hana Sato');
    tick();
    answerOf(await hana.post(`/api/complaints/${id}/ownership`));
    assert.equal((await shown(id)).pairedWith, null);
    await assertWhole(app);
  });
});

describe('a skill', () => {
  it('is said by managers, until a day that lies ahead, and ends', async () => {
    const { staffId } = app.people.handler;
    const url = `/api/staff/${staffId}/skills`;
    const wish = { areaId, level: 'trained' };
    assertRefused(await hana.post(url, wish), 403, 'not_allowed');
    const late = { ...wish, validUntil: '2026-11-22' };
    assertRefused(await mina.post(url, late), 422, 'date_in_the_past');
    assert.equal((await mina.post(url, { ...wish, level: 'best' })).statusCode, 422);
    await trained(staffId, { validUntil: '2027-01-31' });
    assert.equal((await skills(staffId))[0]?.level, 'trained');
    tick();
    answerOf(await mina.remove(`${url}/${areaId}`));
    assert.deepEqual(await skills(staffId), []);
    await assertWhole(app);
  });

  it('is on the manager’s desk thirty days before it expires, once for each date', async () => {
    const { staffId } = app.people.handler;
    const remind = () => app.sweep('remind of skills that expire');
    await trained(staffId, { validUntil: '2026-12-24' });
    assert.equal(await remind(), 0);
    tick(dayMs);
    assert.equal(await remind(), 1);
    const tasks = async () =>
      answerOf<{ tasks: (Task & { id: string })[] }>(await mina.get('/api/tasks')).tasks;
    const [task] = await tasks();
    assert.deepEqual([task?.kind, task?.subject.staffId], ['skill_expires', staffId]);
    answerOf(await mina.post(`/api/tasks/${task?.id}/done`));
    assert.equal(await remind(), 0);
    await trained(staffId, { validUntil: '2026-12-20' });
    assert.equal(await remind(), 1);
    tick();
    await assertWhole(app);
  });
});

describe('as many complaints as were agreed', () => {
  const agree = (staffId: string, loadMax: number | null, by = mina) =>
    by.post(`/api/staff/${staffId}/load`, { loadMax });

  it('nobody gets more by themselves, and then whoever answers for complaints has them', async () => {
    const { handler, colleague, manager } = app.people;
    answerOf(await agree(handler.staffId, 1));
    answerOf(await agree(colleague.staffId, 2));
    const owners = new Map<string, number>();
    for (let times = 0; times < 4; times++) {
      const { owner } = await complain(app.anyone());
      owners.set(owner.id, (owners.get(owner.id) ?? 0) + 1);
      tick();
    }
    assert.deepEqual(
      [handler, colleague, manager].map(({ staffId }) => owners.get(staffId)),
      [1, 2, 1],
    );
    await assertWhole(app);
  });

  it('nobody hands on more, but somebody above who is asked', async () => {
    const { colleague } = app.people;
    answerOf(await agree(colleague.staffId, 1));
    const first = await complain(app.anyone());
    tick();
    answerOf(await hugo.post(`/api/complaints/${first.id}/ownership`));
    const { id } = await complain(app.anyone());
    tick();
    answerOf(await hana.post(`/api/complaints/${id}/ownership`));
    const { message } = assertRefused(await offer(hana, id), 409, 'above_cap');
    assert.match(message, /Ask Mina Okafor/);
    answerOf(await offer(mina, id));
  });

  it('is agreed by managers', async () => {
    const { staffId } = app.people.handler;
    assertRefused(await agree(staffId, 3, hana), 403, 'not_allowed');
    for (const bad of [0, -1, 1.5, 10_001]) {
      assert.equal((await agree(staffId, bad)).statusCode, 422);
    }
    answerOf(await agree(staffId, 3));
    answerOf(await agree(staffId, null));
    await assertWhole(app);
  });
});
