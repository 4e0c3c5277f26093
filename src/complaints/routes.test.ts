import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { monday, publicUrl, startApp, tuesdayAtFive } from '../../test/app.ts';
import {
  assertNothingRecorded,
  complain,
  look,
  type Received,
  whatHappened,
} from '../../test/complaints.ts';
import { type Answer, answerOf, assertRefused } from '../../test/visitor.ts';

const app = await startApp();
const customer = app.anyone();
const machine = await app.withToken('shop');
const handler = await app.as(app.people.handler);

type Listed = {
  complaints: { id: string; text: string; reference: string }[];
  next: string | null;
};

const json = { 'content-type': 'application/json' };

describe('making a complaint', () => {
  it('needs nothing but what happened', async () => {
    const received = await complain(customer);
    assert.match(received.reference, /^AM-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    assert.ok(received.link.startsWith(`${publicUrl}/c/`));
    assert.equal(received.answerBy, tuesdayAtFive);
    assert.equal(received.known, false);
    const owner = app.personWithId(received.owner.id);
    assert.deepEqual(owner.roles, ['handler']);
    assert.deepEqual([received.owner.name, received.owner.title], [owner.name, owner.title]);
  });

  it('is seen by staff at once, with its owner and the promise to answer', async () => {
    const received = await complain(customer);
    const seen = await look(handler, received);
    assert.equal(seen.text, whatHappened);
    assert.equal(seen.state, 'to_do');
    assert.equal(seen.nextAt, tuesdayAtFive);
    assert.deepEqual(
      seen.promises.map(({ kind, owner, state }) => [kind, owner.id, state]),
      [['answer', received.owner.id, 'open']],
    );
  });

  it('keeps everything else that was said', async () => {
    const given = {
      name: 'Eva Berg',
      email: 'Eva@Example.org',
      phone: '+49 170 1',
      orderReference: 'T-4711',
      product: 'Day ticket',
      place: 'Platform 7',
    };
    const received = await complain(customer, {
      ...given,
      wish: 'My money back.',
      language: 'de',
      occurredOn: '2026-11-20',
      channel: 'phone',
      kind: 'question',
      level: 'manager',
    });
    const seen = await look(handler, received);
    assert.deepEqual(seen.details, given);
    assert.equal(seen.wish, 'My money back.');
    assert.deepEqual([seen.channel, seen.kind, seen.level], ['phone', 'question', 'manager']);
    assert.deepEqual([seen.customer.name, seen.customer.language], ['Eva Berg', 'de']);
    assert.deepEqual(
      seen.escalations.map(({ raisedTo }) => raisedTo.name),
      [app.people.manager.name],
    );
  });

  it('is shared out evenly among those who handle complaints', async () => {
    const owners = [];
    for (let count = 0; count < 6; count++) owners.push((await complain(customer)).owner.name);
    const his = owners.filter((name) => name === app.people.colleague.name);
    assert.equal(his.length, 3, owners.join());
  });

  const texts: Record<string, string> = {
    'Windows lines': 'one\r\ntwo\r\n\r\nthree\r\n',
    'leading and trailing blanks': '  \t so.  \n ',
    emoji: '🚂🚃🚃 👩‍👩‍👧‍👦 🏳️‍🌈',
    'right to left': 'القطار لم يصل \u200f(8:14)\u200e',
    'combining marks, not composed': 'e\u0301 is not \u00e9, nor is o\u0308 \u00f6',
    'what looks like HTML': '<script>alert("&amp;")</script>',
    'what looks like JSON and SQL': `{"a":"\\u0041"}'; drop table words; --`,
    'the rarest characters': '\u0001\u007f\u0085\u2028\ufeff\ufffd\uffff𝕏',
    'a hundred thousand characters': 'ä'.repeat(100_000),
  };
  for (const [name, text] of Object.entries(texts)) {
    it(`keeps words to the letter: ${name}`, async () => {
      const received = await complain(customer, { text, wish: text });
      const seen = await look(handler, received);
      assert.equal(seen.text, text);
      assert.equal(seen.wish, text);
    });
  }
});

describe('a complaint from another program', () => {
  it('may say when it first came and what the program calls it', async () => {
    const given = { receivedAt: '2026-11-20T08:30:00+01:00', externalId: 'first' };
    const seen = await look(handler, await complain(machine, given));
    assert.equal(seen.receivedAt, '2026-11-20T07:30:00.000Z');
    assert.equal(seen.recordedAt, monday);
  });

  for (const [visitor, field] of [
    [customer, { receivedAt: monday }],
    [customer, { externalId: 'mine' }],
    [handler, { externalId: 'mine' }],
  ] as const) {
    it(`needs a token to say ${Object.keys(field).join()}`, async () => {
      const body = { text: whatHappened, ...field };
      const answer = await assertNothingRecorded(app.db, () =>
        visitor.post('/api/complaints', body),
      );
      assertRefused(answer, 403, 'not_allowed');
    });
  }

  it('is the same when it is sent again, even with other words', async () => {
    const first = await complain(machine, { externalId: 'again' });
    const again = await machine.post('/api/complaints', { text: 'other', externalId: 'again' });
    assert.deepEqual(answerOf<Received>(again), { ...first, known: true });
    assert.equal((await look(handler, first)).text, whatHappened);
  });

  it('is the same when eight of it come at the same moment', async () => {
    const body = { text: whatHappened, email: 'eight@example.org', externalId: 'eight' };
    const sent = await Promise.all(
      Array.from({ length: 8 }, () => machine.post('/api/complaints', body)),
    );
    const answers = sent.map((answer) => answer.json<Received>());
    assert.deepEqual(
      answers.map(({ known }) => known).filter((known) => !known),
      [false],
    );
    assert.equal(new Set(answers.map(({ id }) => id)).size, 1);
  });

  it('is another one when another program calls it the same', async () => {
    const other = await app.withToken('telephone');
    const [mine, theirs] = [
      await complain(machine, { externalId: 'shared' }),
      await complain(other, { externalId: 'shared' }),
    ];
    assert.notEqual(mine.id, theirs.id);
  });
});

describe('an Idempotency-Key', () => {
  const send = (key: string, body: object): Promise<Answer> =>
    customer.post('/api/complaints', body, { 'idempotency-key': key });

  it('gives the same answer again and records nothing', async () => {
    const first = answerOf<Received>(await send('key-replayed', { text: whatHappened }), 201);
    const again = await assertNothingRecorded(app.db, () =>
      send('key-replayed', { text: whatHappened }),
    );
    assert.deepEqual(answerOf<Received>(again, 201), first);
  });

  it('gives the same answer to all who come at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => send('key-at-once', { text: whatHappened })),
    );
    assert.equal(new Set(answers.map(({ body }) => body)).size, 1, answers[0]?.body);
    assert.equal(answers[0]?.statusCode, 201);
  });

  it('belongs to one request', async () => {
    await send('key-for-one', { text: whatHappened });
    const answer = await assertNothingRecorded(app.db, () =>
      send('key-for-one', { text: 'other' }),
    );
    assertRefused(answer, 409, 'idempotency_key_reused');
  });

  it('belongs to one sender', async () => {
    const [his] = [await send('key-of-two', { text: whatHappened })];
    const hers = await machine.post(
      '/api/complaints',
      { text: whatHappened },
      { 'idempotency-key': 'key-of-two' },
    );
    assert.notEqual(answerOf<Received>(hers, 201).id, answerOf<Received>(his, 201).id);
  });

  for (const key of ['', 'short', 'x'.repeat(201), 'with blank inside', 'ümläut-key']) {
    it(`is refused when it is ${JSON.stringify(key.slice(0, 20))}`, async () => {
      const answer = await assertNothingRecorded(app.db, () => send(key, { text: whatHappened }));
      assertRefused(answer, 422, 'invalid_idempotency_key');
    });
  }

  it('is free again after a refusal', async () => {
    assertRefused(await send('key-refused', { text: ' ' }), 422, 'text_missing');
    answerOf(await send('key-refused', { text: whatHappened }), 201);
  });
});

describe('reading complaints', () => {
  it('needs a token or a session', async () => {
    const { id } = await complain(customer);
    for (const url of ['/api/complaints', `/api/complaints/${id}`, '/api/parked', '/api/notices']) {
      assertRefused(await customer.get(url, { accept: 'application/json' }), 401, 'sign_in_first');
    }
    for (const reader of [machine, handler]) {
      assert.equal((await look(reader, { id })).id, id);
      answerOf(await reader.get('/api/complaints'));
    }
  });

  const readAll = async (query: string): Promise<string[]> => {
    const ids: string[] = [];
    let cursor = '';
    do {
      const page = await machine.get(`/api/complaints?${query}&limit=7${cursor}`);
      const { complaints, next } = answerOf<Listed>(page);
      ids.push(...complaints.map(({ id }) => id));
      cursor = next === null ? '' : `&cursor=${next}`;
    } while (cursor);
    return ids;
  };

  for (const order of ['newest', 'next']) {
    it(`page by page finds every one exactly once, ordered by ${order}`, async () => {
      const { rows } = await app.pool.query<{ complaint_id: string }>(
        'select complaint_id from complaints',
      );
      const found = await readAll(`order=${order}`);
      assert.ok(found.length > 20);
      assert.equal(new Set(found).size, found.length, 'one came twice');
      assert.deepEqual(found.toSorted(), rows.map((row) => row.complaint_id).toSorted());
    });
  }

  it('shows those that came last first, and new ones do not disturb the pages', async () => {
    const before = await complain(customer);
    const first = answerOf<Listed>(await machine.get('/api/complaints?limit=1'));
    app.clock.set('2026-11-23T09:00:01.000Z');
    await complain(customer);
    app.clock.set(monday);
    assert.equal(first.complaints[0]?.id, before.id);
    const second = await machine.get(`/api/complaints?limit=1&cursor=${first.next}`);
    assert.notEqual(answerOf<Listed>(second).complaints[0]?.id, before.id);
  });

  it('can be one’s own only', async () => {
    const mine = answerOf<Listed>(await handler.get('/api/complaints?owner=me&limit=200'));
    const all = answerOf<Listed>(await handler.get('/api/complaints?limit=200'));
    assert.ok(mine.complaints.length > 0 && mine.complaints.length < all.complaints.length);
    assertRefused(await machine.get('/api/complaints?owner=me'), 403, 'not_allowed');
  });

  const cursorOf = (text: string): string => Buffer.from(text).toString('base64url');
  const anId = '0190a8c2-0000-7000-8000-000000000000';
  const queries: [string, string][] = [
    ['cursor=rubbish', 'invalid_cursor'],
    [`cursor=${cursorOf('yesterday')}`, 'invalid_cursor'],
    [`cursor=${cursorOf(`1 ${anId}`)}`, 'invalid_cursor'],
    [`cursor=${cursorOf(`+275760-09-13T00:00:00.000Z ${anId}`)}`, 'invalid_cursor'],
    [`cursor=${cursorOf(`2026-13-45T00:00:00.000Z ${anId}`)}`, 'invalid_cursor'],
    [`cursor=${cursorOf(`2026-11-23T09:00:00.000Z ${'-'.repeat(36)}`)}`, 'invalid_cursor'],
    [`cursor=${'x'.repeat(201)}`, 'invalid_input'],
    ['limit=0', 'invalid_input'],
    ['limit=201', 'invalid_input'],
    ['limit=many', 'invalid_input'],
    ['order=random', 'invalid_input'],
    ['state=lost', 'invalid_input'],
    ['owner=somebody', 'invalid_input'],
    ['page=2', 'unknown_field'],
  ];
  for (const [query, code] of queries) {
    it(`refuses ?${query.slice(0, 60)}`, async () => {
      assertRefused(await machine.get(`/api/complaints?${query}`), 422, code);
    });
  }

  it('refuses what is no id, and finds nothing under one that is nobody’s', async () => {
    assertRefused(await machine.get('/api/complaints/17'), 422, 'invalid_input');
    assertRefused(await machine.get(`/api/complaints/${anId}`), 404, 'not_found');
  });
});

describe('what cannot be taken', () => {
  type Bad = [name: string, body: unknown, status: number, code: string];
  const text = whatHappened;
  const table: Bad[] = [
    ['nothing at all', {}, 422, 'text_missing'],
    ['an empty text', { text: '' }, 422, 'text_missing'],
    ['blanks only', { text: ' \n\t\u00a0\u3000 ' }, 422, 'text_missing'],
    ['a text of 1 MB', { text: 'x'.repeat(1_048_576) }, 422, 'text_too_long'],
    ['one character too many', { text: 'x'.repeat(100_001) }, 422, 'text_too_long'],
    ['a number as text', { text: 17 }, 422, 'invalid_input'],
    ['null as text', { text: null }, 422, 'invalid_input'],
    ['a list as text', { text: [text] }, 422, 'invalid_input'],
    ['an object as text', { text: { toString: text } }, 422, 'invalid_input'],
    ['a list instead of an object', [text], 422, 'invalid_input'],
    ['a text instead of an object', '"text"', 422, 'invalid_input'],
    ['an unknown field', { text, priority: 'high' }, 422, 'unknown_field'],
    ['an unknown field with an odd name', { text, '\ud800': 1 }, 422, 'unknown_field'],
    ['a zero character', { text: 'a\0b' }, 422, 'unusable_characters'],
    ['half of a pair', { text: 'a\ud800b' }, 422, 'unusable_characters'],
    ['the other half', { text: '\udfff' }, 422, 'unusable_characters'],
    ['a pair the wrong way round', { text: '\udc00\ud800' }, 422, 'unusable_characters'],
    ['a zero character in a name', { text, name: 'Eva\0' }, 422, 'unusable_characters'],
    ['half of a pair in the wish', { text, wish: '\ud83d' }, 422, 'unusable_characters'],
    ['a name without end', { text, name: 'x'.repeat(501) }, 422, 'invalid_input'],
    ['a mail address that is none', { text, email: 'eva at example' }, 422, 'invalid_input'],
    ['two mail addresses', { text, email: 'a@x.org,b@x.org' }, 422, 'invalid_input'],
    [
      'a header in the mail address',
      { text, email: 'a@x.org\nBcc: b@x.org' },
      422,
      'invalid_input',
    ],
    ['an unknown kind', { text, kind: 'rant' }, 422, 'invalid_input'],
    ['an unknown channel', { text, channel: 'pigeon' }, 422, 'invalid_input'],
    ['an unknown level', { text, level: 'pope' }, 422, 'invalid_input'],
    ['a language that is none', { text, language: 'no language' }, 422, 'invalid_input'],
    ['a day that is none', { text, occurredOn: '2026-02-30' }, 422, 'invalid_input'],
    ['a day in the year 0', { text, occurredOn: '0000-05-05' }, 422, 'invalid_input'],
    ['a day that has not come', { text, occurredOn: '2026-11-25' }, 422, 'date_in_the_future'],
    ['the year 9999', { text, occurredOn: '9999-12-31' }, 422, 'date_in_the_future'],
    ['a moment to come', { text, receivedAt: '2026-11-23T09:06:00Z' }, 422, 'date_in_the_future'],
    ['a moment that is none', { text, receivedAt: 'yesterday' }, 422, 'invalid_input'],
    ['an empty externalId', { text, externalId: ' ' }, 422, 'invalid_input'],
    ['two faults at once', { text: '', email: 'x' }, 422, 'text_missing'],
  ];
  for (const [name, body, status, code] of table) {
    it(`is ${name}: ${code}`, async () => {
      const payload = typeof body === 'string' ? body : JSON.stringify(body);
      const answer = await assertNothingRecorded(app.db, () =>
        machine.postRaw('/api/complaints', payload, json),
      );
      assertRefused(answer, status, code);
    });
  }

  it('is named field by field', async () => {
    const body = { text: ' ', email: 'x', rank: 1 };
    const { fields } = assertRefused(
      await customer.post('/api/complaints', body),
      422,
      'text_missing',
    );
    assert.deepEqual(fields.map(({ field }) => field).toSorted(), ['email', 'rank', 'text']);
  });

  type Raw = [name: string, type: string, payload: string | Buffer, status: number, code: string];
  const raw: Raw[] = [
    ['half of a JSON', 'application/json', '{"text":"a', 400, 'malformed_json'],
    ['no JSON', 'application/json', 'text=a', 400, 'malformed_json'],
    ['an empty JSON', 'application/json', '', 400, 'malformed_json'],
    ['a poisoned JSON', 'application/json', '{"text":"a","__proto__":{}}', 400, 'malformed_json'],
    ['XML', 'application/xml', '<text>a</text>', 415, 'unknown_media_type'],
    ['no type at all', '', '{"text":"a"}', 415, 'unknown_media_type'],
    ['plain text', 'text/plain', 'The train never came.', 422, 'invalid_input'],
    ['2 MB and more', 'application/json', ' '.repeat(2_097_153), 413, 'too_large'],
  ];
  for (const [name, type, payload, status, code] of raw) {
    it(`is ${name}: ${code}`, async () => {
      const answer = await assertNothingRecorded(app.db, () =>
        customer.postRaw('/api/complaints', payload, { 'content-type': type }),
      );
      assertRefused(answer, status, code);
    });
  }

  it('is what breaks the encoding: unknown bytes are never guessed', async () => {
    const broken = Buffer.concat([
      Buffer.from('{"text":"'),
      Buffer.from([0xff, 0xc3]),
      Buffer.from('"}'),
    ]);
    const answer = await assertNothingRecorded(app.db, () =>
      customer.postRaw('/api/complaints', broken, json),
    );
    assert.equal(answer.statusCode, 400);
  });
});
