import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { later, secondMs } from '#clock.ts';
import { assertAccessible, type Desk, looks, said, startDesk } from './desk.ts';
import { answerOf } from './visitor.ts';

let desk: Desk;
before(async () => {
  desk = await startDesk({ config: { undoSeconds: 10 } });
});
after(() => desk.browser.close());

const reply = (page: Page) => page.getByLabel(/^Your reply to/);
const send = (page: Page) => page.getByRole('button', { name: /^Send reply/ });

const filled = (page: Page) =>
  page.waitForFunction(() => document.querySelector('textarea')?.value);

const empty = (page: Page) =>
  page.waitForFunction(() => document.querySelector('textarea')?.value === '');

/** Until a part of the words is marked: what is typed then takes its place. */
const marked = (page: Page) =>
  page.waitForFunction(() => {
    const words = document.querySelector('textarea');
    return words === document.activeElement && words?.selectionStart !== words?.selectionEnd;
  });

/** Until the server has what was typed. */
const saved = (page: Page, kind = 'reply') =>
  page.waitForResponse(
    (response) =>
      response.url().endsWith(`/drafts/${kind}`) && response.request().method() === 'POST',
  );

const answersIn = async (id: string): Promise<(string | null)[]> =>
  (await desk.whole(id)).messages
    .filter(({ author, audience }) => author === 'staff' && audience === 'customer')
    .map(({ text }) => text);

/** The clock of the program goes on, and it sends what is due. */
async function sweepAfter(seconds: number): Promise<number> {
  const { app } = desk;
  app.clock.set(later(app.clock.now(), seconds * secondMs));
  return app.sweep('send drafts');
}

async function type(page: Page, words: string): Promise<void> {
  await Promise.all([saved(page), reply(page).fill(words)]);
}

describe('a draft', () => {
  it('goes on after the browser was killed, in another one', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`);
    await type(page, 'We looked into it, and');
    await page.context().close();
    const other = await desk.open(`/complaints/${id}`);
    await filled(other);
    assert.equal(await reply(other).inputValue(), 'We looked into it, and');
    await other.goto(`${desk.base}/desk/`);
    await other.getByRole('link', { name: /Draft/ }).first().waitFor();
  });

  it('written on in two windows shows both, and loses neither', async () => {
    const id = await desk.complaint();
    const one = await desk.open(`/complaints/${id}`);
    const two = await (await desk.context(desk.owner)).newPage();
    // It has heard that there is no draft before the first window writes one.
    await Promise.all([
      two.waitForResponse((answer) => answer.url().endsWith(`/complaints/${id}/drafts`)),
      two.goto(`${desk.base}/desk/complaints/${id}`),
    ]);
    await type(one, 'Said in the first window.');
    await two.route('**/drafts', (route) => route.abort());
    await reply(two).fill('Said in the second.');
    await two.waitForTimeout(800);
    await two.unroute('**/drafts');
    await two.reload();
    const bar = two.getByRole('region', { name: 'Written in another window' });
    await bar.getByText('Said in the first window.').waitFor();
    assert.equal(await reply(two).inputValue(), 'Said in the second.');
    await Promise.all([
      saved(two),
      bar.getByRole('button', { name: 'Both, one after the other' }).click(),
    ]);
    assert.equal(await reply(two).inputValue(), 'Said in the second.\n\nSaid in the first window.');
  });

  it('of a note is kept like that of a reply, and gone with it', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`);
    await page.getByText('Note', { exact: true }).click();
    const note = page.getByLabel(/^Note between ourselves/);
    await Promise.all([saved(page, 'note'), note.fill('He rang twice.')]);
    const other = await desk.open(`/complaints/${id}`);
    await other.getByText('Note', { exact: true }).click();
    await filled(other);
    await page.getByRole('button', { name: 'Keep note' }).click();
    await said(page, /Note kept/);
    await other.reload();
    await other.getByText('Note', { exact: true }).click();
    await empty(other);
  });
});

describe('a reply that was sent off', () => {
  it('can be taken back, and goes out after that with its promise and its file', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`);
    await reply(page).fill('Here is the plan. I will call you on Wednesday at 17:00.');
    await page.getByRole('button', { name: /^Promise: .*Wednesday 17:00/ }).waitFor();
    await reply(page).press('Alt+KeyP');
    assert.equal(await page.getByLabel('By when').inputValue(), '2026-11-25T17:00');
    await page
      .getByLabel('Add files')
      .setInputFiles([
        { name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') },
      ]);
    await page.getByRole('button', { name: 'Take out plan.pdf' }).waitFor();
    await send(page).click();
    await page.getByText(/^Sending in \d+ s$/).waitFor();
    await page.keyboard.press('Control+z');
    await said(page, /Taken back\. Nothing was sent\./);
    assert.match(await reply(page).inputValue(), /^Here is the plan\./);
    assert.equal(await sweepAfter(60), 0);
    await send(page).click();
    await page.getByText(/^Sending in \d+ s$/).waitFor();
    await page.context().close();
    assert.equal(await sweepAfter(10), 1);
    const { messages, promises } = await desk.whole(id);
    assert.deepEqual(
      messages.at(-1)?.files.map(({ name }) => name),
      ['plan.pdf'],
    );
    assert.equal(promises.at(-1)?.text, 'I will call you on Wednesday at 17:00.');
  });

  it('says when it has gone, and leaves an empty form', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`);
    await reply(page).fill('We found the driver.');
    await send(page).click();
    await page.getByText(/^Sending in \d+ s$/).waitFor();
    await sweepAfter(10);
    await said(page, /Reply sent\./);
    await empty(page);
    assert.deepEqual(await answersIn(id), ['We found the driver.']);
  });

  it('is held where the customer wrote meanwhile, and says so above the words', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`);
    await reply(page).fill('We found the driver.');
    await send(page).click();
    await page.getByText(/^Sending in \d+ s$/).waitFor();
    const contact = { channel: 'phone', text: 'I found him myself.' };
    const colleague = await desk.app.as(desk.taker);
    answerOf(await colleague.post(`/api/complaints/${id}/contacts`, contact), 201);
    assert.equal(await sweepAfter(10), 0);
    await page.getByText('This was not sent.').waitFor();
    await page.getByText(/wrote again while you were writing/).waitFor();
    assert.equal(await reply(page).inputValue(), 'We found the driver.');
    await page.goto(`${desk.base}/desk/`);
    await page
      .getByRole('link', { name: /Not sent/ })
      .first()
      .waitFor();
    await page.goto(`${desk.base}/desk/complaints/${id}`);
    await page.getByRole('button', { name: 'I have read it' }).click();
    await send(page).click();
    await page.getByText(/^Sending in \d+ s$/).waitFor();
    await sweepAfter(10);
    await said(page, /Reply sent\./);
  });
});

describe('two at one complaint', () => {
  it('see each other, and the second is told what the first has said', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`);
    await reply(page).fill('Mine.');
    const other = await desk.open(`/complaints/${id}`, desk.taker);
    await other.getByText('Hana Sato is writing a reply').last().waitFor();
    await page.getByText('Hugo Brandt is looking at this').last().waitFor();
    const hugo = await desk.app.as(desk.taker);
    answerOf(await hugo.post(`/api/complaints/${id}/messages`, { text: 'Hugo was faster.' }), 201);
    await page.getByText('Hugo Brandt answered while you were writing.').waitFor();
    await other.context().close();
  });

  it('the one whose it is not takes it over with the reply, unless they say otherwise', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`, desk.taker);
    await page.getByText('Hana Sato has this. Your reply takes it over.').waitFor();
    await page.getByRole('button', { name: 'Answer for Hana Sato' }).click();
    await page.getByText('You answer for Hana Sato, who keeps it.').waitFor();
    await page.getByRole('button', { name: 'Take it over' }).click();
    await reply(page).fill('I sit nearer to the driver.');
    await send(page).click();
    await page.getByText(/^Sending in \d+ s$/).waitFor();
    await sweepAfter(10);
    await said(page, /Reply sent\./);
    assert.equal((await desk.whole(id)).owner.name, 'Hugo Brandt');
  });
});

describe('what a reply lacks', () => {
  it('is said below the words: an apology asks for what is done', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`);
    await reply(page).fill('I am very sorry that the train did not stop.');
    await page.getByText(/^You apologise, and that is good\./).waitFor();
    await page.getByRole('button', { name: 'Put it right' }).waitFor();
    await page.getByRole('button', { name: 'Say why nothing can be done' }).click();
    await page.getByLabel('Why can nothing be done?').fill('The line is closed for ever.');
    await page.getByText(/^You apologise/).waitFor({ state: 'detached' });
    await send(page).click();
    await page.getByText(/^Sending in \d+ s$/).waitFor();
    await sweepAfter(10);
    await said(page, /Reply sent\./);
  });
});

describe('a text block', () => {
  const cause = 'The points at the junction had frozen over, and nobody could clear them in time.';

  it('is written, put in, and does not go out before it is rewritten', async () => {
    const page = await desk.open('/text-blocks');
    await page.getByRole('button', { name: 'Write a text block' }).click();
    await page.getByLabel('Title').fill('Frozen points');
    await page.getByLabel('Words to begin with').fill(`Dear {name},\n\n${cause}`);
    await page.getByRole('button', { name: 'Keep it' }).click();
    await said(page, /“Frozen points” is kept\./);
    const id = await desk.complaint();
    await page.goto(`${desk.base}/desk/complaints/${id}`);
    await reply(page).pressSequentially('//');
    await page.getByRole('button', { name: /^Frozen points/ }).click();
    assert.equal(await reply(page).inputValue(), `Dear Eleanor Hughes,\n\n${cause}`);
    await page.getByText('One sentence is still as in the text block. Say it').waitFor();
    await send(page).click();
    await page.getByText('Rewrite first, then send.').waitFor();
    await page.getByRole('button', { name: 'Show me' }).click();
    await marked(page);
    await page.keyboard.type('Jonas and his crew came at four and could not thaw the points.');
    // It stands beside the words, and below them since Send was pressed.
    await page.waitForFunction(
      () => !document.body.innerText.includes('One sentence is still as in the text block'),
    );
    await send(page).click();
    await page.getByText(/^Sending in \d+ s$/).waitFor();
    await page.goto(`${desk.base}/desk/text-blocks`);
    await page.getByRole('button', { name: /^Use it no more/ }).click();
    await page.getByText('There is no text block.').waitFor();
  });
});

describe('the reply', () => {
  for (const { colorScheme, width } of looks) {
    it(`has nothing for axe to find: ${width} px, ${colorScheme}`, async () => {
      const id = await desk.complaint();
      const look = { colorScheme, viewport: { width, height: 900 }, bypassCSP: true };
      const page = await desk.open(`/complaints/${id}`, desk.taker, look);
      await reply(page).fill('I am sorry. I will call you tomorrow by five.');
      await page.getByRole('button', { name: /^Promise:/ }).click();
      await reply(page).fill('I am sorry. Hana will call you on Friday.');
      await page.getByRole('button', { name: /^Promise:/ }).waitFor();
      await assertAccessible(page, 'a reply');
      await page.getByRole('button', { name: /^Text block/ }).click();
      await page.getByRole('dialog').waitFor();
      await assertAccessible(page, 'text blocks to choose from');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Send reply/ }).click();
      await page.getByText(/^Sending in \d+ s$/).waitFor();
      await assertAccessible(page, 'a reply on its way');
      await page.getByRole('button', { name: /^Undo/ }).click();
      await page.goto(`${desk.base}/desk/text-blocks`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await assertAccessible(page, 'text blocks');
    });
  }
});
