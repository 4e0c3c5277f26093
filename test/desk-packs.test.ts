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

const pack = (page: Page, name: string) => page.getByRole('article', { name });
const housing = 'UK Housing Ombudsman Code';

async function underHousing(): Promise<string> {
  const ada = await desk.app.as(desk.app.people.administrator);
  const wish = { version: '2024.1', appliesTo: 'hand', reason: 'We let flats to our drivers.' };
  answerOf(await ada.post('/api/packs/uk-housing-2024/switching-on', wish));
  const id = await desk.complaint();
  const hana = await desk.app.as(desk.owner);
  answerOf(await hana.post(`/api/complaints/${id}/packs`, { packId: 'uk-housing-2024' }));
  return id;
}

describe('rules', () => {
  it('are switched on by an administrator, with a reason', async () => {
    const page = await desk.open('/packs', desk.app.people.administrator);
    await pack(page, housing).getByRole('button', { name: 'Switch on …' }).click();
    const dialog = page.getByRole('dialog', { name: /Switch on UK Housing/ });
    await dialog.getByLabel('Why?').fill('We let flats to our drivers.');
    await dialog.getByRole('button', { name: 'Switch on' }).click();
    await said(page, /Switched on/);
    const on = page.getByRole('region', { name: 'Switched on', exact: true });
    await on.getByText('On, switched by Ada Novak: We let flats to our drivers.').waitFor();
  });

  it('are read, compared and tried by everybody, and switched by nobody else', async () => {
    const id = await desk.complaint();
    const { reference } = await desk.whole(id);
    const page = await desk.open('/packs');
    const ofcom = pack(page, 'UK Ofcom, General Condition C4');
    await ofcom.getByRole('button', { name: 'Compare versions' }).click();
    const row = ofcom.getByRole('row', { name: /clocks\.outside-body\.amount/ });
    await row.getByRole('cell', { name: '6', exact: true }).waitFor();
    await ofcom.getByRole('button', { name: 'What it says' }).click();
    await ofcom.getByText(/exact day in April 2026 was not found/).waitFor();
    await ofcom.getByRole('button', { name: 'Try on a past complaint' }).click();
    await ofcom.getByLabel('Reference of a complaint').fill(reference);
    await ofcom.getByRole('button', { name: 'Try version 2026.1' }).click();
    await ofcom.getByText('still to come').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Switch on …' }).count(), 0);
  });
});

describe('a letter', () => {
  it('says what is missing, and goes out when nothing is', async () => {
    const id = await underHousing();
    const page = await desk.open(`/letters/${id}`);
    await page.getByLabel('What is it for?').selectOption('update');
    const send = page.getByRole('button', { name: 'Send the letter' });
    await page.getByText('1 part is missing.').waitFor();
    assert.equal(await send.isDisabled(), true);
    await page.getByLabel('What comes next').fill('Use https://ec.europa.eu/consumers/odr');
    await page.getByText(/closed on 20 July 2025/).waitFor();
    assert.equal(await send.isDisabled(), true);
    await page.getByLabel('What comes next').fill('The technician comes on Friday at nine.');
    await page.getByText('Nothing is missing.').waitFor();
    await send.click();
    await said(page, /on its way/);
    await page.getByText('The technician comes on Friday at nine.').first().waitFor();
    await page.getByRole('link', { name: 'Write a letter' }).click();
    await page.getByRole('heading', { name: 'Letters that went out' }).waitFor();
  });
});

describe('both screens', () => {
  for (const look of looks) {
    it(`are for everybody, ${look.colorScheme}, ${look.width} px`, async () => {
      const id = await underHousing();
      const { colorScheme, width } = look;
      const page = await desk.open('/packs', desk.app.people.administrator, {
        colorScheme,
        viewport: { width, height: 900 },
      });
      const ofcom = pack(page, 'UK Ofcom, General Condition C4');
      await ofcom.getByRole('button', { name: 'Compare versions' }).click();
      await ofcom.getByRole('table').waitFor();
      await assertAccessible(page, 'packs');
      await picture(page, `packs-${colorScheme}`);
      await page.goto(`${desk.base}/desk/letters/${id}`);
      await page.getByText(/parts are missing/).waitFor();
      await assertAccessible(page, 'letter');
      await picture(page, `letter-${colorScheme}`);
    });
  }
});

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['AMENDS_PICTURES'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
