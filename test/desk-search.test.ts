import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { later, secondMs } from '#clock.ts';
import { assertAccessible, type Desk, looks, said, startDesk } from './desk.ts';

let desk: Desk;
let ids: string[];
before(async () => {
  desk = await startDesk();
  ids = [];
  for (const text of [
    'Der Fahrplan am Bahnhof Dammtor war seit Wochen falsch, und niemand hat ihn ausgetauscht.',
    'The timetable (Fahrplan) at Dammtor is wrong again.',
    'Your driver was rude to my mother.',
  ]) {
    desk.app.clock.set(later(desk.app.clock.now(), secondMs));
    ids.push(await desk.complaint(text));
  }
  await desk.app.sweep('index words');
});
after(() => desk.browser.close());

const field = (page: Page) => page.getByRole('combobox', { name: 'Search all complaints' });
const options = (page: Page) =>
  page.getByRole('listbox', { name: 'Complaints found' }).getByRole('option');

/** The desk with its search open. */
async function searching(look?: object): Promise<Page> {
  const page = await desk.open('/', desk.owner, look);
  await page.getByRole('heading', { name: 'My complaints' }).waitFor();
  await page.keyboard.press('/');
  await field(page).waitFor();
  return page;
}

describe('the search of the desk', () => {
  it('finds while one types, marks what it found, and opens with the keyboard alone', async () => {
    const page = await searching();
    await page.keyboard.type('damm');
    await said(page, /^2 complaints, the newest first\.$/);
    await page.keyboard.type('tor fahr');
    await options(page).nth(1).locator('mark', { hasText: 'Fahrplan' }).waitFor();
    assert.deepEqual(await options(page).nth(0).locator('mark').allTextContents(), [
      'Fahrplan',
      'Dammtor',
    ]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const chosen = await options(page).nth(1).getAttribute('id');
    assert.equal(await field(page).getAttribute('aria-activedescendant'), chosen);
    assert.equal(await options(page).nth(1).getAttribute('aria-selected'), 'true');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/complaints/${ids[0]}`);
    assert.equal(await field(page).count(), 0);
  });

  it('opens with the mouse from the sidebar, and a result is a link', async () => {
    const page = await desk.open('/');
    await page.getByRole('button', { name: 'Search' }).click();
    await field(page).fill('rude driver');
    await options(page).first().click();
    await page.waitForURL(`**/complaints/${ids[2]}`);
    assert.equal(await field(page).count(), 0);
  });

  it('says what it looked for instead of a word that nobody wrote', async () => {
    const page = await searching();
    await field(page).fill('fahrpaln');
    await said(page, /^No complaint has “fahrpaln”\. Showing “fahrplan”\.$/);
    assert.equal(await options(page).count(), 2);
    await field(page).fill('zzzzzz');
    await said(page, /^No complaint has “zzzzzz”\.$/);
    assert.equal(await options(page).count(), 0);
  });

  it('keeps what it found until the next answer is there, and gives up what was overtaken', async () => {
    const page = await searching();
    await field(page).fill('dammtor');
    await said(page, /^2 complaints/);
    let letThrough: () => void = () => undefined;
    const held = new Promise<void>((free) => {
      letThrough = free;
    });
    await page.route('**/api/search?q=rude', async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    const asked = page.waitForRequest('**/api/search?q=rude');
    await field(page).fill('rude');
    await asked;
    await said(page, /^Searching …$/);
    assert.equal(await options(page).count(), 2);
    const overtaken = page.waitForEvent('requestfailed');
    await field(page).fill('driver');
    await said(page, /^1 complaint, the newest first\.$/);
    assert.match((await overtaken).url(), /q=rude$/);
    letThrough();
    assert.equal(await page.getByText('The server cannot be reached').count(), 0);
  });

  it('gives the server’s sentence when it refuses', async () => {
    const page = await searching();
    const message = 'This search took too long. Add a word.';
    await page.route('**/api/search?**', (route) =>
      route.fulfill({ status: 503, json: { code: 'search_took_too_long', message } }),
    );
    await field(page).fill('dammtor');
    await page.getByRole('alert').filter({ hasText: message }).waitFor();
  });

  for (const { colorScheme: scheme, width } of looks) {
    it(`is usable for all, ${scheme}, ${width} px wide`, async () => {
      const look = { colorScheme: scheme, viewport: { width, height: 800 } };
      const page = await searching(look);
      await field(page).fill('dammtor');
      await said(page, /^2 complaints/);
      await page.keyboard.press('ArrowDown');
      await assertAccessible(page, 'search');
      if (process.env['PICTURES']) {
        await page.screenshot({ path: `${process.env['PICTURES']}-${scheme}-${width}.png` });
      }
    });
  }
});
