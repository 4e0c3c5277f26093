import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { logChance } from './chance.ts';
import {
  fingerprintOf,
  loadVectors,
  openMatters,
  packed,
  type Row,
  type Surge,
  unpacked,
  type Vectors,
} from './index.ts';

let vectors: Vectors;
before(async () => {
  vectors = await loadVectors();
});

const hourMs = 3_600_000;
const start = Date.UTC(2026, 0, 5);

const rowOf = (id: string, hour: number, text: string): Row => ({
  id,
  at: new Date(start + hour * hourMs),
  fingerprint: fingerprintOf(text, vectors),
  facts: {},
});

const things = ['sofa', 'invoice', 'train', 'contract', 'parcel', 'heating', 'lift', 'password'];
const faults = [
  'is torn',
  'was wrong',
  'came late',
  'was not cancelled',
  'never arrived',
  'has expired',
];
const places = ['in Leeds', 'at the station', 'online', 'for my mother', 'since Monday'];

/** Eight weeks, one every seven hours. */
const background = (): Row[] =>
  Array.from({ length: 190 }, (_, number) => {
    const text = `The ${things[(number * 5) % 8]} ${faults[(number * 7) % 6]} ${places[number % 5]}`;
    return rowOf(`b${number}`, number * 7, text);
  });

const leaks = [
  'Water comes out of the bottom of my kettle when it boils',
  'The kettle leaks hot water everywhere',
  'My new kettle is leaking from the bottom',
  'Boiling water dripped out of the kettle onto my hand, it leaks',
  'Kettle leaks! Water all over the kitchen',
  'After two days the kettle began to leak water',
  'Your kettle leaks at the bottom',
  'Leaking kettle, hot water on the table',
];
const leaking = (): Row[] => leaks.map((text, number) => rowOf(`k${number}`, 1_331 + number, text));

const inOrder = (rows: readonly Row[]): Row[] =>
  rows.toSorted((one, other) => one.at.getTime() - other.at.getTime());

test('a surge is raised once, at about its sixth complaint, with its words', () => {
  const matters = openMatters();
  const raised: Surge[] = [];
  for (const row of inOrder([...background(), ...leaking()])) {
    const { surge } = matters.take(row);
    if (surge) raised.push(surge);
  }
  const [surge] = raised;
  assert.equal(raised.length, 1);
  assert.ok(surge && surge.rows.length >= 5 && surge.rows.length <= 6, String(surge?.rows));
  assert.ok(surge.rows.every((id) => id.startsWith('k')));
  assert.ok(surge.words.includes('kettle'), String(surge.words));
  assert.equal(matters.surgeOf('k7'), surge.id, 'what comes later joins');
});

test('what comes evenly raises nothing', () => {
  const matters = openMatters();
  const rows = leaks.map((text, number) => rowOf(`k${number}`, 20 + number * 160, text));
  const raised = inOrder([...background(), ...rows]).filter((row) => matters.take(row).surge);
  assert.deepEqual(raised, []);
});

test('after a restart nothing is raised again, and what comes joins', () => {
  const first = openMatters();
  const rows = inOrder([...background(), ...leaking()]);
  const [last] = rows.splice(-1);
  const kept = rows.map((row) => ({ ...row, taken: first.take(row) }));
  const surges = kept.flatMap(({ taken }) => taken.surge ?? []);
  const second = openMatters();
  second.restore(
    kept.map(({ taken, ...row }) => ({ ...row, group: taken.group })),
    surges,
  );
  assert.ok(last);
  assert.equal(second.take(last).surge, null);
  assert.equal(second.surgeOf(last.id), surges[0]?.id);
});

test('a fingerprint comes back from its bytes', () => {
  const fingerprint = fingerprintOf('Der Wasserkocher läuft aus. Where is my refund?', vectors);
  assert.deepEqual(unpacked(packed(fingerprint)), fingerprint);
  assert.throws(() => unpacked(Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0)), /version 9/);
});

test('a text without words is like nothing', () => {
  const matters = openMatters();
  for (const [number, text] of ['', '???', '12345', '🙂'].entries()) {
    assert.deepEqual(matters.take(rowOf(String(number), number, text)).alike, []);
  }
});

test('alike are those that say the same in other words', () => {
  const matters = openMatters();
  for (const row of background()) matters.take(row);
  matters.take(rowOf('one', 1_400, 'My bank card has not come yet'));
  const { alike } = matters.take(
    rowOf('two', 1_401, 'I am still waiting for the bank card to come'),
  );
  assert.equal(alike[0]?.id, 'one');
});

test('five copies of a letter with other names are one campaign, told once', () => {
  const letter =
    'We, the people of Mill Lane, ask you to bring back the bus at seven in the morning. Children walk along a road without pavement in the dark, and nobody has told us why the bus was taken away. Bring it back before winter.';
  const matters = openMatters();
  const names = ['Ada', 'Kim', 'Lee', 'Sam', 'Eve', 'Tom'];
  const told = names.map((name, number) =>
    matters.take(rowOf(name, number * 30, `Dear council,\n${letter}\nRegards, ${name}`)),
  );
  assert.deepEqual(
    told.map(({ campaign }) => campaign?.rows.length ?? 0),
    [0, 0, 0, 0, 5, 0],
  );
  assert.equal(matters.campaignOf('Tom'), 'Ada');
});

test('a person teaches what belongs to a flaw, and what does not', () => {
  const matters = openMatters();
  for (const row of leaking().slice(0, 3)) matters.learn({ kind: 'belongs', row, flaw: 'leak' });
  const another = rowOf('x', 1, 'hot water leaks out of the kettle');
  const [found] = matters.lookalikes(another);
  assert.equal(found?.flaw, 'leak');
  assert.ok(found?.words.includes('kettle'));
  matters.learn({ kind: 'belongs not', row: another, flaw: 'leak' });
  assert.deepEqual(matters.lookalikes(another), []);
});

test('a person says that two are the same, or different, and the next night they are', () => {
  const matters = openMatters();
  for (const row of leaking()) matters.take(row);
  matters.take(rowOf('x', 1_400, 'The invoice for my train ticket was wrong'));
  assert.notEqual(matters.groupOf('x'), matters.groupOf('k0'));
  matters.learn({ kind: 'same', one: 'x', other: 'k0' });
  matters.regroup();
  assert.equal(matters.groupOf('x'), matters.groupOf('k0'));
});

test('the chance is that of the binomial tail', () => {
  assert.ok(Math.abs(10 ** logChance(1, 0, 0.25) - 0.25) < 1e-6);
  assert.ok(Math.abs(10 ** logChance(2, 1, 0.5) - 0.5) < 1e-6);
  assert.equal(logChance(0, 5, 0.1), 0);
});
