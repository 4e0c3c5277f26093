import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startApp } from '../../test/app.ts';
import { complain, look, type Received } from '../../test/complaints.ts';
import { answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';
import { tellEverybody } from './jobs.ts';

const app = await startApp();
const { people, clock } = app;
const customer = app.anyone();
const handler = await app.as(people.handler);
const manager = await app.as(people.manager);
const designer = await app.as(people.designer);
const monday = clock.now();

type FixSeen = {
  id: string;
  state: string;
  told: { told: number; delivered: number; failed: number; broken: number; works: number };
};
type Flaw = {
  id: string;
  name: string;
  state: string;
  complaints: number;
  customers: number;
  cause: string | null;
  ending: string | null;
  mergedInto: string | null;
  designDueAt: string | null;
  designMissedTimes: number;
  designer: { name: string } | null;
  returnedTimes: number;
  versions: { axis: string; told: Record<string, unknown> }[];
  thread: { kind: string; text: string; author: { name: string } }[];
  trend: { weekOf: string; traced: number; others: number }[];
  cost: { contacts: number };
  fixes: FixSeen[];
};

const naming = { name: 'Door sticks', harm: 'loss', reason: 'Three say the same.' };

async function named(complaints: Received[], by: Visitor = manager): Promise<string> {
  const complaintIds = complaints.map(({ id }) => id);
  return answerOf<{ flawId: string }>(await by.post('/api/flaws', { ...naming, complaintIds }), 201)
    .flawId;
}

const read = async (id: string): Promise<Flaw> =>
  answerOf<Flaw>(await handler.get(`/api/flaws/${id}`));

const texts = [
  { language: 'en', wrong: 'The latch of the door was too short.', different: 'It is longer now.' },
  { language: 'de', wrong: 'Der Riegel der Tür war zu kurz.', different: 'Er ist jetzt länger.' },
];

async function shipped(flawId: string, body: object = {}): Promise<string> {
  const plan = { what: 'A longer latch.', dueOn: '2027-06-01' };
  const { fixId } = answerOf<{ fixId: string }>(
    await designer.post(`/api/flaws/${flawId}/fixes`, plan),
    201,
  );
  answerOf(await designer.post(`/api/fixes/${fixId}/shipping`, { texts, ...body }));
  return fixId;
}

type Letter = { customer_id: string; letter: string };

/** What was queued for the customers told of a fix, as it was kept. */
async function lettersOf(fixId: string): Promise<{ customerId: string; letter: string }[]> {
  const { rows } = await app.pool.query<Letter>(
    `select notices.customer_id, words.text as letter from fix_tellings
     join notices using (customer_id, notice_id)
     join words on words.customer_id = notices.customer_id and words.words_id = notices.words_id
     where fix_id = $1`,
    [fixId],
  );
  return rows.map((row) => ({ customerId: row.customer_id, letter: row.letter }));
}

const linkIn = (letter: string): string => {
  const found = /\/fixed\/[\w-]+/.exec(letter);
  assert.ok(found, letter.slice(0, 500));
  return found[0];
};

let number = 0;
const newEmail = (): string => `door${number++}@example.org`;

const aboutDoor = (body: object = {}) =>
  complain(customer, { text: 'The door of coach 5 sticks.', email: newEmail(), ...body });

describe('a flaw', () => {
  it('is named by people, with the complaints behind it, and refused to others', async () => {
    const complaints = [await aboutDoor(), await aboutDoor()];
    assertRefused(await customer.post('/api/flaws', naming), 401, 'sign_in_first');
    const machine = await app.withToken('machine');
    assertRefused(await machine.post('/api/flaws', naming), 403, 'not_allowed');
    assertRefused(
      await handler.post('/api/flaws', { name: 'x', harm: 'loss' }),
      422,
      'invalid_input',
    );
    const flaw = await read(await named(complaints, handler));
    assert.deepEqual(
      [flaw.state, flaw.name, flaw.complaints, flaw.customers, flaw.cost.contacts],
      ['named', 'Door sticks', 2, 2, 2],
    );
    assert.equal(flaw.trend.length, 26);
    assert.equal(flaw.trend.at(-1)?.traced, 2);
    answerOf(await machine.get('/api/flaws'));
    assertRefused(await handler.get(`/api/flaws/${crypto.randomUUID()}`), 404, 'not_found');
  });

  it('keeps what was said about its cause before', async () => {
    const id = await named([await aboutDoor()]);
    const say = (cause: string, behind: string | null = null) =>
      handler.post(`/api/flaws/${id}/cause`, { cause, behind, reason: 'We looked.' });
    answerOf(await say('PRD.defect'));
    assertRefused(await say('CUS.mistake'), 422, 'cause_behind_missing');
    answerOf(await say('CUS.mistake', 'COM.unclear'));
    const { versions, cause } = await read(id);
    assert.equal(cause, 'CUS.mistake');
    assert.deepEqual(
      versions.map(({ axis, told }) => [axis, told['cause']]),
      [
        ['cause', 'PRD.defect'],
        ['cause', 'CUS.mistake'],
      ],
    );
    const about = { place: 'Hamburg', reason: 'Only there.' };
    answerOf(await handler.post(`/api/flaws/${id}/about`, about));
    assert.equal((await read(id)).versions.length, 3);
  });

  it('is merged: complaints of both are one; and split again', async () => {
    const [one, other, third] = [await aboutDoor(), await aboutDoor(), await aboutDoor()];
    const [first, second] = [await named([one]), await named([other, third])];
    const merge = (from: string, into: string) =>
      handler.post(`/api/flaws/${from}/merging`, { into, reason: 'The same latch.' });
    const answers = await Promise.all([merge(first, second), merge(second, first)]);
    assert.deepEqual(new Set(answers.map(({ statusCode }) => statusCode)), new Set([200, 409]));
    const all = [await read(first), await read(second)];
    const root = all.find(({ mergedInto }) => mergedInto === null);
    assert.ok(root);
    assert.equal(root.complaints, 3);
    const split = { ...naming, name: 'Door of coach 7', complaintIds: [third.id] };
    const { flawId } = answerOf<{ flawId: string }>(
      await handler.post(`/api/flaws/${root.id}/splitting`, split),
      201,
    );
    assert.deepEqual([(await read(root.id)).complaints, (await read(flawId)).complaints], [2, 1]);
    assertRefused(await handler.post(`/api/flaws/${root.id}/splitting`, split), 409, 'not_traced');
  });

  it('has one thread, and an answer of the designers by a date, or it moves up', async () => {
    const id = await named([await aboutDoor()]);
    const url = `/api/flaws/${id}`;
    answerOf(await handler.post(`${url}/messages`, { text: 'Seven this week.' }), 201);
    const answer = { kind: 'design_answer', text: 'A longer latch by May.' };
    assertRefused(await designer.post(`${url}/messages`, answer), 409, 'not_asked');
    assertRefused(await handler.post(`${url}/messages`, answer), 403, 'not_allowed');
    const dueAt = '2026-11-25T16:00:00.000Z';
    const ask = { designerId: people.designer.staffId, dueAt };
    answerOf(await handler.post(`${url}/design-question`, ask));
    assert.deepEqual((await read(id)).designDueAt, dueAt);
    clock.set('2026-11-25T16:00:01.000Z');
    await Promise.all([app.sweep('move designs up'), app.sweep('move designs up')]);
    const { designMissedTimes, designer: now } = await read(id);
    assert.deepEqual([designMissedTimes, now?.name], [1, people.manager.name]);
    answerOf(await designer.post(`${url}/messages`, answer), 201);
    const flaw = await read(id);
    assert.deepEqual(
      [flaw.designDueAt, flaw.thread.map(({ kind }) => kind)],
      [null, ['remark', 'design_answer']],
    );
    clock.set(monday);
  });
});

describe('whoever handled the complaints behind a flaw', () => {
  it('is asked how to end it, once, and credited', async () => {
    const received = await aboutDoor();
    const owner = app.personWithId(received.owner.id);
    const visitor = await app.as(owner);
    const id = await named([received]);
    const asked = async () =>
      answerOf<{ tasks: { kind: string; subject: { flawId?: string } }[] }>(
        await visitor.get('/api/tasks'),
      ).tasks.filter(({ kind, subject }) => kind === 'flaw_idea' && subject.flawId === id).length;
    // The complaints are traced after the name was given; naming it anew asks whoever is behind it.
    answerOf(await manager.post(`/api/flaws/${id}/name`, naming));
    assert.equal(await asked(), 1);
    const idea = { kind: 'proposal', text: 'Oil it.' };
    answerOf(await visitor.post(`/api/flaws/${id}/messages`, idea), 201);
    assert.equal(await asked(), 0);
    const plan = { what: 'Oil it.', dueOn: '2027-06-01', credited: [owner.staffId] };
    answerOf(await designer.post(`/api/flaws/${id}/fixes`, plan), 201);
  });
});

describe('a fix', () => {
  it('that is shipped is told to each once: in their language, with their own words', async () => {
    const german = await aboutDoor({ text: 'Die Tür von Wagen 5 klemmt.', language: 'de-AT' });
    const english = await aboutDoor({ name: 'Ann Lee' });
    const silent = await complain(customer, { text: 'No address, no name.' });
    const id = await named([german, english, silent]);
    const fixId = await shipped(id);
    const late = await aboutDoor();
    clock.set('2026-11-23T09:10:00.000Z');
    const second = { db: app.db, ledger: app.amends.ledger, means: app.amends.means };
    await Promise.all([
      app.sweep('tell everybody of fixes'),
      tellEverybody(second.db, second.ledger, second.means),
    ]);
    assert.equal(await app.sweep('tell everybody of fixes'), 0);
    const letters = (await lettersOf(fixId)).map(({ letter }) => letter);
    assert.equal(letters.length, 3);
    const ofGerman = letters.find((letter) => letter.includes('klemmt')) ?? '';
    assert.match(ofGerman, /Der Riegel der Tür war zu kurz/);
    assert.doesNotMatch(ofGerman, /latch/);
    const ofEnglish = letters.find((letter) => letter.includes('Ann Lee')) ?? '';
    assert.match(ofEnglish, /The door of coach 5 sticks/);
    assert.match(ofEnglish, /The latch of the door was too short/);
    assert.match(ofEnglish, new RegExp(english.reference));
    assert.match(ofEnglish, /Dora Weiss/);
    assert.ok(late);
    clock.set(monday);
  });

  it('is opened by a link that changes nothing; the button opens the complaint again', async () => {
    const one = await aboutDoor();
    const other = await aboutDoor();
    const id = await named([one, other]);
    const fixId = await shipped(id);
    await app.sweep('tell everybody of fixes');
    const [letter = ''] = (await lettersOf(fixId)).map((each) => each.letter);
    const link = linkIn(letter);
    const entries = async () => (await app.pool.query('select 1 from ledger_entries')).rows.length;
    const before = await entries();
    const page = await customer.get(link);
    assert.equal(page.statusCode, 200);
    assert.match(page.body, /longer now/);
    assert.doesNotMatch(page.body, /<script/);
    assert.equal(await entries(), before);
    assert.equal((await customer.submit(link, { said: 'broken' })).statusCode, 303);
    assert.equal((await customer.submit(link, { said: 'broken' })).statusCode, 303);
    assert.match((await customer.get(`${link}?said=1`)).body, /still broken for you/);
    const contacts = (await look(handler, one)).contacts + (await look(handler, other)).contacts;
    assert.equal(contacts, 3);
    assertRefused(
      await customer.post(`/api${link.slice(0, -2)}xx`, { works: true }),
      404,
      'link_unknown',
    );
    await app.sweep('watch fixes');
    const flaw = await read(id);
    assert.deepEqual([flaw.fixes[0]?.state, flaw.returnedTimes], ['returned', 1]);
    await app.sweep('watch fixes');
    assert.equal((await read(id)).returnedTimes, 1);
  });

  it('is not shipped without words of a person, nor by who may not', async () => {
    const id = await named([await aboutDoor()]);
    const plan = { what: 'A longer latch.', dueOn: '2027-06-01' };
    assertRefused(await handler.post(`/api/flaws/${id}/fixes`, plan), 403, 'not_allowed');
    const { fixId } = answerOf<{ fixId: string }>(
      await designer.post(`/api/flaws/${id}/fixes`, plan),
      201,
    );
    const ship = (body: object) => designer.post(`/api/fixes/${fixId}/shipping`, body);
    assertRefused(await ship({ texts: [] }), 422, 'invalid_input');
    assertRefused(
      await ship({ texts: [{ language: 'en', wrong: ' ', different: 'x' }] }),
      422,
      'text_missing',
    );
    assertRefused(await ship({ texts: [texts[0], texts[0]] }), 422, 'language_twice');
    const answers = await Promise.all([ship({ texts }), ship({ texts })]);
    assert.deepEqual(new Set(answers.map(({ statusCode }) => statusCode)), new Set([200, 409]));
  });

  it('of something that was not taught is a training, and a task for somebody', async () => {
    const id = await named([await aboutDoor()]);
    const cause = { cause: 'TRN.product', reason: 'Nobody knew it.' };
    answerOf(await handler.post(`/api/flaws/${id}/cause`, cause));
    assertRefused(
      await manager.post(`/api/flaws/${id}/living-with`, { reason: 'I told Hugo.' }),
      409,
      'training_needed',
    );
    const plan = { what: 'A morning on doors.', dueOn: '2027-06-01' };
    assertRefused(await manager.post(`/api/flaws/${id}/fixes`, plan), 409, 'training_needed');
    const training = { ...plan, kind: 'training', ownerId: people.manager.staffId };
    answerOf(await manager.post(`/api/flaws/${id}/fixes`, training), 201);
    const { tasks } = answerOf<{ tasks: { kind: string }[] }>(await manager.get('/api/tasks'));
    assert.ok(tasks.some(({ kind }) => kind === 'training'));
  });
});

describe('a fix is told', () => {
  it('to those who did not complain when somebody decides so, and to nobody twice', async () => {
    const email = newEmail();
    const id = await named([await aboutDoor({ email })]);
    const list = (body: object) => manager.post(`/api/flaws/${id}/affected`, body);
    const silent = newEmail();
    answerOf(await list({ emails: [silent, silent, email] }));
    answerOf(await list({ emails: [silent] }));
    const { affected } = answerOf<{ affected: { customerId: string; email: string }[] }>(
      await handler.get(`/api/flaws/${id}/affected`),
    );
    assert.equal(affected.length, 2);
    const decide = (decision: string) =>
      manager.post(`/api/flaws/${id}/affected/decisions`, {
        decision,
        reason: 'They bought one.',
        customerIds: affected.map(({ customerId }) => customerId),
      });
    answerOf(await decide('tell'));
    answerOf(await decide('tell'));
    assertRefused(await decide('leave'), 409, 'decided_already');
    const fixId = await shipped(id);
    await app.sweep('tell everybody of fixes');
    const letters = await lettersOf(fixId);
    assert.equal(letters.length, 2);
    assert.equal(letters.filter(({ letter }) => letter.includes('did not complain')).length, 1);
  });

  it('once to who had complained of two flaws that are one', async () => {
    const email = newEmail();
    const [one, other] = [await aboutDoor({ email }), await aboutDoor({ email })];
    const [first, second] = [await named([one]), await named([other])];
    const fixIds = [await shipped(first)];
    await app.sweep('tell everybody of fixes');
    const merging = { into: second, reason: 'The same latch.' };
    answerOf(await handler.post(`/api/flaws/${first}/merging`, merging));
    fixIds.push(await shipped(second));
    await app.sweep('tell everybody of fixes');
    const letters = (await Promise.all(fixIds.map(lettersOf))).flat();
    assert.equal(letters.length, 1);
  });
});

describe('a known problem', () => {
  it('is shown on the form, and whoever says that it is theirs is told; it never stops a complaint', async () => {
    const id = await named([await aboutDoor()]);
    const known = { text: 'Doors of coach 5 stick.', until: '2026-12-24' };
    const url = `/api/flaws/${id}/known-problem`;
    assertRefused(await handler.post(url, known), 403, 'not_allowed');
    answerOf(await manager.post(url, known));
    const shown = async () =>
      answerOf<{ problems: { id: string; text: string; until: string }[] }>(
        await customer.get('/api/known-problems'),
      ).problems;
    assert.deepEqual(
      (await shown()).map(({ text, until }) => ({ text, until })),
      [known],
    );
    assert.match((await customer.get('/complain')).body, /Doors of coach 5 stick\./);
    const before = (await read(id)).complaints;
    const form = { text: 'Mine sticks as well.', [`known-${id}`]: 'yes', 'known-x': 'yes' };
    assert.equal((await customer.submit('/complain', form)).statusCode, 303);
    assert.equal((await read(id)).complaints, before + 1);
    answerOf(await manager.post(`${url}/removal`));
    assert.deepEqual(await shown(), []);
    assert.equal((await customer.submit('/complain', { ...form, text: 'Late.' })).statusCode, 303);
    assert.equal((await read(id)).complaints, before + 1);
  });
});

describe('beside a complaint', () => {
  type Beside = {
    traced: { id: string; by: string }[];
    looksLike: { flaw: { id: string }; words: string[]; complaint: { reference: string } }[];
    campaign: { letters: number } | null;
  };
  const beside = async (id: string): Promise<Beside> =>
    answerOf<Beside>(await handler.get(`/api/complaints/${id}/flaws`));
  const about = (text: string) => complain(customer, { text, email: newEmail() });

  it('stands which flaw it looks like and why, until a person says that it does not', async () => {
    const told = [
      'The ticket app shows a blank page after the update.',
      'After the update the ticket app opens a blank page.',
      'Blank page in the ticket app since the update came.',
    ];
    const behind = [];
    for (const text of told) behind.push(await about(text));
    await app.sweep('find flaws');
    const flawId = await named(behind);
    const { id } = await about('Ticket app: only a blank page since yesterday’s update.');
    await app.sweep('find flaws');
    const { traced, looksLike } = await beside(id);
    const found = traced.find((flaw) => flaw.id === flawId);
    const like = looksLike.find(({ flaw }) => flaw.id === flawId);
    assert.ok(found?.by === 'program' || like?.words.includes('blank'));
    const removal = `/api/complaints/${id}/flaws/${flawId}/removal`;
    answerOf(await handler.post(removal, { reason: 'Another app.' }));
    answerOf(await handler.post(removal, { reason: 'Another app.' }));
    const after = await beside(id);
    assert.deepEqual([after.traced, after.looksLike], [[], []]);
    const wish = { flawId, reason: 'It is, after all.' };
    answerOf(await handler.post(`/api/complaints/${id}/flaws`, wish));
    assert.equal((await beside(id)).traced[0]?.id, flawId);
    assertRefused(await customer.get(`/api/complaints/${id}/flaws`), 401, 'sign_in_first');
  });

  it('stands that many sent the same letter', async () => {
    const letter =
      'I am writing to you as one of many passengers who depend on the night train between Hamburg and Vienna. Your plan to end this connection in the coming year leaves thousands of us without a way to travel that does not harm the climate. I ask you to keep the night train, to publish the figures on which your decision rests, and to talk with the passengers before anything is decided. Please tell me in writing what you will do, and by when.';
    const sent = [];
    for (const name of ['Ann', 'Bo', 'Cem', 'Dee', 'Eva', 'Finn', 'Gus']) {
      sent.push(await about(`${letter} Yours, ${name}`));
      await app.sweep('find flaws');
    }
    assert.ok(((await beside(sent.at(-1)?.id ?? '')).campaign?.letters ?? 0) >= 6);
    assert.ok(((await beside(sent[0]?.id ?? '')).campaign?.letters ?? 0) >= 6);
  });
});
