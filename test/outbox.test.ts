import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { later, secondMs } from '#clock.ts';
import type { Post } from '#mail/out.ts';
import { sendDueNotices } from '#notices/index.ts';
import { complain } from './complaints.ts';
import { assertAccessible, type Desk, looks, said, startDesk } from './desk.ts';
import { answersNothing, isAway, refusesAll, takesAll } from './post.ts';
import { answerOf } from './visitor.ts';

let desk: Desk;
before(async () => {
  desk = await startDesk();
});
after(() => desk.browser.close());

function sweep(post: Post): Promise<number> {
  const { clock, amends } = desk.app;
  clock.set(later(clock.now(), secondMs));
  return sendDueNotices({ ...amends, post });
}

const complainAs = (name: string) =>
  complain(desk.app.anyone(), { name, email: `${name.toLowerCase()}@example.org` });

/** Somebody who gave the address of their house. */
async function letterFor(name: string): Promise<void> {
  const { id } = await complain(desk.app.anyone(), { name });
  const { customer } = await desk.whole(id);
  await desk.app.db
    .updateTable('customers')
    .set({ postal_address: 'Hafenstraße 7\n20459 Hamburg' })
    .where('customer_id', '=', customer.id)
    .execute();
  const handler = await desk.app.as(desk.owner);
  const body = { text: 'I looked into it.', by: 'post' };
  answerOf(await handler.post(`/api/complaints/${id}/messages`, body), 201);
}

const part = (page: Page, name: string) => page.getByRole('region', { name });

describe('the outbox', () => {
  it('shows what failed and why, and sends it again', async () => {
    const { reference } = await complainAs('Frieda');
    await sweep(refusesAll());
    const page = await desk.open('/outbox');
    const failed = part(page, 'Failed').getByRole('listitem').filter({ hasText: reference });
    await failed.getByText('Their mail server refused it (550).').waitFor();
    await failed.getByRole('button', { name: 'Send again' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The same words go once more to frieda@example.org').waitFor();
    await dialog.getByLabel('Another address').fill('frieda.new@example.org');
    await dialog.getByRole('button', { name: 'Send again' }).click();
    await said(page, /It is on its way again\./);
    await part(page, 'Waiting').getByText('frieda.new@example.org').waitFor();
    assert.equal(await failed.count(), 0);
    const post = takesAll();
    await sweep(post);
    assert.ok(post.mails.some(({ to }) => to[0] === 'frieda.new@example.org'));
  });

  it('warns before what may have gone is sent a second time', async () => {
    await complainAs('Uwe');
    await sweep(answersNothing());
    const page = await desk.open('/outbox');
    const failed = part(page, 'Failed').getByRole('listitem').filter({ hasText: 'uwe@' });
    await failed.getByText('Nobody heard whether it was taken').waitFor();
    await failed.getByRole('button', { name: 'Send again' }).click();
    await page.getByText(/It may have arrived already/).waitFor();
    await assertAccessible(page, 'sending again');
  });

  it('says why something waits', async () => {
    await complainAs('Wanda');
    await sweep(isAway());
    const page = await desk.open('/outbox');
    await part(page, 'Waiting').getByText('Our mail server does not answer').waitFor();
    await part(page, 'How mail goes out').getByText('care@nordwind.example').waitFor();
    desk.app.clock.set(later(desk.app.clock.now(), 31 * secondMs));
    await sweep(takesAll());
  });

  it('has letters to print, and notes who posted them', async () => {
    await letterFor('Paula Post');
    const page = await desk.open('/outbox');
    const letter = part(page, 'Letters to post').getByRole('listitem');
    await letter.getByText('Paula Post, Hafenstraße 7, 20459 Hamburg').waitFor();
    const href = await letter.getByRole('link', { name: 'Print the letter' }).getAttribute('href');
    const handler = await desk.app.as(desk.owner);
    assert.equal((await handler.get(href ?? '')).headers['content-type'], 'application/pdf');
    await letter.getByRole('button', { name: 'I have posted it' }).click();
    const dialog = page.getByRole('dialog');
    assert.equal(await dialog.getByLabel('On which day?').inputValue(), '2026-11-23');
    await assertAccessible(page, 'posting a letter');
    await dialog.getByRole('button', { name: 'I have posted it' }).click();
    await said(page, /Noted, with your name\./);
    await part(page, 'Letters to post').waitFor({ state: 'detached' });
    await part(page, 'Sent lately').getByText('Paula Post').waitFor();
  });

  it('is for everybody to read, and for those who may answer to act on', async () => {
    await complainAs('Nora');
    await sweep(refusesAll());
    const page = await desk.open('/outbox', desk.app.people.designer);
    await part(page, 'Failed').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Send again' }).count(), 0);
  });

  it('is accessible in every width and scheme', async () => {
    await letterFor('Lotte Brief');
    await complainAs('Wim');
    await sweep(isAway());
    for (const { colorScheme, width } of looks) {
      const look = { colorScheme, viewport: { width, height: 900 } };
      const page = await desk.open('/outbox', desk.owner, look);
      await part(page, 'Failed').waitFor();
      await part(page, 'Sent lately').waitFor();
      await assertAccessible(page, `/outbox ${colorScheme} ${width}`);
      const folder = process.env['AMENDS_PICTURES'];
      if (folder) {
        await page.screenshot({
          path: `${folder}/outbox-${colorScheme}-${width}.png`,
          fullPage: true,
        });
      }
      await page.context().close();
    }
  });
});
