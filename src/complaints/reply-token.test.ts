import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newReference } from './reference.ts';
import { readReplyToken, replyToken } from './reply-token.ts';

const key = Buffer.alloc(32, 7);
const reference = newReference();
const token = replyToken(key, reference);

describe('a reply token', () => {
  it('is the reference in lower case and thirteen signs that only we can make', () => {
    assert.match(token, /^am[0-9a-hjkmnp-tv-z]{8}-[0-9a-hjkmnp-tv-z]{13}$/);
    assert.equal(token.slice(0, 10), reference.replaceAll('-', '').toLowerCase());
    assert.equal(replyToken(key, reference), token);
    assert.notEqual(replyToken(Buffer.alloc(32, 8), reference), token);
  });

  it('fits into an address beside a name of 39 characters', () => {
    assert.ok(`${'x'.repeat(39)}+${token}`.length <= 64);
  });

  for (const [where, text] of [
    ['an address', `care+${token}@nordwind.example`],
    ['an address with a name', `"Nordwind" <care+${token.toUpperCase()}@NORDWIND.example>`],
    ['a Message-ID', `<${token}.0193-uuid@nordwind.example>`],
    [
      'an address rewritten by a forwarder',
      `SRS0=HHH=TT=nordwind.example=care+${token}@fwd.example`,
    ],
    ['letters that begin like one', `amam${token}@x.example`],
    ['another after one that is not ours', `am00000000-${'0'.repeat(13)} ${token}`],
  ] as const) {
    it(`is found in ${where}`, () => assert.equal(readReplyToken(key, text), reference));
  }

  it('is no token once a sign of it is changed, missing or too many', () => {
    const other = token.endsWith('0') ? '1' : '0';
    for (const wrong of [
      `${token.slice(0, -1)}${other}`,
      token.slice(0, -1),
      `${token}0`,
      token.replace('-', ''),
      `am${newReference().replaceAll('-', '').slice(2).toLowerCase()}${token.slice(10)}`,
      '',
      'am-',
    ]) {
      assert.equal(readReplyToken(key, wrong), undefined, wrong);
    }
  });

  it('of another house is none', () => {
    assert.equal(readReplyToken(Buffer.alloc(32, 8), token), undefined);
  });

  it('is looked for in long nonsense without losing time', () => {
    const began = performance.now();
    readReplyToken(key, 'am'.repeat(1_000_000));
    assert.ok(performance.now() - began < 500);
  });
});
