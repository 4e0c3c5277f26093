import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { later, secondMs } from '#clock.ts';
import { type App, startApp } from '../../test/app.ts';
import { complain, look, promise, storyOf } from '../../test/complaints.ts';
import { answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';
import { assertWhole } from '../../test/whole.ts';

type Colleague = { id: string; name: string; title: string; roles: string[]; managerId: string };

let app: App;
let ada: Visitor;
let mina: Visitor;
before(async () => {
  app = await startApp();
  ada = await app.as(app.people.administrator);
  mina = await app.as(app.people.manager);
});

async function colleague(id: string): Promise<Colleague | undefined> {
  const { staff } = answerOf<{ staff: Colleague[] }>(await mina.get('/api/staff'));
  return staff.find((person) => person.id === id);
}

async function joins(name: string, role = 'handler') {
  const email = `${name.toLowerCase()}@nordwind.example`;
  const managerId = app.people.manager.staffId;
  const body = { name, title: 'Customer care', email, roles: [role], managerId };
  const { id } = answerOf<{ id: string }>(await ada.post('/api/staff', body), 201);
  return { staffId: id, name, email, title: '', phone: null, roles: [], managerId, loadMax: null };
}

/** What is replayed is told apart by its moment. */
const tick = () => app.clock.set(later(app.clock.now(), secondMs));

const handOn = () => app.sweep('hand on what people had who left');

describe('a person', () => {
  it('gets other roles, another title and another manager from an administrator', async () => {
    const { designer, handler } = app.people;
    const change = {
      roles: ['designer', 'fixer'],
      title: 'Timetable and tracks',
      phone: '+49 40 1',
      managerId: handler.staffId,
    };
    answerOf(await ada.patch(`/api/staff/${designer.staffId}`, change));
    const { roles, title, managerId } = (await colleague(designer.staffId)) ?? {};
    assert.deepEqual({ roles, title, managerId, phone: change.phone }, change);
    answerOf(await ada.patch(`/api/staff/${designer.staffId}`, { managerId: null }));
    assert.equal((await colleague(designer.staffId))?.managerId, null);
    await assertWhole(app);
  });

  it('is changed by nobody else, and never into what they cannot be', async () => {
    const { designer, handler, manager, administrator } = app.people;
    const url = `/api/staff/${handler.staffId}`;
    assertRefused(await mina.patch(url, { roles: ['executive'] }), 403, 'not_allowed');
    assertRefused(await ada.patch(url, { email: designer.email }), 409, 'address_taken');
    assertRefused(await ada.patch(url, { managerId: handler.staffId }), 409, 'line_in_a_circle');
    assertRefused(
      await ada.patch(`/api/staff/${manager.staffId}`, { managerId: handler.staffId }),
      409,
      'line_in_a_circle',
    );
    const own = `/api/staff/${administrator.staffId}`;
    assertRefused(await ada.patch(own, { roles: ['manager'] }), 409, 'last_administrator');
    assert.equal((await ada.patch(url, { roles: [] })).statusCode, 422);
    assert.equal((await ada.patch(url, { load: 3 })).statusCode, 422);
  });

  it('may stop being an administrator while another is one, of two at once only one', async () => {
    const second = await joins('Second', 'administrator');
    const other = await app.as({ ...app.people.administrator, staffId: second.staffId });
    const { staffId } = app.people.administrator;
    const answers = await Promise.all([
      ada.patch(`/api/staff/${staffId}`, { roles: ['manager'] }),
      other.patch(`/api/staff/${second.staffId}`, { roles: ['handler'] }),
    ]);
    const statuses = answers.map(({ statusCode }) => statusCode);
    assert.deepEqual(new Set(statuses), new Set([200, 409]));
    const [stayed, lost] = statuses[0] === 200 ? [other, staffId] : [ada, second.staffId];
    answerOf(await stayed.patch(`/api/staff/${lost}`, { roles: ['administrator', 'manager'] }));
  });
});

describe('who leaves', () => {
  it('is out at once, and leaves nothing with nobody', async () => {
    const leaver = await joins('Lena');
    const { handler } = app.people;
    const lena = await app.as(leaver);
    const token = await app.withToken('of Lena', leaver);
    const received = await complain(app.anyone(), { email: 'eva@example.org', name: 'Eva' });
    answerOf(await lena.post(`/api/complaints/${received.id}/ownership`));
    const promiseId = await promise(lena, received, { dueAt: '2026-11-27T10:00:00Z' });
    const offered = await complain(app.anyone());
    const owner = await app.as(app.personWithId(offered.owner.id));
    const body = { to: leaver.staffId, reason: 'You know Lübeck.' };
    answerOf(await owner.post(`/api/complaints/${offered.id}/hand-over`, body));

    const url = `/api/staff/${leaver.staffId}/leaving`;
    const wish = { successorId: handler.staffId, note: 'Please call Eva before noon.' };
    assertRefused(await mina.post(url, wish), 403, 'not_allowed');
    answerOf(await ada.post(url, wish));
    const json = { accept: 'application/json' };
    assertRefused(await lena.get('/api/me', json), 401, 'sign_in_first');
    assertRefused(await token.get('/api/me', json), 401, 'token_unknown');
    assert.equal(await colleague(leaver.staffId), undefined);

    assert.ok((await handOn()) > 0);
    const seen = await look(mina, received);
    assert.equal(seen.owner.id, handler.staffId);
    assert.ok(seen.promises.every(({ owner: { id } }) => id === handler.staffId));
    assert.ok(seen.promises.some(({ id }) => id === promiseId));
    const note = seen.messages.find(({ audience }) => audience === 'internal');
    assert.equal(note?.text, 'Lena has left.\n\nPlease call Eva before noon.');
    assert.equal(note?.authorName, app.people.administrator.name);
    assert.match(storyOf(seen), /Hana Sato took it on from Lena/);
    assert.ok(seen.notices.some(({ kind }) => kind === 'owner_changed'));
    const free = await look(mina, offered);
    assert.equal(free.offeredTo, null);
    assert.equal(free.owner.id, offered.owner.id);
    assert.equal(await handOn(), 0);
    await assertWhole(app);
  });

  it('takes over nothing that comes to life later: it goes to the successor of the successor', async () => {
    const first = await joins('Fritz');
    const second = await joins('Stina');
    const received = await complain(app.anyone());
    answerOf(await (await app.as(first)).post(`/api/complaints/${received.id}/ownership`));
    const page = `/api/story${new URL(received.link).pathname.slice(2)}`;
    tick();
    answerOf(await app.anyone().post(`${page}/withdrawal`, {}));
    tick();
    const { colleague: hugo } = app.people;
    const leave = (id: string, successorId: string) =>
      ada.post(`/api/staff/${id}/leaving`, { successorId });
    answerOf(await leave(first.staffId, second.staffId));
    answerOf(await leave(second.staffId, hugo.staffId));
    await handOn();
    tick();
    assert.equal((await look(mina, received)).owner.id, first.staffId);
    answerOf(await app.anyone().post(`${page}/messages`, { text: 'It is broken again.' }), 201);
    tick();
    await handOn();
    assert.equal((await look(mina, received)).owner.id, hugo.staffId);
    await assertWhole(app);
  });

  it('is refused for who is needed, with what to do', async () => {
    const { administrator, manager, handler, designer } = app.people;
    const leave = (id: string, successorId: string) =>
      ada.post(`/api/staff/${id}/leaving`, { successorId });
    const { staffId } = administrator;
    assertRefused(await leave(manager.staffId, handler.staffId), 409, 'answers_for_complaints');
    assertRefused(await leave(handler.staffId, designer.staffId), 422, 'cannot_take_it');
    const answering = { answerableId: handler.staffId, deputyId: staffId };
    answerOf(await ada.post('/api/organisation/answerable', answering));
    assert.match((await app.anyone().get('/who')).body, /Hana Sato/);
    assertRefused(
      await ada.post('/api/organisation/answerable', { ...answering, deputyId: handler.staffId }),
      422,
      'deputy_missing',
    );
  });

  it('may return, with a link to sign in', async () => {
    const leaver = await joins('Rita');
    const wish = { successorId: app.people.handler.staffId };
    answerOf(await ada.post(`/api/staff/${leaver.staffId}/leaving`, wish));
    const again = { name: 'Rita', title: 'x', email: leaver.email, roles: ['handler'] };
    assertRefused(await ada.post('/api/staff', again), 409, 'address_taken');
    const { left } = answerOf<{ left: { id: string; successor: { name: string } }[] }>(
      await ada.get('/api/staff/left'),
    );
    assert.equal(left.find(({ id }) => id === leaver.staffId)?.successor.name, 'Hana Sato');
    const url = `/api/staff/${leaver.staffId}/return`;
    const { signInLink } = answerOf<{ signInLink: string }>(await ada.post(url));
    const answer = await app.anyone().submit(new URL(signInLink).pathname, {});
    assert.equal(answer.headers.location, '/desk');
    assertRefused(await ada.post(url), 409, 'is_here');
    assert.equal((await colleague(leaver.staffId))?.name, 'Rita');
    await assertWhole(app);
  });
});
