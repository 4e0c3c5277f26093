import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fits } from './fits.ts';

const names = [
  'Hand on',
  'Take it higher',
  'Complaints of Hana Sato',
  'Log a call, letter or visit',
];

const found = (typed: string): string[] =>
  names
    .flatMap((name) => {
      const how = fits(typed, name);
      return how === undefined ? [] : [{ name, how }];
    })
    .toSorted((one, other) => one.how - other.how)
    .map(({ name }) => name);

test('words are found by their beginnings, in order, the nearest first', () => {
  assert.deepEqual(found('ha'), ['Hand on', 'Complaints of Hana Sato']);
  assert.deepEqual(found('ha sa'), ['Complaints of Hana Sato']);
  assert.deepEqual(found('sato hana'), []);
  assert.deepEqual(found('let vis'), ['Log a call, letter or visit']);
  assert.deepEqual(found('nothing'), []);
});

test('also by first letters, and whatever stands above them', () => {
  assert.deepEqual(found('tih'), ['Take it higher']);
  assert.deepEqual(found('hs'), ['Complaints of Hana Sato']);
  assert.equal(fits('lubeck', 'Zum Bahnhof Lübeck') === undefined, false);
});

test('nothing typed fits everything', () => {
  assert.equal(found('').length, names.length);
  assert.equal(found(' ').length, names.length);
});
