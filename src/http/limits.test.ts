import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startApp } from '../../test/app.ts';
import { complain, pageOf, reply } from '../../test/complaints.ts';
import { type Answer, answerOf, assertRefused, visitor } from '../../test/visitor.ts';

const logged: string[] = [];
const app = await startApp({
  config: { publicRequestsPerMinute: 300, tokenRequestsPerMinute: 1_000, logLevel: 'trace' },
  log: { write: (line) => void logged.push(line) },
});
const json = { accept: 'application/json' };

/** How often each status was answered, in the order of the first time. */
async function statusesOf(
  count: number,
  ask: () => Promise<Answer>,
): Promise<Record<number, number>> {
  const counted: Record<number, number> = {};
  for (let asked = 0; asked < count; asked++) {
    const { statusCode } = await ask();
    counted[statusCode] = (counted[statusCode] ?? 0) + 1;
  }
  return counted;
}

describe('the limit of requests', () => {
  it('lets 300 of 10,000 from one address through within a minute', async () => {
    const crowd = app.anyone('203.0.113.1');
    const ask = () => crowd.get('/', json);
    assert.deepEqual(await statusesOf(10_000, ask), { 200: 300, 429: 9_700 });
    const answer = await ask();
    assertRefused(answer, 429, 'too_many_requests');
    const seconds = Number(answer.headers['retry-after']);
    assert.ok(seconds > 0 && seconds <= 60, `retry after ${seconds}`);

    assert.equal((await app.anyone('203.0.113.2').get('/')).statusCode, 200, 'everybody suffers');
    const page = await crowd.get('/complain');
    assert.match(page.body, /Please wait a minute, or call us/);
    const health = await statusesOf(20, () => crowd.get('/health'));
    assert.deepEqual(health, { 200: 20 }, 'whoever watches over us is kept out');
    assert.equal((await crowd.get('/metrics')).statusCode, 200);
  });

  it('is higher for a token, which counts for itself', async () => {
    const machine = await app.withToken('import');
    const ask = () => machine.get('/api/complaints?limit=1', json);
    assert.deepEqual(await statusesOf(1_010, ask), { 200: 1_000, 429: 10 });
    answerOf(await (await app.withToken('other')).get('/api/complaints', json));
  });

  it('is higher for somebody who is signed in, wherever they sit', async () => {
    const hana = await app.as(app.people.handler);
    assert.deepEqual(await statusesOf(400, () => hana.get('/api/me')), { 200: 400 });
  });

  const counted: Record<string, (address: string) => () => Promise<Answer>> = {
    'forged tokens': (address) => {
      const forger = visitor(app.server, { authorization: 'Bearer amends_guess' }, address);
      return () => forger.get('/api/complaints', json);
    },
    'unknown pages': (address) => () => app.anyone(address).get('/wp-login.php'),
    'forged links': (address) => () => app.anyone(address).get('/c/guess'),
    'requests from another site': (address) => () =>
      app.anyone(address).post('/api/complaints', {}, { 'sec-fetch-site': 'cross-site' }),
    'complaints that cannot be taken': (address) => () =>
      app.anyone(address).post('/api/complaints', {}),
  };
  for (const [place, [name, from]] of Object.entries(counted).entries()) {
    it(`counts ${name}, too`, async () => {
      const ask = from(`203.0.113.${10 + place}`);
      const statuses = await statusesOf(310, ask);
      assert.equal(statuses[429], 10, JSON.stringify(statuses));
    });
  }
});

describe('a refusal', () => {
  const visitorOf = (place: number) => app.anyone(`198.51.100.${place}`);
  const tooLong = JSON.stringify({ text: 'x'.repeat(2_100_000) });
  type Refused = [name: string, ask: () => Promise<Answer>, status: number, code: string];
  const api = { 'content-type': 'application/json' };
  const anyone = visitorOf(1);
  const refusals: Refused[] = [
    ['an unknown page', () => anyone.get('/nothing', json), 404, 'no_such_page'],
    ['an unknown page of the API', () => anyone.get('/api/nothing'), 404, 'no_such_page'],
    ['a known page by another verb', () => anyone.remove('/complain'), 404, 'no_such_page'],
    ['an address that cannot be read', () => anyone.get('/c/%zz', json), 400, 'malformed_address'],
    [
      'a very long address',
      () => anyone.get(`/c/${'x'.repeat(500)}`, json),
      414,
      'malformed_request',
    ],
    ['more than 2 MB', () => anyone.postRaw('/api/complaints', tooLong, api), 413, 'too_large'],
    [
      'more than 2 MB of form',
      () => anyone.submit('/complain', { text: tooLong }, json),
      413,
      'too_large',
    ],
    ['no sign-in', () => anyone.get('/api/me'), 401, 'sign_in_first'],
    ['a forged link', () => anyone.get('/c/x', json), 404, 'link_unknown'],
  ];
  for (const [name, ask, status, code] of refusals) {
    it(`of ${name} has a code, a sentence and an id: ${code}`, async () => {
      const answer = await ask();
      assertRefused(answer, status, code);
      assert.match(String(answer.headers['content-type']), /^application\/json/);
    });
  }

  it('is a page for a person, with the code and the id to ask about it', async () => {
    for (const url of ['/nothing', '/c/x', '/c/%zz']) {
      const answer = await anyone.get(url);
      assert.match(String(answer.headers['content-type']), /^text\/html/);
      assert.ok(answer.body.includes(String(answer.headers['x-request-id'])), url);
      assert.ok(!answer.body.includes('<script'));
    }
  });

  it('of what is our own fault says nothing of the cause, and the log says it', async () => {
    logged.length = 0;
    await app.pool.query('alter table customers rename to customers_away');
    const answer = await anyone.post('/api/complaints', { text: 'My secret words.' });
    await app.pool.query('alter table customers_away rename to customers');
    assertRefused(answer, 500, 'fault_of_ours');
    assert.ok(!answer.body.includes('customers'));
    const fault = logged.find((line) => line.includes('"fault"'));
    assert.match(fault ?? '', /"code":"42P01"/);
    assert.ok(fault?.includes(String(answer.headers['x-request-id'])));
    assert.ok(!logged.join().includes('My secret words.'));
    await complain(anyone);
  });
});

describe('every answer', () => {
  it('is protected by the same headers, whatever it says', async () => {
    const anyone = app.anyone('198.51.100.2');
    for (const url of ['/', '/complain', '/api', '/api/openapi.json', '/nothing', '/c/x']) {
      const { headers } = await anyone.get(url);
      assert.equal(headers['x-content-type-options'], 'nosniff', url);
      assert.equal(headers['referrer-policy'], 'no-referrer', url);
      assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/, url);
      assert.match(String(headers['content-security-policy']), /default-src 'none'/, url);
      assert.match(String(headers['strict-transport-security']), /max-age=31536000/, url);
      assert.match(String(headers['x-request-id']), /^[0-9a-f-]{36}$/, url);
      assert.equal(headers['x-powered-by'], undefined, url);
    }
  });
});

describe('the log', () => {
  it('has one line for each request, and neither words nor names nor keys of anybody', async () => {
    const anyone = app.anyone('198.51.100.3');
    logged.length = 0;
    const secrets = {
      text: 'The driver insulted me.',
      wish: 'An apology in public.',
      name: 'Eva Geheim',
      email: 'eva.geheim@example.org',
      phone: '+49 170 5551234',
    };
    const received = await complain(anyone, secrets);
    const page = pageOf(received);
    const hana = await app.as(app.people.handler);
    await reply(hana, received, 'The points were frozen.');
    const answers = [
      await anyone.get(page),
      await anyone.get(`${page}/print?left=${secrets.name}`),
      await anyone.get(`${page}/nothing/here`),
      await anyone.get(`/api/story${page.slice(2)}/promises`),
      await anyone.submit(`${page}/messages`, { text: secrets.text }),
      await anyone.submit('/complain', { ...secrets, email: 'eva geheim' }),
      await anyone.submit('/lost-link', { email: secrets.email }),
      await anyone.submit('/claim', { reference: received.reference, code: received.claimCode }),
      await anyone.post('/api/session', { email: secrets.email, password: 'open sesame 123' }),
      await anyone.postRaw('/api/complaints', `{"text":"${secrets.text}`, {
        'content-type': 'application/json',
      }),
      await (await app.withToken('log')).get('/api/complaints'),
    ];
    const text = logged.join('\n');
    assert.equal(logged.length, answers.length + 2, text);
    const forbidden = [
      ...Object.values(secrets),
      page.slice(3),
      page.slice(3, 20),
      received.claimCode,
      'points were frozen',
      'open sesame',
      'amends_',
      'geheim',
    ];
    for (const secret of forbidden) assert.ok(!text.includes(secret), `${secret} is in the log`);
    for (const line of logged) {
      const { reqId, method, route, status } = JSON.parse(line) as Record<string, unknown>;
      assert.ok(reqId && method && route && status, line);
    }
    assert.ok(text.includes('"route":"/c/:token"'));
  });
});
