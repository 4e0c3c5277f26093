import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { pageOf, type Received } from './complaints.ts';
import { assertAccessible, type Desk, said, startDesk } from './desk.ts';
import { answerOf } from './visitor.ts';

let desk: Desk;
before(async () => {
  desk = await startDesk();
});
after(() => desk.browser.close());

const letter =
  'The train did not stop where I live. The waiting room was locked. My bicycle was damaged.';

/** Marks words in the thread, as somebody does with the mouse. */
const mark = (page: Page, words: string): Promise<void> =>
  page.evaluate((sought) => {
    const node = document.querySelector('.message.customer .words')?.firstChild;
    const from = node?.textContent?.indexOf(sought) ?? -1;
    if (!node || from < 0) throw new Error(`"${sought}" is not in the thread`);
    getSelection()?.setBaseAndExtent(node, from, node, from + sought.length);
  }, words);

const points = (page: Page) => page.getByRole('region', { name: 'Points' });
const point = (page: Page, words: string) =>
  points(page).getByRole('listitem').filter({ hasText: words });

describe('points', () => {
  it('are taken from the customer’s words by a press or a key, and get their finding', async () => {
    const id = await desk.complaint(letter);
    const page = await desk.open(`/complaints/${id}`);
    await points(page).getByText('Mark what they complain of').waitFor();
    await mark(page, 'The train did not stop');
    await page.getByRole('button', { name: 'Note as a point' }).click();
    await said(page, /Noted as a point/);
    await point(page, 'The train did not stop').waitFor();
    await mark(page, 'The waiting room was locked');
    await page.keyboard.press('o');
    await point(page, 'The waiting room was locked').waitFor();
    await points(page).getByText('2 points without a finding').waitFor();

    await point(page, 'The train')
      .getByRole('button', { name: /^Say what we found/ })
      .click();
    await page.getByLabel('Upheld: they were right', { exact: true }).check();
    await page.getByLabel('Why?').fill('The driver passed the signal.');
    await page.getByRole('button', { name: 'Put it down' }).click();
    await said(page, /sees it on their page/);
    await point(page, 'The train').getByText('The driver passed the signal.').waitFor();

    await point(page, 'The waiting')
      .getByRole('button', { name: /^Change/ })
      .click();
    await page.getByText('Take it out', { exact: true }).first().click();
    await page.getByLabel('Why?').fill('Noted twice.');
    await page.getByRole('button', { name: 'Take it out' }).click();
    await points(page).getByText('Each has a finding').waitFor();
    const seen = await desk.whole(id);
    assert.deepEqual(
      seen.points.map(({ text, finding, messageId }) => [text, finding, messageId]),
      [['The train did not stop', 'upheld', id]],
    );
  });

  it('can be noted without marking anything, and only by those who judge them', async () => {
    const id = await desk.complaint(letter);
    const page = await desk.open(`/complaints/${id}`);
    await points(page).getByRole('button', { name: 'Note a point' }).waitFor();
    await page.keyboard.press('o');
    await page.getByLabel('What do they complain of?').fill('Nobody answered the telephone.');
    await page.getByRole('button', { name: 'Note it' }).click();
    await point(page, 'Nobody answered').waitFor();
    const other = await desk.open(`/complaints/${id}`, desk.app.people.designer);
    await point(other, 'Nobody answered').waitFor();
    assert.equal(await points(other).getByRole('button').count(), 0);
  });
});

describe('a part that is another matter', () => {
  it('becomes a complaint of its own from marked words, and each leads to the other', async () => {
    const id = await desk.complaint(letter);
    const { reference } = await desk.whole(id);
    const page = await desk.open(`/complaints/${id}`);
    await points(page).getByRole('button', { name: 'Note a point' }).waitFor();
    await mark(page, 'My bicycle was damaged.');
    await page.getByRole('button', { name: 'A complaint of its own' }).click();
    const words = page.getByLabel('The other matter, in their words');
    assert.equal(await words.inputValue(), 'My bicycle was damaged.');
    await page.getByRole('button', { name: 'Make it a complaint' }).click();
    await said(page, /It is the complaint AM-/);
    await page.getByText('This was a part of').waitFor();
    await page.getByRole('link', { name: reference }).first().click();
    await page.getByText('A part of this is a complaint of its own').waitFor();
  });
});

describe('beside the thread', () => {
  it('stand what they need and their history with us', async () => {
    const first = await desk.complaint('The first one.');
    const id = await desk.complaint(letter);
    const { reference } = await desk.whole(first);
    const page = await desk.open(`/complaints/${id}`);
    const history = page.getByRole('region', { name: 'Their history with us' });
    await history.getByText('2026', { exact: true }).waitFor();
    // Those of the tests above are the same customer's.
    await history.getByText(/other complaints/).click();
    await history.getByRole('link', { name: reference }).first().waitFor();
    await page.getByRole('button', { name: 'Correct the details' }).click();
    await page.getByLabel('What should we know when we get in touch?').fill('Call after ten');
    await page.getByLabel('Customer since').fill('2019-04-01');
    await page.getByRole('button', { name: 'Put it right' }).click();
    await page.getByText('Before you get in touch: Call after ten').waitFor();
    await history.getByText('2019', { exact: true }).waitFor();
    assert.equal(await history.getByRole('button').count(), 0);

    const senior = await desk.open(`/complaints/${id}`, desk.app.people.manager);
    await senior.getByRole('button', { name: 'Say who looks after them' }).click();
    await senior.getByLabel('Account owner').selectOption({ label: 'Hugo Brandt – Customer care' });
    await senior.getByRole('button', { name: 'Put it down' }).click();
    await senior.getByText('Looked after by').waitFor();
  });
});

describe('closing on documents', () => {
  it('asks for the reason why nothing was done, where nothing was', async () => {
    const { app, owner } = desk;
    const id = await desk.complaint(letter);
    const handler = await app.as(owner);
    const url = `/api/complaints/${id}`;
    answerOf(await handler.post(`${url}/messages`, { text: 'I looked into it.' }), 201);
    for (let times = 0; times < 2; times++) answerOf(await handler.post(`${url}/closure-question`));
    const page = await desk.open(`/complaints/${id}`, app.people.manager);
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Close on documents' }).click();
    await page.getByLabel('On what grounds?').fill('They were told why.');
    await page.getByRole('button', { name: 'Close it' }).click();
    await page.getByText('Nothing was done about this complaint.').waitFor();
    await page.getByLabel('If nothing was done: why not?').fill('The line was given up.');
    await page.getByRole('button', { name: 'Close it' }).click();
    await said(page, /Closed on documents/);
    await page.getByText('We recorded that as silence').waitFor();
    assert.equal((await desk.whole(id)).closedInSilence, true);
  });
});

describe('all of it', () => {
  const looks = [
    { width: 320, height: 720, colorScheme: 'dark' },
    { width: 1440, height: 900, colorScheme: 'light' },
  ] as const;
  for (const { colorScheme, ...viewport } of looks) {
    it(`can be read and reached at ${viewport.width} px, ${colorScheme}`, async () => {
      const { app, owner } = desk;
      const id = await desk.complaint(letter);
      const handler = await app.as(owner);
      const url = `/api/complaints/${id}/points`;
      const texts = ['The train did not stop.', 'The waiting room was locked.'];
      for (const text of texts) answerOf(await handler.post(url, { text }), 201);
      const [first] = (await desk.whole(id)).points;
      const finding = { finding: 'partly_upheld', reason: 'It stopped, but not long enough.' };
      answerOf(await handler.post(`${url}/${first?.id}/finding`, finding));
      const page = await desk.open(`/complaints/${id}`, owner, { viewport, colorScheme });
      await point(page, 'The waiting').waitFor();
      await page.getByRole('region', { name: 'Their history with us' }).waitFor();
      await mark(page, 'My bicycle');
      await page.getByRole('button', { name: 'Note as a point' }).waitFor();
      await picture(page, `${viewport.width}-${colorScheme}`);
      await assertAccessible(page, 'points');
      await page.evaluate(() => getSelection()?.removeAllRanges());
      await point(page, 'The waiting').getByRole('button', { name: /^Say/ }).click();
      await assertAccessible(page, 'finding');
      await picture(page, `${viewport.width}-${colorScheme}-finding`);
    });
  }
});

describe('the customer’s page', () => {
  for (const width of [320, 1440]) {
    it(`says what they told us and what we found, at ${width} px`, async () => {
      const { app, base, owner } = desk;
      const made = answerOf<Received>(
        await app.anyone().post('/api/complaints', { text: letter }),
        201,
      );
      const handler = await app.as(owner);
      const url = `/api/complaints/${made.id}/points`;
      const texts = ['The train did not stop.', 'The waiting room was locked.'];
      for (const text of texts) answerOf(await handler.post(url, { text }), 201);
      const [first] = (await desk.whole(made.id)).points;
      const finding = { finding: 'upheld', reason: 'The driver passed the signal.' };
      answerOf(await handler.post(`${url}/${first?.id}/finding`, finding));
      const context = await desk.context(undefined, { viewport: { width, height: 800 } });
      const page = await context.newPage();
      await page.goto(`${base}${pageOf(made)}`);
      await page.getByText('You were right.', { exact: true }).waitFor();
      await page.getByText('We are looking into it.').waitFor();
      await page.getByLabel('What should we know?').fill('Large print');
      await page.getByRole('button', { name: 'Keep this in mind' }).click();
      await page.waitForLoadState();
      assert.equal(await page.getByLabel('What should we know?').inputValue(), 'Large print');
      await assertAccessible(page, 'the page');
      await picture(page, `page-${width}`);
    });
  }
});

/** For somebody who wants to see it. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['AMENDS_PICTURES'];
  if (folder) await page.screenshot({ path: `${folder}/points-${name}.png`, fullPage: true });
}
