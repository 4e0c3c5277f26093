import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, type Desk, looks, said, startDesk } from './desk.ts';
import { answerOf } from './visitor.ts';

let desk: Desk;
before(async () => {
  desk = await startDesk();
});
after(() => desk.browser.close());

const reply = (page: Page) => page.getByLabel(/^Your reply to/);

describe('writing at the desk', () => {
  it('sends a reply and its promise in one go', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`);
    await reply(page).fill('Thank you. I have asked the driver.');
    await page.getByLabel('with a promise').check();
    await page.getByLabel(/^What we will do/).fill('We tell you what the driver said');
    await page.getByLabel('By when').fill('2026-11-25T17:00');
    await page.getByRole('button', { name: 'Send reply and promise' }).click();
    await said(page, /Reply sent\. Promise made\./);
    await page.getByText('I have asked the driver').waitFor();
    const { messages, promises } = await desk.whole(id);
    assert.equal(messages.length, 2);
    assert.ok(promises.some(({ text }) => text === 'We tell you what the driver said'));
    assert.equal(await reply(page).inputValue(), '');
  });

  it('sends once also when the answer is lost on its way back', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`);
    await page.route('**/drafts/reply/sent', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await reply(page).fill('This answer is lost on its way back.');
    await page.getByRole('button', { name: 'Send reply' }).click();
    // It did arrive: the thread shows it, and nothing is left to send.
    const sent = page.getByRole('listitem').filter({ hasText: 'This answer is lost' });
    await sent.first().waitFor();
    await page.waitForFunction(() => document.querySelector('textarea')?.value === '');
    await page.reload();
    await sent.first().waitFor();
    assert.equal(await reply(page).inputValue(), '');
    const { messages } = await desk.whole(id);
    assert.equal(messages.filter(({ text }) => text?.startsWith('This answer')).length, 1);
  });

  it('keeps the words, and says so, while the server cannot be reached', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`);
    await page.route('**/drafts/reply/sent', (route) => route.abort());
    await reply(page).fill('This answer does not get through.');
    await page.getByRole('button', { name: 'Send reply' }).click();
    await page
      .getByText('The server cannot be reached at the moment. What you typed is kept: try again.')
      .waitFor();
    assert.equal(await reply(page).inputValue(), 'This answer does not get through.');
    await page.unroute('**/drafts/reply/sent');
    await page.getByRole('button', { name: 'Send reply' }).click();
    await said(page, /Reply sent/);
  });

  it('sends nothing when the promise is refused, and keeps both', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`);
    await reply(page).fill('We come by.');
    await page.getByLabel('with a promise').check();
    await page.getByLabel(/^What we will do/).fill('We come by');
    await page.getByLabel('By when').fill('2036-11-25T17:00');
    await page.getByRole('button', { name: 'Send reply and promise' }).click();
    await page.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor();
    assert.equal((await desk.whole(id)).messages.length, 1);
    await page.getByLabel('By when').fill('2026-11-25T17:00');
    await page.getByRole('button', { name: 'Send reply and promise' }).click();
    await said(page, /Reply sent\. Promise made\./);
    const { messages } = await desk.whole(id);
    assert.equal(messages.filter(({ text }) => text === 'We come by.').length, 1);
  });

  it('holds a reply back while the customer has written something unread', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`);
    await reply(page).fill('Here is my answer.');
    const body = { channel: 'phone', text: 'I found it myself in the meantime.' };
    answerOf(
      await (await desk.app.as(desk.taker)).post(`/api/complaints/${id}/contacts`, body),
      201,
    );
    await page.getByText('I found it myself in the meantime.').waitFor({ timeout: 10_000 });
    await page.getByText(/wrote again while you were writing/).waitFor();
    await page.getByRole('button', { name: 'I have read it' }).click();
    await page.getByRole('button', { name: 'Send reply' }).click();
    await said(page, /Reply sent\./);
  });

  it('writes notes that look and read like nothing the customer sees', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`);
    await page.getByText('Note', { exact: true }).click();
    await page.getByLabel(/^Note between ourselves/).fill('He said so before.');
    await page.keyboard.press('Control+Enter');
    await said(page, /Note kept/);
    const note = page.getByRole('article', { name: 'Note by Hana Sato' });
    await note.getByText('Between ourselves – the customer never sees this').waitFor();
    const { messages } = await desk.whole(id);
    assert.equal(messages.at(-1)?.audience, 'internal');
  });
});

describe('the desk', () => {
  it('asks for a sign-in, says a refusal in the server’s words and comes back to the place', async () => {
    const administrator = await desk.app.as(desk.app.people.administrator);
    answerOf(
      await administrator.post('/api/me/password', { password: 'correct horse battery staple' }),
    );
    const page = await (await desk.context()).newPage();
    await page.goto(`${desk.base}/desk/team`);
    await page.getByLabel('Your address of mail').fill(desk.app.people.administrator.email);
    await page.getByRole('textbox', { name: 'Password' }).fill('something else');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('This address and password do not belong together.').waitFor();
    await page.getByRole('textbox', { name: 'Password' }).fill('correct horse battery staple');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Team' }).waitFor();
    await page.getByText('Hana Sato').waitFor();
  });

  it('hands on, and the taker says yes', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`);
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Hand on' }).click();
    await page.getByLabel('To whom?').selectOption({ label: 'Hugo Brandt – Customer care' });
    await page.getByLabel('Why?').fill('You know the line.');
    await page.getByRole('button', { name: 'Offer it' }).click();
    await said(page, /It stays with Hana Sato until they accept/);
    const other = await desk.open('/?view=offered', desk.taker);
    await other.getByRole('link', { name: /did not stop where I live/ }).click();
    await other.getByText('“You know the line.”').waitFor();
    await other.getByRole('button', { name: 'Accept' }).click();
    await said(other, /It is yours now\./);
    // The one who handed it on sees it without a reload.
    await page
      .getByRole('complementary')
      .getByText('Hugo Brandt')
      .first()
      .waitFor({ timeout: 10_000 });
  });

  it('is walked through with the keyboard alone', async () => {
    await desk.complaint('The first of two.');
    const page = await desk.open('/');
    await page.getByRole('link', { name: /The first of two/ }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Actions' }).waitFor();
    await page.keyboard.press('r');
    await page.keyboard.type('jkn?');
    assert.equal(await reply(page).inputValue(), 'jkn?', 'keys are letters in a field');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('u');
    await page.getByRole('heading', { level: 1, name: 'My complaints' }).waitFor();
    await page.getByText('Draft', { exact: true }).waitFor();
  });

  it('adds a person and gives the link to pass on', async () => {
    const page = await desk.open('/team', desk.app.people.administrator);
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Nora Lund');
    await page.getByLabel('Title').fill('Customer care');
    await page.getByLabel('Address of mail').fill('nora@nordwind.example');
    await page.getByRole('button', { name: 'Add this person' }).click();
    const link = await page.getByLabel('Their sign-in link').inputValue();
    assert.match(link, /\/sign-in\/[\w-]{20,}$/);
  });

  it('says that no mail server is set up and how much waits', async () => {
    await desk.complaint();
    const page = await desk.open('/outbox');
    await page
      .getByText(/No mail server is set up: \d+ messages? to customers waits? in the outbox/)
      .waitFor();
    await page
      .getByText(/^We have your complaint/)
      .first()
      .click();
    const shown = await page.locator('.notices').innerText();
    assert.doesNotMatch(shown, /\/c\/[\w-]{16,}/, 'a private link is not for our eyes');
  });
});

describe('everybody at the desk', () => {
  for (const { colorScheme, width } of looks) {
    it(`has nothing for axe to find: ${width} px, ${colorScheme}`, async () => {
      const id = await desk.complaint();
      const look = { colorScheme, viewport: { width, height: 900 }, bypassCSP: true };
      const page = await desk.open('/', desk.owner, look);
      for (const path of screens(id)) {
        await page.goto(`${desk.base}/desk${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.getByText('One moment').first().waitFor({ state: 'detached' });
        await assertAccessible(page, path);
      }
    });
  }
});

const screens = (id: string): string[] => [
  '/',
  '/?view=all',
  '/?view=done',
  `/complaints/${id}`,
  '/outbox',
  '/held-back',
  '/team',
  '/account',
  '/sign-in',
  '/nowhere',
];
