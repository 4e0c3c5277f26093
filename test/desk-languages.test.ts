import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { directionOf, type Language } from '#languages/languages.ts';
import { complain } from './complaints.ts';
import { assertAccessible, looks, startDesk } from './desk.ts';
import { answerOf } from './visitor.ts';

const desk = await startDesk();
const { app, base, browser, owner } = desk;
after(() => browser.close());

const text = 'لم يأتِ القطار، ولم يخبرنا أحد بالسبب.';
const received = await complain(app.anyone(), { text, name: 'ليلى', email: 'layla@example.org' });
const id = await desk.give({ id: received.id, ownerId: received.owner.id });
const story = new URL(received.link).pathname;
answerOf(
  await (await app.as(owner)).post(`/api/complaints/${id}/messages`, {
    text: 'نعيد لكم ثمن التذكرة.',
  }),
  201,
);

const folder = process.env['AMENDS_PICTURES'];

async function picture(page: Page, name: string): Promise<void> {
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

const speakers = { de: 'de-DE', fr: 'fr-FR', es: 'es-ES', ar: 'ar-EG' } as const;

const screens = {
  list: '/?view=all',
  complaint: `/complaints/${id}`,
  team: '/team',
  organisation: '/organisation',
  account: '/account',
};

async function assertSpoken(page: Page, language: Language): Promise<void> {
  const root = page.locator('html');
  assert.equal(await root.getAttribute('lang'), language);
  assert.equal(await root.getAttribute('dir'), directionOf(language));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px stand over the edge`);
}

for (const [language, locale] of Object.entries(speakers) as [Language, string][]) {
  describe(`the desk in ${language}`, () => {
    for (const { colorScheme, width } of looks) {
      it(`is whole at ${width} px`, async () => {
        const look = { colorScheme, locale, viewport: { width, height: 900 } };
        const context = await desk.context(app.people.administrator, look);
        const page = await context.newPage();
        for (const [name, path] of Object.entries(screens)) {
          await page.goto(`${base}/desk${path}`);
          await page.getByRole('heading', { level: 1 }).first().waitFor();
          await page.waitForLoadState('networkidle');
          await assertSpoken(page, language);
          await picture(page, `desk-${name}-${language}-${width}`);
          if (language === 'ar') await assertAccessible(page, path);
        }
        await context.close();
      });
    }
  });

  it(`pages speak ${language}`, async () => {
    const look = { colorScheme: 'light', locale, viewport: { width: 320, height: 900 } } as const;
    const context = await browser.newContext({ ...look, javaScriptEnabled: false });
    const page = await context.newPage();
    for (const [name, path] of Object.entries({ home: '/', complain: '/complain', story })) {
      await page.goto(`${base}${path}`);
      const root = page.locator('html');
      assert.equal(await root.getAttribute('dir'), directionOf(language));
      await picture(page, `page-${name}-${language}`);
    }
    await context.close();
  });
}

it('the desk speaks another language as soon as it is chosen', async () => {
  const page = await desk.open('/account', owner);
  await page.getByLabel('Language of the desk').selectOption('de');
  await page.getByRole('heading', { level: 1, name: 'Mein Konto' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Mein Konto' }).waitFor();
});
