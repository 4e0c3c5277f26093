import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Complaint } from './complaint.ts';
import { lookAgain, type Standing } from './look-again.ts';

const monday = new Date('2026-11-23T09:00:00Z');
const tuesday = new Date('2026-11-24T08:00:00Z');
const inSevenDays = new Date('2026-11-30T09:00:00Z');
const inThirtyDays = new Date('2026-12-23T09:00:00Z');
const aMomentAfter = (date: Date): Date => new Date(date.getTime() + 1);

const complaint: Complaint = {
  complaintId: 'complaint',
  ownerId: 'hana',
  offeredTo: null,
  acknowledged: true,
  answers: [],
  askedTimes: 0,
  isSilent: false,
  noAction: false,
  closed: null,
  joinedInto: null,
  linkVersion: 1,
};
const waiting: Standing = { promisedAt: null, dueAt: null, isOurTurn: false };

const until = (at: Date, standing = waiting, of = complaint, staffId = 'hana') =>
  lookAgain(of, { at, staffId }, standing, monday);

describe('looking at a complaint again another day', () => {
  it('moves its date', () => {
    const fact = { type: 'NextDateSet', data: { at: tuesday.toISOString(), staffId: 'hana' } };
    assert.deepEqual(until(tuesday), [fact]);
  });

  it('is its owner’s choice, while it is open', () => {
    assert.throws(() => until(tuesday, waiting, complaint, 'hugo'), { code: 'not_allowed' });
    const closed: Complaint = { ...complaint, closed: 'confirmed' };
    assert.throws(() => until(tuesday, waiting, closed), { code: 'closed_already' });
  });

  it('lies ahead, and at most thirty days', () => {
    assert.throws(() => until(monday), { code: 'date_in_the_past' });
    assert.equal(until(inThirtyDays).length, 1);
    assert.throws(() => until(aMomentAfter(inThirtyDays)), { code: 'date_too_far' });
  });

  it('never lies after what was promised', () => {
    const promised = { promisedAt: tuesday, dueAt: null, isOurTurn: true };
    assert.equal(until(tuesday, promised).length, 1);
    assert.throws(() => until(aMomentAfter(tuesday), promised), { code: 'promise_comes_first' });
  });

  it('never lies after a day on which the rules want something', () => {
    const due = { promisedAt: null, dueAt: tuesday, isOurTurn: false };
    assert.equal(until(tuesday, due).length, 1);
    assert.throws(() => until(aMomentAfter(tuesday), due), { code: 'due_comes_first' });
  });

  it('does not keep a customer waiting who was promised nothing', () => {
    const ourTurn = { promisedAt: null, dueAt: null, isOurTurn: true };
    assert.equal(until(inSevenDays, ourTurn).length, 1);
    assert.throws(() => until(aMomentAfter(inSevenDays), ourTurn), { code: 'customer_waits' });
  });
});
