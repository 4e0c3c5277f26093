import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { later, minuteMs } from '#clock.ts';
import { type App, startApp } from '../../test/app.ts';
import { complain, look } from '../../test/complaints.ts';
import { answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';
import { assertWhole } from '../../test/whole.ts';
import { listComplaints } from './list.ts';

let app: App;
let manager: Visitor;
/** Looks after customers. */
let ada: Visitor;
let adaId: string;
const email = 'cafe@example.org';
before(async () => {
  app = await startApp();
  manager = await app.as(app.people.manager);
  ada = await app.as(app.people.administrator);
  adaId = app.people.administrator.staffId;
});

const customerOf = async (id: string): Promise<string> => (await look(manager, { id })).customer.id;
const name = async (complaintId: string, staffId: string | null) =>
  manager.post(`/api/customers/${await customerOf(complaintId)}/account-owner`, { staffId });

async function listed(by: Visitor, filter = ''): Promise<string[]> {
  const answer = await by.get(`/api/complaints?account=me${filter}`, {
    accept: 'application/json',
  });
  return answerOf<{ complaints: { id: string }[] }>(answer).complaints.map(({ id }) => id);
}

type Task = { kind: string; subject: { complaintId?: string } };
const heard = async (by: Visitor): Promise<(string | undefined)[]> =>
  answerOf<{ tasks: Task[] }>(await by.get('/api/tasks'))
    .tasks.filter(({ kind }) => kind === 'account_wrote')
    .map(({ subject }) => subject.complaintId);
const ownsAccounts = async (by: Visitor): Promise<boolean> =>
  answerOf<{ ownsAccounts: boolean }>(await by.get('/api/me')).ownsAccounts;

describe('whoever looks after a customer', () => {
  let first: string;
  let second: string;
  let merged: string;

  it('finds all that their customers brought, and nothing else', async () => {
    first = (await complain(app.anyone(), { email })).id;
    await complain(app.anyone(), { email: 'stranger@example.org' });
    assert.equal(await ownsAccounts(ada), false);
    assert.deepEqual(await listed(ada), []);
    answerOf(await name(first, adaId));
    assert.equal(await ownsAccounts(ada), true);
    assert.deepEqual(await listed(ada), [first]);
    assert.deepEqual(await listed(ada, '&state=done'), []);
    assert.deepEqual(await listed(ada, '&state=open&order=next&kind=complaint'), [first]);
    assert.deepEqual(await listed(manager), [], 'others have customers of their own');
    assertRefused(await app.anyone().get('/api/complaints?account=me'), 401, 'sign_in_first');
    assertRefused(await ada.get(`/api/complaints?account=${adaId}`), 422, 'invalid_input');
  });

  it('hears of the next one, once, and reads it', async () => {
    assert.deepEqual(await heard(ada), [], 'of what was there before the list tells');
    second = (await complain(app.anyone(), { email })).id;
    assert.deepEqual(await heard(ada), [second]);
    assert.equal((await look(ada, { id: second })).id, second);
    await complain(app.anyone(), { email: 'stranger@example.org' });
    assert.deepEqual(await heard(ada), [second]);
  });

  it('hears it under every record of the same person', async () => {
    const other = 'cafe-owner@example.org';
    merged = (await complain(app.anyone(), { email: other })).id;
    const into = await customerOf(first);
    answerOf(await manager.post(`/api/customers/${await customerOf(merged)}/merging`, { into }));
    assert.deepEqual(await listed(ada), [merged, second, first]);
    const { id } = await complain(app.anyone(), { email: other });
    assert.deepEqual(await heard(ada), [second, id]);
    const page = await listComplaints(app.db, { accountOwnerId: adaId, order: 'newest', limit: 3 });
    assert.deepEqual(
      page.rows.map((row) => row.complaintId),
      [id, merged, second],
    );
    const [last] = await listed(ada, `&limit=3&cursor=${page.next}`);
    assert.equal(last, first);
  });

  it('needs not look any more at what the customer closed', async () => {
    const { id, link } = await complain(app.anyone(), { email });
    assert.ok((await heard(ada)).includes(id));
    const url = `/api/story/${link.split('/').at(-1)}/withdrawal`;
    answerOf(await app.anyone().post(url, {}));
    assert.ok(!(await heard(ada)).includes(id));
  });

  it('is somebody who may read complaints', async () => {
    assertRefused(await name(first, app.people.designer.staffId), 409, 'cannot_look_after');
  });

  it('leaves their customers and what they heard to whoever takes over', async () => {
    const { colleague, handler } = app.people;
    answerOf(await name(first, colleague.staffId));
    app.clock.set(later(app.clock.now(), minuteMs).toISOString());
    answerOf(
      await ada.post(`/api/staff/${colleague.staffId}/leaving`, { successorId: handler.staffId }),
    );
    await app.sweep('hand on what people had who left');
    const hana = await app.as(handler);
    assert.ok((await listed(hana)).includes(first));
    assert.equal(await ownsAccounts(hana), true);
    await assertWhole(app);
  });
});
