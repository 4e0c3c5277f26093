import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { capacityYear } from '../../test/capacity-year.ts';
import { forecast, type Load, likelyDays } from './capacity.ts';

/** A team that does two errands a day, and mostly as forecast. */
const usual: Load = {
  finishedCount: 120,
  presentDays: 60,
  finished: Array.from({ length: 60 }, (_, place) => ({ queueDays: 2, days: place % 20 ? 2 : 4 })),
  open: [],
  presentAhead: Array.from({ length: 100 }, () => 1),
};
const waiting = (count: number) => Array.from({ length: count }, () => ({ queueDays: 0, days: 0 }));
const daysWith = (change: Partial<Load>) => forecast({ ...usual, ...change })?.workingDays;

describe('an honest date', () => {
  it('lies as far ahead as the work that lies before it', () => {
    assert.equal(daysWith({ open: waiting(4) }), 2);
    assert.equal(daysWith({ open: waiting(20) }), 10);
  });

  it('takes out the days on which part of the team is away', () => {
    const holidays = [1, 0, 0, 0.5, ...usual.presentAhead];
    assert.equal(daysWith({ open: waiting(4), presentAhead: holidays }), 5);
  });

  it('learns from forecasts that were too hopeful', () => {
    const late = usual.finished.map(({ queueDays }) => ({ queueDays, days: (queueDays ?? 0) + 3 }));
    assert.equal(daysWith({ open: waiting(4), finished: late }), 5);
  });

  it('learns from what is late and not done yet', () => {
    const stuck = Array.from({ length: 20 }, () => ({ queueDays: 0, days: 15 }));
    assert.equal(daysWith({ open: stuck }), 25);
  });

  it('is not given where too little is known', () => {
    assert.equal(forecast({ ...usual, finishedCount: 4 }), null);
    assert.equal(forecast({ ...usual, finished: usual.finished.slice(0, 4) }), null);
    assert.equal(forecast({ ...usual, presentDays: 0 }), null);
  });

  it('is told for each errand in the line, to see which will break a promise', () => {
    assert.deepEqual(likelyDays({ ...usual, open: waiting(6) }), [0, 1, 1, 2, 2, 3]);
  });
});

describe('a year of a team', () => {
  const seeds = [1, 2, 3, 4, 5, 6];
  const yearsWith = (heeded: boolean) => seeds.map((seed) => capacityYear({ seed, heeded }).share);

  it('keeps nine in ten promises where the warning is heeded, and far fewer where it is not', () => {
    const heeded = yearsWith(true);
    const unheeded = yearsWith(false);
    assert.ok(
      heeded.every((share) => share >= 0.9),
      `heeded: ${heeded.join(', ')}`,
    );
    assert.ok(
      unheeded.every((share) => share < 0.8),
      `unheeded: ${unheeded.join(', ')}`,
    );
  });
});
