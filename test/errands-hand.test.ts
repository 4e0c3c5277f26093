import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { hourMs, later, minuteMs, secondMs } from '#clock.ts';
import { complain, look, pageOf, promise, storyOf } from './complaints.ts';
import { fridayAtFive, say, seen, startWorkshop, type Workshop } from './errands.ts';
import { type Answer, answerOf, assertRefused } from './visitor.ts';
import { assertWhole } from './whole.ts';

let workshop: Workshop;
beforeEach(async () => {
  workshop = await startWorkshop();
});

const accept = { dueAt: fridayAtFive };
const tick = (ms = secondMs) => workshop.app.clock.set(later(workshop.app.clock.now(), ms));
const wish = (by: 'fritz' | 'frida' | 'hana' | 'mina', id: string, way: string, body?: object) =>
  workshop.as[by].post(`/api/errands/${id}/${way}`, body);

describe('an errand that is handed to a team', () => {
  it('arrives on their board with what was promised and why it matters, under one name and date', async () => {
    const { as, people, complaint, hand } = workshop;
    const complaintId = await complaint({ name: 'Eva Lindner' });
    const promiseId = await promise(as.hana, { id: complaintId }, { dueAt: fridayAtFive });
    const id = await hand(complaintId, { promiseId });
    const board = answerOf<{ errands: { id: string }[] }>(await as.fritz.get('/api/errands'));
    assert.deepEqual(
      board.errands.map((errand) => errand.id),
      [id],
    );
    const errand = await seen(as.fritz, id);
    assert.equal(errand.promise?.text, 'We pay back your ticket.');
    assert.equal(errand.why, 'She missed a funeral.');
    assert.equal(errand.neededBy, fridayAtFive);
    assert.equal(errand.owner?.id, people.lead.staffId);
    // Four working hours after ten on Monday.
    assert.equal(errand.nextAt, '2026-11-23T13:00:00.000Z');
    await assertWhole(workshop.app);
  });

  it('is accepted with a date, and both sides and the customer see where it is', async () => {
    const { as, people, app, handed } = workshop;
    const id = await handed();
    const errand = await say(as.fritz, id, ['acceptance', accept]);
    assert.equal(errand.state, 'accepted');
    assert.deepEqual([errand.owner?.id, errand.nextAt], [people.fritz.staffId, fridayAtFive]);
    const complaint = await look(as.hana, { id: errand.complaint.id });
    assert.match(storyOf(complaint), /Hana Sato handed the work to those who can fix it: Workshop/);
    assert.match(storyOf(complaint), /Fritz Amsel took the work on, to be done by .*27 November/);
    assert.doesNotMatch(storyOf(complaint), /signal 7|funeral/);
    await assertWhole(app);
  });

  it('is declined only with a reason, and its handler has it again', async () => {
    const { as, people, handed } = workshop;
    const id = await handed();
    assertRefused(await wish('fritz', id, 'declination', {}), 422, 'invalid_input');
    const errand = await say(as.fritz, id, ['declination', { reason: 'Not our line.' }]);
    assert.deepEqual([errand.state, errand.reason], ['declined', 'Not our line.']);
    assert.equal(errand.owner?.id, people.handler.staffId);
    assert.equal(errand.nextAt, '2026-11-24T16:00:00.000Z');
  });

  it('moves up when nobody answers in time, up to the top, where it stays and is seen', async () => {
    const { as, app, people, handed } = workshop;
    const id = await handed();
    tick(3 * hourMs);
    assert.equal(await app.sweep('move errands up'), 0);
    tick(hourMs + minuteMs);
    assert.equal(await app.sweep('move errands up'), 1);
    assert.equal(await app.sweep('move errands up'), 0);
    const owners = [];
    for (let day = 24; day < 28; day++) {
      const errand = await seen(as.hana, id);
      owners.push(errand.owner?.id);
      assert.ok(errand.nextAt, 'there is a next date');
      app.clock.set(`2026-11-${day}T16:00:01Z`);
      await app.sweep('move errands up');
    }
    const { manager, ceo } = people;
    const line = [manager, ceo, ceo, ceo].map(({ staffId }) => staffId);
    assert.deepEqual(owners, line);
    const tasks = answerOf<{ tasks: { kind: string }[] }>(
      await (await app.as(ceo)).get('/api/tasks'),
    );
    assert.deepEqual(
      tasks.tasks.map(({ kind }) => kind),
      ['errand_waiting'],
    );
    answerOf(
      await (await app.as(ceo)).post(`/api/errands/${id}/acceptance`, {
        dueAt: '2026-12-01T16:00:00Z',
      }),
    );
    const after = answerOf<{ tasks: object[] }>(await (await app.as(ceo)).get('/api/tasks'));
    assert.deepEqual(after.tasks, []);
    await assertWhole(app);
  });
});

describe('an errand on its way', () => {
  it('that is late stays with whoever accepted it, and somebody above knows', async () => {
    const { as, app, people, handed } = workshop;
    const id = await handed();
    await say(as.fritz, id, ['acceptance', accept]);
    app.clock.set('2026-11-27T16:00:01Z');
    await app.sweep('move errands up');
    const errand = await seen(as.hana, id);
    assert.equal(errand.owner?.id, people.fritz.staffId);
    assert.equal(errand.raisedTo?.id, people.lead.staffId);
    assert.equal(errand.nextAt, '2026-11-30T16:00:00.000Z');
    const date = { dueAt: '2026-12-01T12:00:00.000Z', reason: 'The relay comes on Tuesday.' };
    const redated = await say(as.fritz, id, ['new-date', date]);
    assert.deepEqual([redated.nextAt, redated.raisedTo], [date.dueAt, null]);
  });

  it('passed on twice is the manager’s', async () => {
    const { as, people, form, handed, teamId } = workshop;
    const depot = await form('Depot');
    const id = await handed();
    await say(as.fritz, id, ['declination', { reason: 'Not our line.' }]);
    await say(as.fritz, id, ['declination', { reason: 'Said again.' }]);
    const pass = (team: string) => wish('hana', id, 'passing', { teamId: team, reason: 'Theirs.' });
    assertRefused(await pass(teamId), 409, 'same_team');
    assert.deepEqual(answerOf(await pass(depot)), { isManagers: false });
    assert.deepEqual(answerOf(await pass(teamId)), { isManagers: true });
    const errand = await seen(as.hana, id);
    assert.deepEqual([errand.owner?.id, errand.passedTimes], [people.manager.staffId, 2]);
    assertRefused(await pass(depot), 403, 'not_allowed');
    const declined = await say(as.fritz, id, ['declination', { reason: 'Still not ours.' }]);
    assert.equal(declined.owner?.id, people.manager.staffId);
    answerOf(await wish('mina', id, 'passing', { teamId: depot, reason: 'It is yours.' }));
    assert.equal((await say(as.frida, id, ['acceptance', accept])).state, 'accepted');
    await assertWhole(workshop.app);
  });

  it('is accepted once, of two who accept at the same moment', async () => {
    const { as, app, handed } = workshop;
    const id = await handed();
    const answers = await Promise.all([
      wish('fritz', id, 'acceptance', accept),
      wish('frida', id, 'acceptance', accept),
    ]);
    const codes = answers.map(({ statusCode }: Answer) => statusCode).toSorted((a, b) => a - b);
    assert.deepEqual(codes, [200, 409]);
    const errand = await seen(as.hana, id);
    assert.equal(errand.owner?.id, errand.fixer?.id);
    await assertWhole(app);
  });

  it('takes the same word twice as one, with a key and without', async () => {
    const { as, app, complaint, handed } = workshop;
    const id = await handed();
    const key = { 'idempotency-key': 'the-very-same' };
    await as.fritz.post(`/api/errands/${id}/acceptance`, accept, key);
    answerOf(await as.fritz.post(`/api/errands/${id}/acceptance`, accept, key));
    answerOf(await wish('fritz', id, 'acceptance', accept));
    const { complaint: of } = await seen(as.hana, id);
    const story = storyOf(await look(as.hana, of));
    assert.equal(story.match(/took the work on/g)?.length, 1);
    const body = { teamId: workshop.teamId, what: 'x', why: 'y' };
    const to = `/api/complaints/${await complaint()}/errands`;
    const [one, two] = [await as.hana.post(to, body, key), await as.hana.post(to, body, key)];
    assert.deepEqual(answerOf(one, 201), answerOf(two, 201));
    await assertWhole(app);
  });

  it('is nobody’s outside the team, and shows a fixer no more than they need', async () => {
    const { as, app, people, form, handed } = workshop;
    const id = await handed();
    const errand = await seen(as.fritz, id);
    const stranger = await app.as(people.designer);
    assertRefused(await stranger.get(`/api/errands/${id}`), 403, 'not_allowed');
    assertRefused(await stranger.post(`/api/errands/${id}/acceptance`, accept), 403, 'not_allowed');
    assertRefused(
      await wish('fritz', id, 'verdict', { isFixed: true, by: 'check' }),
      403,
      'not_allowed',
    );
    const whole = `/api/complaints/${errand.complaint.id}`;
    assertRefused(await as.fritz.get(whole), 403, 'not_allowed');
    assertRefused(await as.fritz.get('/api/complaints'), 403, 'not_allowed');
    assertRefused(await as.fritz.get('/api/search?q=train'), 403, 'not_allowed');
    assert.ok(!JSON.stringify(errand).includes('eva@example.org'));
    const open = await form('Trusted', { seesWhole: true });
    answerOf(await wish('hana', id, 'passing', { teamId: open, reason: 'They see more.' }));
    answerOf(await as.fritz.get(whole));
  });

  it('belongs to whoever follows when somebody leaves or the complaint has another owner', async () => {
    const { as, app, people, handed } = workshop;
    const id = await handed();
    await say(as.fritz, id, ['acceptance', accept]);
    const ada = await app.as(people.administrator);
    const body = { successorId: people.frida.staffId };
    answerOf(await ada.post(`/api/staff/${people.fritz.staffId}/leaving`, body));
    await app.sweep('hand on what people had who left');
    assert.equal((await seen(as.hana, id)).owner?.id, people.frida.staffId);
    const { complaint } = await seen(as.hana, id);
    answerOf(await as.mina.post(`/api/complaints/${complaint.id}/ownership`));
    assert.equal((await seen(as.mina, id)).handler.id, people.manager.staffId);
    await assertWhole(app);
  });
});

describe('an errand that is said to be done', () => {
  const done = async (change: object = {}) => {
    const { as, complaint, hand } = workshop;
    const complaintId = await complaint();
    const promiseId = await promise(as.hana, { id: complaintId }, { dueAt: fridayAtFive });
    const id = await hand(complaintId, { promiseId, ...change });
    await say(as.fritz, id, ['acceptance', accept]);
    return { id, complaintId, errand: await say(as.fritz, id, ['done', { result: 'New relay.' }]) };
  };

  it('is not over: its handler has it, and the customer is asked', async () => {
    const { people } = workshop;
    const { errand } = await done();
    assert.deepEqual([errand.state, errand.result], ['done', 'New relay.']);
    assert.equal(errand.owner?.id, people.handler.staffId);
    assert.equal(errand.promise?.state, 'kept');
  });

  it('is confirmed by the customer, on their own page', async () => {
    const { app, as, hand } = workshop;
    const received = await complain(app.anyone());
    answerOf(await as.mina.post(`/api/complaints/${received.id}/ownership`));
    const promiseId = await promise(as.mina, received, { dueAt: fridayAtFive });
    const id = await hand(received.id, { promiseId });
    await say(as.fritz, id, ['done', {}]);
    const link = pageOf(received).slice(3);
    const judge = (kept: boolean) =>
      app.anyone().post(`/api/story/${link}/promises/${promiseId}/verdict`, { kept });
    answerOf(await judge(false));
    const returned = await seen(as.hana, id);
    assert.deepEqual([returned.state, returned.returnedTimes], ['returned', 1]);
    assert.equal(returned.owner?.id, workshop.people.fritz.staffId);
    await say(as.fritz, id, ['done', {}]);
    answerOf(await judge(true));
    const errand = await seen(as.hana, id);
    assert.deepEqual([errand.state, errand.owner, errand.nextAt], ['confirmed', null, null]);
    await assertWhole(app);
  });

  it('comes back at once to the same person, first in line, when a check finds it is not fixed', async () => {
    const { as, app, people, handed } = workshop;
    const { id } = await done();
    const other = await handed();
    const verdict = { isFixed: false, by: 'check', text: 'I took the train: still red.' };
    const errand = await say(as.hana, id, ['verdict', verdict]);
    assert.equal(errand.state, 'returned');
    assert.equal(errand.owner?.id, people.fritz.staffId);
    assert.equal(errand.promise?.state, 'open');
    assert.equal(errand.reason, 'I took the train: still red.');
    const board = answerOf<{ errands: { id: string }[] }>(await as.fritz.get('/api/errands'));
    assert.deepEqual(
      board.errands.map((one) => one.id),
      [id, other],
    );
    assertRefused(await wish('frida', id, 'acceptance', accept), 403, 'not_allowed');
    assert.equal((await say(as.fritz, id, ['acceptance', accept])).state, 'accepted');
    await assertWhole(app);
  });

  it('is never confirmed by whoever did it', async () => {
    const { as, app, people, handed } = workshop;
    const ada = await app.as(people.administrator);
    const roles = ['fixer', 'handler'];
    answerOf(await ada.patch(`/api/staff/${people.fritz.staffId}`, { roles }));
    const id = await handed();
    await say(as.fritz, id, ['done', {}]);
    const verdict = { isFixed: true, by: 'check' };
    assertRefused(await wish('fritz', id, 'verdict', verdict), 403, 'not_allowed');
    assert.equal((await say(as.hana, id, ['verdict', verdict])).state, 'confirmed');
  });

  it('keeps a promise only with the last of several errands behind it', async () => {
    const { as, complaint, hand } = workshop;
    const complaintId = await complaint();
    const promiseId = await promise(as.hana, { id: complaintId }, { dueAt: fridayAtFive });
    const [first, second] = [
      await hand(complaintId, { promiseId }),
      await hand(complaintId, { promiseId }),
    ];
    assert.equal((await say(as.fritz, first, ['done', {}])).promise?.state, 'open');
    assert.equal((await say(as.frida, second, ['done', {}])).promise?.state, 'kept');
  });
});

describe('questions about an errand', () => {
  it('go between fixer and handler, with the words kept', async () => {
    const { as, app, handed } = workshop;
    const id = await handed();
    const ask = await wish('fritz', id, 'questions', { text: 'Which signal 7?' });
    const { questionId } = answerOf<{ questionId: string }>(ask, 201);
    const answer = `questions/${questionId}/answer`;
    assertRefused(await wish('frida', id, answer, { text: 'That one.' }), 403, 'not_allowed');
    answerOf(await wish('hana', id, answer, { text: 'The one in Lübeck.' }));
    assertRefused(await wish('hana', id, answer, { text: 'x' }), 409, 'answered_already');
    const [question] = (await seen(as.fritz, id)).questions;
    assert.deepEqual([question?.text, question?.answer], ['Which signal 7?', 'The one in Lübeck.']);
    await assertWhole(app);
  });
});

describe('a visit', () => {
  it('is made by whoever accepted it; arrival and result are for the customer to confirm', async () => {
    const { as, app, people, complaint, hand } = workshop;
    const complaintId = await complaint();
    const remedy = {
      kind: 'visit',
      what: 'We mend your gate.',
      from: '2026-11-26T09:00:00Z',
      until: '2026-11-26T11:00:00Z',
      zone: 'Europe/Berlin',
      noQuestions: true,
    };
    const given = answerOf<{ id: string }>(
      await as.hana.post(`/api/complaints/${complaintId}/remedies`, remedy),
      201,
    );
    const id = await hand(complaintId, { remedyId: given.id });
    const handed = await seen(as.fritz, id);
    assert.equal(handed.neededBy, '2026-11-26T11:00:00.000Z');
    assert.ok(handed.contact, 'who comes knows where to');
    await say(as.fritz, id, ['acceptance', { dueAt: '2026-11-26T11:00:00Z' }]);
    const story = storyOf(await look(as.hana, { id: complaintId }));
    assert.match(story, /Fritz Amsel now sees to it: We mend your gate/);
    app.clock.set('2026-11-26T10:00:00Z');
    const there = { arrivedAt: '2026-11-26T09:20:00Z', result: 'The gate closes.' };
    assert.equal((await say(as.fritz, id, ['done', there])).remedy?.state, 'delivered');
    const verdict = { isFixed: false, by: 'customer', text: 'It does not close.' };
    const back = await say(as.hana, id, ['verdict', verdict]);
    assert.deepEqual([back.state, back.remedy?.state], ['returned', 'disputed']);
    assert.equal(back.owner?.id, people.fritz.staffId);
    await say(as.fritz, id, ['done', there]);
    const fixed = { isFixed: true, by: 'customer', text: 'Now it does.' };
    const over = await say(as.hana, id, ['verdict', fixed]);
    assert.deepEqual([over.state, over.remedy?.state], ['confirmed', 'confirmed']);
    await assertWhole(app);
  });
});

it('a customer who withdraws calls off what was to be done', async () => {
  const { app, as, hand } = workshop;
  const received = await complain(app.anyone());
  const id = await hand(received.id);
  answerOf(await app.anyone().post(`/api/story/${pageOf(received).slice(3)}/withdrawal`));
  assert.equal((await seen(as.mina, id)).state, 'called_off');
  await assertWhole(app);
});
