import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { closest, oneSlipAway, slipsBetween } from './slips.ts';

describe('a slip of the finger', () => {
  it('is a letter too many, one missing, a wrong one, or two swapped', () => {
    for (const near of ['trainn', 'trin', 'troin', 'tarin']) {
      assert.ok(oneSlipAway(near).includes('train'), near);
      assert.equal(slipsBetween(near, 'train'), 1, near);
    }
    assert.equal(slipsBetween('', 'abc'), 3);
    assert.equal(slipsBetween('fahrpaln', 'fahrplan'), 1);
    assert.ok(oneSlipAway('поезт').length > 100);
  });

  it('may happen twice in a longer word', () => {
    const candidates = [
      { word: 'erstattung', documents: 2 },
      { word: 'erstattungen', documents: 900 },
      { word: 'gestaltung', documents: 900 },
    ];
    assert.equal(closest('esrtatung', candidates), 'erstattung');
    assert.equal(closest('abc', candidates), undefined);
  });

  it('is taken for what more people write', () => {
    const candidates = [
      { word: 'train', documents: 2 },
      { word: 'trail', documents: 9 },
    ];
    assert.equal(closest('traix', candidates), 'trail');
  });
});
