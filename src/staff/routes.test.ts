import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { dayMs, minuteMs } from '#clock.ts';
import { monday, publicUrl, startApp } from '../../test/app.ts';
import { complain, look } from '../../test/complaints.ts';
import { type Answer, answerOf, assertRefused, type Visitor, visitor } from '../../test/visitor.ts';
import { makeSignInLink, type StaffMember } from './index.ts';

const app = await startApp();
const { people, clock, server } = app;
const anyone = app.anyone();

const later = (milliseconds: number): string =>
  new Date(Date.parse(monday) + milliseconds).toISOString();

beforeEach(() => clock.set(monday));

/** The session that an answer puts into the browser, with what protects it. */
function cookieOf(answer: Answer): { value: string; attributes: string } {
  const header = [answer.headers['set-cookie']].flat()[0] ?? '';
  const [pair = '', ...attributes] = header.split('; ');
  return { value: pair.replace('amends_session=', ''), attributes: attributes.join('; ') };
}

const withSession = (answer: Answer): Visitor =>
  visitor(server, { cookie: `amends_session=${cookieOf(answer).value}` });

const isSignedIn = async (who: Visitor): Promise<boolean> => {
  const answer = await who.get('/api/me', { accept: 'application/json' });
  if (answer.statusCode === 200) return true;
  assertRefused(answer, 401, 'sign_in_first');
  return false;
};

const password = 'correct horse battery staple';

async function setPassword(person: StaffMember, secret = password): Promise<void> {
  answerOf(await (await app.as(person)).post('/api/me/password', { password: secret }));
}

const signIn = (email: string, secret = password): Promise<Answer> =>
  anyone.post('/api/session', { email, password: secret });

describe('signing in with a password', () => {
  it('opens a session that scripts cannot read and other sites cannot use', async () => {
    await setPassword(people.handler);
    const answer = await signIn(' HANA@nordwind.example ');
    answerOf(answer);
    const { attributes } = cookieOf(answer);
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) {
      assert.ok(attributes.includes(attribute), attributes);
    }
    const me = answerOf(await withSession(answer).get('/api/me'));
    assert.equal(me['name'], people.handler.name);
  });

  it('says the same for a wrong password, an unknown address, and somebody without one', async () => {
    await setPassword(people.handler);
    const refusals = [
      await signIn(people.handler.email, 'wrong'),
      await signIn('nobody@nordwind.example'),
      await signIn(people.designer.email, ''),
    ].map((answer) => assertRefused(answer, 401, 'sign_in_failed').message);
    assert.equal(new Set(refusals).size, 1);
  });

  it('lasts two weeks, and no longer', async () => {
    await setPassword(people.handler);
    const hana = withSession(await signIn(people.handler.email));
    clock.set(later(14 * dayMs - 1));
    assert.ok(await isSignedIn(hana));
    clock.set(later(14 * dayMs));
    assert.ok(!(await isSignedIn(hana)));
  });

  it('refuses what no address and no password can be', async () => {
    for (const email of ['a\0b', '', 'x'.repeat(600)]) {
      assert.equal((await signIn(email)).statusCode, 422, JSON.stringify(email.slice(0, 9)));
    }
    assert.equal((await signIn(people.handler.email, 'x'.repeat(1_001))).statusCode, 422);
    assertRefused(await signIn(people.handler.email, 'zero \0'), 401, 'sign_in_failed');
  });

  it('is locked for a quarter of an hour after five failures, also with the right password', async () => {
    const { email } = people.colleague;
    await setPassword(people.colleague);
    for (let times = 0; times < 5; times++) {
      assertRefused(await signIn(email, 'wrong'), 401, 'sign_in_failed');
    }
    const locked = await signIn(email);
    assertRefused(locked, 429, 'sign_in_locked');
    assert.equal(locked.headers['retry-after'], '900');
    assertRefused(await signIn(email.toUpperCase()), 429, 'sign_in_locked');
    clock.set(later(15 * minuteMs - 1));
    assertRefused(await signIn(email), 429, 'sign_in_locked');
    clock.set(later(15 * minuteMs));
    answerOf(await signIn(email));
  });

  it('counts anew after it worked', async () => {
    const { email } = people.manager;
    await setPassword(people.manager);
    for (let round = 0; round < 3; round++) {
      for (let times = 0; times < 4; times++) await signIn(email, 'wrong');
      answerOf(await signIn(email));
    }
  });

  it('locks an address that nobody has in the same way, so that nothing is learnt', async () => {
    for (let times = 0; times < 5; times++) await signIn('ghost@nordwind.example');
    assertRefused(await signIn('ghost@nordwind.example'), 429, 'sign_in_locked');
  });
});

describe('a sign-in link', () => {
  const linkFor = async (person: StaffMember): Promise<string> =>
    `/sign-in/${await makeSignInLink(app.db, person.staffId, clock.now())}`;

  it('is the way out of the lock', async () => {
    await setPassword(people.ceo);
    for (let times = 0; times < 5; times++) await signIn(people.ceo.email, 'wrong');
    assertRefused(await signIn(people.ceo.email), 429, 'sign_in_locked');
    const answer = await anyone.submit(await linkFor(people.ceo), {});
    assert.equal(answer.headers.location, '/desk');
    assert.ok(await isSignedIn(withSession(answer)));
  });

  it('is looked at by programs that read mail, and works all the same, once', async () => {
    const link = await linkFor(people.handler);
    for (let times = 0; times < 3; times++) {
      const page = await anyone.get(link);
      assert.equal(page.statusCode, 200);
      assert.match(page.body, /Sign in as Hana Sato/);
      assert.equal(page.headers['set-cookie'], undefined);
    }
    assert.equal((await anyone.submit(link, {})).statusCode, 303);
    for (const again of [await anyone.submit(link, {}), await anyone.get(link)]) {
      assert.equal(again.statusCode, 410);
      assert.match(again.body, /used already/);
      assert.equal(again.headers['set-cookie'], undefined);
    }
  });

  it('lets one of two in who press at once', async () => {
    const link = await linkFor(people.handler);
    const answers = await Promise.all([anyone.submit(link, {}), anyone.submit(link, {})]);
    const statuses = answers.map(({ statusCode }) => statusCode);
    assert.ok(statuses.includes(303) && statuses.includes(410), statuses.join());
  });

  it('works for a day', async () => {
    const link = await linkFor(people.handler);
    clock.set(later(dayMs));
    assert.equal((await anyone.submit(link, {})).statusCode, 410);
    clock.set(later(dayMs - 1));
    assert.equal((await anyone.submit(link, {})).statusCode, 303);
  });

  it('that nobody made is nothing', async () => {
    for (const token of ['x', 'A'.repeat(43), '%00', '..%2F..']) {
      assert.ok((await anyone.get(`/sign-in/${token}`)).statusCode >= 400);
      assert.equal((await anyone.submit(`/sign-in/${token}`, {})).headers['set-cookie'], undefined);
    }
  });

  it('is sent on request, without saying whether the address is known, five times an hour', async () => {
    const ask = (email: string) => anyone.post('/api/sign-in-link-requests', { email });
    const known = answerOf(await ask(people.designer.email));
    assert.deepEqual(answerOf(await ask('nobody@nordwind.example')), known);
    for (let times = 0; times < 7; times++) await ask(people.designer.email);
    const { rows } = await app.pool.query(
      `select 1 from notices join words using (customer_id, words_id)
       where kind = 'sign_in_link' and text like '%dora@nordwind.example%'`,
    );
    assert.equal(rows.length, 5);
  });

  it('in the outbox is not for colleagues to read, whatever their role', async () => {
    answerOf(await anyone.post('/api/sign-in-link-requests', { email: people.ceo.email }));
    await complain(anyone, { email: 'outbox@example.org' });
    const { body } = await (await app.as(people.handler)).get('/api/notices');
    assert.ok(body.includes('Your sign-in link'));
    assert.ok(!/\/(sign-in|c)\/[\w-]{16}/.test(body), 'a key lies open');
  });
});

describe('a session', () => {
  it('ends on signing out', async () => {
    await setPassword(people.handler);
    const answer = await signIn(people.handler.email);
    const hana = withSession(answer);
    const out = await hana.remove('/api/session');
    answerOf(out);
    assert.equal(cookieOf(out).value, '');
    assert.ok(!(await isSignedIn(hana)));
  });

  it('ends everywhere else when the password changes', async () => {
    await setPassword(people.handler);
    const phone = withSession(await signIn(people.handler.email));
    const desk = withSession(await signIn(people.handler.email));
    const changed = await desk.post('/api/me/password', { password: 'another long password' });
    answerOf(changed);
    for (const old of [phone, desk]) assert.ok(!(await isSignedIn(old)));
    assert.ok(await isSignedIn(withSession(changed)));
    assertRefused(await signIn(people.handler.email), 401, 'sign_in_failed');
    answerOf(await signIn(people.handler.email, 'another long password'));
  });

  it('is nothing when it is forged', async () => {
    for (const value of ['', 'x', 'A'.repeat(43), '%00']) {
      assert.ok(!(await isSignedIn(visitor(server, { cookie: `amends_session=${value}` }))));
    }
  });

  it('needs a password of some length', async () => {
    const hana = await app.as(people.handler);
    for (const secret of ['', 'short', 'elevenchars', 'x'.repeat(1_001)]) {
      assert.equal((await hana.post('/api/me/password', { password: secret })).statusCode, 422);
    }
    assertRefused(await anyone.post('/api/me/password', { password }), 401, 'sign_in_first');
  });
});

describe('a request from another site', () => {
  type Origin = [name: string, headers: Record<string, string>, isOurs: boolean];
  const origins: Origin[] = [
    ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }, false],
    ['Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }, false],
    ['a foreign Origin', { origin: 'https://evil.example' }, false],
    ['a hidden Origin', { origin: 'null' }, false],
    ['a look-alike Origin', { origin: 'https://care.example.org.evil.example' }, false],
    [
      'a true Origin with a foreign Sec-Fetch-Site',
      { origin: publicUrl, 'sec-fetch-site': 'cross-site' },
      false,
    ],
    ['the same origin', { 'sec-fetch-site': 'same-origin', origin: publicUrl }, true],
    ['a person who typed the address', { 'sec-fetch-site': 'none' }, true],
    ['our own Origin', { origin: publicUrl }, true],
    ['a program, which says nothing', {}, true],
  ];
  for (const [name, headers, isOurs] of origins) {
    it(`${name} is ${isOurs ? 'ours' : 'refused'}`, async () => {
      const hana = await app.as(people.handler);
      const { id } = await complain(anyone);
      const url = `/api/complaints/${id}/notes`;
      const sent = { ...headers, host: 'care.example.org' };
      const answer = await hana.post(url, { text: 'A note.' }, sent);
      if (isOurs) answerOf(answer, 201);
      else assertRefused(answer, 403, 'foreign_origin');
      const notes = (await look(hana, { id })).messages.length - 1;
      assert.equal(notes, isOurs ? 1 : 0);
      // To look is harmless: links from other sites lead here.
      assert.equal((await hana.get('/complain', sent)).statusCode, 200);
    });
  }

  it('cannot sign anybody in or out', async () => {
    const hana = await app.as(people.handler);
    const foreign = { 'sec-fetch-site': 'cross-site' };
    const body = { email: people.handler.email, password };
    assertRefused(await hana.post('/api/session', body, foreign), 403, 'foreign_origin');
    assert.ok(await isSignedIn(hana));
  });
});

describe('an access token', () => {
  it('of a program may read, but not act as a person', async () => {
    const machine = await app.withToken('reports');
    const received = await complain(machine);
    await look(machine, received);
    const answer = await machine.post(`/api/complaints/${received.id}/messages`, {
      text: 'Hello.',
    });
    assertRefused(answer, 403, 'not_allowed');
  });

  it('for a person acts as that person, with their role', async () => {
    const hana = await app.withToken('phone system', people.handler);
    const received = await complain(hana);
    answerOf(await hana.post(`/api/complaints/${received.id}/messages`, { text: 'Hello.' }), 201);
    const { messages } = await look(hana, received);
    assert.equal(messages.at(-1)?.authorName, people.handler.name);
    const close = await hana.post(`/api/complaints/${received.id}/closure`, { reason: 'Done.' });
    assertRefused(close, 403, 'not_allowed');
  });

  it('that is unknown, revoked or no token is refused, also where anybody may come', async () => {
    const headers = ['Bearer amends_unknown', 'Bearer ', 'Basic YTpi', 'amends_x', 'Bearer a b'];
    for (const authorization of headers) {
      const forged = visitor(server, { authorization });
      const answer = await forged.post('/api/complaints', { text: 'x' });
      assertRefused(answer, 401, 'token_unknown');
    }
    const machine = await app.withToken('revoked');
    await app.db
      .updateTable('access_tokens')
      .set({ revoked_at: clock.now() })
      .where('name', '=', 'revoked')
      .execute();
    assertRefused(await machine.get('/api/complaints', { accept: '*/*' }), 401, 'token_unknown');
  });
});

describe('who works here', () => {
  const newcomer = {
    name: 'Nils Holm',
    email: 'nils@nordwind.example',
    title: 'Customer care',
    roles: ['handler'],
  };

  it('is said by an administrator, with a link to pass on', async () => {
    const ada = await app.as(people.administrator);
    const wish = { ...newcomer, managerId: people.manager.staffId };
    const made = answerOf<{ id: string; signInLink: string }>(
      await ada.post('/api/staff', wish),
      201,
    );
    const link = new URL(made.signInLink).pathname;
    assert.ok(await isSignedIn(withSession(await anyone.submit(link, {}))));
    const { staff } = answerOf<{ staff: { name: string; managerId: string }[] }>(
      await ada.get('/api/staff'),
    );
    const nils = staff.find(({ name }) => name === newcomer.name);
    assert.equal(nils?.managerId, people.manager.staffId);
  });

  it('is not said by others, not even by the CEO', async () => {
    const machine = await app.withToken('hr');
    for (const who of [await app.as(people.ceo), await app.as(people.manager), machine]) {
      assertRefused(await who.post('/api/staff', newcomer), 403, 'not_allowed');
    }
    assertRefused(await anyone.post('/api/staff', newcomer), 401, 'sign_in_first');
    assertRefused(await anyone.get('/api/staff', { accept: '*/*' }), 401, 'sign_in_first');
  });

  const refused: [body: object, status: number, code: string][] = [
    [{ email: 'HANA@nordwind.example' }, 409, 'address_taken'],
    [{ email: 'nils' }, 422, 'invalid_input'],
    [{ roles: [] }, 422, 'invalid_input'],
    [{ roles: ['king'] }, 422, 'invalid_input'],
    [{ managerId: '0190a8c2-0000-7000-8000-000000000000' }, 422, 'unknown_manager'],
    [{ name: ' ' }, 422, 'invalid_input'],
  ];
  for (const [body, status, code] of refused) {
    it(`cannot be ${JSON.stringify(body)}: ${code}`, async () => {
      const ada = await app.as(people.administrator);
      const wish = { ...newcomer, email: 'other@nordwind.example', ...body };
      assertRefused(await ada.post('/api/staff', wish), status, code);
    });
  }
});
