import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Role } from '#http/caller.ts';
import type { StaffMember } from './queries.ts';
import { changeManager, changeRoles, leave, nameAnswerable, type Team, teamOf } from './team.ts';

const member = (staffId: string, managerId: string | null, ...roles: Role[]): StaffMember => ({
  staffId,
  name: staffId,
  title: '',
  email: `${staffId}@example.org`,
  phone: null,
  roles,
  managerId,
  loadMax: null,
});

const team: Team = teamOf([
  member('ceo', null, 'executive'),
  member('mina', 'ceo', 'manager'),
  member('hana', 'mina', 'handler'),
  member('hugo', 'mina', 'handler'),
  member('ada', 'mina', 'administrator'),
]);

const refused = (code: string) => (error: unknown) => {
  assert.equal((error as { code?: string }).code, code);
  return true;
};

describe('the line of management', () => {
  const change = (staffId: string, managerId: string | null) =>
    changeManager(team, { staffId, managerId, by: 'ada' });

  it('leads to whom one reports', () => {
    const fact = { type: 'StaffManagerChanged', data: { managerId: 'hugo', by: 'ada' } };
    assert.deepEqual(change('hana', 'hugo'), [fact]);
    assert.deepEqual(change('hana', 'mina'), []);
    assert.equal(change('mina', null).length, 1);
  });

  it('never leads in a circle, also not over others', () => {
    assert.throws(() => change('mina', 'hana'), refused('line_in_a_circle'));
    assert.throws(() => change('ceo', 'hana'), refused('line_in_a_circle'));
    assert.throws(() => change('hana', 'hana'), refused('line_in_a_circle'));
  });

  it('leads to somebody who is here', () => {
    assert.throws(() => change('hana', 'gone'), refused('unknown_manager'));
    assert.throws(() => change('gone', 'mina'), refused('not_found'));
  });
});

describe('roles', () => {
  const change = (staffId: string, ...roles: Role[]) =>
    changeRoles(team, { staffId, roles, by: 'ada' });

  it('change, and are said once', () => {
    const [fact] = change('hana', 'handler', 'fixer', 'fixer');
    assert.deepEqual(fact?.data['roles'], ['handler', 'fixer']);
    assert.deepEqual(change('hana', 'handler'), []);
  });

  it('leave at least one administrator', () => {
    assert.throws(() => change('ada', 'handler'), refused('last_administrator'));
    assert.equal(change('ada', 'handler', 'administrator').length, 1);
  });
});

describe('leaving', () => {
  const answering = { answerableId: 'mina', deputyId: 'ceo' };
  const go = (staffId: string, successorId: string) =>
    leave(team, answering, { staffId, successorId, note: null, by: 'ada' });

  it('names who takes over, and nobody reports to who is gone', () => {
    const { left, reports } = leave(
      team,
      { answerableId: 'hana', deputyId: 'ceo' },
      { staffId: 'mina', successorId: 'hugo', note: null, by: 'ada' },
    );
    assert.deepEqual(left[0]?.data, { successorId: 'hugo', note: null, by: 'ada' });
    assert.deepEqual([...reports.keys()], ['hana', 'hugo', 'ada']);
    assert.equal(reports.get('hana')?.[0]?.data['managerId'], 'ceo');
  });

  it('needs somebody else who can have complaints', () => {
    assert.throws(() => go('hana', 'hana'), refused('successor_missing'));
    assert.throws(() => go('hana', 'gone'), refused('successor_missing'));
    assert.throws(() => go('hana', 'ada'), refused('cannot_take_it'));
  });

  it('is not for the last administrator, nor for who answers for complaints', () => {
    assert.throws(() => go('ada', 'hana'), refused('last_administrator'));
    assert.throws(() => go('mina', 'hana'), refused('answers_for_complaints'));
    assert.throws(() => go('ceo', 'hana'), refused('answers_for_complaints'));
  });
});

describe('who answers for complaints', () => {
  const now = { answerableId: 'mina', deputyId: 'ceo' };
  const name = (answerableId: string, deputyId: string) =>
    nameAnswerable(team, now, { answerableId, deputyId, by: 'ada' });

  it('is two people who can have complaints', () => {
    assert.equal(name('hana', 'ceo').length, 1);
    assert.deepEqual(name('mina', 'ceo'), []);
    assert.throws(() => name('mina', 'mina'), refused('deputy_missing'));
    assert.throws(() => name('ada', 'mina'), refused('not_allowed'));
  });
});
