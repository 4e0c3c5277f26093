import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { later, secondMs } from '#clock.ts';
import { type App, startApp, tuesdayAtFive } from '../../test/app.ts';
import { complain } from '../../test/complaints.ts';
import { type Answer, answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';
import { assertWhole } from '../../test/whole.ts';

let app: App;
let ada: Visitor;
beforeEach(async () => {
  app = await startApp();
  ada = await app.as(app.people.administrator);
});

const week = [1, 2, 3, 4, 5];
const tuesday = { day: '2026-11-24', name: 'Founders’ day' };

const set = (body: object, by = ada): Promise<Answer> =>
  by.post('/api/organisation/calendar', { workingDays: week, holidays: [], ...body });

const tick = () => app.clock.set(later(app.clock.now(), secondMs));

const answerBy = async (): Promise<string> => (await complain(app.anyone())).answerBy;

describe('a date that we promise', () => {
  it('is never on a holiday, and what was promised before stays', async () => {
    const first = await complain(app.anyone());
    assert.equal(first.answerBy, tuesdayAtFive);
    tick();
    answerOf(await set({ holidays: [tuesday] }));
    assert.equal(await answerBy(), '2026-11-25T16:00:00.000Z');
    const { promises } = answerOf<{ promises: { dueAt: string }[] }>(
      await ada.get(`/api/complaints/${first.id}`),
    );
    assert.equal(promises[0]?.dueAt, tuesdayAtFive);
    tick();
    answerOf(await set({}));
    assert.equal(await answerBy(), tuesdayAtFive);
    await assertWhole(app);
  });

  it('is on a day of our week', async () => {
    answerOf(await set({ workingDays: [6, 4, 4] }));
    assert.equal(await answerBy(), '2026-11-26T16:00:00.000Z');
    const { workingDays } = answerOf(await ada.get('/api/organisation'));
    assert.deepEqual(workingDays, [4, 6]);
    await assertWhole(app);
  });

  it('follows a broken one on a working day, too', async () => {
    await complain(app.anyone());
    answerOf(await set({ holidays: [{ day: '2026-11-25', name: 'Fair' }] }));
    app.clock.set(new Date(tuesdayAtFive));
    await app.sweep('break due promises');
    const { rows } = await app.pool.query(`select due_at from promises where kind = 'follow_up'`);
    assert.equal(rows[0]?.due_at.toISOString(), '2026-11-26T16:00:00.000Z');
    await assertWhole(app);
  });
});

describe('our calendar', () => {
  it('holds each day once, and at least one to work on', async () => {
    assertRefused(await set({ holidays: [tuesday, tuesday] }), 422, 'day_twice');
    for (const bad of [{ workingDays: [] }, { workingDays: [0] }, { workingDays: [8] }]) {
      assert.equal((await set(bad)).statusCode, 422);
    }
    const many = Array.from({ length: 501 }, () => tuesday);
    assert.equal((await set({ holidays: many })).statusCode, 422);
    assert.equal((await set({ holidays: [{ day: '24.11.2026', name: 'x' }] })).statusCode, 422);
  });

  it('is set by administrators and managers, and said once', async () => {
    const hana = await app.as(app.people.handler);
    assertRefused(await set({}, hana), 403, 'not_allowed');
    const holidays = [{ day: '2026-12-26', name: 'Boxing day' }, tuesday];
    for (const times of [1, 2]) {
      answerOf(await set({ holidays }, await app.as(app.people.manager)), 200);
      const { rows } = await app.pool.query(
        `select 1 from ledger_entries where type = 'HolidaysSet'`,
      );
      assert.equal(rows.length, 1, `after ${times}`);
    }
    const shown = answerOf(await hana.get('/api/organisation'));
    assert.deepEqual(shown['holidays'], holidays.toReversed());
  });
});
