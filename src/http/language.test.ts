import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startApp } from '../../test/app.ts';
import { complain, look, storyOf } from '../../test/complaints.ts';
import { assertRefused } from '../../test/visitor.ts';

const app = await startApp();
const { people } = app;
const customer = app.anyone();
const handler = await app.as(people.handler);

const german = { 'accept-language': 'de-AT,de;q=0.9,en;q=0.5' };

describe('whoever asks', () => {
  it('gets a page in the first of their languages', async () => {
    const { body } = await customer.get('/complain', german);
    assert.match(body, /<html lang="de" dir="ltr">/);
    assert.match(body, /Was ist geschehen\?/);
    assert.match((await customer.get('/complain')).body, /What happened\?/);
  });

  it('gets it in the language that they chose at its foot, from then on', async () => {
    const chosen = await customer.get('/complain?language=ar', german);
    assert.match(chosen.body, /<html lang="ar" dir="rtl">/);
    const cookie = String(chosen.headers['set-cookie']);
    assert.match(
      cookie,
      /^language=ar; Max-Age=31536000; Path=\/; HttpOnly; (Secure; )?SameSite=Lax/,
    );
    const later = await customer.get('/who', { ...german, cookie: 'language=ar' });
    assert.match(later.body, /<html lang="ar" dir="rtl">/);
  });

  it('gets nothing for a language that we do not speak', async () => {
    for (const wish of ['tlh', 'DE', '<script>', 'de&language=fr']) {
      const answer = await customer.get(`/?language=${wish}`);
      assert.equal(answer.headers['set-cookie'], undefined);
      assert.match(answer.body, /<html lang="en"/);
    }
  });

  it('is refused in it as well, with the same code', async () => {
    const answer = await handler.get('/api/nothing', { ...german, accept: 'application/json' });
    assertRefused(answer, 404, 'no_such_page');
    assert.doesNotMatch(answer.json().message, /There is nothing/);
    const form = await customer.submit('/complain', { text: ' ' }, german);
    assert.match(form.body, /<html lang="de"/);
    assert.match(form.body, /role="alert"/);
    assert.doesNotMatch(form.body, /is empty/);
  });

  it('reads the story in it, whatever the language of whoever wrote', async () => {
    const received = await complain(customer, {
      text: 'The train never came, and nobody said why.',
    });
    assert.match(storyOf(await look(handler, received)), /You told us/);
    const { pathname } = new URL(received.link);
    assert.doesNotMatch((await customer.get(pathname, german)).body, /You told us on/);
  });
});
