import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type App, nordwind, startApp } from './app.ts';
import { launchBrowser } from './browser.ts';
import { answerOf, type Visitor } from './visitor.ts';

// A customer without JavaScript, from the form to "yes, it is fixed".

let app: App;
let base: string;
let browser: Browser;

before(async () => {
  app = await startApp({ config: { publicUrl: 'http://localhost' } });
  base = await app.server.listen({ port: 0, host: 'localhost' });
  browser = await launchBrowser();
});
after(() => browser.close());

const looks = [
  { width: 1440, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
] as const;

/** axe finds nothing, wide and light, narrow and dark, and nothing has to be scrolled sideways. */
async function assertAccessible(address: string): Promise<void> {
  for (const { width, colorScheme } of looks) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    await page.goto(address);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    assert.deepEqual(found, [], `${address} at ${width} px`);
    const tooWide = await page.evaluate((limit) => {
      const elements = [...document.querySelectorAll('main *')];
      const wide = elements.filter((element) => element.getBoundingClientRect().right > limit);
      return wide.map((element) => `${element.tagName} ${element.textContent?.slice(0, 80)}`);
    }, width);
    assert.deepEqual(tooWide, [], `${address} fits into ${width} px`);
    await context.close();
  }
}

async function withoutScript(): Promise<BrowserContext> {
  return browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
}

const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();

async function handlerOf(page: Page): Promise<{ id: string; owner: Visitor }> {
  const reference = await page.locator('dd code').first().innerText();
  const token = await app.withToken('looking for it');
  const list = answerOf<{ complaints: { id: string; reference: string; owner: { id: string } }[] }>(
    await token.get('/api/complaints', { accept: 'application/json' }),
  );
  const found = list.complaints.find((complaint) => complaint.reference === reference);
  assert.ok(found, 'the complaint on the page is in the register');
  return { id: found.id, owner: await app.as(app.personWithId(found.owner.id)) };
}

test('a customer without JavaScript gets it fixed', async () => {
  const page = await (await withoutScript()).newPage();
  await page.goto(base);
  await page.getByRole('link', { name: 'Complain' }).first().click();
  await page.getByLabel('What happened?').fill('The night train left without me.\nI had a ticket.');
  await page.getByLabel('What would put it right? (optional)').fill('My money back.');
  await press(page, 'Send');

  assert.match(page.url(), /\/c\/[\w-]{60,}\?new=1/);
  await page.getByText('We have your complaint.').waitFor();
  assert.match(await page.locator('dd code').first().innerText(), /^AM-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await page.getByText('By Tuesday, 24 November 2026 at 17:00 CET').first().waitFor();
  const address = page.url().replace(/\?.*/, '');
  await assertAccessible(page.url());

  const { id, owner } = await handlerOf(page);
  answerOf(
    await owner.post(`/api/complaints/${id}/messages`, {
      text: 'I looked into it, and you are right.',
    }),
    201,
  );
  const promise = { text: 'You get 89 euros back.', dueAt: '2026-11-25T16:00:00Z' };
  const made = answerOf<{ promiseId: string }>(
    await owner.post(`/api/complaints/${id}/promises`, promise),
    201,
  );
  answerOf(await owner.post(`/api/complaints/${id}/promises/${made.promiseId}/keeping`));

  await page.goto(address);
  await page.getByText('I looked into it, and you are right.').waitFor();
  const card = page.locator(`#promise-${made.promiseId}`);
  await card.getByRole('button', { name: 'Not kept' }).click();
  await card.getByText('Not kept, you say').waitFor();
  await card.getByRole('button', { name: 'Kept', exact: true }).click();
  await card.getByText('Kept, you say').waitFor();
  await assertAccessible(address);

  await press(page, 'It is not fixed');
  await page.getByText('You said that it is not fixed.').waitFor();
  await press(page, 'It is fixed');
  await page.getByText('You said that it is fixed. Thank you.').first().waitFor();
  await assertAccessible(address);
});

test('a broken promise is owned up to on the page, with who gets in touch and by when', async () => {
  const page = await (await withoutScript()).newPage();
  await page.goto(`${base}/complain`);
  await page.getByLabel('What happened?').fill('Nobody ever calls me back.');
  await press(page, 'Send');
  app.clock.set('2026-11-24T16:00:01Z');
  await app.sweep('break due promises');
  await page.reload();
  await page.getByText('We did not keep our promise', { exact: false }).first().waitFor();
  await page.getByText(`${nordwind.answerable.name}`, { exact: false }).first().waitFor();
  await page.getByText('By Wednesday, 25 November 2026 at 17:00 CET').first().waitFor();
  await assertAccessible(page.url());
});

test('axe finds nothing on any other page of the customer', async () => {
  for (const path of ['/', '/complain', '/who', '/lost-link', '/api', '/nothing-here']) {
    await assertAccessible(base + path);
  }
});

test('an empty form comes back with what was filled in, and says what is missing', async () => {
  const context = await withoutScript();
  const page = await context.newPage();
  await page.goto(`${base}/complain`);
  await page.getByLabel('Your name').fill('Kim Lee');
  // The browser itself would not send it: the check of the server is what matters here.
  await page.locator('textarea[name=text]').evaluate((field) => field.removeAttribute('required'));
  await press(page, 'Send');
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByLabel('Your name').inputValue(), 'Kim Lee');
});

test('the whole form can be filled in and sent by keyboard alone', async () => {
  const page = await (await withoutScript()).newPage();
  await page.goto(`${base}/complain`);
  await page.keyboard.press('Tab');
  assert.equal(await page.locator(':focus').innerText(), 'Skip to the content');
  for (let stops = 0; stops < 40; stops++) {
    await page.keyboard.press('Tab');
    const name = await page.locator(':focus').getAttribute('name');
    if (name === 'text') await page.keyboard.type('By keyboard.');
    assert.notEqual(name, 'website', 'nobody stumbles into the trap');
    if ((await page.locator(':focus').getAttribute('type')) === 'submit') break;
  }
  await page.keyboard.press('Enter');
  await page.getByText('We have your complaint.').waitFor();
});
