import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { staffByEmail } from '#staff/index.ts';
import { complain } from './complaints.ts';
import { assertAccessible, type Desk, looks, said, startDesk } from './desk.ts';
import { background, brokenScreens } from './flaws-texts.ts';
import { answerOf } from './visitor.ts';

let desk: Desk;
before(async () => {
  desk = await startDesk();
  await screensBreak();
});
after(() => desk.browser.close());

const hourMs = 3_600_000;

/** Some weeks of complaints, and then a fault in one product. */
async function screensBreak(): Promise<void> {
  const { app } = desk;
  const now = app.clock.now();
  const all = [...background(120, 7), ...brokenScreens(0, 7)];
  for (const [place, body] of all.entries()) {
    const isBackground = place < 120;
    const hoursAgo = isBackground ? 24 * 40 - place * 8 : 6 - (place - 120) / 2;
    app.clock.set(new Date(now.getTime() - hoursAgo * hourMs));
    await complain(app.anyone(), { ...body, email: `customer${place}@example.org` });
  }
  app.clock.set(now);
  while ((await app.sweep('find flaws')) > 0);
}

const open = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

describe('flaws', () => {
  it('are suspected, confirmed with a name, and talked about', async () => {
    const { manager } = desk.app.people;
    const page = await desk.open('/flaws', manager);
    await page.getByText('Suspected', { exact: false }).first().waitFor();
    await page
      .getByRole('listitem')
      .getByRole('link')
      .filter({ hasText: /screen/i })
      .click();
    await page.getByText('Why the program suspected it').waitFor();
    await page.getByRole('img', { name: /Complaints a week/ }).waitFor();
    await page.getByText('The numbers').click();
    await page.getByRole('columnheader', { name: 'All others' }).waitFor();
    await open(page, 'Confirm it');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What do we call it?').fill('Seat screens stay black');
    await dialog.getByLabel('Why do you think so?').fill('Six in one morning.');
    await dialog.getByRole('button', { name: 'Confirm it' }).click();
    await said(page, /Confirmed/);
    await page.getByRole('heading', { name: 'Seat screens stay black' }).waitFor();
    await page.getByLabel('To those who handle, mend and design').fill('Is it the new driver?');
    await page.reload();
    assert.equal(
      await page.getByLabel('To those who handle, mend and design').inputValue(),
      'Is it the new driver?',
    );
    await open(page, 'Say it');
    await said(page, /Said/);
    await page.getByRole('listitem').filter({ hasText: 'Is it the new driver?' }).waitFor();
  });

  it('stand beside a complaint that points to one, until somebody says that it does not', async () => {
    const { flaws } = answerOf<{ flaws: { id: string }[] }>(
      await (await desk.app.as(desk.owner)).get('/api/flaws'),
    );
    const { newest } = answerOf<{ newest: { id: string }[] }>(
      await (await desk.app.as(desk.owner)).get(`/api/flaws/${flaws[0]?.id}`),
    );
    const page = await desk.open(`/complaints/${newest[0]?.id}`);
    const group = page.getByRole('region', { name: 'Flaws' });
    await group.getByRole('link', { name: 'Seat screens stay black' }).waitFor();
    await assertAccessible(page, 'a complaint that points to a flaw');
    await group.getByRole('button', { name: /It is not/ }).click();
    await page.getByRole('dialog').getByLabel('Why do you think so?').fill('A broken lamp.');
    await page.getByRole('dialog').getByRole('button', { name: 'Say so' }).click();
    await said(page, /The program learns from it/);
    await group.waitFor({ state: 'detached' });
  });

  it('can be read by anybody in any width and scheme', async () => {
    const { flaws } = answerOf<{ flaws: { id: string }[] }>(
      await (await desk.app.as(desk.owner)).get('/api/flaws'),
    );
    for (const { colorScheme, width } of looks) {
      const look = { colorScheme, viewport: { width, height: 900 } };
      for (const path of ['/flaws', `/flaws/${flaws[0]?.id}`]) {
        const page = await desk.open(path, desk.owner, look);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page
          .getByRole('link', { name: /screen/i })
          .or(page.getByRole('img'))
          .first()
          .waitFor();
        await assertAccessible(page, `${path} ${colorScheme}`);
        await page.close();
      }
    }
  });

  it('are dismissed with a reason, by who may', async () => {
    const { manager, administrator } = desk.app.people;
    const gustav = { name: 'Gustav Holm', title: 'Lifts', email: 'gustav@nordwind.example' };
    const ada = await desk.app.as(administrator);
    answerOf(await ada.post('/api/staff', { ...gustav, roles: ['fixer'] }), 201);
    const fixer = await staffByEmail(desk.app.db, gustav.email);
    const flawId = answerOf<{ flawId: string }>(
      await (await desk.app.as(manager)).post('/api/flaws', {
        name: 'Too many forms',
        harm: 'nuisance',
        reason: 'Heard.',
      }),
      201,
    ).flawId;
    const reading = await desk.open(`/flaws/${flawId}`, fixer);
    await reading.getByRole('heading', { name: 'Too many forms' }).waitFor();
    assert.equal(await reading.getByRole('button', { name: 'Dismiss it' }).count(), 0);
    const page = await desk.open(`/flaws/${flawId}`, manager);
    await open(page, 'Dismiss it');
    await page.getByRole('dialog').getByLabel('Why?').fill('The law asks for them.');
    await page.getByRole('dialog').getByRole('button', { name: 'Dismiss it' }).click();
    await said(page, /Dismissed/);
    await page.getByText('No flaw', { exact: false }).first().waitFor();
  });
});
