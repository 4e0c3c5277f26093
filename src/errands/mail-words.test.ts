import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { understand } from './mail-words.ts';

/** Monday, ten in the morning in Berlin. */
const now = new Date('2026-11-23T09:00:00Z');
const read = (text: string) => understand(text, now, 'Europe/Berlin');
const fridayAtFive = new Date('2026-11-27T16:00:00Z');

describe('a fixer’s mail that accepts', () => {
  it('names one day, in words that mean one day', () => {
    for (const text of [
      'Accept by Friday',
      'accept by Friday.',
      'I accept this by Fri',
      'Accepted, by 27 November',
      'accept by Friday 27 November 2026',
      'accept by November 27th',
      'accept until 2026-11-27',
      'Übernehme bis Freitag',
      'Angenommen bis zum 27.11.',
      'accept by Friday\n\nThanks,\nFritz',
      'accept by friday\n-- \nFritz Amsel\nWorkshop, second floor, telephone 123',
      'accept by Friday\nSent from my phone',
    ]) {
      assert.deepEqual(read(text), { kind: 'accept', dueAt: fridayAtFive }, text);
    }
  });

  it('may name the hour', () => {
    const noon = new Date('2026-11-27T11:00:00Z');
    assert.deepEqual(read('accept by Friday 12:00'), { kind: 'accept', dueAt: noon });
    assert.deepEqual(read('accept by 27.11., um 12:00 Uhr'), { kind: 'accept', dueAt: noon });
  });

  it('is unclear where the day is not plain, or where there is a condition', () => {
    for (const text of [
      'accept',
      'accept by next Friday',
      'accept by next week',
      'accept by 3/12',
      'accept by Monday',
      'accept by Friday 26 November',
      'accept by 31 November',
      'accept by 20 November 2026',
      'accept by Friday if the part comes',
      'accept by Friday\nbut only with the part from Lübeck',
      'not accepted by Friday',
      'I cannot accept by Friday',
      'ok',
      '👍',
      '',
    ]) {
      assert.equal(read(text).kind, 'unclear', text);
    }
  });
});

describe('a fixer’s mail that declines', () => {
  it('has a reason, and keeps all of it', () => {
    assert.deepEqual(read('Decline: not our line.'), { kind: 'decline', reason: 'not our line.' });
    assert.deepEqual(read('decline\nThe signal belongs to the north depot.'), {
      kind: 'decline',
      reason: 'The signal belongs to the north depot.',
    });
    assert.deepEqual(read('Ablehnen, das ist Sache der Werkstatt'), {
      kind: 'decline',
      reason: 'das ist Sache der Werkstatt',
    });
  });

  it('is unclear without one', () => {
    for (const text of ['decline', 'Decline.\n\nFritz', 'no', 'I do not decline']) {
      assert.equal(read(text).kind, 'unclear', text);
    }
  });
});

describe('a fixer’s mail that says it is done', () => {
  it('may say what was done', () => {
    assert.deepEqual(read('Done'), { kind: 'done', result: null });
    assert.deepEqual(read('done.\n\nThanks\nFritz'), { kind: 'done', result: null });
    assert.deepEqual(read('Fixed: new relay in signal 7'), {
      kind: 'done',
      result: 'new relay in signal 7',
    });
    assert.deepEqual(read('Erledigt, neues Relais'), { kind: 'done', result: 'neues Relais' });
  });

  it('is not done where there is any doubt', () => {
    for (const text of [
      'done by Friday',
      'not done',
      'Done, except the lamp',
      'done but it may come back',
      'fixed tomorrow',
      'fertig bis Freitag',
      'almost done',
    ]) {
      assert.equal(read(text).kind, 'unclear', text);
    }
  });
});

it('asks where it has a question mark, which changes nothing', () => {
  assert.deepEqual(read('Which signal is it?'), { kind: 'ask', text: 'Which signal is it?' });
  assert.deepEqual(read('Question: which signal'), { kind: 'ask', text: 'which signal' });
  assert.equal(read('Done?').kind, 'ask');
  assert.equal(read('Accept by Friday?').kind, 'ask');
});
