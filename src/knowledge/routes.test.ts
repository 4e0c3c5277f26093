import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verifyAmends } from '#app/check.ts';
import { staffByEmail } from '#staff/index.ts';
import { startApp } from '../../test/app.ts';
import { complain } from '../../test/complaints.ts';
import { type Answer, answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';

const app = await startApp();
const { people, clock } = app;
const customer = app.anyone();
const handler = await app.as(people.handler);
const colleague = await app.as(people.colleague);
const manager = await app.as(people.manager);
const designer = await app.as(people.designer);
const ada = await app.as(people.administrator);
const fixer = await app.as(await aFixer());

async function aFixer() {
  const gustav = { name: 'Gustav Holm', title: 'Lifts', email: 'gustav@nordwind.example' };
  answerOf(await ada.post('/api/staff', { ...gustav, roles: ['fixer'] }), 201);
  const found = await staffByEmail(app.db, gustav.email);
  assert.ok(found);
  return found;
}

const byNumber = (one: number, other: number): number => one - other;

const inMay = '2027-05-03';
const lift = {
  title: 'When a lift is broken',
  text: 'Call the number on the lift.\n\n- A ramp\n- A taxi that we pay: https://nordwind.example/taxi',
  language: 'en',
  reviewOn: inMay,
};

type Row = { id: string; title: string; isPublic: boolean; isPastReview: boolean };
type Whole = Row & {
  text: string;
  edition: number;
  address: string | null;
  owner: { id: string; name: string };
  editions: { edition: number; title: string; text: string; writtenBy: string | null }[];
};

const writeAs = (by: Visitor, body: object = {}): Promise<Answer> =>
  by.post('/api/articles', { ...lift, ...body });

async function written(by: Visitor, body: object = {}): Promise<string> {
  const { articleId } = answerOf<{ articleId: string }>(await writeAs(by, body), 201);
  await app.sweep('index articles');
  return articleId;
}

const read = async (id: string): Promise<Whole> =>
  answerOf<Whole>(await handler.get(`/api/articles/${id}`));

const titles = async (query: string, by: Visitor = handler): Promise<string[]> =>
  answerOf<{ articles: Row[] }>(await by.get(`/api/articles?${query}`)).articles.map(
    ({ title }) => title,
  );

const tasksOf = async (by: Visitor, kind: string) =>
  answerOf<{ tasks: { kind: string; subject: Record<string, string> }[] }>(
    await by.get('/api/tasks'),
  ).tasks.filter((task) => task.kind === kind);

describe('an article', () => {
  it('is written by who may, for ourselves, and read by everybody on staff', async () => {
    assertRefused(await writeAs(fixer), 403, 'not_allowed');
    assertRefused(await writeAs(customer), 401, 'sign_in_first');
    const id = await written(handler);
    const article = answerOf<Whole>(await fixer.get(`/api/articles/${id}`));
    assert.deepEqual(
      [article.title, article.text, article.isPublic, article.address, article.owner.name],
      [lift.title, lift.text, false, null, people.handler.name],
    );
    assertRefused(await customer.get(`/api/articles/${id}`), 401, 'sign_in_first');
    assert.ok((await titles('')).includes(lift.title));
    answerOf(await (await app.withToken('machine')).get('/api/articles'));
  });

  it('is refused without words, with too many, or for nobody', async () => {
    for (const [body, status, code] of [
      [{ title: ' ' }, 422, 'invalid_input'],
      [{ title: 'x'.repeat(201) }, 422, 'invalid_input'],
      [{ text: ' ' }, 422, 'text_missing'],
      [{ text: 'x'.repeat(50_001) }, 422, 'text_too_long'],
      [{ language: 'English' }, 422, 'invalid_input'],
      [{ reviewOn: '2026-11-23' }, 422, 'date_in_the_past'],
      [{ ownerId: people.handler.staffId.replace(/.$/, 'x') }, 422, 'invalid_input'],
      [{ ownerId: crypto.randomUUID() }, 404, 'not_found'],
      [{ wantedId: crypto.randomUUID() }, 404, 'not_found'],
    ] as const) {
      assertRefused(await writeAs(handler, body), status, code);
    }
  });

  it('keeps every edition, and loses nothing of two who write at once', async () => {
    const id = await written(handler);
    const change = (by: Visitor, text: string) =>
      by.post(`/api/articles/${id}/editions`, {
        title: lift.title,
        text,
        language: 'en',
        edition: 1,
      });
    const answers = await Promise.all([change(handler, 'Mine.'), change(colleague, 'Theirs.')]);
    const codes = answers.map(({ statusCode }) => statusCode).toSorted(byNumber);
    assert.deepEqual(codes, [200, 409]);
    const refused = answers.find(({ statusCode }) => statusCode === 409);
    assert.ok(refused);
    assertRefused(refused, 409, 'changed_meanwhile');
    const { edition, editions } = await read(id);
    assert.equal(edition, 2);
    assert.deepEqual(
      editions.map(({ edition: number }) => number),
      [2, 1],
    );
    assert.deepEqual([editions[1]?.text, editions[1]?.writtenBy], [lift.text, 'Hana Sato']);
  });

  it('is published, taken back and retired by whoever speaks for the organisation', async () => {
    const id = await written(handler, { title: 'Published' });
    const url = `/api/articles/${id}`;
    for (const wish of ['publication', 'withdrawal', 'retirement']) {
      assertRefused(await handler.post(`${url}/${wish}`, {}), 403, 'not_allowed');
    }
    answerOf(await designer.post(`${url}/publication`, {}));
    assert.match(
      (await read(id)).address ?? '',
      /^https:\/\/care\.example\.org\/answers\/published-/,
    );
    assert.deepEqual(await titles('part=public'), ['Published']);
    answerOf(await manager.post(`${url}/withdrawal`));
    assert.deepEqual(await titles('part=public'), []);
    answerOf(await manager.post(`${url}/retirement`));
    assert.ok(!(await titles('')).includes('Published'));
    assert.deepEqual(await titles('part=retired'), ['Published']);
    assertRefused(await manager.post(`${url}/publication`, {}), 409, 'article_retired');
  });

  it('is found by its words, in any form, accent and language, or by their beginning', async () => {
    await written(handler, {
      title: 'Remboursement',
      text: 'Le billet est remboursé.',
      language: 'fr',
    });
    await written(handler, { title: 'Aufzüge', text: 'Wenn ein Aufzug steht.', language: 'de' });
    await written(handler, { title: 'استرداد', text: 'سعر التذكرة', language: 'ar' });
    for (const q of ['remboursée', 'rembourse', 'REMBOURSÉ', 'rembou']) {
      assert.deepEqual(await titles(`q=${encodeURIComponent(q)}`), ['Remboursement'], q);
    }
    for (const q of ['aufzug', 'Aufzuge', 'aufzügen']) {
      assert.deepEqual(await titles(`q=${encodeURIComponent(q)}`), ['Aufzüge'], q);
    }
    assert.deepEqual(await titles(`q=${encodeURIComponent('التذكرة')}`), ['استرداد']);
    for (const q of ["'", "a'b\\:*", '&|!()', '"', '%', '‎']) {
      await titles(`q=${encodeURIComponent(q)}`);
    }
    assert.deepEqual(await titles('q=elephant'), []);
    assertRefused(await handler.get(`/api/articles?q=${'x'.repeat(201)}`), 422, 'invalid_input');
  });

  it('is listed page by page', async () => {
    const page = answerOf<{ articles: Row[]; next: string | null }>(
      await handler.get('/api/articles?limit=2'),
    );
    assert.equal(page.articles.length, 2);
    const after = answerOf<{ articles: Row[] }>(
      await handler.get(`/api/articles?limit=100&cursor=${page.next}`),
    );
    const all = answerOf<{ articles: Row[] }>(await handler.get('/api/articles?limit=100'));
    assert.deepEqual([...page.articles, ...after.articles], all.articles);
    assertRefused(await handler.get('/api/articles?cursor=x'), 422, 'invalid_cursor');
    assert.deepEqual(await titles('part=mine', manager), []);
  });
});

describe('the review of an article', () => {
  it('is a task for its owner when the day is over, once', async () => {
    const id = await written(designer, { title: 'Old', reviewOn: '2026-12-01' });
    clock.set('2026-12-01T20:00:00.000Z');
    await app.sweep('ask for reviews');
    assert.deepEqual(await tasksOf(designer, 'article_review'), []);
    clock.set('2026-12-01T23:30:00.000Z');
    await Promise.all([app.sweep('ask for reviews'), app.sweep('ask for reviews')]);
    assert.equal(await app.sweep('ask for reviews'), 0);
    const [task, ...more] = await tasksOf(designer, 'article_review');
    assert.deepEqual([task?.subject, more], [{ articleId: id }, []]);
    assert.deepEqual(await titles('part=past_review'), ['Old']);
    assertRefused(
      await designer.post(`/api/articles/${id}/review`, { reviewOn: '2026-12-01' }),
      422,
      'date_in_the_past',
    );
    answerOf(
      await handler.post(`/api/articles/${id}/ownership`, { ownerId: people.handler.staffId }),
    );
    assert.deepEqual(await tasksOf(designer, 'article_review'), []);
    await app.sweep('ask for reviews');
    assert.equal((await tasksOf(handler, 'article_review')).length, 1);
    answerOf(await handler.post(`/api/articles/${id}/review`, { reviewOn: inMay }));
    assert.deepEqual(await tasksOf(handler, 'article_review'), []);
    assert.deepEqual(await titles('part=past_review'), []);
  });
});

describe('beside a complaint', () => {
  type Beside = { articles: Row[]; items: { what: string }[]; wanted: { what: string }[] };
  const beside = async (by: Visitor, id: string): Promise<Beside> =>
    answerOf<Beside>(await by.get(`/api/complaints/${id}/knowledge`));

  it('stand the articles that fit, and no others', async () => {
    const { id } = await complain(customer, { text: 'The lift in Altona is broken again.' });
    const { articles } = await beside(handler, id);
    assert.deepEqual([...new Set(articles.map(({ title }) => title))], [lift.title]);
    const other = await complain(customer, { text: 'The conductor was rude to my son.' });
    assert.deepEqual((await beside(handler, other.id)).articles, []);
    const none = await complain(customer, { text: '???' });
    assert.deepEqual((await beside(handler, none.id)).articles, []);
    assertRefused(
      await handler.get(`/api/complaints/${crypto.randomUUID()}/knowledge`),
      404,
      'not_found',
    );
    assertRefused(await customer.get(`/api/complaints/${id}/knowledge`), 401, 'sign_in_first');
  });

  it('somebody notes what they did not know; they and their manager see it', async () => {
    const { id } = await complain(customer);
    const what = 'That we pay a taxi after midnight.';
    const { trainingId } = answerOf<{ trainingId: string }>(
      await handler.post(`/api/complaints/${id}/training`, { what }),
      201,
    );
    const listed = async (by: Visitor) =>
      answerOf<{ items: { id: string; what: string; doneAt: string | null }[] }>(
        await by.get('/api/training'),
      ).items;
    for (const by of [handler, manager]) assert.equal((await listed(by))[0]?.what, what);
    assert.deepEqual([await listed(colleague), (await beside(colleague, id)).items], [[], []]);
    assert.equal((await beside(handler, id)).items[0]?.what, what);
    const done = (by: Visitor) => by.post(`/api/training/${trainingId}/done`);
    assertRefused(await done(colleague), 403, 'not_allowed');
    answerOf(await done(manager));
    answerOf(await done(handler));
    assert.ok((await listed(handler))[0]?.doneAt);
    assertRefused(
      await handler.post(`/api/complaints/${id}/training`, { what: '' }),
      422,
      'invalid_input',
    );
    assertRefused(
      await handler.post(`/api/training/${crypto.randomUUID()}/done`),
      404,
      'not_found',
    );
  });

  it('somebody asks for an article, until it is written', async () => {
    const { id } = await complain(customer);
    const want = { what: 'May I take a bicycle?' };
    const { wantedId } = answerOf<{ wantedId: string }>(
      await handler.post(`/api/complaints/${id}/wanted-articles`, want),
      201,
    );
    assert.deepEqual(
      (await tasksOf(manager, 'article_wanted')).map(({ subject }) => subject),
      [{ wantedId, complaintId: id }],
    );
    assert.equal((await beside(colleague, id)).wanted[0]?.what, want.what);
    const both = await Promise.all([
      writeAs(handler, { title: 'Bicycles', wantedId }),
      writeAs(colleague, { title: 'Bicycles', wantedId }),
    ]);
    assert.deepEqual(both.map(({ statusCode }) => statusCode).toSorted(byNumber), [201, 409]);
    assert.deepEqual(await tasksOf(manager, 'article_wanted'), []);
    assert.deepEqual((await beside(handler, id)).wanted, []);
    assertRefused(
      await handler.post(`/api/wanted-articles/${wantedId}/not-needed`, { reason: 'x' }),
      409,
      'settled_already',
    );
  });

  it('or it is not needed, for a reason', async () => {
    const { id } = await complain(customer);
    const { wantedId } = answerOf<{ wantedId: string }>(
      await handler.post(`/api/complaints/${id}/wanted-articles`, { what: 'Why is it red?' }),
      201,
    );
    const decline = (by: Visitor, reason = 'It is blue now.') =>
      by.post(`/api/wanted-articles/${wantedId}/not-needed`, { reason });
    assertRefused(await decline(fixer), 403, 'not_allowed');
    assertRefused(await decline(handler, ' '), 422, 'text_missing');
    answerOf(await decline(manager));
    assertRefused(await decline(handler), 409, 'settled_already');
    assertRefused(await writeAs(handler, { wantedId }), 409, 'settled_already');
    assert.deepEqual(await tasksOf(manager, 'article_wanted'), []);
  });
});

describe('five customers with one matter', () => {
  const heating = [
    'The heating in the night train did not work, we froze.',
    'No heating in the night train to Vienna. My children froze.',
    'I froze in the night train because the heating was off.',
    'Night train without heating, we froze until Passau.',
    'The night train had no heating. Everybody froze.',
  ];
  type Wanted = { what: string; customers: number | null; complaints: { reference: string }[] };
  const wanted = async () =>
    answerOf<{ wanted: Wanted[] }>(await handler.get('/api/wanted-articles')).wanted;

  it('and no article are a task, once', async () => {
    for (const text of heating.slice(1)) await complain(customer, { text });
    await app.sweep('find missing articles');
    assert.deepEqual(await wanted(), []);
    await complain(customer, { text: heating[0] });
    await Promise.all([app.sweep('find missing articles'), app.sweep('find missing articles')]);
    await complain(customer, { text: 'The heating in the night train was broken and we froze' });
    await app.sweep('find missing articles');
    const [found, ...more] = await wanted();
    assert.deepEqual([found?.customers, found?.complaints.length, more], [5, 5, []]);
    assert.match(found?.what ?? '', /heating/);
    assert.match(found?.complaints[0]?.reference ?? '', /^AM-/);
    assert.equal((await tasksOf(manager, 'article_wanted')).length, 1);
  });

  it('need none where an article says it already', async () => {
    await written(handler, {
      title: 'Charged twice for a ticket',
      text: 'A card that was charged twice gets its money back.',
    });
    for (const word of ['My', 'The', 'Your', 'Our', 'This']) {
      await complain(customer, { text: `${word} ticket was charged twice on my card.` });
    }
    await app.sweep('find missing articles');
    assert.equal((await wanted()).length, 1);
  });
});

describe('the customers’ site', () => {
  const html = { accept: 'text/html' };

  it('shows what was published, and nothing else', async () => {
    const secret = await written(handler, { title: 'For ourselves' });
    const id = await written(designer, { title: 'When a lift is broken at night' });
    answerOf(await designer.post(`/api/articles/${id}/publication`, { isFirst: true }));
    const list = await customer.get('/answers', html);
    assert.match(list.body, /When a lift is broken at night/);
    assert.doesNotMatch(list.body, /For ourselves|<script/);
    assert.equal(list.headers['cache-control'], 'public, max-age=300');
    assert.ok(list.body.length < 30_000);
    assert.equal((await customer.get(`/answers/${secret}`, html)).statusCode, 404);
    assert.equal((await customer.get('/answers/nothing', html)).statusCode, 404);
    assert.equal((await customer.get(`/answers/${crypto.randomUUID()}`, html)).statusCode, 404);
    const moved = await customer.get(`/answers/an-older-title-${id}`, html);
    assert.deepEqual(
      [moved.statusCode, moved.headers['location']],
      [302, `/answers/when-a-lift-is-broken-at-night-${id}`],
    );
    const { body } = await customer.get(String(moved.headers['location']), html);
    assert.match(body, /<li>A ramp<\/li>/);
    assert.match(body, /<a href="https:\/\/nordwind.example\/taxi"/);
    assert.match(body, /Responsible for it: Dora Weiss, Timetable\./);
    assert.match(body, /Last reviewed on <time[^>]*>2 December 2026</);
    assert.match(body, /Did this not help\?.*href="\/complain"/);
    const home = (await customer.get('/', html)).body;
    assert.match(home, new RegExp(`href="/answers/when-a-lift-is-broken-at-night-${id}"`));
  });

  it('is searched by a plain form, and what was typed is kept by nobody', async () => {
    const found = await customer.get('/answers?q=lifts+night', html);
    assert.match(found.body, /When a lift is broken at night/);
    assert.equal(found.headers['cache-control'], 'no-store');
    assert.match(
      (await customer.get('/answers?q=%3Cb%3Ex', html)).body,
      /Nothing here about “&lt;b&gt;x”/,
    );
    for (const q of ['q=a&q=b', `q=${'x'.repeat(300)}`, 'q=%00', 'q=%ED%A0%80', 'x=1']) {
      assert.equal((await customer.get(`/answers?${q}`, html)).statusCode, 200, q);
    }
  });

  it('shows Arabic from right to left', async () => {
    const id = await written(designer, { title: 'استرداد الثمن', text: 'نعم.', language: 'ar' });
    answerOf(await designer.post(`/api/articles/${id}/publication`, {}));
    const page = await customer.get(`/answers/${id}`, html);
    assert.match(page.body, /<article lang="ar" dir="rtl"><h1>استرداد الثمن/);
  });
});

describe('all of it', () => {
  it('is told by the ledger alone', async () => {
    await app.sweep('seal the ledger');
    const { faults } = await verifyAmends(app.amends);
    assert.deepEqual(faults, []);
  });
});
