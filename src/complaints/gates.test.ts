import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AnswerToSend, refusalsOf } from './gates.ts';
import type { Finding } from './points.ts';

const points = (...findings: (Finding | null | 'dropped')[]) =>
  findings.map((finding, at) => ({
    pointId: `${at}`,
    finding: finding === 'dropped' ? null : finding,
    isDropped: finding === 'dropped',
  }));

const answer = (wish: Partial<AnswerToSend>): AnswerToSend => ({
  text: 'We looked into it.',
  promises: 0,
  hasAction: false,
  ...wish,
});

type Stand = { points?: ReturnType<typeof points>; told?: string[] };

const refused = (wish: Partial<AnswerToSend>, stand: Stand = {}) =>
  refusalsOf(answer(wish), { points: [], told: [], ...stand });

const codes = (wish: Partial<AnswerToSend>, stand?: Stand) =>
  refused(wish, stand).map(({ code }) => code);

describe('the final answer', () => {
  it('waits for a finding about each point that stands', () => {
    const cases: [ReturnType<typeof points>, RegExp | null][] = [
      [points(), /note what the customer complains of/],
      [points('dropped'), /note what the customer complains of/],
      [points(null), /^One point has no finding/],
      [points('upheld', null, null), /^2 points have no finding/],
      [points('upheld', 'not_upheld', 'partly_upheld'), null],
      [points('upheld', 'dropped'), null],
    ];
    for (const [stand, sentence] of cases) {
      const [refusal] = refused({ isFinal: true }, { points: stand });
      assert.equal(refusal?.code, sentence ? 'points_without_finding' : undefined);
      if (sentence) assert.match(refusal?.message ?? '', sentence);
    }
  });

  it('alone does: an answer on the way may go out at any time', () => {
    assert.deepEqual(codes({}, { points: points(null) }), []);
  });
});

describe('an apology', () => {
  const sorry = { text: 'We are sorry.' };

  it('needs something that follows from it', () => {
    assert.deepEqual(codes(sorry), ['apology_without_action']);
  });

  const enough: Partial<AnswerToSend>[] = [
    { promises: 1 },
    { hasAction: true },
    { noAction: 'The train cannot be called back.' },
    { text: 'There is no need to apologise.' },
  ];
  for (const wish of enough) {
    it(`goes out with ${Object.keys(wish).join()}`, () => {
      assert.deepEqual(codes({ ...sorry, ...wish }), []);
    });
  }
});

describe('the same customer', () => {
  const paragraph =
    'We take every complaint seriously and use what our customers tell us to become better, day after day, at what we do for them.';

  it('does not get the same paragraph twice', () => {
    const stand = { told: [`Dear Ann,\n\n${paragraph}\n\nHana`] };
    const said = `Again:\n\n${paragraph.toUpperCase()}`;
    const [refusal] = refused({ text: said }, stand);
    assert.equal(refusal?.code, 'said_before');
    assert.match(refusal?.message ?? '', /“WE TAKE EVERY/);
    assert.deepEqual(codes({ text: 'Thank you.' }, { told: ['Thank you.'] }), []);
  });
});

it('all that is in the way is told at once', () => {
  assert.deepEqual(codes({ text: 'We are sorry.', isFinal: true }), [
    'points_without_finding',
    'apology_without_action',
  ]);
});
