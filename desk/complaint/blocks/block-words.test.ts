import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { callsForBlock, filledIn, inserted, unrewritten } from './block-words.ts';

const cause = 'The points at the junction had frozen over in the night before.';
const personal = 'We have looked up your journey, {name}, in the records of that day.';
const blocks = [{ text: `Dear {name},\n\n${cause} ${personal}` }];

describe('the words of a text block', () => {
  it('are found sentence by sentence until they are rewritten', () => {
    const filled = filledIn(blocks[0]?.text ?? '', { name: 'Mrs Hughes' });
    assert.deepEqual(unrewritten(filled, blocks), [
      cause,
      'We have looked up your journey, Mrs Hughes, in the records of that day.',
    ]);
    const half = filled.replace('had frozen over in the night before', 'were frozen at 5:10');
    assert.equal(unrewritten(half, blocks).length, 1);
    assert.deepEqual(unrewritten('All of this is in my own words, as it should be.', blocks), []);
    assert.deepEqual(unrewritten(cause.toUpperCase().replace('.', ' !'), blocks).length, 1);
  });

  it('are put in as paragraphs of their own, in place of the signs that called for them', () => {
    const { text, from, to } = inserted('Dear Eva,\n\n//\nYours', 13, ' One.\n');
    assert.equal(text, 'Dear Eva,\n\nOne.\n\nYours');
    assert.equal(text.slice(from, to), 'One.');
    assert.equal(inserted('', 0, 'One.').text, 'One.');
    assert.equal(
      inserted('See https://a.example', 21, 'One.').text,
      'See https://a.example\n\nOne.',
    );
  });

  it('are called for by two strokes, but not in an address', () => {
    assert.equal(callsForBlock('Dear Eva, //', 12), true);
    assert.equal(callsForBlock('//', 2), true);
    assert.equal(callsForBlock('https://', 8), false);
  });

  it('keep the blanks that nobody knows how to fill', () => {
    assert.equal(filledIn('{name} paid {amount}', { name: 'Eva' }), 'Eva paid {amount}');
  });
});
