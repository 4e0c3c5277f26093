import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Received } from './complaints.ts';
import { assertAccessible, type Desk, looks, said, startDesk } from './desk.ts';
import { answerOf, type Visitor } from './visitor.ts';

let desk: Desk;
let owner: Visitor;
before(async () => {
  desk = await startDesk();
  owner = await desk.app.as(desk.owner);
});
after(() => desk.browser.close());

type Remedy = { id: string; state: string; kind: string; wish: string | null; why: string | null };

async function complaint(body: object = {}): Promise<Received> {
  const wish = { text: 'The train did not stop where I live.', name: 'Eleanor Hughes', ...body };
  const made = answerOf<Received>(await desk.app.anyone().post('/api/complaints', wish), 201);
  await desk.give({ id: made.id, ownerId: made.owner.id });
  return made;
}

const remediesOf = async (id: string): Promise<Remedy[]> =>
  answerOf<{ remedies: Remedy[] }>(await owner.get(`/api/complaints/${id}/remedies`)).remedies;

const offer = async (id: string, body: object): Promise<string> =>
  answerOf<{ id: string }>(await owner.post(`/api/complaints/${id}/remedies`, body), 201).id;

const card = (page: Page) => page.getByRole('region', { name: 'Remedies' });

describe('a handler', () => {
  it('gives what they asked for in their own words, and hears that they have it', async () => {
    const { id, link } = await complaint({ wish: 'Just the ticket back, twelve euros.' });
    const page = await desk.open(`/complaints/${id}`);
    await card(page).getByText('Just the ticket back, twelve euros.').waitFor();
    await card(page).getByRole('button', { name: 'Accept as it stands' }).click();
    await page.getByLabel('How much, in EUR?').fill('12,00');
    await page.getByRole('button', { name: 'Give it' }).click();
    await said(page, /Given/);
    await card(page).getByText('Refund €12.00', { exact: true }).waitFor();
    await card(page)
      .getByText(/they do not have it yet/)
      .waitFor();
    await card(page)
      .getByRole('button', { name: /They have it now/ })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'They have it now' }).click();
    await said(page, /asked whether they have it/);
    const [remedy] = await remediesOf(id);
    assert.equal(remedy?.wish, 'accepted');
    const path = new URL(link).pathname;
    const customer = await (await desk.context()).newPage();
    await customer.goto(`${desk.base}${path}`);
    await assertAccessible(customer, 'the customer’s page');
    await customer.getByRole('button', { name: 'I do not have it' }).click();
    await card(page).getByText('They do not have it, they say').waitFor();
  });

  it('puts it right by the keyboard, within what may be given', async () => {
    const { id } = await complaint();
    const page = await desk.open(`/complaints/${id}`);
    await card(page)
      .getByText(/You may give €50\.00; €488\.00 left until 23 December/)
      .waitFor();
    await page.locator('h1').first().click();
    await page.keyboard.press('g');
    const dialog = page.getByRole('dialog', { name: /Put it right/ });
    await dialog.getByLabel('What is it?').selectOption('goodwill');
    await dialog.getByLabel('How much, in EUR?').fill('ten');
    await dialog.getByLabel('In words, as the customer reads it').fill('A little on top.');
    await dialog.getByRole('button', { name: 'Offer it' }).click();
    await dialog
      .getByRole('alert')
      .getByText(/amount/)
      .waitFor();
    await dialog.getByLabel('How much, in EUR?').fill('10');
    await page.keyboard.press('Control+Enter');
    await said(page, /Offered/);
    await card(page).getByText('Goodwill €10.00', { exact: true }).waitFor();
    assert.deepEqual(
      (await remediesOf(id)).map(({ state }) => state),
      ['offered'],
    );
  });

  it('says why it is something else', async () => {
    const { id } = await complaint({ wish: 'A free year.' });
    const page = await desk.open(`/complaints/${id}`);
    await card(page).getByRole('button', { name: 'Visit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('From').fill('2026-11-25T10:00');
    await dialog.getByLabel('Until').fill('2026-11-25T12:00');
    await dialog.getByLabel('The customer’s time zone').selectOption('Europe/Lisbon');
    await dialog.getByText(/Wed.* 25 Nov.* 09:00 to 11:00, Europe\/Lisbon/).waitFor();
    await dialog.getByLabel('No, it is something else').check();
    await dialog.getByLabel('Why?').fill('We cannot give a year, but we can mend it.');
    await dialog.getByRole('button', { name: 'Give it' }).click();
    await said(page, /Given/);
    await card(page)
      .getByText(/09:00 to 11:00, Europe\/Lisbon/)
      .waitFor();
    const [remedy] = await remediesOf(id);
    assert.deepEqual([remedy?.wish, remedy?.state], ['changed', 'accepted']);
  });

  it('answers what the customer proposes on their page with one press', async () => {
    const { id, link } = await complaint();
    const customer = await (await desk.context()).newPage();
    await customer.goto(`${desk.base}${new URL(link).pathname}`);
    await customer.getByText('Tell us what would put it right').click();
    await customer.getByLabel('What would it be?').selectOption('refund');
    await customer.getByLabel(/How much, in EUR/).fill('20');
    await customer.getByLabel('In your words').fill('The taxi home.');
    await assertAccessible(customer, 'a proposal');
    await customer
      .getByText('Tell us what would put it right')
      .locator('..')
      .getByRole('button')
      .click();
    await customer.getByText('You proposed it; we decide on it').waitFor();
    const page = await desk.open(`/complaints/${id}`);
    await card(page).getByText('The customer proposes').waitFor();
    await card(page)
      .getByRole('button', { name: /Accept as it stands/ })
      .click();
    await said(page, /Given/);
    assert.equal((await remediesOf(id))[0]?.state, 'accepted');
  });
});

describe('a manager', () => {
  it('approves with one press, and refuses with a reason', async () => {
    const { id, reference } = await complaint();
    const much = { kind: 'refund', amount: 80_00, what: 'We pay back the whole journey.' };
    await offer(id, much);
    await offer(id, { ...much, amount: 90_00, what: 'And the hotel.' });
    const page = await desk.open('/approvals', desk.app.people.manager);
    await page.getByRole('link', { name: /Approvals\s*2/ }).waitFor();
    const first = page.getByRole('listitem').filter({ hasText: 'We pay back the whole' });
    await first.getByText(/Moves up to Clara Lindqvist: today 14:00/).waitFor();
    await first.getByText('The train did not stop where I live.').waitFor();
    await first.getByRole('button', { name: /^Approve/ }).click();
    await said(page, /Approved\. The customer is told\./);
    await first.waitFor({ state: 'detached' });
    const other = page.getByRole('listitem').filter({ hasText: 'And the hotel.' });
    await other
      .getByText(/^Refuse/)
      .first()
      .click();
    await other.getByLabel('Why not, and what would you give?').fill('Half of it.');
    await other.getByRole('button', { name: /^Refuse/ }).click();
    await said(page, /Refused/);
    await page.getByText('Nothing waits for you.').waitFor();
    const back = await desk.open(`/complaints/${id}`);
    await card(back).getByText('Refund €80.00', { exact: true }).waitFor();
    await card(back).getByText('1 remedy behind us').click();
    await card(back).getByText('Mina Okafor says no: Half of it.').waitFor();
    assert.ok(reference);
  });

  it('sets the limits, and they hold', async () => {
    const page = await desk.open('/limits', desk.app.people.manager);
    const each = page.getByLabel('Refund, handler: At most each');
    await each.fill('60');
    await page.getByRole('button', { name: 'Set the limits' }).click();
    await said(page, /It holds from now on/);
    const { id } = await complaint();
    await offer(id, { kind: 'refund', amount: 60_00, what: 'The whole ticket.' });
    assert.equal((await remediesOf(id))[0]?.state, 'offered');
    const other = await desk.open('/limits');
    await other.getByText('€60.00 each, €500.00 in 30 days').waitFor();
  });
});

describe('everybody at the desk', () => {
  for (const { colorScheme, width } of looks) {
    it(`has nothing for axe to find: ${width} px, ${colorScheme}`, async () => {
      const { id } = await complaint({ wish: 'My money back, and somebody who listens to me.' });
      const given = { kind: 'refund', amount: 1_00, what: 'A first part.', asProposed: true };
      await offer(id, { ...given, dueAt: '2026-11-25T16:00:00Z' });
      await offer(id, {
        kind: 'refund',
        amount: 70_00,
        what: 'And all the rest of the journey.',
      });
      await offer(id, { kind: 'correction', what: 'The timetable is put right.' });
      const look = { colorScheme, viewport: { width, height: 900 }, bypassCSP: true };
      const page = await desk.open(`/complaints/${id}`, desk.owner, look);
      await card(page).getByText('Waits for approval').waitFor();
      await assertAccessible(page, 'a complaint');
      await card(page).getByRole('button', { name: 'Visit' }).click();
      await page.getByLabel('From').waitFor();
      await assertAccessible(page, 'the form');
      const other = await desk.open('/approvals', desk.app.people.manager, look);
      await other
        .getByRole('button', { name: /^Approve/ })
        .first()
        .waitFor();
      await assertAccessible(other, '/approvals');
      await other.goto(`${desk.base}/desk/limits`);
      await other.getByRole('button', { name: 'Set the limits' }).waitFor();
      await assertAccessible(other, '/limits');
    });
  }
});
