import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storiesOf, someWords as words } from '../../test/story.ts';
import { askWhetherFixed, closeDocumented, confirmFixed, denyFixed, withdraw } from './closing.ts';
import {
  assertHasCome,
  type ClosingBasis,
  type Complaint,
  type ComplaintFact,
  complaintFrom,
  reopenOnContact,
} from './complaint.ts';
import { acceptHandOver, declineHandOver, offerHandOver, takeOver } from './hand-over.ts';
import { answerArrived, failAcknowledgement, failAnswer, failClosureQuestion } from './telling.ts';

const given = storiesOf<ComplaintFact, Complaint>(complaintFrom);

const received: ComplaintFact = {
  type: 'ComplaintReceived',
  data: {
    reference: 'AM-7K3F-92QX',
    ownerId: 'hana',
    kind: 'complaint',
    channel: 'web',
    level: 'team',
    language: null,
    words,
    wish: null,
    details: null,
    files: [],
    occurredOn: null,
    answerBy: '2026-11-24T16:00:00.000Z',
    receivedAt: '2026-11-23T09:00:00.000Z',
  },
};
const takenBy = (ownerId: string): ComplaintFact => ({
  type: 'OwnerChanged',
  data: { ownerId, previousOwnerId: 'hana' },
});
const offeredTo = (to: string): ComplaintFact => ({
  type: 'HandOverOffered',
  data: { to, from: 'hana', reason: words },
});
const said = (audience: 'customer' | 'internal'): ComplaintFact => ({
  type: 'MessageAdded',
  data: { messageId: 'message', staffId: 'hana', audience, words, files: [] },
});
const answered = said('customer');
const asked: ComplaintFact = { type: 'ClosureAsked', data: { staffId: 'hana' } };
const denied: ComplaintFact = { type: 'FixDenied', data: { contactId: 'contact' } };
const closedAs = (basis: ClosingBasis): ComplaintFact => ({
  type: 'ComplaintClosed',
  data: { basis, reason: basis === 'documented' ? words : null },
});
const reopened = (cause: 'contact' | 'not_fixed'): ComplaintFact => ({
  type: 'ComplaintReopened',
  data: { cause },
});

/** What a manager closes on documents with, where nothing stands in the way. */
const signed = { staffId: 'mina', reason: words, noAction: null, owedPromises: 0, hasAction: true };

const isHanas = [received];

describe('handing a complaint on', () => {
  const offer = (to: string) => (complaint: Complaint) =>
    offerHandOver(complaint, { to, from: 'hana', reason: words });
  const accept = (by: string) => (complaint: Complaint) => acceptHandOver(complaint, by);
  const decline = (by: string) => (complaint: Complaint) => declineHandOver(complaint, by, words);

  it('begins with an offer that changes no owner', () => {
    given(...isHanas)
      .when(offer('hugo'))
      .gives(offeredTo('hugo'));
    assert.equal(given(...isHanas, offeredTo('hugo')).state.ownerId, 'hana');
  });

  it('is offered to one person at a time, and not to whoever has it', () => {
    given(...isHanas)
      .when(offer('hana'))
      .refuses('has_it_already');
    given(...isHanas, offeredTo('hugo'))
      .when(offer('mina'))
      .refuses('offered_already');
  });

  it('is complete when the taker accepts, and only they can', () => {
    const offered = given(...isHanas, offeredTo('hugo'));
    offered.when(accept('hugo')).gives(takenBy('hugo'));
    for (const other of ['hana', 'mina']) offered.when(accept(other)).refuses('not_offered');
    given(...isHanas)
      .when(accept('hugo'))
      .refuses('not_offered');
  });

  it('may be declined with a reason, and then be offered to the next', () => {
    const no: ComplaintFact = { type: 'HandOverDeclined', data: { by: 'hugo', reason: words } };
    given(...isHanas, offeredTo('hugo'))
      .when(decline('hugo'))
      .gives(no);
    given(...isHanas, offeredTo('hugo'))
      .when(decline('mina'))
      .refuses('not_offered');
    given(...isHanas, offeredTo('hugo'), no)
      .when(accept('hugo'))
      .refuses('not_offered');
    given(...isHanas, offeredTo('hugo'), no)
      .when(offer('mina'))
      .gives(offeredTo('mina'));
  });

  it('is done once', () => {
    given(...isHanas, offeredTo('hugo'), takenBy('hugo'))
      .when(accept('hugo'))
      .refuses('not_offered');
  });

  it('is not needed by somebody who takes it on', () => {
    given(...isHanas)
      .when((complaint) => takeOver(complaint, 'mina'))
      .gives(takenBy('mina'));
    given(...isHanas)
      .when((complaint) => takeOver(complaint, 'hana'))
      .gives();
  });
});

describe('the customer closes', () => {
  const withdrawn = (complaint: Complaint) => withdraw(complaint, null);

  it('by saying that it is fixed, even of what we closed', () => {
    given(...isHanas)
      .when(confirmFixed)
      .gives(closedAs('confirmed'));
    given(...isHanas, closedAs('documented'))
      .when(confirmFixed)
      .gives(closedAs('confirmed'));
    given(...isHanas, closedAs('confirmed'))
      .when(confirmFixed)
      .gives();
  });

  it('by withdrawing', () => {
    given(...isHanas)
      .when(withdrawn)
      .gives(closedAs('withdrawn'));
    given(...isHanas, closedAs('withdrawn'))
      .when(withdrawn)
      .gives();
    given(...isHanas, closedAs('confirmed'))
      .when(withdrawn)
      .refuses('closed_already');
  });

  it('and nobody else, by a "no" to the question', () => {
    const no = (complaint: Complaint) => denyFixed(complaint, 'contact');
    given(...isHanas, answered, asked)
      .when(no)
      .gives(denied);
    given(...isHanas, closedAs('documented'))
      .when(no)
      .gives(denied, reopened('not_fixed'));
  });
});

describe('any contact', () => {
  for (const basis of ['confirmed', 'withdrawn', 'documented'] as const) {
    it(`reopens what was closed as ${basis}, for ever`, () => {
      given(...isHanas, closedAs(basis))
        .when(reopenOnContact)
        .gives(reopened('contact'));
    });
  }

  it('changes nothing about what is open', () => {
    given(...isHanas)
      .when(reopenOnContact)
      .gives();
    given(...isHanas, closedAs('confirmed'), reopened('contact'))
      .when(reopenOnContact)
      .gives();
  });
});

describe('closing on documents', () => {
  const close = (owedPromises: number) => (complaint: Complaint) =>
    closeDocumented(complaint, { ...signed, owedPromises });
  const askedTwice = [...isHanas, answered, asked, asked];
  const wrote: ComplaintFact = {
    type: 'ContactLogged',
    data: {
      contactId: 'contact',
      channel: 'web',
      occurredAt: '2026-11-23T09:00:00.000Z',
      staffId: null,
      words,
      files: [],
    },
  };
  const inSilence = (more: object = {}): ComplaintFact => ({
    type: 'ComplaintClosed',
    data: { basis: 'documented', reason: words, staffId: 'mina', silence: true, ...more },
  });

  it('needs an answer, two questions, nothing owed and something done', () => {
    given(...askedTwice)
      .when(close(0))
      .gives(inSilence());
  });

  it('calls silence only what was silence', () => {
    const closed: ComplaintFact = {
      type: 'ComplaintClosed',
      data: { basis: 'documented', reason: words, staffId: 'mina' },
    };
    given(...isHanas, answered, asked, wrote, asked)
      .when(close(0))
      .gives(closed);
    given(...isHanas, answered, wrote, asked, asked)
      .when(close(0))
      .gives(inSilence());
    given(...askedTwice, wrote, denied, asked, asked)
      .when(close(0))
      .gives(inSilence());
  });

  it('needs something that was done, or a name under the reason why nothing can be', () => {
    const idle = { ...signed, hasAction: false };
    const because: ComplaintFact = {
      type: 'MessageAdded',
      data: {
        messageId: 'message',
        staffId: 'hana',
        audience: 'customer',
        words,
        files: [],
        noAction: words,
      },
    };
    given(...askedTwice)
      .when((complaint) => closeDocumented(complaint, idle))
      .refuses('no_action');
    given(...askedTwice)
      .when((complaint) => closeDocumented(complaint, { ...idle, noAction: words }))
      .gives(inSilence({ noAction: words }));
    given(...isHanas, because, asked, asked)
      .when((complaint) => closeDocumented(complaint, idle))
      .gives(inSilence());
    // What was true of the first matter need not be true of what came since.
    given(...isHanas, because, closedAs('documented'), reopened('contact'), answered, asked, asked)
      .when((complaint) => closeDocumented(complaint, idle))
      .refuses('no_action');
  });

  const lacking: [string, ComplaintFact[], number][] = [
    ['nobody answered', isHanas, 0],
    ['only a note was written', [...isHanas, said('internal'), asked, asked], 0],
    ['the customer was never asked', [...isHanas, answered], 0],
    ['the customer was asked once', [...isHanas, answered, asked], 0],
    ['a promise is open', askedTwice, 1],
    ['the customer said no since', [...askedTwice, denied], 0],
    ['it came back since', [...askedTwice, closedAs('documented'), reopened('contact')], 0],
  ];
  for (const [why, facts, openPromises] of lacking) {
    it(`is refused while ${why}`, () => {
      given(...facts)
        .when(close(openPromises))
        .refuses('closing_not_founded');
    });
  }

  it('is refused for what is closed', () => {
    given(...askedTwice, closedAs('confirmed'))
      .when(close(0))
      .refuses('closed_already');
  });
});

describe('asking whether it is fixed', () => {
  const ask = (complaint: Complaint) => askWhetherFixed(complaint, 'hana');

  it('comes after an answer to the customer', () => {
    given(...isHanas, answered)
      .when(ask)
      .gives(asked);
    given(...isHanas)
      .when(ask)
      .refuses('not_answered');
    given(...isHanas, said('internal'))
      .when(ask)
      .refuses('not_answered');
  });

  it('makes no sense for what is closed', () => {
    given(...isHanas, answered, closedAs('confirmed'))
      .when(ask)
      .refuses('closed_already');
  });
});

describe('an acknowledgement that did not arrive', () => {
  const failed: ComplaintFact = { type: 'AcknowledgementFailed', data: { noticeId: 'notice' } };
  const told: ComplaintFact = {
    type: 'ComplaintAcknowledged',
    data: { noticeId: 'notice', automatic: true },
  };
  const comesBack = (complaint: Complaint) => failAcknowledgement(complaint, 'notice');

  it('is taken back, once, and only where it was said', () => {
    given(received, told).when(comesBack).gives(failed);
    given(received).when(comesBack).gives();
    given(received, told, failed).when(comesBack).gives();
    given(received, told, failed, told).when(comesBack).gives(failed);
  });
});

describe('an answer that did not arrive', () => {
  const failed = (isLast: boolean): ComplaintFact => ({
    type: 'AnswerFailed',
    data: { messageId: 'message', isLast },
  });
  const comesBack = (complaint: Complaint) => failAnswer(complaint, 'message');
  const close = (complaint: Complaint) => closeDocumented(complaint, signed);

  it('was none, once, and where it was the only one nobody has answered', () => {
    given(received, answered).when(comesBack).gives(failed(true));
    given(received, answered, failed(true)).when(comesBack).gives();
    given(received).when(comesBack).gives();
    given(received, answered, failed(true))
      .when((it) => askWhetherFixed(it, 'hana'))
      .refuses('not_answered');
    given(received, answered, asked, asked, failed(true))
      .when(close)
      .refuses('closing_not_founded');
  });

  it('is one again when it was sent again and arrived', () => {
    const arrived: ComplaintFact = { type: 'AnswerArrived', data: { messageId: 'message' } };
    const again = (complaint: Complaint) => answerArrived(complaint, 'message');
    given(received, answered, failed(true)).when(again).gives(arrived);
    given(received, answered).when(again).gives();
  });
});

describe('a question that did not arrive', () => {
  const failed: ComplaintFact = { type: 'ClosureQuestionFailed', data: { noticeId: 'notice' } };
  const comesBack = (complaint: Complaint) => failClosureQuestion(complaint, 'notice');
  const close = (complaint: Complaint) => closeDocumented(complaint, signed);

  it('was not asked', () => {
    given(received, answered, asked).when(comesBack).gives(failed);
    given(received, answered).when(comesBack).gives();
    given(received, answered, asked, asked, failed).when(close).refuses('closing_not_founded');
  });
});

describe('what a customer did', () => {
  const now = new Date('2026-11-23T09:00:00Z');

  it('lies in the past, give or take what clocks differ', () => {
    assert.doesNotThrow(() => assertHasCome(new Date('2026-11-23T09:05:00Z'), now));
    assert.throws(() => assertHasCome(new Date('2026-11-23T09:05:01Z'), now), {
      code: 'date_in_the_future',
    });
  });
});
