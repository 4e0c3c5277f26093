import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storiesOf, someWords as words } from '../../test/story.ts';
import {
  dropPoint,
  type Finding,
  findPoint,
  notePoint,
  type Point,
  type PointFact,
  pointsFrom,
  rewordPoint,
  standing,
} from './points.ts';

const given = storiesOf<PointFact, readonly Point[]>(pointsFrom);

const by = { staffId: 'hana' };
const noted = (pointId: string): PointFact => ({
  type: 'PointNoted',
  data: { ...by, pointId, words, messageId: null },
});
const found = (pointId: string, finding: Finding, previous: Finding | null = null): PointFact => ({
  type: 'PointFound',
  data: { ...by, pointId, finding, reason: words, previous },
});
const reworded = (pointId: string): PointFact => ({
  type: 'PointReworded',
  data: { ...by, pointId, words, reason: words },
});
const dropped = (pointId: string): PointFact => ({
  type: 'PointDropped',
  data: { ...by, pointId, reason: words },
});

const find = (pointId: string, finding: Finding) => (points: readonly Point[]) =>
  findPoint(points, { ...by, pointId, finding, reason: words });

describe('a point', () => {
  it('is noted in somebody’s words', () => {
    given()
      .when((points) => notePoint(points, { ...by, pointId: 'late', words, messageId: null }))
      .gives(noted('late'));
  });

  it('gets a finding, and another one when somebody looks again', () => {
    given(noted('late')).when(find('late', 'upheld')).gives(found('late', 'upheld'));
    given(noted('late'), found('late', 'not_upheld'))
      .when(find('late', 'upheld'))
      .gives(found('late', 'upheld', 'not_upheld'));
  });

  it('that is said in other words needs a finding anew', () => {
    const { state } = given(noted('late'), found('late', 'upheld'), reworded('late'));
    assert.deepEqual(state, [{ pointId: 'late', finding: null, isDropped: false }]);
    given(noted('late'))
      .when((points) => rewordPoint(points, { ...by, pointId: 'late', words, reason: words }))
      .gives(reworded('late'));
  });

  it('that was noted twice is taken out, with a reason', () => {
    const take = (points: readonly Point[]) =>
      dropPoint(points, { ...by, pointId: 'late', reason: words });
    given(noted('late')).when(take).gives(dropped('late'));
    given(noted('late'), dropped('late')).when(take).refuses('point_dropped');
    given(noted('late'), dropped('late')).when(find('late', 'upheld')).refuses('point_dropped');
    assert.equal(standing(given(noted('late'), dropped('late')).state).length, 0);
  });

  it('of another complaint is none', () => {
    given(noted('late')).when(find('dirty', 'upheld')).refuses('not_found');
  });

  it('is one of fifty at most, of those that stand', () => {
    const fifty = Array.from({ length: 50 }, (_, at) => noted(`${at}`));
    const another = (points: readonly Point[]) =>
      notePoint(points, { ...by, pointId: 'late', words, messageId: null });
    given(...fifty)
      .when(another)
      .refuses('too_many_points');
    given(...fifty, dropped('7'))
      .when(another)
      .gives(noted('late'));
  });
});
