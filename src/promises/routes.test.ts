import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { newId } from '#id.ts';
import { monday, startApp, tuesdayAtFive } from '../../test/app.ts';
import {
  assertNothingRecorded,
  complain,
  look,
  type PromiseSeen,
  pageOf,
  promise,
  type Received,
  reply,
  storyOf,
} from '../../test/complaints.ts';
import { type Answer, answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';

const app = await startApp();
const customer = app.anyone();
const { people, clock } = app;
const ceo = await app.as(people.ceo);
const manager = await app.as(people.manager);
const handler = await app.as(people.handler);
const designer = await app.as(people.designer);

const oneSecondBefore = (moment: string): string =>
  new Date(Date.parse(moment) - 1_000).toISOString();
const wednesdayAtFive = '2026-11-25T16:00:00.000Z';
const thursdayAtFive = '2026-11-26T16:00:00.000Z';
const fridayAtFive = '2026-11-27T16:00:00.000Z';

beforeEach(() => clock.set(monday));

const sweepAt = async (moment: string): Promise<void> => {
  clock.set(moment);
  await app.sweep('break due promises');
};

const promisesOf = async (received: Received): Promise<PromiseSeen[]> =>
  (await look(await app.as(people.manager), received)).promises;

const statesOf = async (received: Received): Promise<string[]> =>
  (await promisesOf(received)).map(({ state }) => state);

async function newestOf(received: Received): Promise<PromiseSeen> {
  const newest = (await promisesOf(received)).at(-1);
  assert.ok(newest, 'nothing was promised');
  return newest;
}

/** A complaint with an answer, so that nothing but what the test promises is open. */
async function answeredComplaint(): Promise<Received> {
  const received = await complain(customer, { email: `${newId()}@example.org` });
  await reply(handler, received);
  return received;
}

type Letter = { kind: string; subject: string; text: string };

/** What our program wrote to the customer, as it stands in their download. */
async function lettersOf(received: Received, kind: string): Promise<Letter[]> {
  const answer = await customer.get(`${pageOf(received)}/download.json`);
  const { messagesFromOurProgram } = answerOf<{ messagesFromOurProgram: Letter[] }>(answer);
  return messagesFromOurProgram.filter((letter) => letter.kind === kind);
}

async function onlyLetter(received: Received, kind: string): Promise<Letter> {
  const [letter, ...more] = await lettersOf(received, kind);
  assert.ok(letter && more.length === 0, `there is not exactly one letter of ${kind}`);
  return letter;
}

const keep = (by: Visitor, { id }: Received, promiseId: string): Promise<Answer> =>
  by.post(`/api/complaints/${id}/promises/${promiseId}/keeping`);

const renew = (by: Visitor, { id }: Received, promiseId: string, body: object): Promise<Answer> =>
  by.post(`/api/complaints/${id}/promises/${promiseId}/renewal`, {
    dueAt: fridayAtFive,
    reason: 'The bank was closed.',
    ...body,
  });

describe('a promise', () => {
  it('is seen by the customer with words, owner and date, at once and by letter', async () => {
    const received = await answeredComplaint();
    await promise(handler, received, { text: 'We pay back 12 €.', dueAt: wednesdayAtFive });
    const page = await customer.get(pageOf(received));
    assert.match(page.body, /We pay back 12 €\./);
    assert.match(page.body, /Hana Sato, by Wednesday, 25 November 2026 at 17:00 CET/);
    const { text } = await onlyLetter(received, 'promise_made');
    assert.match(text, /by Wednesday, 25 November 2026 at 17:00 CET/);
    assert.match(text, /> We pay back 12 €\./);
    assert.match(text, /Hana Sato sees to it\./);
  });

  it('moves the complaint’s next date to the earliest of all that is open', async () => {
    const received = await complain(customer);
    await promise(handler, received, { dueAt: fridayAtFive });
    assert.equal((await look(handler, received)).nextAt, tuesdayAtFive);
    const early = await promise(handler, received, { dueAt: '2026-11-23T12:00:00.000Z' });
    assert.equal((await look(handler, received)).nextAt, '2026-11-23T12:00:00.000Z');
    answerOf(await keep(handler, received, early));
    assert.equal((await look(handler, received)).nextAt, tuesdayAtFive);
    await reply(handler, received);
    assert.equal((await look(handler, received)).nextAt, fridayAtFive);
  });

  it('may be another person’s to keep', async () => {
    const received = await answeredComplaint();
    const body = { text: 'Call back.', dueAt: wednesdayAtFive, ownerId: people.colleague.staffId };
    answerOf(await handler.post(`/api/complaints/${received.id}/promises`, body), 201);
    assert.equal((await newestOf(received)).owner.name, people.colleague.name);
  });

  const refused: [name: string, body: object, status: number, code: string][] = [
    ['without words', { text: ' ' }, 422, 'text_missing'],
    ['without a date', { dueAt: undefined }, 422, 'invalid_input'],
    ['with a day for a date', { dueAt: '2026-11-25' }, 422, 'invalid_input'],
    ['in the past', { dueAt: '2026-11-22T09:00:00Z' }, 422, 'date_in_the_past'],
    ['for this very moment', { dueAt: monday }, 422, 'date_in_the_past'],
    ['for the next century', { dueAt: '2126-11-23T09:00:00Z' }, 422, 'date_too_far'],
    ['of nobody', { ownerId: newId() }, 404, 'not_found'],
    ['with more than there is to say', { amount: 12 }, 422, 'unknown_field'],
  ];
  for (const [name, body, status, code] of refused) {
    it(`${name} is refused: ${code}`, async () => {
      const received = await answeredComplaint();
      const url = `/api/complaints/${received.id}/promises`;
      const wish = { text: 'We pay.', dueAt: wednesdayAtFive, ...body };
      const answer = await assertNothingRecorded(app.db, () => handler.post(url, wish));
      assertRefused(answer, status, code);
    });
  }

  it('is made, kept and renewed by people of ours whose task it is', async () => {
    const received = await answeredComplaint();
    const promiseId = await promise(handler, received, { dueAt: wednesdayAtFive });
    const url = `/api/complaints/${received.id}/promises`;
    const wish = { text: 'We pay.', dueAt: wednesdayAtFive };
    for (const [visitor, status, code] of [
      [designer, 403, 'not_allowed'],
      [await app.withToken('machine'), 403, 'not_allowed'],
      [customer, 401, 'sign_in_first'],
    ] as const) {
      assertRefused(await visitor.post(url, wish), status, code);
      assertRefused(await keep(visitor, received, promiseId), status, code);
      assertRefused(await renew(visitor, received, promiseId, {}), status, code);
    }
  });

  it('of one complaint is not found under another, of the same customer or not', async () => {
    const email = 'two@example.org';
    const [one, other] = [await complain(customer, { email }), await complain(customer, { email })];
    const promiseId = await promise(handler, one, { dueAt: wednesdayAtFive });
    for (const wrong of [other, await complain(customer)]) {
      assertRefused(await keep(handler, wrong, promiseId), 404, 'not_found');
      assertRefused(await renew(handler, wrong, promiseId, {}), 404, 'not_found');
    }
    assertRefused(await keep(handler, one, newId()), 404, 'not_found');
  });
});

describe('keeping a promise', () => {
  it('asks the customer, who has the last word', async () => {
    const received = await answeredComplaint();
    const promiseId = await promise(handler, received, { dueAt: wednesdayAtFive });
    answerOf(await keep(handler, received, promiseId));
    answerOf(await keep(handler, received, promiseId));
    assert.equal((await lettersOf(received, 'promise_kept')).length, 1);
    const verdict = `/api/story${pageOf(received).slice(2)}/promises/${promiseId}/verdict`;
    answerOf(await customer.post(verdict, { kept: false }));
    const seen = await look(handler, received);
    assert.deepEqual([seen.promises.at(-1)?.state, seen.state], ['disputed', 'to_do']);
    answerOf(await customer.post(verdict, { kept: true }));
    assert.equal((await newestOf(received)).state, 'confirmed');
  });

  it('to answer happens by answering, whoever does it', async () => {
    const received = await complain(customer);
    await reply(manager, received);
    const [answer] = await promisesOf(received);
    assert.deepEqual([answer?.kind, answer?.state], ['answer', 'kept']);
    await sweepAt(fridayAtFive);
    assert.equal((await promisesOf(received))[0]?.state, 'kept');
    assert.deepEqual(await lettersOf(received, 'promise_broken'), []);
  });

  it('in time leaves nothing for the clock', async () => {
    const received = await answeredComplaint();
    const promiseId = await promise(handler, received, { dueAt: wednesdayAtFive });
    answerOf(await keep(handler, received, promiseId));
    await sweepAt(fridayAtFive);
    assert.equal((await newestOf(received)).state, 'kept');
  });
});

describe('the clock', () => {
  it('breaks a promise at its date and not a second before', async () => {
    const received = await complain(customer);
    await sweepAt(oneSecondBefore(tuesdayAtFive));
    assert.deepEqual(await statesOf(received), ['open']);
    await sweepAt(tuesdayAtFive);
    const [broken, followUp] = await promisesOf(received);
    assert.equal(broken?.state, 'broken');
    assert.deepEqual(
      [followUp?.kind, followUp?.owner.name, followUp?.dueAt, followUp?.state],
      ['follow_up', people.manager.name, wednesdayAtFive, 'open'],
    );
    const seen = await look(await app.as(people.manager), received);
    assert.deepEqual([seen.state, seen.nextAt], ['to_do', wednesdayAtFive]);
  });

  it('tells the customer honestly, with who gets in touch and by when', async () => {
    const received = await answeredComplaint();
    await promise(handler, received, { text: 'We pay back 12 €.', dueAt: tuesdayAtFive });
    await sweepAt(tuesdayAtFive);
    const { subject, text } = await onlyLetter(received, 'promise_broken');
    assert.match(subject, /We did not keep our promise/);
    assert.match(text, /by Tuesday, 24 November 2026 at 17:00 CET/);
    assert.match(text, /> We pay back 12 €\./);
    assert.match(text, /have not done it\. We are sorry\./);
    assert.match(
      text,
      /by Wednesday, 25 November 2026 at 17:00 CET, Mina Okafor, Head of customer care, gets in touch with you personally/,
    );
    const page = (await customer.get(pageOf(received))).body;
    assert.match(page, /We did not keep our promise for Tuesday, 24 November 2026/);
    assert.match(page, />Not kept</);
  });

  it('breaks it exactly once, however many sweeps come at once', async () => {
    const received = await complain(customer);
    clock.set(tuesdayAtFive);
    await Promise.all(Array.from({ length: 5 }, () => app.sweep('break due promises')));
    await app.sweep('break due promises');
    const { rows } = await app.pool.query(
      `select type from ledger_entries where type = 'PromiseBroken' and data->>'complaintId' = $1`,
      [received.id],
    );
    assert.equal(rows.length, 1);
    assert.equal((await lettersOf(received, 'promise_broken')).length, 1);
    assert.deepEqual(
      (await promisesOf(received)).map(({ kind, brokenTimes }) => [kind, brokenTimes]),
      [
        ['answer', 1],
        ['follow_up', 0],
      ],
    );
  });

  it('goes up the line to the CEO, and then there is nobody left to promise', async () => {
    const received = await complain(customer);
    const standing = async () =>
      (await promisesOf(received)).map(({ owner, state }) => `${owner.name} ${state}`);
    const owner = received.owner.name;
    await sweepAt(tuesdayAtFive);
    assert.deepEqual(await standing(), [`${owner} broken`, 'Mina Okafor open']);
    await sweepAt(wednesdayAtFive);
    assert.deepEqual(await standing(), [
      `${owner} broken`,
      'Mina Okafor broken',
      'Clara Lindqvist open',
    ]);
    await sweepAt(thursdayAtFive);
    await sweepAt('2026-12-31T16:00:00.000Z');
    assert.deepEqual(await standing(), [
      `${owner} broken`,
      'Mina Okafor broken',
      'Clara Lindqvist broken',
    ]);
    const letters = await lettersOf(received, 'promise_broken');
    assert.equal(letters.length, 3);
    assert.match(
      letters.at(-1)?.text ?? '',
      /Mina Okafor, who answers for complaints here, was told/,
    );
    assert.match(letters.at(-1)?.text ?? '', /\+49 40 123456/);
  });

  it('stops when the senior got in touch, which only they can say', async () => {
    const received = await complain(customer);
    await sweepAt(tuesdayAtFive);
    const { id: followUp } = await newestOf(received);
    const hana = await app.as(people.handler);
    const mina = await app.as(people.manager);
    await reply(hana, received, 'I looked into it, late.');
    assertRefused(await keep(hana, received, followUp), 403, 'not_allowed');
    assert.deepEqual(await statesOf(received), ['kept', 'open']);
    await reply(mina, received, 'This should not have happened.');
    await sweepAt('2026-12-31T16:00:00.000Z');
    assert.deepEqual(await statesOf(received), ['kept', 'kept']);
  });

  it('follows a broken promise of the CEO’s own with another of hers, once', async () => {
    const received = await answeredComplaint();
    answerOf(await ceo.post(`/api/complaints/${received.id}/ownership`));
    await promise(ceo, received, { dueAt: tuesdayAtFive });
    for (const moment of [tuesdayAtFive, wednesdayAtFive, thursdayAtFive]) await sweepAt(moment);
    const made = (await promisesOf(received)).slice(1);
    assert.deepEqual(
      made.map(({ owner, kind, state }) => [owner.name, kind, state]),
      [
        ['Clara Lindqvist', 'action', 'broken'],
        ['Clara Lindqvist', 'follow_up', 'broken'],
      ],
    );
  });

  it('is not held up by a promise that it cannot break', async () => {
    const received = await complain(customer);
    const known = await app.db
      .selectFrom('promises')
      .selectAll()
      .where('complaint_id', '=', received.id)
      .executeTakeFirstOrThrow();
    // Not in the ledger, so nothing can be recorded about it; and due first of all.
    const stray = { ...known, promise_id: newId(), due_at: new Date(monday) };
    await app.db.insertInto('promises').values(stray).execute();
    await assert.rejects(sweepAt(tuesdayAtFive), /1 promises stay unbroken/);
    await app.db.deleteFrom('promises').where('promise_id', '=', stray.promise_id).execute();
    assert.match(storyOf(await look(await app.as(people.manager), received)), /We did not keep/);
  });
});

describe('a new date', () => {
  it('comes with the reason, by letter, and counts from then on', async () => {
    const received = await answeredComplaint();
    const promiseId = await promise(handler, received, { dueAt: tuesdayAtFive });
    answerOf(await renew(handler, received, promiseId, { ownerId: people.colleague.staffId }));
    const { text } = await onlyLetter(received, 'promise_renewed');
    assert.match(text, /The new date is Friday, 27 November 2026 at 17:00 CET\./);
    assert.match(text, /> The bank was closed\./);
    assert.match(text, /Hugo Brandt sees to it\./);
    await sweepAt(thursdayAtFive);
    const renewed = await newestOf(received);
    assert.deepEqual(
      [renewed.state, renewed.dueAt, renewed.owner.name, renewed.renewedTimes],
      ['open', fridayAtFive, people.colleague.name, 1],
    );
    await sweepAt(fridayAtFive);
    assert.deepEqual(await statesOf(received), ['kept', 'broken', 'open']);
  });

  it('can be given after the old one was missed, and that stays known', async () => {
    const received = await answeredComplaint();
    const promiseId = await promise(handler, received, { dueAt: tuesdayAtFive });
    await sweepAt(tuesdayAtFive);
    answerOf(await renew(await app.as(people.handler), received, promiseId, {}));
    const renewed = (await promisesOf(received)).find(({ id }) => id === promiseId);
    assert.deepEqual([renewed?.state, renewed?.brokenTimes], ['open', 1]);
    assert.match((await customer.get(pageOf(received))).body, /not kept in time once/);
  });

  it('is refused without a reason, in the past, for nobody, or after it was kept', async () => {
    const received = await answeredComplaint();
    const promiseId = await promise(handler, received, { dueAt: tuesdayAtFive });
    const refused: [body: object, status: number, code: string][] = [
      [{ reason: ' ' }, 422, 'text_missing'],
      [{ reason: undefined }, 422, 'invalid_input'],
      [{ dueAt: monday }, 422, 'date_in_the_past'],
      [{ ownerId: newId() }, 404, 'not_found'],
    ];
    for (const [body, status, code] of refused) {
      assertRefused(await renew(handler, received, promiseId, body), status, code);
    }
    answerOf(await keep(handler, received, promiseId));
    assertRefused(await renew(handler, received, promiseId, {}), 409, 'kept_already');
  });
});
