import { test } from 'node:test';
import { startDesk } from './desk.ts';
test('shot', async () => {
  const desk = await startDesk();
  const ctx = await desk.context(desk.owner);
  const page = await ctx.newPage();
  page.on('console', (m) => console.log('CONSOLE', m.type(), m.text()));
  page.on('pageerror', (e) => console.log('PAGEERROR', e.message));
  page.on('response', (r) => { if (r.status() >= 400) console.log('HTTP', r.status(), r.url()); });
  await page.goto(`${desk.base}/desk/errands`);
  await new Promise((r) => setTimeout(r, 4000));
  await page.screenshot({ path: '/tmp/er0.png' });
  await desk.browser.close();
});
