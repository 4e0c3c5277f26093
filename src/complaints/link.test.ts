import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { newId } from '#id.ts';
import { claimCode, claimCodeMatches, linkToken, readLinkToken } from './link.ts';

const key = randomBytes(32);
const target = { customerId: newId(), complaintId: newId(), linkVersion: 1 };
const others = [
  { ...target, customerId: newId() },
  { ...target, complaintId: newId() },
  { ...target, linkVersion: 2 },
];

const isUnknown = { code: 'link_unknown', status: 404 };

describe('a private link', () => {
  const token = linkToken(key, target);

  it('opens what it was made for, and is the same each time it is made', () => {
    assert.deepEqual(readLinkToken(key, token), target);
    assert.equal(linkToken(key, target), token);
    const newest = { ...target, linkVersion: 65_535 };
    assert.deepEqual(readLinkToken(key, linkToken(key, newest)), newest);
  });

  it('fits into one line and needs no escaping', () => {
    assert.match(token, /^[\w-]{67}$/);
  });

  it('is another one for another customer, complaint or edition', () => {
    const tokens = [target, ...others].map((each) => linkToken(key, each));
    assert.equal(new Set(tokens).size, tokens.length);
  });

  it('is nothing when a single bit was changed', () => {
    const bytes = Buffer.from(token, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const forged = Buffer.from(bytes);
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.throws(() => readLinkToken(key, forged.toString('base64url')), isUnknown);
    }
  });

  it('is nothing when it was cut, lengthened, or made with another key', () => {
    const wrong = [
      '',
      ...Array.from({ length: token.length - 1 }, (_, length) => token.slice(0, length + 1)),
      `${token}AA`,
      `AA${token}`,
      linkToken(randomBytes(32), target),
      'null',
      '../../etc/passwd',
    ];
    for (const forged of wrong) assert.throws(() => readLinkToken(key, forged), isUnknown, forged);
  });
});

describe('a claim code', () => {
  const code = claimCode(key, target);

  it('can be read out on the telephone', () => {
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  });

  it('is read as people write it', () => {
    const ways = [code, code.toLowerCase(), code.replace('-', ' '), ` ${code.replace('-', '')} `];
    const swapped = code.replaceAll('0', 'o').replaceAll('1', 'L');
    for (const written of [...ways, swapped]) {
      assert.ok(claimCodeMatches(key, target, written), written);
    }
  });

  it('belongs to one complaint and one edition of its link', () => {
    for (const other of others) assert.ok(!claimCodeMatches(key, other, code));
    assert.ok(!claimCodeMatches(randomBytes(32), target, code));
  });

  it('is not guessed by something shorter or longer', () => {
    for (const guess of ['', code.slice(0, -1), `${code}0`, '😀', '\0'.repeat(10)]) {
      assert.ok(!claimCodeMatches(key, target, guess), guess);
    }
  });

  it('is not the private link by another name', () => {
    assert.throws(() => readLinkToken(key, code), isUnknown);
  });
});
