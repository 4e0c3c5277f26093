import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { blocksOf } from './blocks.ts';

const plain = (text: string) => [{ text, href: null }];

describe('the plain text of an article', () => {
  it('has paragraphs with lines, and lists', () => {
    assert.deepEqual(blocksOf('One.\nTwo.\r\n\r\nThree:\n- a\n- b\n\n\n- c\nFour.'), [
      { kind: 'paragraph', lines: [plain('One.'), plain('Two.')] },
      { kind: 'paragraph', lines: [plain('Three:')] },
      { kind: 'list', lines: [plain('a'), plain('b')] },
      { kind: 'list', lines: [plain('c')] },
      { kind: 'paragraph', lines: [plain('Four.')] },
    ]);
    assert.deepEqual(blocksOf(' \n '), []);
  });

  it('links bare addresses, without the marks behind them', () => {
    const [block] = blocksOf('See https://a.example/b?c=1. (Or https://a.example/x_(y), too.)');
    assert.deepEqual(block?.lines[0], [
      { text: 'See ', href: null },
      { text: 'https://a.example/b?c=1', href: 'https://a.example/b?c=1' },
      { text: '. (Or ', href: null },
      { text: 'https://a.example/x_(y)', href: 'https://a.example/x_(y)' },
      { text: ', too.)', href: null },
    ]);
  });

  it('links nothing else', () => {
    for (const text of [
      'javascript:alert(1)',
      'http://',
      'data:text/html,x',
      '<a href="x">y</a>',
      '-5',
    ]) {
      assert.deepEqual(blocksOf(text), [{ kind: 'paragraph', lines: [plain(text)] }]);
    }
  });
});
