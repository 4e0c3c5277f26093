import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayMs } from '#clock.ts';
import { monday, nordwind, startApp, startBareApp } from '../../test/app.ts';
import { assertNothingRecorded } from '../../test/complaints.ts';
import { answerOf, assertRefused } from '../../test/visitor.ts';
import { lineAbove, makeSignInLink, staffByEmail } from './index.ts';

const { organisation, ...persons } = nordwind;
const { name, zone, ...contact } = organisation;
const body = { organisation: { name, zone }, contact, ...persons };

/** The same as the form in the browser sends it. */
const fields: Record<string, string> = Object.fromEntries(
  Object.entries(body).flatMap(([group, values]) =>
    Object.entries(values).map(([field, value]) => [`${group}.${field}`, value ?? '']),
  ),
);

async function firstRun() {
  const app = await startBareApp();
  const link = await makeSignInLink(app.db, null, app.clock.now());
  return { app, link, anyone: app.anyone() };
}

describe('before the first run', () => {
  it('every door says so, in a sentence', async () => {
    const { anyone, app } = await firstRun();
    assert.match((await anyone.get('/')).body, /not set up yet/);
    for (const page of ['/complain', '/who', '/lost-link']) {
      const answer = await anyone.get(page);
      assert.equal(answer.statusCode, 503, page);
      assert.match(answer.body, /not set up yet/);
    }
    const complaint = await assertNothingRecorded(app.db, () =>
      anyone.post('/api/complaints', { text: 'Too early.' }),
    );
    assertRefused(complaint, 503, 'not_set_up');
    assertRefused(await anyone.get('/api/who'), 503, 'not_set_up');
  });
});

describe('the first run', () => {
  it('in the browser ends with the administrator signed in, and /who says who is responsible', async () => {
    const { anyone, link } = await firstRun();
    assert.match((await anyone.get(`/set-up/${link}`)).body, /Who answers for complaints/);
    const done = await anyone.submit(`/set-up/${link}`, fields);
    assert.equal(done.statusCode, 303, done.body.slice(0, 300));
    const signIn = await anyone.get(String(done.headers.location));
    assert.match(signIn.body, /Sign in as Ada Novak/);
    const who = (await anyone.get('/who')).body;
    const shown = [
      'Mina Okafor',
      'mina@nordwind.example',
      '+49 40 123457',
      'Ada Novak',
      '1 Station Square',
      'care@nordwind.example',
    ];
    for (const text of shown) assert.ok(who.includes(text), text);
    assert.equal((await anyone.get('/complain')).statusCode, 200);
  });

  it('over the API does the same', async () => {
    const { anyone, link } = await firstRun();
    const { signInLink } = answerOf<{ signInLink: string }>(
      await anyone.post(`/api/set-up/${link}`, body),
      201,
    );
    assert.match(signInLink, /^https:\/\/care\.example\.org\/sign-in\/[\w-]{43}$/);
    const who = answerOf<{ answerable: { name: string }; deputy: { name: string } }>(
      await anyone.get('/api/who'),
    );
    assert.deepEqual([who.answerable.name, who.deputy.name], ['Mina Okafor', 'Ada Novak']);
  });

  it('happens once', async () => {
    const { anyone, app, link } = await firstRun();
    answerOf(await anyone.post(`/api/set-up/${link}`, body), 201);
    assertRefused(await anyone.post(`/api/set-up/${link}`, body), 410, 'link_used_up');
    assert.equal((await anyone.get(`/set-up/${link}`)).statusCode, 410);
    const second = await makeSignInLink(app.db, null, app.clock.now());
    assertRefused(await anyone.post(`/api/set-up/${second}`, body), 409, 'set_up_already');
  });

  it('happens once also when two finish it at once', async () => {
    const { anyone, app, link } = await firstRun();
    const answers = await Promise.all([
      anyone.post(`/api/set-up/${link}`, body),
      anyone.post(`/api/set-up/${link}`, body),
    ]);
    const statuses = answers.map(({ statusCode }) => statusCode).join();
    assert.ok(['201,410', '410,201'].includes(statuses), statuses);
    const { rows } = await app.pool.query('select 1 from staff');
    assert.equal(rows.length, 2);
  });

  it('needs the link of the latest start, within a day', async () => {
    const { anyone, app, link } = await firstRun();
    const latest = await makeSignInLink(app.db, null, app.clock.now());
    assertRefused(await anyone.post(`/api/set-up/${link}`, body), 410, 'link_used_up');
    app.clock.set(new Date(Date.parse(monday) + dayMs));
    assertRefused(await anyone.post(`/api/set-up/${latest}`, body), 410, 'link_used_up');
    assertRefused(await anyone.post('/api/set-up/guess', body), 410, 'link_used_up');
  });

  it('cannot skip the deputy, nor name the same person twice', async () => {
    const { anyone, app, link } = await firstRun();
    const { deputy: _, ...withoutDeputy } = body;
    const same = { ...persons.answerable, email: ' MINA@nordwind.example' };
    await assertNothingRecorded(app.db, async () => {
      const missing = await anyone.post(`/api/set-up/${link}`, withoutDeputy);
      assert.deepEqual(
        assertRefused(missing, 422, 'invalid_input').fields.map(({ field }) => field),
        ['deputy'],
      );
      const twice = await anyone.post(`/api/set-up/${link}`, { ...body, deputy: same });
      assertRefused(twice, 422, 'deputy_missing');
      const form = { ...fields, 'deputy.email': 'mina@nordwind.example' };
      const page = await anyone.submit(`/set-up/${link}`, form);
      assert.equal(page.statusCode, 422);
      assert.match(page.body, /must be someone else/);
      assert.ok(page.body.includes('1 Station Square'), 'what was filled in is lost');
    });
    answerOf(await anyone.post(`/api/set-up/${link}`, body), 201);
  });

  it('refuses a zone that is none, and gives everything back', async () => {
    const { anyone, link } = await firstRun();
    const page = await anyone.submit(`/set-up/${link}`, { ...fields, 'organisation.zone': 'Mars' });
    assert.equal(page.statusCode, 422);
    assert.match(page.body, /must be a time zone/);
    assert.match(page.body, /value="Nordwind Rail"/);
  });
});

describe('the line of management', () => {
  it('leads from everybody to the head of the organisation, and ends there', async () => {
    const { db, people } = await startApp();
    const lineOf = async (staffId: string) =>
      (await lineAbove(db, staffId)).map((person) => person.name);
    assert.deepEqual(await lineOf(people.handler.staffId), ['Mina Okafor', 'Clara Lindqvist']);
    assert.deepEqual(await lineOf(people.manager.staffId), ['Clara Lindqvist']);
    assert.deepEqual(await lineOf(people.ceo.staffId), []);
  });

  it('ends with whoever answers for complaints while there is no executive', async () => {
    const { anyone, app, link } = await firstRun();
    answerOf(await anyone.post(`/api/set-up/${link}`, body), 201);
    const ada = await staffByEmail(app.db, nordwind.administrator.email);
    const line = await lineAbove(app.db, ada?.staffId ?? '');
    assert.deepEqual(
      line.map((person) => person.name),
      ['Mina Okafor'],
    );
  });
});
