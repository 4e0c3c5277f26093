import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { later, secondMs } from '#clock.ts';
import { type App, startApp } from '../../test/app.ts';
import { complain } from '../../test/complaints.ts';
import { answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';
import { assertWhole } from '../../test/whole.ts';

let app: App;
let hana: Visitor;
let id: string;
const text = 'Hana stayed on the telephone until I sat in the train. Thank you!';
before(async () => {
  app = await startApp();
  hana = await app.as(app.people.handler);
  ({ id } = await complain(app.anyone(), { kind: 'praise', text }));
  app.clock.set(later(app.clock.now(), secondMs));
  answerOf(await hana.post(`/api/complaints/${id}/ownership`));
});

const praiseUrl = (staffId: string): string => `/api/staff/${staffId}/praise`;

async function heard(by: Visitor, staffId: string): Promise<(string | null)[]> {
  const { praise } = answerOf<{ praise: { text: string | null }[] }>(
    await by.get(praiseUrl(staffId)),
  );
  return praise.map((said) => said.text);
}

describe('praise', () => {
  it('is heard by whom it is for, and by who stands above them, and by nobody else', async () => {
    const { handler, manager, ceo, colleague } = app.people;
    for (const listener of [handler, manager, ceo]) {
      assert.deepEqual(await heard(await app.as(listener), handler.staffId), [text]);
    }
    const hugo = await app.as(colleague);
    assertRefused(await hugo.get(praiseUrl(handler.staffId)), 403, 'not_allowed');
    assert.deepEqual(await heard(hugo, colleague.staffId), []);
  });

  it('is for whom somebody says the customer meant', async () => {
    const { handler, designer } = app.people;
    const url = `/api/complaints/${id}/praised`;
    answerOf(await hana.post(url, { praisedId: designer.staffId }));
    assert.deepEqual(await heard(hana, handler.staffId), []);
    assert.deepEqual(await heard(await app.as(designer), designer.staffId), [text]);
    await assertWhole(app);
    answerOf(await hana.post(url, { praisedId: null }));
    assert.deepEqual(await heard(hana, handler.staffId), [text]);
  });

  it('is no complaint, and a complaint is no praise', async () => {
    const other = await complain(app.anyone());
    const wish = { praisedId: app.people.handler.staffId };
    assertRefused(await hana.post(`/api/complaints/${other.id}/praised`, wish), 409, 'no_praise');
    assert.deepEqual(await heard(hana, app.people.handler.staffId), [text]);
  });
});
