import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runsLeft, runsOf } from './letter-pdf-lines.ts';

const runs = (line: string): string[] =>
  runsOf(line).map(({ text, isSign }) => (isSign ? `⟨${text}` : text));

describe('a line from right to left', () => {
  it('is one where the first letter runs that way, whatever stands before it', () => {
    assert.equal(runsLeft('8:14 قطار'), true);
    assert.equal(runsLeft('Taxi قطار'), false);
    assert.equal(runsLeft('8:14'), false);
  });

  it('keeps names and numbers in other letters in their order', () => {
    assert.deepEqual(runs('نعيد (Taxi Hansen GmbH) قبل'), ['نعيد', '(Taxi Hansen GmbH)', 'قبل']);
    assert.deepEqual(runs('رقم +49 40 123456 هو'), ['رقم', '+49 40 123456', 'هو']);
  });

  it('sets the full stop behind a name on the left of it', () => {
    assert.deepEqual(runs('هو AM-P319-X44Y.'), ['هو', 'AM-P319-X44Y', '⟨.']);
    assert.deepEqual(runs('إلى Kiel، ثم'), ['إلى', 'Kiel', '⟨،', 'ثم']);
  });
});
