import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Refusal } from '#refusal.ts';
import { assertOwnWords, cannedParagraph } from './own-words.ts';

const delay =
  'The train was late because the points at the junction had frozen, {name}, and our crew could not clear them in time.';
const blocks = [{ text: `Dear {name},\n\n${delay}\n\nWith kind regards` }];

const filled = delay.replace('{name}', 'Mrs Hughes');
const own =
  'You stood on the platform for two hours with your two children, and nobody of ours told you anything at all.';

describe('a reply that began with a text block', () => {
  const canned: [name: string, text: string][] = [
    ['as it stands in the block', delay],
    ['with the name filled in', filled],
    ['with nothing where the name was', delay.replace('{name}', '')],
    ['between own words', `${own}\n\n${filled}\n\n${own}`],
    ['with other signs and blanks', filled.replaceAll(',', ' –').replaceAll(' ', '  ')],
    ['with line breaks in the paragraph', filled.replace(' had ', '\nhad ')],
    ['in capitals', filled.toUpperCase()],
  ];
  for (const [name, text] of canned) {
    it(`is not sent ${name}`, () => {
      assert.throws(
        () => assertOwnWords(text, blocks),
        (error) => error instanceof Refusal && error.code === 'canned_text',
      );
    });
  }

  const free: [name: string, text: string][] = [
    ['in own words', own],
    ['rewritten', filled.replace('our crew', 'Jonas and his crew, who came out at four,')],
    ['with only the short greeting of a block', `Dear Mrs Hughes,\n\n${own}\n\nWith kind regards`],
    ['where the block says more', filled.replace('in time', 'in time, though they tried')],
  ];
  for (const [name, text] of free) {
    it(`goes out ${name}`, () => assert.equal(cannedParagraph(text, blocks), undefined));
  }

  it('with a hostile block is compared at once', () => {
    const hostile = [{ text: '{a}{b}'.repeat(2_000).slice(0, 10_000) }, { text: '(((((.*+?[' }];
    const begun = performance.now();
    cannedParagraph('a '.repeat(50_000), hostile);
    assert.ok(performance.now() - begun < 500);
  });
});
