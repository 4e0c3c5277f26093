import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Absence, declineCover, end, nameCover, plan, replaceCover } from './absence.ts';

const today = '2026-11-23';

const hana: Absence = {
  absenceId: 'of-hana',
  staffId: 'hana',
  from: '2026-11-24',
  until: '2026-11-30',
  coverId: 'hugo',
  hasEnded: false,
};

const refused = (code: string) => (error: unknown) => {
  assert.equal((error as { code?: string }).code, code);
  return true;
};

describe('an absence', () => {
  const wish = { ...hana, by: 'hana' };
  const planned = (change: object, others: Absence[] = []) =>
    plan(others, { ...wish, ...change }, { cover: 'Hugo', today });

  it('has a first and a last day, and somebody who covers', () => {
    const [fact] = planned({});
    assert.equal(fact?.type, 'AbsencePlanned');
    assert.equal(planned({ from: '2026-11-20', until: today }).length, 1);
  });

  it('lies ahead, not too far, and in order', () => {
    assert.throws(() => planned({ until: '2026-11-23' }), refused('days_in_reverse'));
    const over = { from: '2026-11-20', until: '2026-11-22' };
    assert.throws(() => planned(over), refused('date_in_the_past'));
    assert.throws(() => planned({ until: '2028-11-24' }), refused('date_too_far'));
    assert.equal(planned({ until: '2028-11-23' }).length, 1);
  });

  it('is there once for the same days', () => {
    assert.throws(
      () => planned({ from: '2026-11-30', until: '2026-12-02' }, [hana]),
      refused('away_already'),
    );
    assert.equal(planned({ from: '2026-12-01', until: '2026-12-02' }, [hana]).length, 1);
  });

  it('is covered by somebody else who is here', () => {
    assert.throws(() => planned({ coverId: 'hana' }), refused('cover_missing'));
    const hugo = { ...hana, staffId: 'hugo', coverId: 'hana', from: '2026-11-30' };
    assert.throws(() => planned({}, [hugo]), refused('cover_away'));
  });

  it('ends early, once', () => {
    assert.equal(end(hana, 'hana').length, 1);
    assert.deepEqual(end({ ...hana, hasEnded: true }, 'hana'), []);
  });
});

describe('who covers', () => {
  const line = ['mina', 'clara'];

  it('can decline, and it goes to the manager', () => {
    const [fact] = declineCover(hana, [hana], { by: 'hugo', line });
    const data = { coverId: 'mina', cause: 'declined', by: 'hugo', previousId: 'hugo' };
    assert.deepEqual(fact?.data, data);
  });

  it('is the next above where the manager is away, too, or declines', () => {
    const mina = { ...hana, staffId: 'mina', coverId: 'clara' };
    const [fact] = declineCover(hana, [hana, mina], { by: 'hugo', line });
    assert.equal(fact?.data['coverId'], 'clara');
    const [next] = declineCover({ ...hana, coverId: 'mina' }, [], { by: 'mina', line });
    assert.equal(next?.data['coverId'], 'clara');
    assert.throws(
      () => declineCover({ ...hana, coverId: 'clara' }, [mina], { by: 'clara', line }),
      refused('nobody_else'),
    );
  });

  it('is asked, and nobody declines for them', () => {
    assert.throws(() => declineCover(hana, [], { by: 'mina', line }), refused('not_allowed'));
    const over = { ...hana, hasEnded: true };
    assert.throws(() => declineCover(over, [], { by: 'hugo', line }), refused('absence_ended'));
  });

  it('can be somebody else by agreement, or who took over from who has left', () => {
    const name = (coverId: string) => nameCover(hana, [hana], { coverId, name: 'X', by: 'mina' });
    assert.equal(name('clara')[0]?.data['cause'], 'named');
    assert.deepEqual(name('hugo'), []);
    assert.throws(() => name('hana'), refused('cover_missing'));
    assert.equal(replaceCover(hana, 'mina')[0]?.data['cause'], 'left');
    assert.deepEqual(replaceCover({ ...hana, hasEnded: true }, 'mina'), []);
  });
});
