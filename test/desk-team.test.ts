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

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

async function addLena(): Promise<string> {
  const { administrator, manager } = desk.app.people;
  const ada = await desk.app.as(administrator);
  const wish = { name: 'Lena Falk', title: 'Customer care', email: 'lena@nordwind.example' };
  const body = { ...wish, roles: ['handler'], managerId: manager.staffId };
  return answerOf<{ id: string }>(await ada.post('/api/staff', body), 201).id;
}

describe('the team', () => {
  it('stands in its line of management, and an administrator changes a person', async () => {
    const page = await desk.open('/team', desk.app.people.administrator);
    const reports = page.getByRole('list', { name: 'Who reports to Mina Okafor' });
    await reports.getByRole('link', { name: 'Hugo Brandt' }).waitFor();
    await page.getByRole('link', { name: 'Dora Weiss' }).click();
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    const change = dialog(page, 'Change Dora Weiss');
    await change.getByLabel('Title').fill('Timetable and tracks');
    await change.getByLabel('fixer').check();
    await change.getByLabel('Reports to').selectOption({ label: 'Hugo Brandt – Customer care' });
    await change.getByRole('button', { name: 'Change' }).click();
    await said(page, /Changed/);
    await page.getByText('designer, fixer').waitFor();
    await page.getByRole('link', { name: 'Hugo Brandt' }).click();
    await page.getByText('Who reports to them').waitFor();
    await page.getByRole('link', { name: 'Dora Weiss' }).waitFor();
  });

  it('says in the server’s words why somebody cannot be changed so', async () => {
    const page = await desk.open(
      `/team/${desk.app.people.administrator.staffId}`,
      desk.app.people.administrator,
    );
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByLabel('administrator').uncheck();
    await dialog(page, 'Change Ada Novak').getByRole('button', { name: 'Change' }).click();
    await page.getByText('This is the last administrator.').waitFor();
  });

  it('lets somebody leave, and have them back', async () => {
    const lena = await addLena();
    const page = await desk.open(`/team/${lena}`, desk.app.people.administrator);
    await page.getByRole('button', { name: 'They leave …' }).click();
    await page.getByLabel('Who takes over?').selectOption({ label: 'Hana Sato – Customer care' });
    await page.getByRole('button', { name: 'Lena Falk leaves now' }).click();
    await said(page, /Lena Falk has left/);
    await page.getByText('Who has left').click();
    await page.getByText('Hana Sato took over.').waitFor();
    await page.getByRole('button', { name: 'Lena Falk is back' }).click();
    const link = await page.getByLabel('Their sign-in link').inputValue();
    assert.match(link, /\/sign-in\/[\w-]{20,}$/);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('link', { name: 'Lena Falk' }).waitFor();
  });

  it('is for others to read only', async () => {
    const page = await desk.open(`/team/${desk.app.people.colleague.staffId}`);
    await page.getByRole('heading', { level: 1, name: 'Hugo Brandt' }).waitFor();
    for (const name of ['Change', 'They leave …', 'Write down a skill', 'Agree on a limit']) {
      assert.equal(await page.getByRole('button', { name, exact: true }).count(), 0, name);
    }
  });
});

describe('being away', () => {
  it('is planned, and whoever covers reads it everywhere, sees what waits and may decline', async () => {
    const id = await desk.complaint('My seat was given away twice.');
    const page = await desk.open(`/team/${desk.owner.staffId}`);
    await page.getByRole('button', { name: 'Say when you are away' }).click();
    await page.getByLabel('First day').fill('2026-11-23');
    await page.getByLabel('Last day').fill('2026-11-30');
    await page.getByLabel('Who covers?').selectOption({ label: 'Hugo Brandt – Customer care' });
    await page.getByRole('button', { name: 'Plan it' }).click();
    await said(page, /Whoever covers is told/);
    await page.getByText('Mon 23 Nov to Mon 30 Nov', { exact: true }).waitFor();

    const hugo = await desk.open('/tasks', desk.taker);
    await hugo.getByText(/You are covering for Hana Sato until Mon/).waitFor();
    await hugo
      .getByText('You are asked to answer for a colleague who is away.', { exact: true })
      .waitFor();
    await hugo.getByRole('link', { name: 'See what waits there' }).click();
    await hugo
      .getByRole('link', { name: /My seat was given away twice/ })
      .first()
      .click();
    await hugo.waitForURL(new RegExp(id));
    await hugo.getByText(/away until Mon.* Hugo Brandt answers meanwhile/).waitFor();

    const team = await desk.open('/team', desk.taker);
    await team.getByText(/Away until Mon.* Hugo Brandt answers meanwhile/).waitFor();
    await team.getByRole('link', { name: 'Hana Sato' }).click();
    await team.getByRole('button', { name: 'I cannot cover' }).click();
    await said(team, /It goes to the manager/);
    await team.getByText('Mina Okafor answers meanwhile.').waitFor();

    await page.reload();
    await page.getByRole('button', { name: /Back already/ }).click();
    await said(page, /The absence is over/);
    await page.getByText('No absence is planned.').waitFor();
  });
});

describe('skills', () => {
  it('are written down by the manager, and stand between a complaint and who is not trained', async () => {
    const id = await desk.complaint('The sleeper had no beds.');
    const { manager } = desk.app.people;
    const page = await desk.open('/organisation', manager);
    await page.getByRole('button', { name: 'Add an area' }).click();
    await page.getByLabel('Name', { exact: true }).last().fill('Night trains');
    await page.getByRole('button', { name: 'Name it' }).click();
    await said(page, /Night trains is an area/);
    await page.goto(`${desk.base}/desk/team/${desk.owner.staffId}`);
    await page.getByRole('button', { name: 'Write down a skill' }).click();
    await page.getByLabel('Area').selectOption({ label: 'Night trains' });
    await page.getByLabel('Until (if it expires)').fill('2027-01-31');
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.getByText('Until 31 Jan 2027').waitFor();
    await page.getByRole('button', { name: 'Agree on a limit' }).click();
    await page.getByLabel('Open complaints at most').fill('25');
    await page.getByRole('button', { name: 'Agree', exact: true }).click();
    await page.getByText('At most 25 open complaints at once.').waitFor();

    const hana = await desk.open(`/complaints/${id}`);
    await hana.getByLabel('What one has to be trained for').selectOption('Night trains');
    await said(hana, /The area is set/);
    await hana.getByRole('button', { name: 'Actions' }).click();
    await hana.getByRole('menuitem', { name: 'Hand on' }).click();
    await hana.getByLabel('To whom?').selectOption({ label: 'Hugo Brandt – Customer care' });
    await hana.getByLabel('Why?').fill('You know the line.');
    await hana.getByRole('button', { name: 'Offer it' }).click();
    await hana.getByText(/Hugo Brandt is not trained for Night trains/).waitFor();
  });
});

describe('the organisation', () => {
  it('has its days and holidays', async () => {
    const page = await desk.open('/organisation', desk.app.people.administrator);
    await page.getByLabel('Saturday').check();
    await page.getByLabel('Day', { exact: true }).fill('2026-12-26');
    await page.getByLabel('Name', { exact: true }).fill('Boxing day');
    await page.getByRole('button', { name: 'Add this day' }).click();
    const calendar = page.getByRole('region', { name: 'When we work' });
    await calendar.getByRole('button', { name: 'Set it' }).click();
    await said(page, /Dates are promised by it/);
    await page.reload();
    await page.getByText('26 Dec 2026, Boxing day').waitFor();
    assert.equal(await page.getByLabel('Saturday').isChecked(), true);
  });

  it('shows its colour and logo to customers, when they can be read', async () => {
    const page = await desk.open('/organisation', desk.app.people.administrator);
    const look = page.getByRole('region', { name: 'How our pages look to customers' });
    await look.getByLabel('Colour on light pages').fill('#ffcc00');
    await look.getByText(/Hard to read: 1\.\d+ to 1/).waitFor();
    await look.getByRole('button', { name: 'Set it' }).click();
    await look
      .getByRole('alert')
      .getByText(/would do/)
      .waitFor();
    await look.getByRole('button', { name: /Take the nearest/ }).click();
    await look.getByText(/Easy to read: 4\.\d+ to 1/).waitFor();
    const logo = { name: 'logo.png', mimeType: 'image/png', buffer: png };
    await look.getByLabel('Logo').setInputFiles(logo);
    await look.locator('img').first().waitFor();
    await look.getByRole('button', { name: 'Set it' }).click();
    await said(page, /Customers see it from now on/);
    await page.goto(`${desk.base}/complain`);
    await page.getByRole('img', { name: 'Nordwind Rail' }).waitFor();
    await assertAccessible(page, '/complain');
    const ink = await page.evaluate(
      "getComputedStyle(document.documentElement).getPropertyValue('--accent')",
    );
    assert.notEqual(String(ink).trim(), '#1a5fb4');
  });
});

describe('every screen of it', () => {
  for (const { colorScheme, width } of looks) {
    it(`can be used by everybody: ${colorScheme}, ${width} px`, async () => {
      const look = { colorScheme, viewport: { width, height: 900 } };
      const { administrator, manager } = desk.app.people;
      const screens = [
        ['/team', administrator],
        ['/organisation', administrator],
        [`/team/${desk.owner.staffId}`, manager],
      ] as const;
      for (const [path, person] of screens) {
        const page = await desk.open(path, person, look);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        await assertAccessible(page, path);
        await page.context().close();
      }
    });
  }
});
