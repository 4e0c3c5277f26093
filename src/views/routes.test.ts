import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { newId } from '#id.ts';
import { type App, startApp } from '../../test/app.ts';
import { answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';

let app: App;
let hana: Visitor;
let hugo: Visitor;
before(async () => {
  app = await startApp();
  hana = await app.as(app.people.handler);
  hugo = await app.as(app.people.colleague);
});

type View = { id: string; name: string; filters: object };

const viewsOf = async (visitor: Visitor): Promise<View[]> =>
  answerOf<{ views: View[] }>(await visitor.get('/api/views')).views;
const namesOf = async (visitor: Visitor): Promise<string[]> =>
  (await viewsOf(visitor)).map(({ name }) => name);
const save = (visitor: Visitor, name: string, filters: object = { view: 'team' }) =>
  visitor.post('/api/views', { name, filters });

describe('a view', () => {
  it('is one’s own, in one’s own order, until one removes it', async () => {
    const filters = { view: 'team', state: 'to_do', channel: 'mail', received: 'this_week' };
    answerOf(await save(hana, 'By mail', filters), 201);
    answerOf(await save(hana, 'In German', { language: 'de' }), 201);
    answerOf(await save(hugo, 'By mail'), 201);
    assert.deepEqual((await viewsOf(hana))[0]?.filters, filters);
    const [first, second] = await viewsOf(hana);
    answerOf(await hana.post('/api/views/order', { ids: [second?.id] }));
    assert.deepEqual(await namesOf(hana), ['In German', 'By mail']);
    answerOf(await hugo.remove(`/api/views/${first?.id}`));
    assert.equal((await viewsOf(hana)).length, 2, 'nobody removes a view of somebody else');
    answerOf(await hana.remove(`/api/views/${first?.id}`));
    assert.deepEqual(await namesOf(hana), ['In German']);
    assert.deepEqual(await namesOf(hugo), ['By mail']);
  });

  it('has a name that no other has, and filters that are known', async () => {
    assertRefused(await save(hana, 'In German'), 409, 'view_exists');
    assertRefused(await save(hana, ' '), 422, 'invalid_input');
    assertRefused(await save(hana, 'x'.repeat(61)), 422, 'invalid_input');
    assertRefused(await save(hana, 'Odd', { state: 'lost' }), 422, 'invalid_input');
    assertRefused(await save(hana, 'Odd', { shoe: '42' }), 422, 'unknown_field');
    assertRefused(await save(app.anyone(), 'Odd'), 401, 'sign_in_first');
  });

  it('is saved once, however often it is sent, and there are thirty at most', async () => {
    const key = newId();
    for (const _ of [1, 2]) {
      const answer = await hana.post(
        '/api/views',
        { name: 'Once', filters: {} },
        { 'idempotency-key': key },
      );
      answerOf(answer, 201);
    }
    assert.equal((await namesOf(hana)).filter((name) => name === 'Once').length, 1);
    const more = await Promise.all(Array.from({ length: 40 }, (_, at) => save(hana, `View ${at}`)));
    assert.equal((await viewsOf(hana)).length, 30);
    const refused = more.find(({ statusCode }) => statusCode === 409);
    if (refused) assertRefused(refused, 409, 'too_many_views');
    else assert.fail('the thirty-first view was taken');
  });
});
