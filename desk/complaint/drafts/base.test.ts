import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Content, flat, type Known, noBase, type Step, stepFor } from './base.ts';

const nothing: Content = {};
const old: Content = { text: 'We looked into it.', files: [] };
const mine: Content = { text: 'We looked into it, and I am sorry.', files: [] };
const theirs: Content = { text: 'We looked. More soon.', files: [] };
const base = { version: 3, flat: flat(old) };
const at = (version: number, content: Content) => ({ version, content });

const cases: [name: string, known: Known, step: Step][] = [
  ['nothing anywhere', { base: noBase, local: nothing, server: null }, 'nothing'],
  ['new words here', { base: noBase, local: mine, server: null }, 'nothing'],
  ['words from another browser', { base: noBase, local: nothing, server: at(1, theirs) }, 'take'],
  ['newer words there, none since here', { base, local: old, server: at(4, theirs) }, 'take'],
  ['newer words here', { base, local: mine, server: at(3, old) }, 'nothing'],
  ['an answer that was late', { base, local: mine, server: at(2, theirs) }, 'nothing'],
  ['a save whose answer was lost', { base, local: mine, server: at(4, mine) }, 'agree'],
  [
    'a save whose answer was lost, and more words since',
    { base: { ...base, tried: flat(theirs) }, local: mine, server: at(4, theirs) },
    'ours',
  ],
  ['words on both sides', { base, local: mine, server: at(4, theirs) }, 'choose'],
  [
    'words on both sides, never met',
    { base: noBase, local: mine, server: at(1, theirs) },
    'choose',
  ],
  ['sent elsewhere', { base, local: old, server: null }, 'gone'],
  ['sent elsewhere while words were added here', { base, local: mine, server: null }, 'anew'],
  ['emptied here', { base, local: nothing, server: at(3, old) }, 'nothing'],
];

describe('what becomes of a draft', () => {
  for (const [name, known, step] of cases) {
    it(`${name}: ${step}`, () => assert.equal(stepFor(known), step));
  }

  it('does not depend on the order in which a database gives its parts back', () => {
    assert.equal(
      flat({ text: 'a', files: [{ a: 1, b: 2 }] }),
      flat({ files: [{ b: 2, a: 1 }], text: 'a' }),
    );
    assert.equal(flat({ text: '  ', files: [], seen: 'x' }), '');
  });
});
