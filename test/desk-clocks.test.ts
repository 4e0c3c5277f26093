import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertAccessible, type Desk, looks, startDesk } from './desk.ts';
import { answerOf } from './visitor.ts';

let desk: Desk;
before(async () => {
  desk = await startDesk();
  const administrator = await desk.app.as(desk.app.people.administrator);
  for (const [id, version] of [
    ['eu-psd2', '2015.1'],
    ['uk-fca-disp', '2026.1'],
  ]) {
    const wish = { version, appliesTo: 'every', reason: 'It is the law.' };
    answerOf(await administrator.post(`/api/packs/${id}/switching-on`, wish));
  }
});
after(() => desk.browser.close());

describe('the dates of a complaint', () => {
  it('stand beside it, each with why', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`);
    const dates = page.getByRole('region', { name: 'Due by the rules' });
    const why = '8 weeks after it was received on 23 Nov 2026';
    await dates.getByText(why).waitFor();
    await dates.getByText('DISP 1.6.2R').first().waitFor();
    assert.equal(await dates.getByRole('listitem').count(), 4);
    await page.context().close();
  });

  it('are listed for a week, by team', async () => {
    const id = await desk.complaint();
    const page = await desk.open('/due');
    const team = page.getByRole('region', { name: 'Team of Mina Okafor' });
    await team.getByRole('link').first().waitFor();
    for (let week = 0; week < 3; week++)
      await page.getByRole('button', { name: 'The week after' }).click();
    await page.getByText('14 Dec 2026 to 20 Dec 2026').waitFor();
    const { reference } = await desk.whole(id);
    await team.getByRole('link', { name: reference }).click();
    await page.getByRole('region', { name: 'Due by the rules' }).waitFor();
  });

  for (const { colorScheme, width } of looks) {
    it(`can be read by everybody, ${colorScheme} and ${width} pixels wide`, async () => {
      const id = await desk.complaint();
      const look = { colorScheme, viewport: { width, height: 900 } };
      for (const path of [`/complaints/${id}`, '/due']) {
        const page = await desk.open(path, desk.owner, look);
        const name = path === '/due' ? 'Team of Mina Okafor' : 'Due by the rules';
        await page.getByRole('region', { name }).waitFor({ state: 'attached' });
        await assertAccessible(page, path);
        const folder = process.env['AMENDS_PICTURES'];
        const file = `${folder}/${path === '/due' ? 'due' : 'dates'}-${width}.png`;
        if (folder) await page.screenshot({ path: file, fullPage: true });
        await page.context().close();
      }
    });
  }
});
