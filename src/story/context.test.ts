import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { projectedTables, registry, streamOrder } from '#app/events.ts';
import { sealAll } from '#ledger/sealer.ts';
import { verify } from '#ledger/verify.ts';
import { type App, startApp } from '../../test/app.ts';
import { complain, look, pageOf, promise, type Received } from '../../test/complaints.ts';
import { answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';

let app: App;
let hana: Visitor;
let manager: Visitor;
let designer: Visitor;
let customer: Visitor;
before(async () => {
  app = await startApp();
  hana = await app.as(app.people.handler);
  manager = await app.as(app.people.manager);
  designer = await app.as(app.people.designer);
  customer = app.anyone();
});

type Context = {
  since: string;
  needs: string | null;
  accountOwner: { id: string; name: string } | null;
  complaints: { id: string; reference: string; state: string; owner: string }[];
  promises: { complaintId: string; kind: string; text: string; state: string }[];
};

const contextOf = async ({ id }: Received, by = hana): Promise<Context> =>
  answerOf<Context>(await by.get(`/api/complaints/${id}/context`));

const customerOf = async (received: Received): Promise<string> =>
  (await look(hana, received)).customer.id;

const correct = async (received: Received, details: object) =>
  hana.post(`/api/customers/${await customerOf(received)}/correction`, details);

describe('beside a thread', () => {
  it('stand the other complaints of the person, with what was promised there', async () => {
    const first = await complain(customer, { email: 'one@example.org' });
    const dueAt = '2026-12-01T16:00:00Z';
    const promiseId = await promise(hana, first, { text: 'We pay you back.', dueAt });
    answerOf(await hana.post(`/api/complaints/${first.id}/promises/${promiseId}/keeping`));
    const second = await complain(customer, { email: 'two@example.org' });
    const stranger = await complain(customer, { email: 'three@example.org' });
    const into = await customerOf(first);
    answerOf(await hana.post(`/api/customers/${await customerOf(second)}/merging`, { into }));

    const beside = await contextOf(second);
    assert.deepEqual(
      beside.complaints.map(({ reference, state }) => [reference, state]),
      [[first.reference, 'to_do']],
    );
    assert.deepEqual(
      beside.promises
        .filter(({ kind }) => kind === 'action')
        .map(({ text, state }) => [text, state]),
      [['We pay you back.', 'kept']],
    );
    assert.deepEqual(
      (await contextOf(first)).complaints.map(({ id }) => id),
      [second.id],
    );
    assert.deepEqual((await contextOf(stranger)).complaints, []);
  });

  it('stands since when they are a customer: as somebody said, or as we first heard', async () => {
    const email = 'long@example.org';
    await complain(hana, { email, receivedAt: '2019-03-02T10:00:00Z' });
    const received = await complain(customer, { email });
    assert.equal((await contextOf(received)).since, '2019-03-02');
    answerOf(await correct(received, { since: '2011-05-01' }));
    assert.equal((await contextOf(received)).since, '2011-05-01');
    assertRefused(await correct(received, { since: 'long ago' }), 422, 'invalid_input');
  });

  it('stands who looks after them', async () => {
    const received = await complain(customer, { email: 'owned@example.org' });
    const url = `/api/customers/${await customerOf(received)}/account-owner`;
    const { staffId } = app.people.colleague;
    assertRefused(await hana.post(url, { staffId }), 403, 'not_allowed');
    const nobody = { staffId: '01900000-0000-7000-8000-000000000000' };
    assertRefused(await manager.post(url, nobody), 404, 'not_found');
    answerOf(await manager.post(url, { staffId }));
    assert.equal((await contextOf(received)).accountOwner?.name, 'Hugo Brandt');
    answerOf(await manager.post(url, { staffId: null }));
    assert.equal((await contextOf(received)).accountOwner, null);
  });

  it('is for those who may know customers', async () => {
    const received = await complain(customer);
    const url = `/api/complaints/${received.id}/context`;
    assertRefused(await designer.get(url, { accept: 'application/json' }), 403, 'not_allowed');
    assertRefused(await customer.get(url, { accept: 'application/json' }), 401, 'sign_in_first');
  });
});

describe('what a customer needs', () => {
  it('is said on their page, kept for the next time, and shown to them only where they said it', async () => {
    const email = 'needs@example.org';
    const received = await complain(customer, { email });
    const said = await customer.submit(`${pageOf(received)}/needs`, {
      needs: 'Large print, please',
    });
    assert.equal(said.statusCode, 303);
    assert.equal((await contextOf(received)).needs, 'Large print, please');
    assert.match((await customer.get(pageOf(received))).body, />Large print, please</);
    // Anybody can complain under an address that is not theirs.
    const another = await complain(customer, { email });
    assert.doesNotMatch((await customer.get(pageOf(another))).body, /Large print, please</);
    assert.equal((await contextOf(another)).needs, 'Large print, please');
  });

  it('is written down for them, and ends when it holds no more', async () => {
    const received = await complain(customer, { email: 'after-ten@example.org' });
    answerOf(await correct(received, { needs: 'Call after ten' }));
    assert.equal((await contextOf(received)).needs, 'Call after ten');
    assert.doesNotMatch((await customer.get(pageOf(received))).body, />Call after ten</);
    answerOf(await correct(received, { name: 'Eva' }));
    assert.equal((await contextOf(received)).needs, 'Call after ten');
    answerOf(await correct(received, { needs: '' }));
    assert.equal((await contextOf(received)).needs, null);
    assertRefused(await correct(received, { needs: 'x'.repeat(301) }), 422, 'invalid_input');
  });

  it('can be said by a program with the link, too', async () => {
    const received = await complain(customer);
    const url = `/api/story${pageOf(received).slice(2)}/needs`;
    answerOf(await customer.post(url, { text: 'Write in German' }));
    assert.equal((await contextOf(received)).needs, 'Write in German');
    assertRefused(await customer.post(url, { text: 'x'.repeat(301) }), 422, 'invalid_input');
    assertRefused(
      await customer.post('/api/story/nonsense/needs', { text: 'x' }),
      404,
      'link_unknown',
    );
  });
});

it('all of this is what the ledger says', async () => {
  const { db, clock, signingKey: key } = app.amends;
  await sealAll(db, clock, key);
  const { faults } = await verify(db, { registry, projectedTables, streamOrder, key });
  assert.deepEqual(faults, []);
});
