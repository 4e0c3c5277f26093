import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, type Desk, said, startDesk } from './desk.ts';
import { answerOf } from './visitor.ts';

let desk: Desk;
before(async () => {
  desk = await startDesk();
});
after(() => desk.browser.close());

const lift = {
  title: 'When a lift is broken',
  text: 'Call the number on the lift.\n\n- A ramp\n- A taxi that we pay: https://nordwind.example/taxi',
  language: 'en',
  reviewOn: '2027-05-03',
};

async function article(body: object = {}): Promise<string> {
  const dora = await desk.app.as(desk.app.people.designer);
  const made = await dora.post('/api/articles', { ...lift, ...body });
  await desk.app.sweep('index articles');
  return answerOf<{ articleId: string }>(made, 201).articleId;
}

const open = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

describe('articles', () => {
  it('are written, looked for, changed and published', async () => {
    const { designer } = desk.app.people;
    const page = await desk.open('/knowledge/new', designer);
    await page.getByLabel('Title').fill('May I take a bicycle?');
    await page.getByLabel('Text').fill('Yes.\n\n- In every train\n- Except on Fridays');
    await page.reload();
    assert.equal(await page.getByLabel('Title').inputValue(), 'May I take a bicycle?');
    await open(page, 'Keep it');
    await said(page, /Written/);
    await page.getByRole('listitem').filter({ hasText: 'Except on Fridays' }).waitFor();
    await page.keyboard.press('m');
    await page.getByLabel('Text').fill('Yes, always.');
    await open(page, 'Keep the change');
    await said(page, /Changed/);
    await page.getByText('What it said before').click();
    await page.getByText('- Except on Fridays').waitFor();
    await open(page, 'Publish');
    await page.getByLabel('On the customers’ site, and named on its first page').check();
    await open(page, 'Let it stand there');
    await said(page, /Customers can read it now/);
    await page.getByText('Public, on the first page').waitFor();
    await desk.app.sweep('index articles');
    await page.goto(`${desk.base}/desk/knowledge`);
    await page.getByLabel('Look for').fill('bicycles');
    await page.getByRole('link', { name: 'May I take a bicycle?' }).waitFor();
    await page.getByLabel('Look for').fill('elephants');
    await page.getByText('No article says “elephants”.').waitFor();
  });

  it('that two change at once lose the words of neither', async () => {
    const id = await article({ title: 'Refund' });
    const page = await desk.open(`/knowledge/${id}/change`);
    await page.getByLabel('Text').fill('My own words.');
    const dora = await desk.app.as(desk.app.people.designer);
    answerOf(
      await dora.post(`/api/articles/${id}/editions`, {
        title: 'Refund',
        text: 'What Dora says.',
        language: 'en',
        edition: 1,
      }),
    );
    await open(page, 'Keep the change');
    await page.getByText('Somebody has changed this article while you were writing.').waitFor();
    const bar = page.getByRole('region', { name: 'Changed meanwhile' });
    await bar.getByText('What Dora says.').waitFor();
    assert.equal(await page.getByLabel('Text').inputValue(), 'My own words.');
    await assertAccessible(page, 'change');
    await open(page, 'Mine holds what is needed: go on');
    await bar.waitFor({ state: 'detached' });
    await open(page, 'Keep the change');
    await said(page, /Changed/);
    await page.getByText('What it said before').click();
    await page.getByText('What Dora says.').waitFor();
  });

  it('are reviewed by whoever is asked', async () => {
    const { designer } = desk.app.people;
    const id = await article({ title: 'Soon old', reviewOn: '2026-11-24' });
    desk.app.clock.set('2026-11-25T09:00:00.000Z');
    await desk.app.sweep('ask for reviews');
    const page = await desk.open('/tasks', designer);
    await page.getByText('The review date of one of your articles has passed.').first().waitFor();
    await page.getByRole('link', { name: 'Open the article' }).click();
    await page.waitForURL(`**/knowledge/${id}`);
    await page.getByText('Review was due by 24 November 2026').waitFor();
    await open(page, 'It is right as it is');
    await open(page, 'I have looked: it is right');
    await said(page, /Reviewed/);
    await page.getByText('Next review by').waitFor();
  });
});

describe('beside a complaint', () => {
  it('an article opens at the side, and the reply stays', async () => {
    await article();
    const id = await desk.complaint('The lift at the station is broken. I sit in a wheelchair.');
    const page = await desk.open(`/complaints/${id}`);
    const words = page.getByRole('textbox', { name: /reply|customer/i }).first();
    await words.fill('Dear Ms Hughes,');
    await page.getByText('Articles', { exact: true }).waitFor();
    await page.getByRole('button', { name: lift.title }).first().click();
    const dialog = page.getByRole('dialog', { name: lift.title });
    await dialog.getByText('Call the number on the lift.').waitFor();
    await assertAccessible(page, 'article beside');
    await dialog.getByRole('button', { name: 'Close' }).click();
    assert.equal(await words.inputValue(), 'Dear Ms Hughes,');
  });

  it('nothing is said calmly where nothing is known', async () => {
    const id = await desk.complaint('Gibt es hier Kaffee?');
    const page = await desk.open(`/complaints/${id}`);
    await page.getByText('Nothing like it was seen before, and no article fits.').waitFor();
  });

  it('somebody notes what they did not know, and asks for an article', async () => {
    const id = await desk.complaint('May my dog come along on the ferry?');
    const page = await desk.open(`/complaints/${id}`);
    await open(page, 'I did not know this');
    await page.getByLabel('What did you not know?').fill('Dogs on the ferry');
    await open(page, 'Note it');
    await said(page, /Noted under “To learn”/);
    await page.getByText('You want to learn: Dogs on the ferry').waitFor();
    await open(page, 'Customers ask this');
    await page.getByLabel('What do they ask?').fill('May dogs come along?');
    await open(page, 'An article is wanted');
    await said(page, /on the list of what to write/);
    await page.getByText('An article is wanted: May dogs come along?').waitFor();
    await page.goto(`${desk.base}/desk/knowledge/wanted`);
    await page.getByText('Hana Sato says that customers ask this.').waitFor();
    await assertAccessible(page, 'wanted');
    await page.getByRole('link', { name: 'Write it' }).click();
    assert.equal(await page.getByLabel('Title').inputValue(), 'May dogs come along?');
    await page.getByLabel('Text').fill('Yes, on a lead.');
    await open(page, 'Keep it');
    await said(page, /Written/);
    await page.goto(`${desk.base}/desk/knowledge/wanted`);
    await page.getByText('No article is wanted.').waitFor();
    await page.getByRole('link', { name: 'To learn' }).click();
    await open(page, 'It is learnt');
    await said(page, /Learnt/);
    await page.getByText('Nothing is left to learn here.').waitFor();
  });
});

/** Narrow and wide, light and dark, each at least once. */
const looks = [
  { colorScheme: 'dark', viewport: { width: 320, height: 900 } },
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
] as const;

describe('every screen of knowledge', () => {
  for (const look of looks) {
    it(`can be used at ${look.viewport.width} px, ${look.colorScheme}`, async () => {
      const id = await article({ title: `A long word: ${'x'.repeat(60)}` });
      const complaint = await desk.complaint('The lift in Altona is broken.');
      const { manager } = desk.app.people;
      const page = await desk.open('/knowledge', manager, look);
      for (const path of [
        '/knowledge',
        `/knowledge/${id}`,
        `/knowledge/${id}/change`,
        '/knowledge/new',
        '/knowledge/wanted',
        '/knowledge/learning',
        `/complaints/${complaint}`,
      ]) {
        await page.goto(`${desk.base}/desk${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        if (path.startsWith('/complaints'))
          await page.getByText('Articles', { exact: true }).waitFor();
        await assertAccessible(page, path);
      }
    });
  }
});

describe('the customers’ answers', () => {
  it('can be used narrow and wide, light and dark', async () => {
    const { designer } = desk.app.people;
    const id = await article({ title: 'استرداد الثمن', language: 'ar', text: 'نعم.\n\n- أ\n- ب' });
    const dora = await desk.app.as(designer);
    answerOf(await dora.post(`/api/articles/${id}/publication`, { isFirst: true }));
    for (const look of looks) {
      const page = await (await desk.context(undefined, look)).newPage();
      for (const path of ['/', '/answers', '/answers?q=lift', `/answers/${id}`]) {
        await page.goto(`${desk.base}${path}`);
        await assertAccessible(page, path);
      }
      await page.getByRole('link', { name: 'Tell us' }).click();
      await page.getByRole('heading', { name: 'What went wrong?' }).waitFor();
    }
  });
});
