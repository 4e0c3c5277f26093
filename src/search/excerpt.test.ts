import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { excerptOf } from './excerpt.ts';
import { readQuestion } from './question.ts';

const excerpt = (q: string, ...texts: string[]): string =>
  excerptOf(texts, readQuestion(q), ({ folded }) => [folded.replace(/s$/, '')])
    .map(({ text, isHit }) => (isHit ? `[${text}]` : text))
    .join('');

const long = 'word '.repeat(100);

describe('an excerpt', () => {
  it('marks what was looked for as it is written', () => {
    assert.equal(excerpt('ete refund', 'Un été sans Refunds.'), 'Un [été] sans [Refunds].');
    assert.equal(excerpt('8:14', 'The 8:14 was late'), 'The [8]:[14] was late');
  });

  it('is the passage that has most of it', () => {
    assert.equal(excerpt('late train', 'A train.', 'The late train.'), 'The [late] [train].');
  });

  it('is short, and says where it leaves something out', () => {
    const found = excerpt('needle', `${long}needle ${long}`);
    assert.match(found, /^… (word )+\[needle\] (word ?)+ …$/);
    assert.ok(found.length < 220);
  });

  it('is the beginning where nothing is found', () => {
    assert.equal(excerpt('needle', 'First.', 'Second.'), 'First.');
    assert.equal(excerpt('needle'), '');
  });

  it('cuts no character in two', () => {
    const found = excerpt('x', '😀'.repeat(300));
    assert.ok(found.isWellFormed());
  });
});
