import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newReference, readReference } from './reference.ts';

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const many = Array.from({ length: 200 }, newReference);

/** The eight symbols without the rest. */
const plain = (reference: string): string => reference.replace(/^AM|-/g, '');

const withSymbol = (text: string, place: number, symbol: string): string =>
  text.slice(0, place) + symbol + text.slice(place + 1);

const withNeighboursSwapped = (text: string, place: number): string =>
  text.slice(0, place) + text.charAt(place + 1) + text.charAt(place) + text.slice(place + 2);

describe('a reference', () => {
  it('looks like AM-7K3F-92QX and has nothing in it that sounds like something else', () => {
    for (const reference of many)
      assert.match(reference, /^AM-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('is another one each time', () => {
    assert.equal(new Set(many).size, many.length);
  });

  it('uses every symbol', () => {
    const used = new Set(
      Array.from({ length: 2_000 }, newReference).flatMap((one) => plain(one).split('')),
    );
    assert.equal(used.size, symbols.length);
  });

  it('is read as people write it', () => {
    for (const reference of many) {
      const eight = plain(reference);
      const ways = [
        reference,
        reference.toLowerCase(),
        ` ${reference} `,
        eight,
        reference.replaceAll('-', ' '),
        reference.replaceAll('-', '–'),
        reference.replaceAll('0', 'O').replaceAll('1', 'l'),
        reference.replaceAll('0', 'o').replaceAll('1', 'I'),
      ];
      for (const written of ways) assert.equal(readReference(written), reference, written);
    }
  });

  it('shows every slip in a single symbol', () => {
    for (const reference of many.slice(0, 50)) {
      const right = plain(reference);
      for (let place = 0; place < right.length; place++) {
        for (const symbol of symbols.replace(right.charAt(place), '')) {
          assert.equal(readReference(withSymbol(right, place, symbol)), undefined, right);
        }
      }
    }
  });

  it('shows every swap of neighbours but that of 0 and Z, as far as the algorithm goes', () => {
    for (const reference of many) {
      const right = plain(reference);
      for (let place = 0; place + 1 < right.length; place++) {
        const wrong = withNeighboursSwapped(right, place);
        const pair = [right.charAt(place), right.charAt(place + 1)].toSorted().join('');
        if (wrong === right || pair === '0Z') continue;
        assert.equal(readReference(wrong), undefined, `${right} ${wrong}`);
      }
    }
  });

  it('is nothing else', () => {
    const others = ['', 'AM', 'AM-7K3F-92Q', 'AM-7K3F-92QXX', 'AM-7U3F-92QX', '\0', '🚂'.repeat(8)];
    for (const written of others) assert.equal(readReference(written), undefined, written);
  });
});
