import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { remembering } from './dns.ts';

describe('what the DNS said', () => {
  const fails = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));

  it('is asked once for all who ask at once, and not again for a while', async () => {
    const asked: string[] = [];
    const resolve = remembering(async (name, type) => {
      asked.push(`${name} ${type}`);
      return [['v=spf1 -all']];
    });
    const answers = await Promise.all([
      resolve('shop.example', 'TXT'),
      resolve('Shop.Example', 'TXT'),
      resolve('shop.example', 'MX'),
    ]);
    assert.deepEqual(answers[0], [['v=spf1 -all']]);
    await resolve('shop.example', 'TXT');
    assert.deepEqual(asked, ['shop.example TXT', 'shop.example MX']);
  });

  it('is remembered when it is a sure no, and not when it is trouble', async () => {
    for (const [code, times] of [
      ['ENOTFOUND', 1],
      ['ENODATA', 1],
      ['ETIMEOUT', 2],
      ['ESERVFAIL', 2],
    ] as const) {
      let asked = 0;
      const resolve = remembering(() => {
        asked++;
        return fails(code);
      });
      await assert.rejects(resolve('x.example', 'TXT'), { code });
      await assert.rejects(resolve('x.example', 'TXT'), { code });
      assert.equal(asked, times, code);
    }
  });
});
