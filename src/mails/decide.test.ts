import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { machineKinds } from '#mail/read-mail.ts';
import { type Clues, decide, perDayMax, perHourMax } from './decide.ts';

const evas = { customerId: 'eva', complaintId: 'no-refund' };
const another = { customerId: 'eva', complaintId: 'another' };

const fromNowhere: Clues = {
  copyOf: null,
  machine: null,
  isOurs: false,
  isFlaggedSpam: false,
  lately: { hour: 0, day: 0 },
  isForged: false,
  errand: null,
  signed: null,
  byIds: null,
  bySubject: null,
  byText: null,
};

const given = (clues: Partial<Clues>) => ({
  becomes: (expected: object) => assert.deepEqual(decide({ ...fromNowhere, ...clues }), expected),
});

const theirs = { of: evas, isParticipant: true };
const strangers = { of: evas, isParticipant: false };
const newComplaint = { kind: 'complaint', suggested: null, because: 'new' };
const suggestion = { kind: 'complaint', suggested: evas, because: 'stranger' };

describe('a mail', () => {
  it('that leads nowhere is a new complaint', () => given({}).becomes(newComplaint));

  it('to our signed address joins, whoever sent it', () =>
    given({ signed: evas }).becomes({ kind: 'message', of: evas, because: 'signed_address' }));

  it('that answers a mail joins when its sender took part', () => {
    given({ byIds: theirs }).becomes({ kind: 'message', of: evas, because: 'ids' });
    given({ byIds: strangers }).becomes(suggestion);
  });

  it('with a reference in its subject joins when its sender took part', () => {
    given({ bySubject: theirs }).becomes({ kind: 'message', of: evas, because: 'subject' });
    given({ bySubject: strangers }).becomes(suggestion);
  });

  it('with a reference only in its words never joins by itself', () =>
    given({ byText: evas }).becomes(suggestion));

  it('goes where the stronger sign leads', () => {
    given({ signed: evas, byIds: { of: another, isParticipant: true } }).becomes({
      kind: 'message',
      of: evas,
      because: 'signed_address',
    });
    given({ byIds: strangers, bySubject: { of: another, isParticipant: true } }).becomes({
      kind: 'message',
      of: another,
      because: 'subject',
    });
  });

  it('that is forged never acts on a complaint, by whatever sign', () => {
    for (const clues of [{ signed: evas }, { byIds: theirs }, { bySubject: theirs }]) {
      given({ isForged: true, ...clues }).becomes({
        kind: 'complaint',
        suggested: evas,
        because: 'forged',
      });
    }
    given({ isForged: true }).becomes(newComplaint);
  });

  it('that came before is a copy, whatever else it is', () =>
    given({ copyOf: 'first', machine: 'bounce', signed: evas }).becomes({
      kind: 'copy',
      copyOf: 'first',
    }));
});

describe('a mail that no person wrote', () => {
  it('is parked, and linked to what it answers', () => {
    for (const machine of machineKinds) {
      given({ machine, signed: evas }).becomes({ kind: 'parked', reason: machine, about: evas });
      given({ machine }).becomes({ kind: 'parked', reason: machine, about: null });
    }
  });

  it('but ourselves is parked as our own', () =>
    given({ isOurs: true, machine: 'bounce' }).becomes({
      kind: 'parked',
      reason: 'our_own',
      about: null,
    }));

  it('is parked when a filter called it spam, unless it came to a signed address', () => {
    given({ isFlaggedSpam: true }).becomes({ kind: 'parked', reason: 'flagged_spam', about: null });
    given({ isFlaggedSpam: true, signed: evas }).becomes({
      kind: 'message',
      of: evas,
      because: 'signed_address',
    });
  });
});

describe('one sender', () => {
  it('may write many mails, but not as many as only a loop does', () => {
    const parked = { kind: 'parked', reason: 'too_many_from_one_sender', about: null };
    given({ lately: { hour: perHourMax - 1, day: perDayMax - 1 } }).becomes(newComplaint);
    given({ lately: { hour: perHourMax, day: perHourMax } }).becomes(parked);
    given({ lately: { hour: 0, day: perDayMax } }).becomes(parked);
  });
});
