import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { later, secondMs } from '#clock.ts';
import { startApp } from '../../test/app.ts';
import { look, type Received } from '../../test/complaints.ts';
import { answerOf, assertRefused } from '../../test/visitor.ts';
import { indexAll } from './index.ts';

const app = await startApp();
const handler = await app.as(app.people.handler);
const shop = await app.withToken('shop');

type Result = {
  complaint: { id: string; reference: string; customerName: string | null };
  excerpt: { text: string; isHit: boolean }[];
};
type Found = { results: Result[]; corrected: string | null; isMore: boolean; next: string | null };

const find = async (q: string, more = ''): Promise<Found> =>
  answerOf<Found>(await handler.get(`/api/search?q=${encodeURIComponent(q)}${more}`));

const idsOf = async (q: string): Promise<string[]> =>
  (await find(q)).results.map(({ complaint }) => complaint.id);

const marked = ({ excerpt }: Result): string =>
  excerpt.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('');

const index = () => app.sweep('index words');

/** A complaint that can be found. Each is a second younger than the one before. */
async function indexed(body: object): Promise<Received> {
  app.clock.set(later(app.clock.now(), secondMs));
  const made = answerOf<Received>(await shop.post('/api/complaints', body), 201);
  await index();
  return made;
}

describe('a search', () => {
  it('finds the words of customers and ours, and notes between ourselves', async () => {
    const { id } = await indexed({ text: 'The kettle leaks.' });
    answerOf(await handler.post(`/api/complaints/${id}/notes`, { text: 'Zinc pipe?' }), 201);
    const contact = { channel: 'phone', text: 'Now the saucepan, too.' };
    answerOf(await handler.post(`/api/complaints/${id}/contacts`, contact), 201);
    assert.deepEqual(await idsOf('zinc'), []);
    await index();
    for (const q of ['kettle', 'zinc', 'SAUCEPAN', 'kettle zinc saucepan', 'sauc', 'leak']) {
      assert.deepEqual(await idsOf(q), [id], q);
    }
    assert.deepEqual(await idsOf('kettle unheard'), []);
    const [result] = (await find('zinc')).results;
    assert.equal(result && marked(result), '[Zinc] pipe?');
  });

  it('finds the stem in the language of the writer, with and without accents', async () => {
    const { id } = await indexed({ text: 'Je n’ai jamais été remboursée !', language: 'fr' });
    const { id: german } = await indexed({
      text: 'Die Türen waren verriegelt, ich habe gewartet.',
    });
    for (const q of ['remboursé ', 'rembourser ', 'remboursee']) {
      assert.deepEqual(await idsOf(q), [id], q);
    }
    for (const q of ['Tür ', 'TUREN ', 'warten ']) assert.deepEqual(await idsOf(q), [german], q);
  });

  it('finds an exact phrase in quotes', async () => {
    const { id } = await indexed({ text: 'They said come back tomorrow' });
    await indexed({ text: 'Tomorrow they come and said back' });
    assert.deepEqual(await idsOf('"come back tomorrow"'), [id]);
    assert.equal((await idsOf('come back tomorrow')).length, 2);
  });

  it('finds what is written without blanks', async () => {
    const { id } = await indexed({
      text: '昨日の電車が遅れました。返金を希望します。',
      language: 'ja',
    });
    const { id: thai } = await indexed({ text: 'รถไฟมาช้ามาก' });
    for (const q of ['返金', '電車が遅れ', '返', '希望します']) {
      assert.deepEqual(await idsOf(q), [id], q);
    }
    assert.deepEqual(await idsOf('รถไฟ'), [thai]);
  });
});

describe('a search for a person or a number', () => {
  it('finds by reference in any spelling, name, address of mail, phone, own id and owner', async () => {
    const made = await indexed({
      text: 'Nothing in particular.',
      name: 'Zoë Quartermain',
      email: 'zoe.q@parsnip.example',
      phone: '+49 40 7654321',
      externalId: 'SHOP-4711/x',
      orderReference: 'ORD88123',
    });
    const { id, reference } = made;
    const plain = reference.replaceAll('-', '').toLowerCase();
    for (const q of [
      reference,
      plain,
      reference.toLowerCase(),
      plain.slice(2),
      plain.slice(2, 8),
    ]) {
      assert.deepEqual(await idsOf(q), [id], q);
    }
    for (const q of ['zoe quarterm', 'parsnip', 'zoe.q@parsnip.example', 'SHOP-4711', 'ord88123']) {
      assert.deepEqual(await idsOf(q), [id], q);
    }
    for (const q of ['040 7654321', '+49407654321', '(040) 765-43 21', '7654321']) {
      assert.deepEqual(await idsOf(q), [id], q);
    }
    assert.ok((await idsOf(`${made.owner.name} particular`)).includes(id));
  });

  it('finds all complaints of one person by each of their names, while they are one', async () => {
    const one = await indexed({ text: 'First.', name: 'Ida Vandermeer', email: 'ida@one.example' });
    const two = await indexed({ text: 'Second.', name: 'I. Falkenberg', email: 'ida@two.example' });
    const customer = async (of: Received) => (await look(handler, of)).customer.id;
    const [into, added] = [await customer(one), await customer(two)];
    answerOf(await handler.post(`/api/customers/${added}/merging`, { into }));
    await index();
    assert.deepEqual(await idsOf('vandermeer'), [two.id, one.id]);
    assert.deepEqual(await idsOf('falkenberg'), [two.id, one.id]);
    answerOf(await handler.post(`/api/customers/${added}/unmerging`));
    await index();
    assert.deepEqual(await idsOf('vandermeer'), [one.id]);
    assert.deepEqual(await idsOf('falkenberg'), [two.id]);
  });

  it('finds by the corrected name', async () => {
    const made = await indexed({ text: 'Third.', name: 'Jon Smit', email: 'jon@three.example' });
    const id = (await look(handler, made)).customer.id;
    answerOf(await handler.post(`/api/customers/${id}/correction`, { name: 'Jon Schmittke' }));
    await index();
    assert.deepEqual(await idsOf('schmittke'), [made.id]);
  });

  it('finds by the new owner', async () => {
    const { id, owner } = await indexed({ text: 'About the wardrobe.' });
    const taker = app.people.handler.staffId === owner.id ? 'colleague' : 'handler';
    const person = app.people[taker];
    answerOf(await (await app.as(person)).post(`/api/complaints/${id}/ownership`));
    await index();
    assert.deepEqual(await idsOf(`wardrobe ${person.name}`), [id]);
    assert.deepEqual(await idsOf(`wardrobe ${owner.name}`), []);
  });
});

describe('what is found', () => {
  it('takes a word that nobody has written for the nearest that somebody has', async () => {
    const { id } = await indexed({ text: 'Der Fahrplan im Aushang war falsch.', language: 'de' });
    const found = await find('fahrpaln aushang');
    assert.deepEqual(
      [found.corrected, found.results.map(({ complaint }) => complaint.id)],
      ['fahrplan aushang', [id]],
    );
    assert.equal((await find('fahrplan')).corrected, null);
    assert.equal((await find('fahr')).corrected, null);
    assert.deepEqual(await find('xyzzyplugh'), {
      results: [],
      corrected: null,
      isMore: false,
      next: null,
    });
  });

  it('comes newest first, a page at a time', async () => {
    const made: string[] = [];
    for (let number = 0; number < 5; number++) {
      made.unshift((await indexed({ text: `A paged umbrella ${number}` })).id);
    }
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: Found = await find('umbrella', `&limit=2${next && `&cursor=${next}`}`);
      assert.equal(page.isMore, page.next !== null);
      seen.push(...page.results.map(({ complaint }) => complaint.id));
      next = page.next;
    }
    assert.deepEqual(seen, made);
  });

  it('is for people of ours, and refuses what it cannot take', async () => {
    assertRefused(await app.anyone().get('/api/search?q=kettle'), 401, 'sign_in_first');
    assertRefused(await handler.get(`/api/search?q=${'x'.repeat(201)}`), 422, 'invalid_input');
    assertRefused(await handler.get('/api/search?q=kettle&cursor=no'), 422, 'invalid_cursor');
    assertRefused(await handler.get('/api/search'), 422, 'invalid_input');
    assert.deepEqual((await find('?!')).results, []);
    for (const q of ["' | 'kettle", 'a:*b & !c', "\\'):*", '<-> |', '%', 'a\\']) await find(q);
  });
});

describe('the index', () => {
  it('is made once for each change, whatever two workers do', async () => {
    const { id } = answerOf<Received>(
      await shop.post('/api/complaints', { text: 'The gondola stood still.' }),
      201,
    );
    await Promise.all([index(), index(), index()]);
    assert.deepEqual(await idsOf('gondola'), [id]);
    assert.equal(await index(), 0);
  });

  it('does not lose what changes while it is made', async () => {
    const { id } = await indexed({ text: 'The funicular stood still.' });
    answerOf(await handler.post(`/api/complaints/${id}/notes`, { text: 'Rope torn.' }), 201);
    const [, note] = await Promise.all([
      index(),
      handler.post(`/api/complaints/${id}/notes`, { text: 'Pulley bent.' }),
    ]);
    answerOf(note, 201);
    await index();
    for (const q of ['rope', 'pulley']) assert.deepEqual(await idsOf(q), [id], q);
  });

  it('takes words of any length and kind', async () => {
    const random = Array.from({ length: 12_000 }, (_, place) => (place * 7919).toString(36));
    const { id } = await indexed({ text: `${random.join(' ')} ${'a'.repeat(3000)} \\ ' :* end` });
    assert.deepEqual(await idsOf(random[9_999] ?? ''), [id]);
  });

  it('heals itself', async () => {
    const { id } = await indexed({ text: 'The monorail stood still.' });
    const { db } = app.amends;
    for (const table of ['search_documents', 'search_words'] as const) {
      await db.deleteFrom(table).execute();
    }
    assert.deepEqual(await idsOf('monorail'), []);
    await sql.raw(indexAll).execute(db);
    await index();
    assert.deepEqual(await idsOf('monorail'), [id]);
  });

  it('is passed over by one complaint that cannot be indexed, and by no other', async () => {
    const { db } = app.amends;
    const broken = answerOf<Received>(
      await shop.post('/api/complaints', { text: 'Unreadable.', name: 'B', phone: '1' }),
      201,
    );
    await sql`update words set text = '{' from complaints
      where words.words_id = details_id and complaint_id = ${broken.id}`.execute(db);
    const { id } = answerOf<Received>(
      await shop.post('/api/complaints', { text: 'The hovercraft stood still.' }),
      201,
    );
    await assert.rejects(index());
    assert.deepEqual(await idsOf('hovercraft'), [id]);
    await sql`delete from search_pending`.execute(db);
  });
});

describe('similar complaints', () => {
  let first: Received;
  let second: Received;
  before(async () => {
    first = await indexed({ text: 'The escalator at Dammtor squeals terribly since Sunday.' });
    for (let number = 0; number < 3; number++) {
      await indexed({ text: `My invoice is wrong, number ${number}, since Sunday.` });
    }
    second = await indexed({ text: 'At Dammtor the escalators squeal. Terribly loud!' });
  });

  it('are the earlier ones that share the rarest words', async () => {
    const { similar } = answerOf<{ similar: { id: string; state: string }[] }>(
      await handler.get(`/api/complaints/${second.id}/similar`),
    );
    assert.deepEqual(
      similar.map(({ id, state }) => [id, state]),
      [[first.id, 'to_do']],
    );
  });

  it('are for people of ours', async () => {
    const url = `/api/complaints/${second.id}/similar`;
    assertRefused(await app.anyone().get(url), 401, 'sign_in_first');
    const unknown = '0198f0c0-0000-7000-8000-000000000000';
    assertRefused(await handler.get(`/api/complaints/${unknown}/similar`), 404, 'not_found');
  });
});
