import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paragraphSaidBefore, similarity } from './canned.ts';

const paragraph =
  'We take every complaint seriously and use what our customers tell us to become better, day after day, at what we do for them.';

describe('a paragraph', () => {
  it('was said before however it was set', () => {
    const set = [
      paragraph,
      paragraph.replaceAll(' ', '\n'),
      `Dear Ann,\n${paragraph}\nHana`,
      `  ${paragraph.replaceAll(',', ' –')}  `,
    ];
    for (const text of set) {
      for (const earlier of set) assert.ok(paragraphSaidBefore(text, ['Hello.', earlier]), text);
    }
  });

  it('is not the one that the customer quoted, a short one, or another', () => {
    assert.equal(paragraphSaidBefore(`> ${paragraph}\nYes.`, [paragraph]), undefined);
    assert.equal(paragraphSaidBefore(paragraph, [`> ${paragraph}`]), undefined);
    assert.equal(paragraphSaidBefore('Kind regards, Hana', ['Kind regards, Hana']), undefined);
    assert.equal(paragraphSaidBefore(`${paragraph} Ann, too.`, [paragraph]), undefined);
    assert.equal(paragraphSaidBefore('', ['']), undefined);
  });
});

describe('how much of two texts is the same', () => {
  const canned = (name: string, day: string) =>
    `Dear ${name},\n\nThank you for writing to us about ${day}. ${paragraph} We passed your comment on to the team concerned.\n\nKind regards`;
  const own =
    'Ann, the 8:14 stood in Bargteheide with a door that would not close. The driver reported it at 8:20; the announcement that should have followed was never made, because the shift had just changed.';

  it('is much where only the name differs', () => {
    assert.ok(similarity(canned('Ann', 'Monday'), canned('Mr Stanton', '7 May')) > 0.8);
    assert.equal(similarity(own, own), 1);
  });

  it('is little for what was written for somebody', () => {
    assert.ok(similarity(canned('Ann', 'Monday'), own) < 0.4);
  });

  it('is nothing for what is too short to be canned, or quoted', () => {
    assert.equal(similarity('Thank you.', 'Thank you.'), 0);
    assert.equal(similarity(`> ${own}`, own), 0);
  });

  it('is seen in any script', () => {
    const chinese = '我们非常重视每一位旅客的意见，并会把您的来信转交给有关部门处理。'.repeat(5);
    assert.ok(similarity(chinese, `王先生：${chinese}`) > 0.8);
  });
});
