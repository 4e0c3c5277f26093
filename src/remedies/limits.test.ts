import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { authorityFor, covers, defaultLimits, type LimitSettings, type Price } from './limits.ts';
import { moneyInWords } from './money.ts';

const nothing = { amount: 0, count: 0 };
const handler = authorityFor(defaultLimits, ['handler'], 'refund');
const euros = (amount: number): { price: Price; currency: string } => ({
  price: { kind: 'refund', amount: amount * 100, currency: 'EUR' },
  currency: 'EUR',
});

describe('a limit', () => {
  it('covers what is within it, to the cent', () => {
    assert.equal(covers(handler, nothing, euros(49)), true);
    assert.equal(covers(handler, nothing, euros(50)), true);
    assert.equal(covers(handler, nothing, euros(50.01)), false);
    assert.equal(covers(handler, nothing, euros(51)), false);
  });

  it('counts what was given in the period', () => {
    assert.equal(covers(handler, { amount: 450_00, count: 9 }, euros(50)), true);
    assert.equal(covers(handler, { amount: 450_01, count: 9 }, euros(50)), false);
  });

  it('counts pieces where that is the measure, whatever they cost', () => {
    const pieces = authorityFor(defaultLimits, ['handler'], 'replacement');
    const price: Price = { kind: 'replacement', amount: 900_00, currency: 'EUR' };
    assert.equal(covers(pieces, { amount: 0, count: 2 }, { price, currency: 'EUR' }), true);
    assert.equal(covers(pieces, { amount: 0, count: 3 }, { price, currency: 'EUR' }), false);
  });

  it('is the highest of somebody’s roles, measure by measure', () => {
    const settings: LimitSettings = {
      ...defaultLimits,
      limits: [
        { role: 'handler', kind: 'refund', eachMax: 10, periodMax: 900, countMax: 5 },
        { role: 'manager', kind: 'refund', eachMax: 20, periodMax: 100, countMax: null },
      ],
    };
    const both = authorityFor(settings, ['manager', 'handler'], 'refund');
    assert.deepEqual(both, { eachMax: 20, periodMax: 900, countMax: null });
  });

  it('that no role gives covers nothing', () => {
    const none = authorityFor(defaultLimits, ['designer'], 'refund');
    assert.equal(none, undefined);
    assert.equal(covers(none, nothing, euros(1)), false);
  });

  it('does not stand in the way of an apology, a call or a correction', () => {
    for (const kind of ['apology', 'call_back', 'correction'] as const) {
      const price: Price = { kind, amount: null, currency: null };
      const authority = authorityFor(defaultLimits, ['handler'], kind);
      assert.equal(covers(authority, { amount: 0, count: 99 }, { price, currency: 'EUR' }), true);
    }
  });

  it('covers nothing in another currency: it cannot be compared', () => {
    const price: Price = { kind: 'refund', amount: 1, currency: 'USD' };
    assert.equal(covers(handler, nothing, { price, currency: 'EUR' }), false);
  });
});

describe('an amount', () => {
  it('is written with the digits of its currency', () => {
    assert.equal(moneyInWords(40_00, 'EUR'), '€40.00');
    assert.equal(moneyInWords(4_000, 'JPY'), 'JP¥4,000');
    assert.equal(moneyInWords(4_000, 'KWD').replace(/\s/g, ' '), 'KWD 4.000');
  });
});
