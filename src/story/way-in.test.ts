import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { letterText, readLetter } from '#notices/letter.ts';
import { monday, publicUrl, startApp } from '../../test/app.ts';
import { complain, look, pageOf, type Received } from '../../test/complaints.ts';
import { type Answer, answerOf, assertRefused } from '../../test/visitor.ts';

const app = await startApp();
const customer = app.anyone();
const handler = await app.as(app.people.handler);

const withoutId = ({ body, headers }: Answer): string =>
  body.replaceAll(String(headers['x-request-id']), '');

describe('a new link', () => {
  const renew = async (received: Received): Promise<{ link: string }> => {
    const answer = await customer.submit(`${pageOf(received)}/link`, {});
    assert.equal(answer.statusCode, 303);
    return { link: `${publicUrl}${answer.headers.location}` };
  };

  it('opens the page; the old one offers to send the newest and does nothing else', async () => {
    const old = await complain(customer, { email: 'renew@example.org' });
    const newest = await renew(old);
    assert.match((await customer.get(pageOf(newest))).body, /You got a new link to this page/);

    const gone = await customer.get(pageOf(old));
    assert.equal(gone.statusCode, 410);
    assert.match(gone.body, /replaced by a newer one/);
    assert.match(gone.body, /<form[^>]*action="\/lost-link"/);
    for (const secret of [pageOf(newest), old.reference, 'renew@example.org']) {
      assert.ok(!gone.body.includes(secret), secret);
    }
    const posts = ['/verdict', '/messages', '/escalation', '/withdrawal', '/link'];
    for (const path of posts) {
      const answer = await customer.submit(pageOf(old) + path, { fixed: 'yes', text: 'x' });
      assert.equal(answer.statusCode, 410, path);
    }
    for (const path of ['/print', '/download.json', '/receipt.json']) {
      assert.equal((await customer.get(pageOf(old) + path)).statusCode, 410, path);
    }
    assertRefused(await customer.get(`/api/story${pageOf(old).slice(2)}`), 410, 'link_replaced');
    assert.equal((await look(handler, old)).state, 'to_do');
  });

  it('comes with a new claim code', async () => {
    const old = await complain(customer);
    await renew(old);
    const { reference, claimCode: code } = old;
    assertRefused(await customer.post('/api/claims', { reference, code }), 404, 'claim_unknown');
  });

  it('may be asked for over the API', async () => {
    const old = await complain(customer);
    const answer = await customer.post(`/api/story${pageOf(old).slice(2)}/link`);
    const newest = answerOf<{ link: string }>(answer);
    assert.equal((await customer.get(pageOf(newest))).statusCode, 200);
    assert.equal((await customer.get(pageOf(old))).statusCode, 410);
  });
});

describe('a lost link', () => {
  type Mail = { text: string; subject: string };

  /** Letters with links to this address that wait in the outbox. */
  async function lettersTo(address: string): Promise<Mail[]> {
    const { rows } = await app.pool.query<{ text: string }>(
      `select words.text from notices join words using (customer_id, words_id)
       where kind = 'private_link' order by queued_at, notice_id`,
    );
    return rows
      .map(({ text }) => readLetter(text))
      .filter(({ to }) => to.includes(address))
      .map((letter) => ({ subject: letter.subject, text: letterText(letter) }));
  }

  const ask = (email: string): Promise<Answer> => customer.submit('/lost-link', { email });

  it('is sent to the address it was given with, with all complaints of that address', async () => {
    const email = 'Lost@Example.org';
    const one = await complain(customer, { email });
    const other = await complain(customer, { email: email.toLowerCase(), text: 'Another matter.' });
    assert.equal((await ask(' lost@example.ORG ')).statusCode, 200);
    const [letter, ...more] = await lettersTo(email);
    assert.equal(more.length, 0);
    for (const { reference, link } of [one, other]) {
      assert.ok(letter?.text.includes(reference), reference);
      assert.ok(letter?.text.includes(link), link);
    }
  });

  it('is the newest link', async () => {
    const email = 'newest@example.org';
    const old = await complain(customer, { email });
    const answer = await customer.submit(`${pageOf(old)}/link`, {});
    await ask(email);
    const [letter] = await lettersTo(email);
    assert.ok(letter?.text.includes(`${publicUrl}${answer.headers.location}`));
    assert.ok(!letter?.text.includes(old.link));
  });

  it('says the same for an address that we do not know', async () => {
    const email = 'known@example.org';
    await complain(customer, { email });
    const known = await ask(email);
    const unknown = await ask('unknown@example.org');
    assert.equal(withoutId(unknown), withoutId(known));
    assert.equal(unknown.statusCode, known.statusCode);
    assert.match(known.body, /If we know this address/);
    assert.ok(!known.body.includes(email));
    assert.equal((await lettersTo('unknown@example.org')).length, 0);

    const api = await customer.post('/api/lost-links', { email });
    const apiUnknown = await customer.post('/api/lost-links', { email: 'unknown@example.org' });
    assert.deepEqual(answerOf(api), answerOf(apiUnknown));
  });

  it('is sent three times a day at most, and says the same the fourth time', async () => {
    const email = 'often@example.org';
    await complain(customer, { email });
    const answers = [];
    for (let times = 0; times < 5; times++) answers.push(withoutId(await ask(email)));
    assert.equal(new Set(answers).size, 1);
    assert.equal((await lettersTo(email)).length, 3);
    app.clock.set('2026-11-24T09:00:01.000Z');
    await ask(email);
    app.clock.set(monday);
    assert.equal((await lettersTo(email)).length, 4);
  });

  it('needs something that is an address', async () => {
    for (const email of ['', 'eva', 'a@b.example, c@d.example']) {
      const answer = await ask(email);
      assert.equal(answer.statusCode, 422, email);
      assert.match(answer.body, /Please write an address/);
    }
  });
});

describe('reference and claim code', () => {
  const claim = (reference: string, code: string): Promise<Answer> =>
    customer.submit('/claim', { reference, code });

  it('open the page, as they are read out on the telephone', async () => {
    const received = await complain(customer);
    const { reference, claimCode } = received;
    for (const [one, other] of [
      [reference, claimCode],
      [reference.toLowerCase().replaceAll('-', ' '), claimCode.toLowerCase().replace('-', '')],
    ] as const) {
      const answer = await claim(one, other);
      assert.equal(answer.statusCode, 303);
      assert.equal(answer.headers.location, pageOf(received));
    }
    const api = await customer.post('/api/claims', { reference, code: claimCode });
    assert.equal(answerOf<Received>(api).link, received.link);
  });

  it('that do not belong together open nothing, and say the same as for what is not ours', async () => {
    const [one, other] = [await complain(customer), await complain(customer)];
    const wrong = [
      await claim(one.reference, other.claimCode),
      await claim(one.reference, ''),
      await claim('AM-0000-0000', one.claimCode),
      await claim('nonsense', one.claimCode),
      await claim('', ''),
    ];
    for (const answer of wrong) {
      assert.equal(answer.statusCode, 404);
      assert.match(answer.body, /do not belong together/);
    }
  });

  it('are tried ten times a day at most: then the right code does not help either', async () => {
    const { reference, claimCode } = await complain(customer);
    for (let times = 0; times < 10; times++) {
      assert.equal((await claim(reference, 'AAAAA-AAAAA')).statusCode, 404);
    }
    const api = await customer.post('/api/claims', { reference, code: claimCode });
    assertRefused(api, 429, 'too_many_codes');
    const answer = await claim(reference, claimCode);
    assert.equal(answer.statusCode, 429);
    assert.match(answer.body, /Try tomorrow, or call us/);
    app.clock.set('2026-11-24T00:00:00.000Z');
    assert.equal((await claim(reference, claimCode)).statusCode, 303);
    app.clock.set(monday);
  });
});
